from datetime import UTC, datetime

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.worlds import bracket, hour
from truce.when import (
    MAX,
    MIN,
    OPEN_END,
    UNKNOWN,
    WORDS,
    Bracket,
    Window,
    day,
    later,
    moment,
    say,
)


def said(b: Bracket) -> tuple[str, str]:
    return say(b.earliest), say(b.latest)


@pytest.mark.parametrize(
    ("text", "zone", "expected"),
    [
        ("2025-03-18", "Europe/Moscow", ("2025-03-17T21:00Z", "2025-03-18T21:00Z")),
        ("2025-03-30", "Europe/Kyiv", ("2025-03-29T22:00Z", "2025-03-30T21:00Z")),
        ("2025-03-18", None, ("2025-03-17T10:00Z", "2025-03-19T12:00Z")),
        ("2025-03-18T18:00", "Europe/Kyiv", ("2025-03-18T16:00Z", "2025-03-18T16:00Z")),
        ("2025-03-18 18:00+03:00", None, ("2025-03-18T15:00Z", "2025-03-18T15:00Z")),
        ("2025-03-18T18:00:30Z", None, ("2025-03-18T18:00:30Z", "2025-03-18T18:00:30Z")),
    ],
)
def test_a_day_without_an_hour_is_a_bracket(text, zone, expected):
    assert said(moment(text, zone)) == expected


@pytest.mark.parametrize(
    ("text", "zone", "message"),
    [
        (
            "2025-03-30T03:30",
            "Europe/Kyiv",
            "2025-03-30 03:30:00 does not exist in Europe/Kyiv: the clocks skip it that day",
        ),
        (
            "2025-10-26T03:30",
            "Europe/Kyiv",
            "2025-10-26 03:30:00 happens twice in Europe/Kyiv: the clocks go back that day;"
            " add the offset",
        ),
        (
            "2025-03-18T18:00",
            None,
            "`2025-03-18T18:00` has an hour but no zone; add one, as in 2025-03-18T18:00Z",
        ),
        ("2025-03-18T18:00", "Kyiv", "`Kyiv` is not a time zone; write it as Europe/Vienna"),
        ("2025-02-30", "UTC", "`2025-02-30` is not a date; write it as 2025-03-18"),
        (
            "20250318",
            "UTC",
            "`20250318` is not a moment; write 2025-03-18, 2025-03-18T18:00 or 2025-03-18T18:00Z",
        ),
        (
            "the evening",
            "UTC",
            "`the evening` is not a moment; write 2025-03-18, 2025-03-18T18:00 or"
            " 2025-03-18T18:00Z",
        ),
        (
            "9999-12-31",
            "UTC",
            "`9999-12-31` is at the edge of the calendar; truce cannot use it",
        ),
    ],
)
def test_what_is_not_a_moment_is_refused_in_words(text, zone, message):
    with pytest.raises(ValueError) as caught:
        moment(text, zone)
    assert str(caught.value) == message


@given(st.text(max_size=30), st.sampled_from(["UTC", "Europe/Kyiv", "nowhere", None]))
def test_any_text_is_a_moment_or_a_sentence(text, zone):
    try:
        assert moment(text, zone).earliest.tzinfo is not None
    except ValueError as fault:
        assert str(fault)


def test_thirty_days_are_counted_in_every_usual_way_where_the_text_does_not_say():
    """Kyiv changed its clocks on 30 March 2025, so clock and hours differ by an hour."""
    start = moment("2025-03-18T21:00", "Europe/Kyiv")
    calendar = later(start, 30, "days", "calendar", "Europe/Kyiv")
    hours = later(start, 30, "days", "hours", "Europe/Kyiv")
    unstated = later(start, 30, "days", "unstated", "Europe/Kyiv")
    assert said(calendar) == ("2025-04-17T18:00Z",) * 2
    assert said(hours) == ("2025-04-17T19:00Z",) * 2
    # Whole days: 30 with the 18th as the first end with 16 April, without it with 17 April.
    assert said(unstated) == ("2025-04-16T21:00Z", "2025-04-17T21:00Z")


