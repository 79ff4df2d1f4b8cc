"""What sort of agreement a reading describes: by its fields, whatever its title says."""

import pytest

from tests.agreement.files import FOLDER, loaded
from truce.agreement import type_of

SMALLEST = (FOLDER / "good" / "smallest.yaml").read_text("utf-8")
ALL = "objects: {is: anything, assumed: x}"
OPEN = "end: {is: open, assumed: x}"


def sort(*pairs: tuple[str, str]) -> str:
    text = SMALLEST
    for old, new in pairs:
        assert old in text
        text = text.replace(old, new, 1)
    (reading,) = loaded(text).readings.values()
    return type_of(reading)


OBJECTS = "objects: {is: energy, quote: energy facilities}"
DURATION = "duration: {is: 30 days, counted: unstated, quote: for 30 days}"
MONITOR = "monitor: {is: a mission, assumed: x}"
PURPOSE = "purpose: {is: humanitarian, assumed: x}"
ONE = ("is: [party-a, party-b]", "is: party-a")


TITLE = ("title: Readout of 1 March", "title: Full ceasefire")
PERHAPS = ("is: [party-a, party-b]", "is: party-a, unclear: party-b")
PROPOSED = ("is: agreed, since", "is: proposed, since")
IN_TALKS = ("is: agreed, since", "is: under_negotiation, since")
UNSAID = (OBJECTS, "objects: silent")
WHOLE = (OBJECTS, ALL)
RELIEF = (DURATION, f"{DURATION}\n        {PURPOSE}")
SHELLS = ("is: attack, unclear: attempted_attack", "is: shelling")
ENDLESS = (DURATION, OPEN)
WATCHED = (DURATION, f"{OPEN}\n        {MONITOR}")
OWED = ("duty: refrain", "duty: perform\n        breached_by: omission")
AID = ("is: attack, unclear: attempted_attack", "is: aid_delivery")
RETREAT = ("is: attack, unclear: attempted_attack", "is: withdrawal")


@pytest.mark.parametrize(
    ("expected", "pairs"),
    [
        ("object-limited pause", []),
        ("object-limited pause", [TITLE]),
        ("unilateral object-limited pause", [ONE]),
        ("object-limited pause", [PERHAPS]),
        ("proposed object-limited pause", [PROPOSED]),
        ("under negotiation object-limited pause", [IN_TALKS]),
        ("pause of unstated reach", [UNSAID]),
        ("temporary cessation of hostilities", [WHOLE]),
        ("humanitarian pause", [WHOLE, RELIEF]),
        ("partial cessation of hostilities", [WHOLE, SHELLS]),
        ("cessation of hostilities", [WHOLE, ENDLESS]),
        ("cessation of hostilities", [WHOLE, (DURATION, "end: silent")]),
        ("ceasefire", [WHOLE, WATCHED]),
        ("unilateral cessation of hostilities", [WHOLE, WATCHED, ONE]),
        ("humanitarian arrangement", [OWED, AID]),
        ("undertakings", [OWED, RETREAT]),
    ],
)
def test_the_sort_follows_from_the_fields(expected: str, pairs: list[tuple[str, str]]) -> None:
    assert sort(*pairs) == expected
