"""Moments, brackets and periods in words, on the wall clock of the reporting zone."""

import datetime as calendar
from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Final

from truce.when import MAX, MIN, Bracket, Window, local

_MONTHS: Final = "JanFebMarAprMayJunJulAugSepOctNovDec"
NOT_KNOWN: Final = "not known"


def date(at: calendar.date) -> str:
    """Return the date of a day or a local time: `18 Mar 2025`."""
    return f"{day(at)} {at.year}"


def day(at: calendar.date) -> str:
    """Return the date without its year: `18 Mar`."""
    return f"{at.day} {_MONTHS[at.month * 3 - 3 : at.month * 3]}"


def clock(at: datetime) -> str:
    """Return the hour and minute: `20:05`."""
    return f"{at:%H:%M}"


def moment(at: datetime, zone: str) -> str:
    """Return an instant with its date and hour in `zone`."""
    there = local(at, zone)
    return f"{date(there)} {clock(there)}"


def bounds(row: Mapping[str, object]) -> tuple[datetime | None, datetime | None]:
    """Return the time bracket of a row of a table; null there is no bound."""
    start, end = row["moment_start_utc"], row["moment_end_utc"]
    return (
        start if isinstance(start, datetime) else None,
        end if isinstance(end, datetime) else None,
    )


def bracket(start: datetime | None, end: datetime | None, zone: str) -> str:
    """Return when something happened, as exactly as it is known."""
    first = None if start in (None, MIN) else start
    last = None if end in (None, MAX) else end
    if first is None or last is None:
        return _open(first, last, zone)
    return _closed(local(first, zone), local(last, zone))


def _open(first: datetime | None, last: datetime | None, zone: str) -> str:
    if first is not None:
        return f"{moment(first, zone)} or later"
    return NOT_KNOWN if last is None else f"{moment(last, zone)} or earlier"


def _closed(first: datetime, last: datetime) -> str:
    if first == last:
        return f"{date(first)} {clock(first)}"
    ends = last - timedelta(microseconds=1)
    if _midnight(first) and _midnight(last):
        return _days(first, ends)
    if first.date() == ends.date():
        until = "24:00" if _midnight(last) else clock(last)
        return f"{date(first)} {clock(first)}–{until}"
    begins = day(first) if first.year == last.year else date(first)
    return f"{begins} {clock(first)} – {date(last)} {clock(last)}"


def _days(first: datetime, last: datetime) -> str:
    if first.date() == last.date():
        return f"{date(first)}, hour not known"
    return _dates(first, last)


def _dates(first: datetime, last: datetime) -> str:
    if first.date() == last.date():
        return date(first)
    if (first.year, first.month) == (last.year, last.month):
        return f"{first.day}–{date(last)}"
    return f"{day(first) if first.year == last.year else date(first)} – {date(last)}"


def _midnight(at: datetime) -> bool:
    return (at.hour, at.minute, at.second, at.microsecond) == (0, 0, 0, 0)


def known(at: Bracket | None, zone: str) -> str:
    """Return a bracket of the agreement in words; null and a bracket without bounds: not stated."""
    if at is None or (at.earliest == MIN and at.latest == MAX):
        return "not stated"
    if at.latest == MIN:
        return "ever before"
    return "no end" if at.earliest == MAX else bracket(at.earliest, at.latest, zone)


def period(start: Bracket | None, end: Bracket | None, window: Window, zone: str) -> str:
    """Return from when to when a term applies; an end not stated is taken from the window."""
    ends = [first for first, last in window.outside if last == MAX and first != MIN]
    sure = [last for _, last in window.inside]
    end = end or Bracket(max(sure, default=MIN), max(ends, default=MAX))
    return f"from {known(start, zone)} to {known(end, zone)}"


def dated(at: Bracket, zone: str) -> str:
    """Return a bracket to the day: `18 Mar 2025`, or `18–20 Mar 2025`."""
    if at.earliest == MIN or at.latest == MAX:
        return known(at, zone)
    first = local(at.earliest, zone)
    last = local(max(at.earliest, at.latest - timedelta(microseconds=1)), zone)
    return _dates(first, last)
