"""Durations: where a length of time ends, counted in the ways that a text leaves open."""

from collections.abc import Callable
from datetime import datetime, timedelta
from functools import reduce
from typing import Final, Literal

from whenever import Instant, ZonedDateTime

from truce.when.bracket import MAX, MIN, Bracket, say
from truce.when.written import FIRST_ZONE, LAST_ZONE

#: The most that a clock change moves the end of a duration counted by an unknown clock.
_CLOCK_CHANGE: Final = timedelta(hours=1)

Unit = Literal["hours", "days", "weeks", "months"]
Counting = Literal["calendar", "hours", "unstated"]


def later(start: Bracket, count: int, unit: Unit, counting: Counting, zone: str | None) -> Bracket:
    """Return the bracket of the end of a duration that begins at `start`.

    `calendar` keeps the wall clock of `zone`, `hours` counts 24 to a day. Where the counting is
    `unstated`, every usual way is tried and the bracket holds them all: by the clock, by hours, and
    by whole days with the first day counted or not. Without a zone, days are as wide as the Earth's
    zones make them. Raises ValueError for months counted in hours.
    """
    ways = _WAYS[counting] if unit != "hours" else _WAYS["hours"]
    if unit == "months" and counting == "unstated":
        ways = [_by_clock, _by_days]
    ends = [way(start, count, unit, zone) for way in ways]
    return reduce(Bracket.hull, ends)


def _by_hours(start: Bracket, count: int, unit: Unit, zone: str | None) -> Bracket:
    if unit == "months":
        raise ValueError("a month has no fixed number of hours; count it by the calendar")
    length = timedelta(hours=count * {"hours": 1, "days": 24, "weeks": 168}[unit])
    return _shift(start, lambda at: at + length)


def _by_clock(start: Bracket, count: int, unit: Unit, zone: str | None) -> Bracket:
    end = _shift(start, lambda at: _moved(_in_zone(at, zone), count, unit))
    return (
        end if zone else _shift(end, lambda at: at - _CLOCK_CHANGE, lambda at: at + _CLOCK_CHANGE)
    )


def _by_days(start: Bracket, count: int, unit: Unit, zone: str | None) -> Bracket:
    """Whole days: to the close of the last one, the day of the start being the first or not."""
    early, late = (timedelta(), timedelta()) if zone else (FIRST_ZONE, LAST_ZONE)

    def first(at: datetime) -> datetime:
        return _moved(_in_zone(at, zone).start_of("day"), count, unit) - early

    def last(at: datetime) -> datetime:
        day_of = _in_zone(at, zone)
        opened = day_of.start_of("day")
        following = opened if opened == day_of else opened.add(days=1)
        return _moved(following, count, unit) + late

    return _shift(start, first, last)


_WAYS: Final = {
    "calendar": [_by_clock],
    "hours": [_by_hours],
    "unstated": [_by_clock, _by_hours, _by_days],
}


def _in_zone(at: datetime, zone: str | None) -> ZonedDateTime:
    return Instant(at).to_tz(zone or "UTC")  # pyright: ignore[reportUnknownMemberType]


def _moved(zoned: ZonedDateTime, count: int, unit: Unit) -> datetime:
    moved = {
        "days": lambda: zoned.add(days=count),
        "weeks": lambda: zoned.add(weeks=count),
        "months": lambda: zoned.add(months=count),
    }[unit]()
    return moved.to_instant().to_stdlib()


def _shift(
    start: Bracket,
    first: Callable[[datetime], datetime],
    last: Callable[[datetime], datetime] | None = None,
) -> Bracket:
    """Move both ends, by two rules or by one; the ends of time stay where they are."""
    moves = ((first, start.earliest), (last or first, start.latest))
    try:
        return Bracket(*(at if at in (MIN, MAX) else move(at) for move, at in moves))
    except (OverflowError, ValueError) as fault:
        raise ValueError(f"the end cannot be counted from {say(start.earliest)}: {fault}") from None
