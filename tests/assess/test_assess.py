from dataclasses import replace

import polars as pl
import pytest

from tests.worlds import (
    agreement,
    amount,
    assumed,
    bracket,
    clause,
    days,
    exemption,
    hour,
    incidents,
    kinds,
    links,
    quoted,
    reading,
    silent,
    standing,
    term,
)
from truce.agreement.model import Objects
from truce.assess import assess, explain, hinges, matrix, ranges
from truce.assess.questions import NO_DECISIONS
from truce.tables import QUESTIONS
from truce.when import OPEN_END
from truce.where import Zone
from truce.who import Actors

NO_LINKS = links()


def judged(term_, *rows, **options):
    found = assess(incidents(*rows), NO_LINKS, agreement(reading("r", term_)), **options)
    return found.findings


def verdict(term_, row=None, **options):
    return judged(term_, row or {}, **options)["verdict"][0]


def answer(question, term_, row=None, **options):
    return judged(term_, row or {}, **options)[question][0]


def test_a_strike_on_a_protected_thing_by_one_bound_in_time_is_a_violation():
    row = judged(term(), {}).to_dicts()[0]
    assert row["verdict"] == "violation"
    assert all(row[q] is True for q in QUESTIONS)


@pytest.mark.parametrize(
    ("question", "row", "expected"),
    [
        ("who", {"perpetrators": "C"}, False),
        ("who", {"perpetrators": None}, None),
        ("who", {"perpetrators": "A;B"}, True),
        ("who", {"perpetrators": "A;C"}, None),
        ("act", {"act": "attempted_air_strike"}, False),
        ("act", {"act": "act"}, None),
        ("act", {"act": None}, None),
        ("object", {"object": "hospital"}, False),
        ("object", {"object": "hospital;substation"}, True),
        ("object", {"object": "thing"}, None),
        ("object", {"object": None}, None),
        ("when", {"moment_start_utc": hour(-2), "moment_end_utc": hour(-1)}, False),
        ("when", {"moment_start_utc": hour(-2), "moment_end_utc": hour(1)}, None),
        ("when", {"moment_start_utc": None, "moment_end_utc": None}, None),
    ],
)
def test_each_question_is_answered_by_its_own_facts(question, row, expected):
    found = judged(term(), row).to_dicts()[0]
    assert found[question] is expected
    others = [found[q] for q in QUESTIONS if q != question]
    assert others == [True] * 7
    assert (
        found["verdict"]
        == {True: "violation", False: "not_covered", None: "undetermined"}[expected]
    )


def test_a_silent_field_is_unknown_and_never_filled_in():
    for name in ("binds", "acts", "objects", "zone"):
        assert verdict(term(**{name: silent(name)})) == "undetermined"
    assert verdict(term(start=silent("start"))) == "undetermined"
    assert verdict(term(end=silent("end"))) == "undetermined"
    assert verdict(term(standing=())) == "undetermined"


def test_strict_takes_what_is_only_assumed_as_unknown():
    loose = term(start=assumed(bracket(0)))
    assert verdict(loose) == "violation"
    assert verdict(loose, strict=True) == "undetermined"
    assert answer("when", loose, strict=True) is None


def test_where_is_inside_outside_or_across():
    town = term(zone=quoted(Zone.disc(10.0, 50.0, 5000.0)))
    assert answer("where", town) is True
    assert answer("where", town, {"lon": 10.07}) is None
    assert answer("where", town, {"lon": 10.5}) is False
    assert answer("where", town, {"lon": None, "lat": None, "radius_m": None}) is None


def test_a_duration_of_unstated_counting_leaves_its_last_hours_open():
    thirty = term(
        start=quoted(bracket(18)),
        end=silent("end"),
        duration=days(30, "unstated"),
        clock=quoted("Europe/Kyiv"),
    )
    # From 20:00 in Kyiv on 1 March: whole days end on 30 March at midnight or, the first day not
    # counted, on 31 March; the clocks go forward that night.
    midnight = 22 + 29 * 24
    times = [(midnight - 2, midnight), (midnight, midnight + 1), (midnight + 23, midnight + 24)]
    rows = [{"moment_start_utc": hour(a), "moment_end_utc": hour(b)} for a, b in times]
    assert judged(thirty, *rows)["when"].to_list() == [True, None, False]


