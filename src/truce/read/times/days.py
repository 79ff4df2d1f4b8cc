"""Words for days -> days: dates, months, years, and what is counted from the issue day."""

import re
from calendar import monthrange
from datetime import date, timedelta

from truce.read.times.values import (
    MONTHS,
    NIGHT_AFTER,
    NIGHT_BEFORE,
    PARTS,
    WEEKDAYS,
    Clock,
    Days,
    Seen,
    Value,
    Within,
)


def _month(seen: Seen) -> int:
    short = seen.said("month")[:3]
    return next(n for n, name in enumerate(MONTHS, 1) if name[:3].lower() == short)


def _date(year: int, month: int, day: int) -> Days | None:
    if 1 <= month <= 12 and 1 <= day <= monthrange(year, month)[1]:
        return Days(date(year, month, day), date(year, month, day))
    return None


def _nearest(month: int, day: int, today: date) -> Days | None:
    """Return that day in the year that brings it nearest to the issue day."""
    years = (_date(today.year + step, month, day) for step in (0, -1, 1, 4, -4))
    return min(
        (found for found in years if found),
        key=lambda days: abs(days.first - today),
        default=None,
    )


def _full(written: str, today: date) -> int:
    """Return the year of two or four digits; two stand for the year nearest to the issue day."""
    year = int(written)
    century = today.year // 100 * 100
    near = (century + year + step for step in (-100, 0, 100))
    return year if len(written) == 4 else min(near, key=lambda y: abs(y - today.year))


def calendar_day(seen: Seen) -> Value:
    """Return the days of a date in words, or of several: `18-25 March`."""
    year, month, day = seen.said("year"), _month(seen), int(seen.said("day"))
    first = _date(_full(year, seen.today), month, day) if year else None
    first = first or (None if year else _nearest(month, day, seen.today))
    if first is None or not (other := seen.said("other")):
        return first
    last = _date(first.first.year, month, int(other))
    return Days(first.first, last.last) if last and last.last >= first.first else None


def numbers(seen: Seen) -> Value:
    """Return the day of `3/18/25`; where day and month may be swapped, from one to the other."""
    one, two = int(seen.said("one")), int(seen.said("two"))
    year = _full(seen.said("year"), seen.today)
    read = [days for pair in ((one, two), (two, one)) if (days := _date(year, *pair))]
    return Days(min(read).first, max(read).last) if read else None


def dotted(seen: Seen) -> Value:
    """Return the day of `18.03.2025`."""
    year = _full(seen.said("year"), seen.today)
    return _date(year, int(seen.said("two")), int(seen.said("one")))


def iso(seen: Seen) -> Days | None:
    """Return the day of `2025-03-18`."""
    return _date(int(seen.said("year")), int(seen.said("two")), int(seen.said("day")))


def iso_instant(seen: Seen) -> Value:
    """Return the instant of `2025-03-18T13:51Z`; an offset stands for the zone of whole hours."""
    days, offset = iso(seen), seen.said("zone")
    sign = {"+": "-", "-": "+"}.get(offset[:1], "")
    named = f"Etc/GMT{sign}{int(offset[1:3])}" if sign else "UTC" if offset else None
    at = int(seen.said("hour")) + int(seen.said("minute")) / 60
    return Within(days, Clock(at, at, named, named)) if days else None


def _whole_month(year: int, month: int) -> Days:
    return Days(date(year, month, 1), date(year, month, monthrange(year, month)[1]))


def _third(days: Days, where: str) -> Days:
    """Return what is meant by the early, middle or late part; the parts overlap, as words do."""
    length = (days.last - days.first).days + 1
    bounds = {"early": (0, 0.5), "mid": (0.2, 0.75), "late": (0.5, 1), "end": (0.65, 1)}
    named = {"beginning": "early", "start": "early", "middle": "mid", "close": "end"}
    low, high = bounds.get(named.get(where, where), (0, 1))
    first = days.first + timedelta(days=int(length * low))
    return Days(first, days.first + timedelta(days=max(0, int(length * high) - 1)))


def _parted(seen: Seen, days: Days) -> Days:
    """Return the part of a month or year that is named, or its last day where it is a deadline."""
    where = (seen.said("where") or seen.said("edge")).rstrip("-")
    if where == "end" and seen.said("limit"):
        return Days(days.last, days.last)
    return _third(days, where)


