"""What a file means: fields with their basis, times, kinds, zones, standings, clauses."""

from datetime import datetime

import polars as pl
import pytest

from tests.agreement.files import FOLDER, loaded, messages
from truce.agreement import Agreement, Term, load
from truce.issues import TruceError
from truce.when import OPEN_END, UTC, Bracket

SMALLEST = (FOLDER / "good" / "smallest.yaml").read_text("utf-8")
EVERY_KEY = (FOLDER / "good" / "every-key.yaml").read_text("utf-8")


@pytest.fixture(scope="module")
def every() -> Agreement:
    return loaded(EVERY_KEY)


def term(agreement: Agreement, name: str) -> Term:
    (reading,) = agreement.readings.values()
    return next(term for term in reading.terms if term.id == name)


def energy(old: str = "", new: str = "") -> Term:
    """Return the term of the smallest file, with one part of its text replaced."""
    assert old in SMALLEST
    return term(load(SMALLEST.replace(old, new, 1)), "energy")


def utc(day: int, hour: int = 0, month: int = 3, minute: int = 0) -> datetime:
    return datetime(2030, month, day, hour, minute, tzinfo=UTC)


def test_a_field_is_quoted_assumed_or_silent(every: Agreement) -> None:
    guns, relief = term(every, "guns"), term(every, "relief")
    assert (guns.binds.basis, guns.acts.basis, relief.binds.basis) == (
        "quoted",
        "assumed",
        "silent",
    )
    assert [(a.document, a.quote) for a in guns.objects.anchors] == [
        ("text", "By order of the commander"),
        ("letter", "agreed at noon"),
    ]
    assert guns.acts.reason == "guns"
    assert relief.binds.value is None
    assert str(guns.zone.at) == "agreement.yaml:71:9"


def test_every_quote_is_verbatim_but_for_the_ends_of_lines() -> None:
    wrapped = SMALLEST.replace("refrain from strikes", "refrain\n        from   strikes")
    assert messages(wrapped) == []
    assert messages(SMALLEST.replace("quote: strikes", "quote: Strikes")) != []


def test_kinds_are_in_unclear_or_out(every: Agreement) -> None:
    kinds = term(every, "guns").acts.value
    assert kinds is not None
    asked = ("drone_strike", "overflight", "detonation", "detention", "act")
    assert [kinds.answer(kind) for kind in asked] == [True, None, False, False, None]


def test_anything_holds_even_what_is_not_known(every: Agreement) -> None:
    objects = term(every, "relief").objects.value
    assert objects is not None
    assert objects.kinds.everything


def test_an_open_list_leaves_the_rest_of_its_sort_unclear() -> None:
    told = {"closed": False, "open": None}
    for word, answer in told.items():
        objects = energy("is: energy,", f"is: [refinery, oil_storage], list: {word},").objects.value
        assert objects is not None
        asked = [objects.kinds.answer(k) for k in ("refinery", "oil_production", "hospital")]
        assert asked == [True, answer, False]
        assert objects.listing == word


def test_named_sites_may_be_all_that_is_protected(every: Agreement) -> None:
    objects = term(every, "line").objects.value
    assert objects is not None
    assert (objects.sites, objects.kinds.answer("energy")) == ({"North dam"}, False)


def test_parties_stand_for_their_actors(every: Agreement) -> None:
    guns = term(every, "guns")
    assert guns.binds.value is not None
    names = ("A", "A navy", "A volunteers", "B", "C")
    assert [guns.binds.value.answer(n) for n in names] == [True, True, None, None, False]
    assert guns.parties == ("party-a",)
    assert guns.objects.value is not None
    assert guns.objects.value.held_by is not None
    assert guns.objects.value.held_by.answer("A navy") is True


def test_a_day_is_a_bracket_in_the_clock_of_the_reading() -> None:
    assert energy("start: {is: 2030-03-01", "start: {is: 2030-04-02").start.value == Bracket(
        utc(1, 23, 4), utc(2, 23, 4)
    )