@pytest.mark.parametrize(
    ("since", "expected"),
    [
        ([("agreed", 0, 0)], True),
        ([("ordered", 0, 0)], True),
        ([("proposed", 0, 0)], False),
        ([("agreed", 20, 20)], False),
        ([("agreed", 5, 20)], None),
        ([("proposed", 0, 0), ("agreed", 5, 5)], True),
        ([("agreed", 0, 0), ("suspended", 5, 5)], False),
        ([("agreed", 0, 0), ("suspended", 5, 12)], None),
        ([("ordered", 0, 0), ("agreed", 5, 12)], True),
    ],
)
def test_standing_is_judged_at_the_time_of_the_incident(since, expected):
    assert answer("standing", term(standing=standing(*since))) is expected


@pytest.mark.parametrize(
    ("kind", "states", "expected"),
    [
        ("precedent", [(0, 100, "met")], True),
        ("precedent", [(0, 100, "unmet")], False),
        ("precedent", [(0, 100, "unknown")], None),
        ("precedent", [], None),
        ("exit", [(0, 100, "unmet")], True),
        ("exit", [(0, 100, "met")], False),
        ("exit", [], None),
    ],
)
def test_conditions_and_exits_are_decided_by_people_or_unknown(kind, states, expected):
    assert answer("standing", term(clauses=(clause(kind, *states),))) is expected


def test_an_exception_is_decided_by_a_person_or_unknown_where_it_could_apply():
    defence = term(exceptions=(exemption("self-defence", ["attack"], ["A"]),))
    assert verdict(defence) == "undetermined"
    assert verdict(defence, {"perpetrators": "B"}) == "violation"
    decision = {
        "incident": "inc_0000",
        "reading": "r",
        "term": "energy",
        "exception": "self-defence",
    }
    excused, refused = (
        pl.DataFrame([{**decision, "applies": applies}], schema=NO_DECISIONS.schema)
        for applies in (True, False)
    )
    assert verdict(defence, exceptions=excused) == "not_covered"
    assert verdict(defence, exceptions=refused) == "violation"


def test_aid_short_of_the_amount_is_a_violation_and_enough_is_not():
    aid = term(
        duty="perform",
        acts=quoted(kinds("acts", ["aid_delivery"])),
        breached_by=kinds("acts", ["aid_withheld"]),
        objects=quoted(Objects(kinds=kinds("things", ["thing"]))),
        amount=amount(600, "trucks per day"),
    )
    delivered = {"act": "aid_delivery", "amount_unit": "trucks per day"}
    rows = [
        {**delivered, "amount": 42.0},
        {**delivered, "amount": 600.0},
        {**delivered, "amount": None},
        {**delivered, "amount": 42.0, "amount_unit": "tonnes per day"},
        {"act": "aid_withheld"},
        {"act": "drone_strike"},
    ]
    assert judged(aid, *rows)["verdict"].to_list() == [
        "violation",
        "not_covered",
        "undetermined",
        "undetermined",
        "violation",
        "not_covered",
    ]


def test_taken_strictly_an_assumed_act_of_a_duty_leaves_a_shortfall_open():
    aid = term(
        duty="perform",
        acts=assumed(kinds("acts", ["aid_delivery"])),
        breached_by=kinds("acts", ["aid_withheld"]),
        objects=quoted(Objects(kinds=kinds("things", ["thing"]))),
        amount=amount(600, "trucks per day"),
    )
    short = {"act": "aid_delivery", "amount": 450.0, "amount_unit": "trucks per day"}
    assert verdict(aid, short) == "violation"
    assert verdict(aid, short, strict=True) == "undetermined"


def test_taken_strictly_an_assumed_clause_bars_nothing():
    barring = replace(clause("precedent", (0, 100, "unmet")), stated=assumed("precedent"))
    assert answer("standing", term(clauses=(barring,))) is False
    assert answer("standing", term(clauses=(barring,)), strict=True) is None


