from datetime import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests import worlds as w
from tests.report import world
from truce import assess
from truce.report import Options, prose, tally, times, words
from truce.report.because import Teller
from truce.report.incident import runs
from truce.tables import EVIDENCE, QUESTIONS
from truce.when import MAX, MIN, UNKNOWN, UTC, Bracket, Window

ZONE = "Europe/Kyiv"


def utc(*parts: int) -> datetime:
    return datetime(*parts, tzinfo=UTC)


@pytest.mark.parametrize(
    ("start", "end", "said"),
    [
        (utc(2025, 3, 18, 18), utc(2025, 3, 18, 18), "18 Mar 2025 20:00"),
        (utc(2025, 3, 17, 22), utc(2025, 3, 18, 22), "18 Mar 2025, hour not known"),
        (utc(2025, 3, 18, 14), utc(2025, 3, 18, 22), "18 Mar 2025 16:00–24:00"),
        (utc(2025, 3, 18, 20), utc(2025, 3, 19, 4), "18 Mar 22:00 – 19 Mar 2025 06:00"),
        (utc(2024, 12, 31, 20), utc(2025, 1, 1, 4), "31 Dec 2024 22:00 – 1 Jan 2025 06:00"),
        (utc(2025, 3, 17, 22), utc(2025, 3, 20, 22), "18–20 Mar 2025"),
        (utc(2025, 3, 29, 22), utc(2025, 4, 1, 21), "30 Mar – 1 Apr 2025"),
        (utc(2025, 3, 29, 22), utc(2025, 3, 30, 21), "30 Mar 2025, hour not known"),
        (utc(2025, 3, 18, 18), None, "18 Mar 2025 20:00 or later"),
        (None, utc(2025, 3, 18, 18), "18 Mar 2025 20:00 or earlier"),
        (MIN, MAX, "not known"),
    ],
)
def test_a_bracket_is_said_as_exactly_as_it_is_known(start, end, said):
    assert times.bracket(start, end, ZONE) == said


def test_a_period_takes_an_end_that_is_not_stated_from_its_window():
    start, end = world.since(0), Bracket(world.at(30), world.at(30, 1))
    window = Window.between(start, end)
    assert times.period(start, None, window, "UTC") == (
        "from 1 Mar 2030 00:00 to 31 Mar 2030 00:00–01:00"
    )
    assert times.period(start, None, Window.between(start, UNKNOWN), "UTC") == (
        "from 1 Mar 2030 00:00 to not stated"
    )


@given(st.sets(st.integers(1, 40), min_size=1))
def test_runs_of_numbers_lose_none(numbers):
    said = runs(sorted(numbers))
    found: set[int] = set()
    for part in said.split(", "):
        first, _, last = part.partition("–")
        found |= set(range(int(first), int(last or first) + 1))
    assert found == numbers


def test_every_word_of_the_tables_has_its_words():
    assert set(words.EVIDENCE_MEANS) == set(EVIDENCE)
    assert set(words.QUESTIONS) == set(QUESTIONS)


@pytest.mark.parametrize(("n", "said"), [(1, "1 row"), (0, "0 rows"), (12345, "12\u202f345 rows")])
def test_counts(n, said):
    assert words.count(n, "row") == said


@pytest.mark.parametrize(("m", "said"), [(6000.0, "±6 km"), (300, "±300 m"), (1500, "±1.5 km")])
def test_radii(m, said):
    assert words.km(m) == said


# --------------------------------------------------------------------------------------- reasons


def told(strict=False, facts=None, **fields):
    """Return the why and the what-would-change of one incident under one term."""
    text = w.agreement(w.reading("r", w.term(**fields)))
    found = assess.explain(w.incidents(facts or {}), w.links(), text, strict=strict)[0]
    teller = Teller("UTC", strict=strict)
    term = text.readings["r"].terms[0]
    return teller.why(found, term), teller.otherwise(found)


def test_a_violation():
    assert told() == (
        "Every question is answered yes.",
        "Would change if any answer proved to be no.",
    )


def test_a_violation_names_the_assumptions_it_rests_on():
    zone, start = w.assumed(w.ANYWHERE, "zone"), w.assumed(w.bracket(0), "start")
    assert told(zone=zone, start=start)[1] == (
        "Would change if any answer proved to be no. Rests on assumptions about: where, when."
    )


