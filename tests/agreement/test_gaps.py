"""What an agreement leaves open: each rule finds its gap, and is quiet once it is filled."""

import pytest

from tests.agreement.files import FOLDER, loaded
from truce.agreement import Gap, gaps
from truce.agreement.gap_terms import TERM_RULES
from truce.tables import QUESTIONS

SMALLEST = (FOLDER / "good" / "smallest.yaml").read_text("utf-8")
AID = """\
      aid:
        duty: perform
        standing: [{is: proposed, since: 2030-03-01, quote: agreed}]
        binds: {is: party-b, quote: both sides}
        acts: {is: aid_delivery, quote: agreed}
        breached_by: aid_withheld
        objects: silent
        zone: {is: anywhere, quote: agreed}
        start: {is: 2030-03-01T10:00, quote: agreed}
        end: {is: open, quote: agreed}
"""
RELIEF = (
    "        conditions: [{id: relief, kind: precedent, what: sanctions end, assumed: a test}]\n"
)
EXIT = "        exit: {id: leave, what: free on a breach, assumed: a test}\n"


def found(text: str) -> dict[str, Gap]:
    return {gap.code: gap for gap in gaps(loaded(text))}


def replaced(old: str, new: str) -> str:
    assert old in SMALLEST
    return SMALLEST.replace(old, new, 1)


def test_the_gaps_of_the_smallest_file() -> None:
    assert [(str(g.at), g.code, g.question) for g in gaps(loaded(SMALLEST))] == [
        ("agreement.yaml:22:5", "assumed-clock", "when"),
        ("agreement.yaml:24:7", "no-judge", ""),
        ("agreement.yaml:24:7", "no-monitor", ""),
        ("agreement.yaml:24:7", "self-defence-unsaid", "exception"),
        ("agreement.yaml:30:9", "noun-undefined", "object"),
        ("agreement.yaml:31:9", "assumed-zone", "where"),
        ("agreement.yaml:32:9", "start-without-hour", "when"),
        ("agreement.yaml:33:9", "days-uncounted", "when"),
    ]


def test_a_gap_says_what_is_open_why_it_matters_and_what_to_write() -> None:
    gap = found(SMALLEST)["days-uncounted"]
    assert (gap.reading, gap.term) == ("a-readout", "energy")
    assert gap.message == (
        "`30 days` does not say how its days count (to the same time of day, 24 hours each, or "
        "whole days with the first one counted or not): the ends can lie a day apart."
    )
    assert gap.hint == "Name the last instant, with its zone."


#: Code -> (the words of the smallest file, words with the gap, words that fill it or none).
FILLED = {
    "silent-binds": ("binds: {is: [party-a, party-b], quote: both sides}", "binds: silent", ""),
    "silent-acts": (
        "acts: {is: attack, unclear: attempted_attack, quote: strikes}",
        "acts: silent",
        "",
    ),
    "silent-objects": ("objects: {is: energy, quote: energy facilities}", "objects: silent", ""),
    "silent-zone": ("zone: {is: strip, assumed: where the fighting is}", "zone: silent", ""),
    "silent-start": ("start: {is: 2030-03-01, quote: from 1 March}", "start: silent", ""),
    "silent-clock": (
        "clock: {is: Europe/London, assumed: the clock of A's capital}",
        "clock: silent",
        "",
    ),
    "assumed-binds": ("quote: both sides}", "assumed: they are at war}", ""),
    "assumed-end": (
        "duration: {is: 30 days, counted: unstated, quote: for 30 days}",
        "end: {is: 2030-04-01T00:00, assumed: thirty days}",
        "",
    ),
    "assumed-duration": (
        "counted: unstated, quote: for 30 days",
        "counted: hours, assumed: custom",
        "",
    ),
    "end-without-hour": (
        "duration: {is: 30 days, counted: unstated, quote: for 30 days}",
        "end: {is: 2030-03-31, quote: for 30 days}",
        "end: {is: 2030-03-31T00:00, quote: for 30 days}",
    ),
    "no-end": (
        "duration: {is: 30 days, counted: unstated, quote: for 30 days}",
        "end: {is: open, quote: for 30 days}",
        "end: {is: open, quote: for 30 days}\n        review: {is: monthly, assumed: x}",
    ),
    "exit-and-end": ("        duration:", EXIT + "        duration:", ""),
    "kinds-unclear": ("is: energy,", "is: energy, unclear: [port, rail_power],", ""),
    "list-unsaid": ("is: energy,", "is: [refinery, port],", "is: [refinery, port], list: closed,"),
    "parties-unclear": ("is: [party-a, party-b],", "is: party-a, unclear: party-b,", ""),
    "attempts-unsaid": ("is: attack, unclear: attempted_attack,", "is: attack,", ""),
    "standing-open": ("is: agreed, since", "is: under_negotiation, since", ""),
    "condition-without-judge": (
        "        duration:",
        RELIEF + "        duration:",
        RELIEF + "        monitor: {is: a mission, assumed: x}\n        duration:",
    ),
    "condition-undecided": ("        duration:", RELIEF + "        duration:", ""),
}


