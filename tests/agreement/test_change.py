"""What-if on the text: one field changes, every other line stays where it is."""

import json

import pytest

from tests.agreement.files import FOLDER, loaded
from truce.agreement import Op, Term, change
from truce.issues import TruceError

SMALLEST = (FOLDER / "good" / "smallest.yaml").read_text("utf-8")
EVERY_KEY = (FOLDER / "good" / "every-key.yaml").read_text("utf-8")


def changed(path: str, op: Op, value: str, text: str = SMALLEST) -> Term:
    """Return the term after a change, having checked that all other lines are as they were."""
    new = change(text, path, op, value)
    old_lines, new_lines = text.splitlines(), new.splitlines()
    assert len(old_lines) == len(new_lines)
    reading, term, *_ = path.split(".")
    terms = loaded(new).readings[reading].terms
    return next((t for t in terms if t.id == term), terms[0])


def lines(path: str, op: Op, value: str, text: str = SMALLEST) -> list[str]:
    """Return the lines that a change makes new."""
    pairs = zip(text.splitlines(), change(text, path, op, value).splitlines(), strict=True)
    return [new.rstrip() for old, new in pairs if old.rstrip() != new.rstrip()]


def test_a_value_is_replaced_and_is_assumed() -> None:
    start = changed("a-readout.energy.start", "=", "2030-03-25").start
    assert (start.words, start.basis, start.reason) == ("2030-03-25", "assumed", "what if")
    assert lines("a-readout.energy.start", "=", "2030-03-25") == [
        '        start: {"is": "2030-03-25", "assumed": "what if"}'
    ]


@pytest.mark.parametrize(
    ("path", "op", "value", "field"),
    [
        ("objects", "+=", "hospital", {"is": ["energy", "hospital"]}),
        ("objects", "+=", "[hospital, port]", {"is": ["energy", "hospital", "port"]}),
        ("objects", "-=", "coal", {"is": "energy", "except": ["coal"]}),
        ("objects", "=", "refinery", {"is": "refinery"}),
        ("objects.unclear", "+=", "rail_power", {"is": "energy", "unclear": ["rail_power"]}),
        ("objects.sites", "=", "[North dam]", {"is": "energy", "sites": ["North dam"]}),
        ("objects.list", "=", "open", {"is": "energy", "list": "open"}),
        ("acts", "+=", "attempted_attack", {"is": ["attack", "attempted_attack"]}),
        ("acts.unclear", "-=", "attempted_attack", {"is": "attack"}),
        ("acts.except", "+=", "attempted_attack", {"is": "attack", "except": ["attempted_attack"]}),
        ("binds", "-=", "party-b", {"is": ["party-a"]}),
        ("binds.unclear", "+=", "party-b", {"is": ["party-a"], "unclear": ["party-b"]}),
        ("zone", "=", "anywhere", {"is": "anywhere"}),
        ("duration", "=", "31 days", {"is": "31 days", "counted": "unstated"}),
        ("duration.counted", "=", "hours", {"is": "30 days", "counted": "hours"}),
        ("duration", "=", "{is: 2 weeks, counted: hours}", {"is": "2 weeks", "counted": "hours"}),
        (
            "start",
            "=",
            "{between: [2030-03-01, open]}",
            {"is": {"between": ["2030-03-01", "open"]}},
        ),
    ],
)
def test_changes(path: str, op: Op, value: str, field: dict[str, object]) -> None:
    (line,) = lines(f"a-readout.energy.{path}", op, value)
    name, _, made = line.partition(":")
    assert name.strip() == path.partition(".")[0]
    assert json.loads(made) == {**field, "assumed": "what if"}
    assert changed(f"a-readout.energy.{path}", op, value)


def test_a_field_can_be_silenced() -> None:
    assert lines("a-readout.energy.zone", "=", "silent") == ['        zone: "silent"']


def test_a_standing_is_set_with_its_date_and_its_lines_stay() -> None:
    path = "a-readout.energy.standing"
    assert lines(path, "=", "{is: proposed, since: 2030-03-01}") == [
        '        standing: [{"is": "proposed", "since": "2030-03-01", "assumed": "what if"}]',
        "",
    ]
    assert changed(path, "=", "[{is: proposed, since: 2030-03-01}]").standing[0].status.value == (
        "proposed"
    )
    assert changed(path, "=", "silent").standing == ()


