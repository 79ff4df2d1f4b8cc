"""Words for lengths of time and for hours -> what they stand for."""

import re
from datetime import date, timedelta

from truce.read.times.values import NUMBERS, PARTS, UNITS, Back, Clock, Days, Length, Seen, Value
from truce.when import zone_named


def amount(seen: Seen) -> Length:
    """Return the length of time; minutes are counted in hours."""
    count = re.sub(r"\s+", " ", seen.said("count"))
    size, unit = UNITS[seen.said("unit")]
    return Length(size * _number(count), unit)


def _number(word: str) -> float:
    if word == "a dozen":
        return 12
    return float(NUMBERS[word]) if word in NUMBERS else float(word)


def back_from(day: date, length: Length) -> date:
    """Return the day that lies a length of time before; a month has 31 days, a year 366 at most."""
    sizes = {"hours": 1 / 24, "days": 1, "weeks": 7, "months": 31, "years": 366}
    days = min(length.amount * sizes[length.unit] + 0.999, day.toordinal() - 2)
    return day - timedelta(days=int(days))


def past(seen: Seen) -> Value:
    """Return the stretch that ends with the issue day, wide enough for every way to count it."""
    count = amount(seen) if seen.said("count") else Length(1, UNITS[seen.said("unit")][1])
    return Back(Days(back_from(seen.today, count), seen.today), count)


def ago(seen: Seen) -> Value:
    """Return the day so long ago, blurred by half the unit that is counted."""
    length = amount(seen)
    blur = {"hours": 0, "days": 0, "weeks": 3, "months": 16, "years": 184}[length.unit]
    sizes = {"hours": 1 / 24, "days": 1, "weeks": 7, "months": 30.44, "years": 365.25}
    days = min(length.amount * sizes[length.unit], seen.today.toordinal() - 400.0)
    last = seen.today - timedelta(days=round(days)) + timedelta(days=blur)
    first = back_from(seen.today, length) if length.unit == "hours" else last - 2 * _days(blur)
    return Days(first, min(last, seen.today))


def _days(count: int) -> timedelta:
    return timedelta(days=count)


def part(seen: Seen) -> Value:
    """Return the hours that a part of a day may cover."""
    return PARTS[re.sub(r"\s+", " ", seen.said("part"))]


def clock(seen: Seen) -> Value:
    """Return the hour of the clock, half an hour either way where it is said to be about it."""
    hour, minute = int(seen.said("hour")), int(seen.said("minute") or 0)
    half = seen.said("half")[:1]
    if hour > (12 if half else 24) or minute > 59 or (half and hour == 0):
        return None
    if half:
        hour = hour % 12 + (12 if half == "p" else 0)
    blur = 0.5 if seen.said("about") else 0
    at = hour + minute / 60
    named = seen.found.groupdict().get("zone")
    return Clock(at - blur, at + blur, named, _zone(named))


def _zone(named: str | None) -> str | None:
    return zone_named(re.sub(r"(?i)\s+time$", "", named)) if named else None


def noon(seen: Seen) -> Value:
    """Return noon, or midnight at either end of the day."""
    named = seen.found.group("zone")
    first, last = (12, 12) if seen.said("hour") == "noon" else (0, 24)
    return Clock(first, last, named, _zone(named))