@pytest.mark.parametrize("code", FILLED)
def test_a_rule_finds_its_gap_and_is_quiet_when_it_is_filled(code: str) -> None:
    whole, open_, filled = FILLED[code]
    gap = found(replaced(whole, open_))[code]
    assert gap.message.endswith(".")
    assert gap.hint.endswith(".")
    assert code not in found(replaced(whole, filled or whole))


@pytest.mark.parametrize(
    ("code", "line"),
    [
        ("no-monitor", "monitor: {is: a mission, assumed: x}"),
        ("no-judge", "dispute_settlement: {is: the mission hears both, assumed: x}"),
        (
            "self-defence-unsaid",
            "exceptions: [{id: self-defence, what: fire may be returned, assumed: x}]",
        ),
    ],
)
def test_a_clause_fills_its_gap(code: str, line: str) -> None:
    assert code in found(SMALLEST)
    assert code not in found(replaced("        duration:", f"        {line}\n        duration:"))


def test_what_is_owed_needs_an_amount() -> None:
    assert "amount-unsaid" in found(SMALLEST + AID)
    amount = "        amount: {is: {at_least: 600, unit: trucks per day}, assumed: x}\n"
    assert "amount-unsaid" not in found(SMALLEST + AID + amount)


def test_an_open_list_says_so() -> None:
    gap = found(replaced("is: energy,", "is: [refinery, oil_storage], list: open,"))[
        "kinds-unclear"
    ]
    assert gap.message == "The list is open: other kinds of `oil` may be protected or not."


def test_signatories_that_are_not_bound_and_bound_that_did_not_sign() -> None:
    text = replaced("is: [party-a, party-b],", "is: [party-a],") + (
        "        signatories: {is: [party-b], quote: both sides}\n"
    )
    told = [gap.message for gap in gaps(loaded(text)) if gap.code == "signatories-differ"]
    assert told == [
        "A is bound but is not among those who signed.",
        "B signed but is not bound by the term.",
    ]


def test_readings_that_differ_are_told_with_every_place() -> None:
    head, body = SMALLEST.split("  a-readout:\n")
    other = body.replace("is: 2030-03-01, quote: from", "is: 2030-03-08, quote: from").replace(
        "party: party-a", "party: party-b"
    )
    gap = found(f"{head}  a-readout:\n{body}  b-readout:\n{other}")["readings-differ-start"]
    assert gap.message == (
        "Readings of `energy` differ on `start`: 2030-03-01, Europe/London (a-readout at "
        "agreement.yaml:32:9); 2030-03-08, Europe/London (b-readout at agreement.yaml:48:9)."
    )
    assert str(gap.at) == "agreement.yaml:32:9"
    assert [str(at) for at in gap.also] == ["agreement.yaml:48:9"]
    assert gap.question == "when"


def test_one_day_on_two_clocks_is_a_difference() -> None:
    head, body = SMALLEST.split("  a-readout:\n")
    other = body.replace("is: Europe/London", "is: Asia/Tokyo")
    message = found(f"{head}  a-readout:\n{body}  b-readout:\n{other}")[
        "readings-differ-end"
    ].message
    assert "30 days counted as unstated, Europe/London (" in message
    assert "30 days counted as unstated, Asia/Tokyo (" in message


def test_readings_that_agree_leave_no_gap_between_them() -> None:
    head, body = SMALLEST.split("  a-readout:\n")
    codes = found(f"{head}  a-readout:\n{body}  b-readout:\n{body}")
    assert not [code for code in codes if code.startswith("readings-differ")]


@pytest.mark.parametrize(
    ("name", "old", "new"),
    [
        ("standing", "is: agreed, since", "is: proposed, since"),
        ("binds", "is: [party-a, party-b],", "is: party-a,"),
        ("acts", ", unclear: attempted_attack", ""),
        ("objects", "is: energy,", "is: [energy, port],"),
        ("zone", "is: strip,", "is: anywhere,"),
        ("end", "is: 30 days", "is: 31 days"),
        ("conditions", "        duration:", RELIEF + "        duration:"),
        (
            "exceptions",
            "        duration:",
            "        exceptions: [{id: e, what: x, assumed: x}]\n        duration:",
        ),
        (
            "monitor",
            "        duration:",
            "        monitor: {is: a mission, assumed: x}\n        duration:",
        ),
    ],
)
def test_each_part_of_a_term_is_compared(name: str, old: str, new: str) -> None:
    head, body = SMALLEST.split("  a-readout:\n")
    assert old in body
    codes = found(f"{head}  a-readout:\n{body}  b-readout:\n{body.replace(old, new, 1)}")
    assert [c for c in codes if c.startswith("readings-differ")] == [f"readings-differ-{name}"]


def test_two_sides_without_a_common_text() -> None:
    head, body = SMALLEST.split("  a-readout:\n")
    other = body.replace("party: party-a", "party: party-b", 1)
    text = f"{head}  a-readout:\n{body}  b-readout:\n{other}"
    assert "no-common-text" in found(text)
    signed = text.replace("    publisher:", "    form: signed_text\n    publisher:", 1)
    assert "no-common-text" not in found(signed)
    assert "no-common-text" not in found(SMALLEST)


def test_every_rule_bears_on_a_question_or_on_none() -> None:
    assert {rule.question for rule in TERM_RULES} <= {*QUESTIONS, ""}
    assert len({rule.code for rule in TERM_RULES}) == len(TERM_RULES)