def test_an_assumed_clock_is_not_believed_under_strict() -> None:
    start = energy().start
    assert start.held(strict=False) == Bracket(utc(1), utc(2))
    assert start.held(strict=True) == Bracket(datetime(2030, 2, 28, 10, tzinfo=UTC), utc(2, 12))
    hour = energy("start: {is: 2030-03-01", "start: {is: 2030-03-01T18:30").start
    assert hour.held(strict=True) == Bracket(utc(1, 4, minute=30), utc(2, 6, minute=30))
    own = energy("start: {is: 2030-03-01", "start: {is: 2030-03-01T18:30+02:00").start
    assert own.held(strict=True) == own.value == Bracket(*[utc(1, 16, minute=30)] * 2)


def test_a_quoted_clock_is_believed_under_strict() -> None:
    start = energy("assumed: the clock of A's capital", "quote: 1 March").start
    assert start.held(strict=True) == start.value


def test_an_assumed_field_is_unknown_under_strict() -> None:
    zone = energy().zone
    assert zone.held(strict=False) is not None
    assert zone.held(strict=True) is None


def test_thirty_days_of_unstated_counting_end_in_a_bracket() -> None:
    day = energy().window(strict=False)
    assert day.inside == ((utc(2), utc(31)),)
    assert [day.answer(t, t) for t in (utc(31, 12), utc(1, 1, 4))] == [None, False]


@pytest.mark.parametrize(
    ("counted", "ends"),
    [
        ("calendar", Bracket(*[utc(31, 17)] * 2)),
        ("hours", Bracket(*[utc(31, 18)] * 2)),
        ("unstated", Bracket(utc(31), utc(31, 23))),
    ],
)
def test_how_days_count_decides_when_they_end(counted: str, ends: Bracket) -> None:
    """The clocks go forward on 31 March, so that 30 days are an hour shorter than 720 hours."""
    text = SMALLEST.replace("start: {is: 2030-03-01", "start: {is: 2030-03-01T18:00")
    text = text.replace("counted: unstated", f"counted: {counted}")
    window = term(load(text), "energy").window(strict=False)
    assert window.inside == ((utc(1, 18), ends.earliest),)
    assert window.outside[-1][0] == ends.latest


def test_a_bracket_may_be_open_at_an_end() -> None:
    whole = "duration: {is: 30 days, counted: unstated, quote: for 30 days}"
    window = energy(whole, "end: {is: {between: [2030-03-09, open]}, assumed: x}").window(
        strict=False
    )
    assert window.answer(utc(8), utc(8)) is True
    assert window.answer(utc(1, 0, 12), utc(1, 0, 12)) is None


def test_a_deadline_counts_from_a_moment(every: Agreement) -> None:
    start = term(every, "line").start
    assert start.value == Bracket(utc(29, 23, 4), utc(30, 23, 4))
    assert start.words == "60 days after 2030-03-01T12:00"


def test_an_end_may_be_open(every: Agreement) -> None:
    assert term(every, "line").end.value == OPEN_END


def test_standings_follow_one_another(every: Agreement) -> None:
    window = term(every, "guns").in_force(strict=False)
    assert window.answer(utc(1, 11), utc(1, 11)) is False
    assert window.answer(utc(1, 12), utc(10)) is True
    assert window.answer(utc(1, 12, 5), utc(1, 12, 5)) is None
    assert window.answer(utc(3, 0, 5), utc(4, 0, 5)) is False


def test_a_day_after_an_hour_of_that_day_is_later_than_the_hour() -> None:
    standing = energy(
        "- {is: agreed, since: 2030-03-01, quote: agreed}",
        "- {is: proposed, since: 2030-03-01T14:00, quote: agreed}\n"
        "          - {is: agreed, since: 2030-03-01, quote: agreed}",
    ).standing
    assert [s.since for s in standing] == [
        Bracket(utc(1, 14), utc(1, 14)),
        Bracket(utc(1, 14), utc(2)),
    ]


def test_a_silent_standing_is_no_standing(every: Agreement) -> None:
    assert term(every, "relief").standing == ()