def test_days_without_a_zone_are_as_wide_as_the_earth():
    start = moment("2025-03-18T21:00Z")
    assert said(later(start, 2, "days", "unstated", None)) == (
        "2025-03-19T10:00Z",
        "2025-03-21T12:00Z",
    )
    assert said(later(start, 2, "days", "calendar", None)) == (
        "2025-03-20T20:00Z",
        "2025-03-20T22:00Z",
    )


def test_a_month_and_a_day_without_an_hour():
    start = moment("2025-03-18", "Europe/Moscow")
    assert said(later(start, 1, "months", "unstated", "Europe/Moscow")) == (
        "2025-04-17T21:00Z",
        "2025-04-18T21:00Z",
    )
    assert later(UNKNOWN, 30, "days", "calendar", "UTC") == UNKNOWN
    with pytest.raises(ValueError, match="a month has no fixed number of hours"):
        later(start, 1, "months", "hours", "UTC")


def test_words_for_parts_of_a_day_hold_what_they_say():
    assert said(day("2025-03-30", "Europe/Kyiv", "night")) == (
        "2025-03-29T18:00Z",
        "2025-03-31T03:00Z",
    )
    assert all(first < last for first, last in WORDS.values())
    with pytest.raises(ValueError, match="`teatime` is not a part of a day; use one of day"):
        day("2025-03-30", "UTC", "teatime")


def test_a_bracket_that_ends_before_it_begins_is_refused():
    with pytest.raises(ValueError, match=r"ends .* before it begins"):
        Bracket(datetime(2025, 1, 2, tzinfo=UTC), datetime(2025, 1, 1, tzinfo=UTC))


def test_neighbouring_windows_are_united_before_the_test():
    """A blurred instant on the seam of two windows is certainly in one of them."""
    both = Window.between(bracket(0), bracket(10)).union(Window.between(bracket(10), bracket(20)))
    assert both.answer(hour(8), hour(12)) is True
    assert both.answer(hour(18), hour(22)) is None
    assert both.answer(hour(20), hour(22)) is False


_HOURS = st.integers(0, 12)
_SPAN = st.tuples(_HOURS, _HOURS).map(sorted)


@given(start=_SPAN, end=_SPAN, event=_SPAN)
def test_the_window_agrees_with_every_possible_world(start, end, event):
    """The oracle: try every hour of start, of end and of the event."""
    event = (event[0], event[1] + 1)
    worlds = {
        s <= t < e
        for s in range(start[0], start[1] + 1)
        for e in range(end[0], end[1] + 1)
        for t in range(*event)
    }
    window = Window.between(bracket(*start), bracket(*end))
    expected = worlds.pop() if len(worlds) == 1 else None
    assert window.answer(hour(event[0]), hour(event[1])) is expected
    frame = pl.DataFrame({"moment_start_utc": [hour(event[0])], "moment_end_utc": [hour(event[1])]})
    assert frame.select(window.within().alias("got"))["got"][0] is expected


def test_an_end_is_the_first_instant_that_no_longer_counts():
    window = Window.between(bracket(0), bracket(20))
    times = {0: True, 19: True, 20: False, 21: False}
    assert {h: window.answer(hour(h), hour(h)) for h in times} == times
    frame = pl.DataFrame({"moment_start_utc": [hour(h) for h in times]}).with_columns(
        moment_end_utc="moment_start_utc"
    )
    assert frame.select(window.within().alias("got"))["got"].to_list() == list(times.values())


def test_no_bound_is_the_end_of_time_and_never_certain():
    frame = pl.DataFrame(
        {"moment_start_utc": [None, hour(5)], "moment_end_utc": [hour(5), None]},
        schema_overrides={"moment_start_utc": pl.Datetime("us", "UTC")},
    )
    window = Window.between(bracket(0), OPEN_END)
    assert frame.select(window.within().alias("got"))["got"].to_list() == [None, True]
    assert (say(MIN), say(MAX)) == ("open", "open")