def month_of(seen: Seen) -> Value:
    """Return a month without a year: the one nearest to the issue day, or as last or next say."""
    month, today = _month(seen), seen.today
    if year := seen.said("year"):
        return _parted(seen, _whole_month(int(year), month))
    months = [_whole_month(today.year + step, month) for step in (-1, 0, 1)]
    if seen.said("way") == "last":
        months = [days for days in months if days.last < today][-1:]
    elif seen.said("way") == "next" or seen.ahead:
        months = [days for days in months if days.last >= today][:1]
    middle = timedelta(days=15)
    return _parted(seen, min(months, key=lambda days: abs(days.first + middle - today)))


def year_of(seen: Seen) -> Value:
    """Return a year, or the part of it that is named."""
    year = int(seen.said("year"))
    return _parted(seen, Days(date(year, 1, 1), date(year, 12, 31)))


def years(seen: Seen) -> Value:
    """Return the years from one to another."""
    first, last = int(seen.said("year")), int(seen.said("until"))
    return Days(date(first, 1, 1), date(last, 12, 31)) if first <= last else None


def weekday(seen: Seen) -> Value:
    """Return the nearest such day up to the issue day, or after it where the words look ahead."""
    wanted = [name.lower() for name in WEEKDAYS].index(seen.said("weekday"))
    back = (seen.today.weekday() - wanted) % 7
    before = seen.today - timedelta(days=back)
    way = seen.said("way")
    if way == "this" and not seen.ahead:
        return _one(_monday(seen.today) + timedelta(days=wanted))
    if way == "last":
        latest = seen.today - timedelta(days=back or 7)
        week = latest.isocalendar()[1] == seen.today.isocalendar()[1]
        return Days(latest - timedelta(days=7 if week else 0), latest)
    if way == "next":
        first = before + timedelta(days=7)
        week = first.isocalendar()[1] == seen.today.isocalendar()[1]
        return Days(first, first + timedelta(days=7 if week else 0))
    if seen.ahead or way:
        coming = before if back == 0 and way != "coming" else before + timedelta(days=7)
        return _one(coming)
    return _one(before)


def weekday_night(seen: Seen) -> Value:
    """Return the night of a weekday, or the one before it where it is "overnight into" it."""
    days = weekday(seen)
    night = NIGHT_BEFORE if seen.said("into") else PARTS["overnight"]
    return Within(days, night) if isinstance(days, Days) else None


def _one(day: date) -> Days:
    return Days(day, day)


def _monday(day: date) -> date:
    return day - timedelta(days=day.weekday())


def near_day(seen: Seen) -> Value:
    """Return today, yesterday, tomorrow, or the part of one of them that is meant."""
    word = re.sub(r"\s+", " ", seen.said("word"))
    if word == "overnight":
        night = NIGHT_AFTER if seen.ahead else NIGHT_BEFORE
        return Within(_one(seen.today), night)
    step = {"yesterday": -1, "last night": -1, "tomorrow": 1}.get(word, 0)
    day = _one(seen.today + timedelta(days=step))
    hours = {"tonight": "night", "last night": "night"}.get(word, seen.said("part"))
    return Within(day, PARTS[hours]) if hours else day


def calendar(seen: Seen) -> Value:
    """Return last, this or next week, month, year or weekend as whole calendar days."""
    steps = {"last": -1, "previous": -1, "this": 0, "current": 0, "next": 1, "coming": 1}
    step, today, unit = steps[seen.said("way")], seen.today, seen.said("unit")
    if unit == "year":
        days = Days(date(today.year + step, 1, 1), date(today.year + step, 12, 31))
    elif unit == "month":
        at = today.year * 12 + today.month - 1 + step
        days = _whole_month(at // 12, at % 12 + 1)
    else:
        days = _week(today, step)
    where = seen.said("where")
    if step == 0 and where in ("earlier", "later"):
        return Days(days.first, today) if where == "earlier" else Days(today, days.last)
    return _third(days, where)


def _week(today: date, step: int) -> Days:
    """Return a week from Monday to Sunday.

    At a weekend "last week" may be the one now ending, and "next week" the one just beginning.
    """
    monday = _monday(today) + timedelta(weeks=step)
    sunday = monday + timedelta(days=6)
    if step < 0 and today.weekday() >= 5:
        sunday = today - timedelta(days=1)
    return Days(monday, sunday)


def weekend(seen: Seen) -> Value:
    """Return Saturday and Sunday: those up to the issue day, or those to come."""
    saturday = seen.today - timedelta(days=(seen.today.weekday() - 5) % 7)
    at_it = seen.today.weekday() >= 5
    if seen.said("way") in ("next", "coming") or (seen.ahead and not at_it):
        saturday += timedelta(days=7)
    first = saturday - timedelta(days=7 if seen.said("way") == "last" and at_it else 0)
    return Days(first, saturday + timedelta(days=1))