def test_an_end_takes_the_place_of_a_duration() -> None:
    term = changed("a-readout.energy.end", "=", "open")
    assert (term.end.words, term.duration.value) == ("open", None)


def test_a_duration_silences_an_end() -> None:
    term = changed("a-letter.guns.duration", "=", "{is: 60 days, counted: calendar}", EVERY_KEY)
    assert (term.end.value, term.duration.words) == (None, "60 days")


def test_the_clock_of_a_reading() -> None:
    clock = changed("a-readout.clock", "=", "Asia/Tokyo").clock
    assert (clock.value, clock.basis) == ("Asia/Tokyo", "assumed")


def test_a_field_of_several_lines_leaves_them_empty() -> None:
    new = lines("a-letter.guns.objects", "=", "{is: anything}", EVERY_KEY)
    assert new == ['        objects: {"is": "anything", "assumed": "what if"}', *[""] * 9]


def test_comments_and_everything_else_stay() -> None:
    commented = SMALLEST.replace("        start:", "        # as told on the day\n        start:")
    new = change(commented, "a-readout.energy.start", "=", "2030-03-02")
    assert "# as told on the day" in new
    assert new.startswith(SMALLEST[:400])


NO_READING = "`a-readuot` is not a reading of the agreement. Did you mean `a-readout`?"
NO_TERM = "`enregy` is not a term of the agreement. Did you mean `energy`?"
NO_FIELD = "`strat` is not a field that can be changed. Did you mean `start`?"
NO_PART = "`unclaer` is not a part of `objects`. Did you mean `unclear`?"
NO_PATH = (
    "`a-readout` does not name a field. "
    "Write reading.term.field, as in a-readout.energy.start, or reading.clock."
)
ABSENT = "The term has no `amount` to change. Write `amount: silent` into the file, then try again."
NO_LIST = "`+=` changes a list, and `start` is none. Use `=`."
NO_YAML = "`{a` is not a value: A comma or a closing bracket is missing here."
NOTHING = "Nothing would be left in `objects`. Set another value with `=`, or `silent`."
NOT_THERE = "`party-c` is not there to be taken out. Did you mean `party-b`?"
NO_DATE = (
    "A standing is set with its date. "
    "Write `= {is: agreed, since: 2025-03-18}`, or a list of these."
)
NO_WORDS = "The value must be a word or a list of words."


@pytest.mark.parametrize(
    ("path", "op", "value", "message"),
    [
        ("a-readuot.energy.start", "=", "x", NO_READING),
        ("a-readout.enregy.start", "=", "x", NO_TERM),
        ("a-readout.energy.strat", "=", "x", NO_FIELD),
        ("a-readout.energy.objects.unclaer", "+=", "x", NO_PART),
        ("a-readout", "=", "x", NO_PATH),
        ("a-readout.energy.amount", "=", "x", ABSENT),
        ("a-readout.energy.start", "+=", "x", NO_LIST),
        ("a-readout.energy.start", "=", "{a", NO_YAML),
        ("a-readout.energy.start", "=", "", "`` is not one value."),
        ("a-readout.energy.objects", "-=", "energy", NOTHING),
        ("a-readout.energy.binds", "-=", "party-c", NOT_THERE),
        ("a-readout.energy.standing", "=", "agreed", NO_DATE),
        ("a-readout.energy.objects", "+=", "{a: b}", NO_WORDS),
    ],
)
def test_what_cannot_be_changed(path: str, op: Op, value: str, message: str) -> None:
    with pytest.raises(TruceError) as error:
        change(SMALLEST, path, op, value)
    assert str(error.value) == f"{path}: {message}"
    assert error.value.exit_code == 2


def test_parts_of_what_is_silent_cannot_be_changed() -> None:
    with pytest.raises(TruceError) as error:
        change(EVERY_KEY, "a-letter.relief.binds.unclear", "+=", "party-a")
    assert "`binds` is silent, and has no parts to change." in str(error.value)


def test_a_value_that_makes_no_sense_is_told_by_loading_at_its_own_line() -> None:
    with pytest.raises(TruceError) as error:
        loaded(change(SMALLEST, "a-readout.energy.objects", "+=", "refinry"))
    assert str(error.value) == (
        "agreement.yaml:30:36: `refinry` is not a kind in the tree of things. "
        "Did you mean `refinery`?"
    )