@pytest.mark.parametrize(
    ("facts", "fields", "why", "otherwise"),
    [
        (
            {"object": "hospital"},
            {},
            "What was hit (hospital) is not among what is protected.",
            "Would become a violation if what was hit proved to be among what the text protects.",
        ),
        (
            {"object": None},
            {},
            "What was hit is not known.",
            "Would become a violation if what was hit proved to be among what the text protects;"
            " not covered if not.",
        ),
        (
            {"object": "industry;residential"},
            {},
            "What was hit (industry and residential) is not among what is protected.",
            "Would become a violation if what was hit proved to be among what the text protects.",
        ),
        (
            {"perpetrators": None},
            {},
            "Nobody is named as having done it.",
            "Would become a violation if someone whom the text binds proved to have done it;"
            " not covered if not.",
        ),
        (
            {"perpetrators": "A;C"},
            {},
            "It is open whether A or C, said to have done it, is bound.",
            "Would become a violation if someone whom the text binds proved to have done it;"
            " not covered if not.",
        ),
        (
            {"perpetrators": "C", "object": "hospital"},
            {},
            "C, said to have done it, is not among those bound; what was hit (hospital) is not"
            " among what is protected.",
            "Would change only if who and object were all answered otherwise.",
        ),
        (
            {"act": "overflight"},
            {},
            "The act (overflight) is not among those that break the term.",
            "Would become a violation if the act proved to be one that breaks the term.",
        ),
        (
            {"moment_start_utc": w.hour(-3), "moment_end_utc": w.hour(-2)},
            {},
            "28 Feb 2030 21:00–22:00 is outside the period (from 1 Mar 2030 00:00 to no end).",
            "Would become a violation if it proved to have happened inside the period.",
        ),
        (
            {"moment_start_utc": w.hour(-3), "perpetrators": None},
            {},
            "Nobody is named as having done it; 28 Feb 21:00 – 1 Mar 2030 11:00 cannot be placed"
            " inside or outside the period (from 1 Mar 2030 00:00 to no end).",
            "Would become a violation only if who and when were all answered yes; not covered if"
            " one is no.",
        ),
        (
            {},
            {"zone": w.silent("zone")},
            "The text does not say where it applies.",
            "Would become a violation if it proved to have happened inside the area; not covered"
            " if not.",
        ),
        (
            {},
            {"standing": w.standing(("agreed", 0, 0), ("lapsed", 5, 5))},
            "The term was not in force (agreed since 1 Mar 2030 00:00, lapsed since 1 Mar 2030"
            " 05:00).",
            "Would become a violation if the term proved to have been in force then.",
        ),
        (
            {},
            {"clauses": (w.clause("precedent"),)},
            "It is open whether the term was in force (agreed since ever before, whether a"
            " condition was met is not decided: precedent).",
            "Would become a violation if the term proved to have been in force then; not covered"
            " if not.",
        ),
        (
            {},
            {"clauses": (w.clause("exit", (0, 99, "met")),)},
            "The term was not in force (agreed since ever before, the way out was used: exit).",
            "Would become a violation if the term proved to have been in force then.",
        ),
        (
            {},
            {"exceptions": (w.exemption("self-defence", ["attack"], ["A"]),)},
            "An exception might excuse it and nobody has decided (self-defence).",
            "Would become a violation if it were found that no exception excuses it; not covered"
            " if not.",
        ),
    ],
)
def test_why_and_what_would_change_it(facts, fields, why, otherwise):
    assert told(facts=facts, **fields) == (why, otherwise)


def test_strict_sets_assumptions_aside():
    why, _ = told(strict=True, start=w.assumed(w.bracket(0), "start"))
    assert why == "What is said of it is only assumed, and assumptions are set aside (strict)."


def test_an_amount_that_was_reached():
    why, otherwise = told(
        facts={"act": "aid_delivery", "amount": 700.0, "amount_unit": "trucks per day"},
        duty="perform",
        acts=w.quoted(w.kinds("acts", ["aid_delivery"])),
        breached_by=w.kinds("acts", ["aid_withheld"]),
        amount=w.amount(600, "trucks per day"),
    )
    assert why == "The amount reported (700.0 trucks per day) is what was required, or more."
    assert otherwise == (
        "Would become a violation if the amount proved to fall short of what was required."
    )


# ----------------------------------------------------------------------------------------- prose


def test_the_first_sentence_names_every_reading_of_a_few():
    assert prose.lead(tally.ranges(world.view())) == (
        "The sources held report **12 incidents**. Whether they breach the agreement depends on"
        " whose text is read: **3–7** under Alphaland: Statement, **7–11** under Betaland:"
        " Statement and **1–5** under Betaland: Later list. The first figure counts what is"
        " certain on these reports, the second also what cannot be decided yet."
    )


def test_the_first_sentence_of_many_names_the_ends():
    few = tally.ranges(world.view())
    said = prose.lead([*few, *few])
    assert "**1–5** under 2 of the 6 readings" in said
    assert "to **7–11** under 2 of the 6 readings" in said


def test_no_reading_and_no_incident_are_said_so():
    assert prose.lead([]).endswith("The agreement holds no reading that could judge them.")
    assert prose.hinges(0, 3, []) == "No reading differs from another on any of **3 incidents**."


def test_options_in_force_are_all_printed():
    chosen = Options(
        strict=True, evidence=("reported", "confirmed"), boundaries="de-facto", as_of=world.at(3)
    )
    assert prose.options(chosen, "UTC") == [
        ("Evidence", "reported and confirmed"),
        ("Assumptions", "set aside as unknown (strict)"),
        ("Boundaries", "de-facto: land in dispute is drawn with whoever holds it"),
        ("As of", "only what was published by 4 Mar 2030 00:00"),
    ]