def test_conditions_hold_what_people_decided(every: Agreement) -> None:
    lifted, mirrored, freedom = term(every, "guns").clauses
    assert [c.kind for c in (lifted, mirrored, freedom)] == ["precedent", "continuing", "exit"]
    assert lifted.window().answer(utc(7), utc(8)) is True
    assert lifted.window().answer(utc(1), utc(2)) is None
    assert mirrored.window().answer(utc(11), utc(11)) is False
    assert freedom.window().answer(utc(2, 0, 6), utc(2, 0, 6)) is False
    assert (lifted.states[0].who, str(lifted.states[0].at)) == ("N. N.", "hand/conditions.csv:2")


def test_an_exception_without_acts_or_parties_is_open_to_all(every: Agreement) -> None:
    defence, exercise = term(every, "guns").exceptions
    assert defence.acts.answer("artillery_fire") is True
    assert defence.acts.answer("drone_strike") is False
    assert defence.actors.answer("B") is False
    assert exercise.acts.everything
    assert exercise.actors.answer("B") is True


def test_fields_kept_in_words(every: Agreement) -> None:
    others = term(every, "guns").others
    assert (others["monitor"].value, others["enforcement"].value) == ("the mission", None)
    amount = term(every, "relief").amount
    assert amount is not None
    assert amount.words == "600 trucks per day"


def test_zones_are_drawn_and_joined(every: Agreement) -> None:
    places = pl.DataFrame(
        {"lon": [10.0, 10.5, 10.0, 11.5], "lat": [50.0, 50.75, 50.2, 50.5], "radius_m": [1.0] * 4}
    )
    told = {
        name: places.select(every.zones[name].within()).to_series().to_list()
        for name in ("town", "bay", "both", "shared", "rest")
    }
    assert told == {
        "town": [True, False, False, False],
        "bay": [None, True, None, True],
        "both": [True, True, None, True],
        "shared": [None, True, None, True],
        "rest": [False, True, None, True],
    }


def test_the_date_of_a_reading_is_that_of_its_last_document(every: Agreement) -> None:
    assert every.readings["a-letter"].issued == Bracket(utc(2, 9), utc(2, 9))
    later = loaded(EVERY_KEY.replace("    issued: 2030-03-02T09:00\n", ""))
    assert later.readings["a-letter"].issued == Bracket(utc(2), utc(3))
    assert later.as_of(utc(2, 12)).readings == {}


def test_readings_stand_in_alphabetical_order() -> None:
    head, tail = SMALLEST.split("  a-readout:\n")
    both = f"{head}  z-text:\n{tail}  b-text:\n{tail}"
    assert list(load(both).readings) == ["b-text", "z-text"]


def test_examples_have_the_columns_of_an_incident(every: Agreement) -> None:
    made_up, trucks, record = every.examples
    assert made_up.facts["moment_start_utc"] == utc(3, 10)
    assert made_up.facts["moment_end_utc"] == utc(3, 12)
    assert (made_up.facts["object"], made_up.facts["lon"]) == ("power_grid; hospital", 10.5)
    assert trucks.facts["amount"] == 450
    assert (record.record, record.facts) == ("E119", {})
    assert record.under == {"a-letter": "not_covered"}


def test_words_stay_words() -> None:
    agreement = load((FOLDER / "good" / "words-stay-words.yaml").read_text("utf-8"))
    assert (agreement.title, agreement.about) == ("NO", "22:30")
    assert agreement.parties["no"].actors.yes == {"NO", "007", "on"}
    assert agreement.documents["d-1"].excerpts == ("0x1F", "yes")


def test_places_lead_back_to_the_file_by_its_own_name() -> None:
    with pytest.raises(TruceError) as error:
        load(SMALLEST.replace("is: strip", "is: stripe"), name="cases/pause.yaml")
    (issue,) = error.value.issues
    assert issue.at == "cases/pause.yaml:31:20"
    assert (issue.stage, issue.severity) == ("agreement", "error")


def test_the_shape_of_a_file_does_not_hide_what_else_is_wrong() -> None:
    text = SMALLEST.replace("answers_for: [A, A navy]", "answers: [A]")
    found = messages(text.replace("is: attack", "is: atack"))
    assert found == [
        "agreement.yaml:4:54: `answers` is not a key of a party. Did you mean `answers_for`?",
        "agreement.yaml:29:20: `atack` is not a kind in the tree of acts. Did you mean `attack`?",
    ]