def test_a_named_site_is_hit_for_certain_only_if_a_record_names_it():
    only_site = term(
        objects=quoted(Objects(kinds=kinds("things", []), sites=frozenset({"North plant"})))
    )
    world = agreement(reading("r", only_site))
    found = assess(
        incidents({}, {}, {}),
        links(
            {
                "incident": "inc_0000",
                "site": "sit_1",
                "distance_m": 10.0,
                "certain": True,
                "name": "North plant",
                "source_row": "S1",
            },
            {
                "incident": "inc_0001",
                "site": "sit_1",
                "distance_m": 10.0,
                "certain": False,
                "name": "North plant",
                "source_row": "S1",
            },
        ),
        world,
    )
    assert found.findings["object"].to_list() == [True, None, False]


def test_protection_may_hang_on_who_holds_the_place():
    held = term(
        objects=quoted(
            Objects(kinds=kinds("things", ["energy"]), held_by=Actors(yes=frozenset({"B"})))
        )
    )
    rows = [{"held_by": "B"}, {"held_by": "A"}, {"held_by": "A;B"}, {"held_by": None}]
    assert judged(held, *rows)["object"].to_list() == [True, False, None, None]


def test_a_reading_takes_its_strongest_term_and_else_the_nearest():
    energy = term()
    ports = term(
        id="ports", objects=quoted(Objects(kinds=kinds("things", ["port"]))), end=quoted(bracket(1))
    )
    found = assess(
        incidents({"object": "port"}, {"object": "substation"}, {"object": "hospital"}),
        NO_LINKS,
        agreement(reading("r", ports, energy)),
    )
    assert found.verdicts.select("term", "verdict").rows() == [
        ("ports", "not_covered"),
        ("energy", "violation"),
        ("energy", "not_covered"),
    ]


def test_ranges_count_possible_duplicates_once_at_least_and_each_at_most():
    found = assess(
        rows := incidents(
            {"doubt": "D04"}, {"doubt": "D04"}, {}, {"object": "thing"}, {"object": "hospital"}
        ),
        NO_LINKS,
        agreement(reading("r", term())),
    )
    assert ranges(found.verdicts, rows).to_dicts() == [
        {"reading": "r", "at_least": 2, "at_most": 4, "not_covered": 1, "incidents": 5}
    ]
    assert ranges(found.verdicts, rows.head(1))["at_least"][0] == 1


def test_hinges_name_the_questions_that_part_two_readings():
    narrow = term(objects=quoted(Objects(kinds=kinds("things", ["refinery"]))))
    late = term(start=quoted(bracket(20)))
    unsure = term(start=quoted(bracket(5, 20)), objects=silent("objects"))
    world = agreement(
        reading("a-wide", term()),
        reading("b-narrow", narrow),
        reading("c-late", late),
        reading("d-unsure", unsure),
    )
    found = assess(incidents({}, {"object": "hospital"}), NO_LINKS, world)
    parted = hinges(found.findings, found.verdicts)
    first = {
        (r["reading_a"], r["reading_b"]): r["parted_by"]
        for r in parted.to_dicts()
        if r["incident"] == "inc_0000"
    }
    assert first == {
        ("a-wide", "b-narrow"): "object",
        ("a-wide", "c-late"): "when",
        ("a-wide", "d-unsure"): "object + when",
        ("b-narrow", "d-unsure"): "object",
        ("c-late", "d-unsure"): "when",
    }
    counted = matrix(parted).filter(reading_a="a-wide", reading_b="c-late")
    assert counted.rows() == [("a-wide", "c-late", "when", 1)]


def test_explain_gives_the_answers_of_the_table_and_what_would_change_them():
    world = agreement(reading("r", term(start=quoted(bracket(20)))))
    one = incidents({})
    (told,) = explain(one, NO_LINKS, world)
    finding = assess(one, NO_LINKS, world).findings.to_dicts()[0]
    assert {r.question: r.answer for r in told.reasons} == {q: finding[q] for q in QUESTIONS}
    assert told.verdict == "not_covered"
    (why,) = told.deciding()
    assert (why.question, why.otherwise) == ("when", "violation")
    assert why.facts == {"moment_start_utc": hour(10), "moment_end_utc": hour(11)}
    assert [f.basis for f in why.fields] == ["quoted", "quoted"]


def test_without_readings_there_is_nothing_to_find():
    found = assess(incidents({}), NO_LINKS, agreement())
    assert found.findings.is_empty()
    assert found.verdicts.is_empty()
    assert hinges(found.findings, found.verdicts).is_empty()
    assert OPEN_END.exact
