"""Time: brackets, windows and the words for them. Only this file knows time zones.

Inside, everything is a UTC instant. A bracket holds an instant that is not known more exactly;
`MIN` and `MAX` stand for "no earlier bound" and "no later bound".
"""

import re
import warnings
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Final, Literal
from zoneinfo import ZoneInfo

import polars as pl
from whenever import (
    Instant,
    PlainDateTime,
    RepeatedTime,
    SkippedTime,
    TimeZoneNotFoundError,
)

MIN: Final = datetime(1, 1, 2, tzinfo=UTC)
MAX: Final = datetime(9999, 12, 30, tzinfo=UTC)
Moment: Final = pl.Datetime("us", "UTC")

#: Words for a part of a day: (first hour, last hour) from local midnight of the day named.
#: A night belongs to the day it ends on or to the day it begins on, as writers please: both.
WORDS: Final[dict[str, tuple[float, float]]] = {
    "day": (0, 24),
    "dawn": (3, 8),
    "morning": (4, 12),
    "afternoon": (12, 18),
    "evening": (16, 24),
    "late_evening": (20, 26),
    "night": (-4, 30),
    "night_before": (-4, 8),
    "night_after": (18, 32),
    "midday_to_midday": (12, 36),
    "midday_before_to_midday": (-12, 12),
    "day_or_next": (0, 48),
    "day_or_before": (-24, 24),
    "day_before_or_after": (-24, 48),
    "week_around": (-72, 96),
}

#: The widest a calendar day can lie when its zone is not known (UTC+14 to UTC-12).
_FIRST_ZONE: Final = timedelta(hours=14)
_LAST_ZONE: Final = timedelta(hours=12)

Unit = Literal["hours", "days", "weeks", "months"]
Counting = Literal["calendar", "hours", "unstated"]


@dataclass(frozen=True, slots=True)
class Bracket:
    """An instant known to lie between `earliest` and `latest` (UTC, both included)."""

    earliest: datetime = MIN
    latest: datetime = MAX

    def __post_init__(self) -> None:
        if self.earliest > self.latest:
            raise ValueError(
                f"the bracket ends ({say(self.latest)}) before it begins ({say(self.earliest)})"
            )

    @property
    def exact(self) -> bool:
        """Return whether the instant is known exactly."""
        return self.earliest == self.latest

    def hull(self, other: "Bracket") -> "Bracket":
        """Return the narrowest bracket that holds both."""
        return Bracket(min(self.earliest, other.earliest), max(self.latest, other.latest))


UNKNOWN: Final = Bracket()
OPEN_END: Final = Bracket(MAX, MAX)
SINCE_EVER: Final = Bracket(MIN, MIN)

Interval = tuple[datetime, datetime]


@dataclass(frozen=True, slots=True)
class Window:
    """A region of time with blurred edges.

    `inside` holds the intervals [from, to) that surely belong to it, `outside` those that surely
    do not; what is in neither is not known. Both are sorted and do not touch themselves.
    """

    inside: tuple[Interval, ...] = ()
    outside: tuple[Interval, ...] = ()

    @staticmethod
    def between(start: Bracket, end: Bracket) -> "Window":
        """Return the window from a bracketed start to a bracketed end."""
        inside = [(start.latest, end.earliest)]
        outside = [(MIN, start.earliest), (end.latest, MAX)]
        return Window(_merge(inside), _merge(outside))

    def union(self, other: "Window") -> "Window":
        """Return the window of all that belongs to either."""
        return Window(_merge([*self.inside, *other.inside]), _common(self.outside, other.outside))

    def complement(self) -> "Window":
        """Return the window of all that does not belong to this one."""
        return Window(self.outside, self.inside)

    def answer(self, earliest: datetime, latest: datetime) -> bool | None:
        """Return whether something that happened in [earliest, latest) did so in the window."""
        if _held(self.inside, earliest, latest):
            return True
        return False if _held(self.outside, earliest, latest) else None

    def within(self, start: str = "moment_start_utc", end: str = "moment_end_utc") -> pl.Expr:
        """Return the answer for two columns of UTC instants; null there is no bound."""
        inside, outside = (_within(i, start, end) for i in (self.inside, self.outside))
        unknown = pl.lit(None, dtype=pl.Boolean)
        return pl.when(inside).then(True).when(outside).then(False).otherwise(unknown)


ALWAYS: Final = Window(inside=((MIN, MAX),))
NEVER: Final = Window(outside=((MIN, MAX),))
NEVER_KNOWN: Final = Window()


def _merge(intervals: Iterable[Interval]) -> tuple[Interval, ...]:
    merged: list[Interval] = []
    for first, last in sorted(i for i in intervals if i[0] < i[1]):
        if merged and first <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(last, merged[-1][1]))
        else:
            merged.append((first, last))
    return tuple(merged)


def _common(one: Sequence[Interval], two: Sequence[Interval]) -> tuple[Interval, ...]:
    return _merge((max(a[0], b[0]), min(a[1], b[1])) for a in one for b in two)


def _held(intervals: Iterable[Interval], earliest: datetime, latest: datetime) -> bool:
    return any(first <= earliest and latest <= last for first, last in intervals)


def _within(intervals: Iterable[Interval], start: str, end: str) -> pl.Expr:
    earliest, latest = pl.col(start).fill_null(MIN), pl.col(end).fill_null(MAX)
    held = pl.lit(False)
    for first, last in intervals:
        held = held | ((earliest >= first) & (latest <= last))
    return held


# ------------------------------------------------------------------ reading time as people write it

_DATE: Final = re.compile(r"\d{4}-\d{2}-\d{2}")
_HOUR: Final = re.compile(_DATE.pattern + r"[T ]\d{2}:\d{2}(:\d{2}(\.\d+)?)?(Z|[+-]\d{2}:?\d{2})?")


def moment(text: str, zone: str | None = None) -> Bracket:
    """Return the bracket of a moment as written, in UTC.

    A date is the whole day in `zone`; without a zone, the day anywhere on Earth. A date and hour
    is an instant, with its own offset (`Z`, `+03:00`) or in `zone`. Raises ValueError in words for
    a text that is neither, for an hour without any zone, for an unknown zone, and for an hour that
    a clock change skips or repeats.
    """
    text = text.strip()
    return day(text, zone) if _DATE.fullmatch(text) else _instant(text, zone)


def day(text: str, zone: str | None = None, word: str = "day") -> Bracket:
    """Return the bracket of a day, or of a part of it named in `WORDS`.

    Raises ValueError for a date that is not in the calendar and for an unknown zone or word.
    """
    if word not in WORDS:
        raise ValueError(f"`{word}` is not a part of a day; use one of {', '.join(WORDS)}")
    return hours_of(text, *WORDS[word], zone=zone)


def hours_of(text: str, first: float, last: float, *, zone: str | None) -> Bracket:
    """Return the bracket between two wall-clock hours, counted from local midnight of a date.

    Hours may be negative or above 24 and count on the wall clock, so that a day of 23 hours is a
    day. Without a zone the bracket is as wide as the Earth's zones make it.
    """
    midnight = datetime.combine(_date(text), datetime.min.time())
    try:
        early, late = midnight + timedelta(hours=first), midnight + timedelta(hours=last)
        if zone is not None:
            return Bracket(_wall(early, zone), _wall(late, zone))
        return Bracket(_utc(early) - _FIRST_ZONE, _utc(late) + _LAST_ZONE)
    except OverflowError:
        raise ValueError(f"`{text}` is at the edge of the calendar; truce cannot use it") from None


def later(start: Bracket, count: int, unit: Unit, counting: Counting, zone: str | None) -> Bracket:
    """Return the bracket of the end of a duration that begins at `start`.

    `calendar` keeps the wall clock of `zone` (needed for days, weeks, months), `hours` counts 24 to
    a day. Where the counting is `unstated` both are tried and the bracket holds both. Raises
    ValueError for months counted in hours.
    """
    ways = ("calendar", "hours") if counting == "unstated" else (counting,)
    ends = [
        _shift(start, count, unit, way, zone)
        for way in ways
        if not (unit == "months" and way == "hours" and counting == "unstated")
    ]
    return ends[0] if len(ends) == 1 else ends[0].hull(ends[1])


def check_zone(zone: str) -> str:
    """Return `zone` if it is an IANA time zone; raises ValueError in words if not."""
    _wall(datetime(2000, 1, 1), zone)
    return zone


def local(instant: datetime, zone: str) -> datetime:
    """Return a UTC instant on the wall clock of `zone`, with its offset."""
    return instant.astimezone(ZoneInfo(zone))


def say(instant: datetime) -> str:
    """Return an instant as tables write it: `2025-03-18T18:27Z`, or `open` at the ends of time."""
    if instant in (MIN, MAX):
        return "open"
    form = "%Y-%m-%dT%H:%MZ" if not instant.second else "%Y-%m-%dT%H:%M:%SZ"
    return instant.astimezone(UTC).strftime(form)


def _date(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise ValueError(f"`{text}` is not a date; write it as 2025-03-18") from None


def _utc(naive: datetime) -> datetime:
    return naive.replace(tzinfo=UTC)


def _instant(text: str, zone: str | None) -> Bracket:
    try:
        # Without the pattern a compact date would pass for midnight: a certainty nobody wrote.
        parsed = datetime.fromisoformat(text) if _HOUR.fullmatch(text) else None
    except ValueError:
        parsed = None
    if parsed is None:
        raise ValueError(
            f"`{text}` is not a moment; write 2025-03-18, 2025-03-18T18:00 or 2025-03-18T18:00Z"
        )
    try:
        if parsed.tzinfo is not None:
            instant = parsed.astimezone(UTC)
        elif zone is not None:
            instant = _wall(parsed, zone, strict=True)
        else:
            raise ValueError(f"`{text}` has an hour but no zone; add one, as in {text}Z")
    except OverflowError:
        raise ValueError(f"`{text}` is at the edge of the calendar; truce cannot use it") from None
    return Bracket(instant, instant)


def _wall(naive: datetime, zone: str, *, strict: bool = False) -> datetime:
    """Return the UTC instant of a wall-clock time; where `strict`, only if there is just one."""
    plain = PlainDateTime(naive)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            way = "raise" if strict else "compatible"
            return plain.assume_tz(zone, disambiguation=way).to_instant().to_stdlib()
    except SkippedTime:
        raise ValueError(f"{naive} does not exist in {zone}: the clocks skip it that day") from None
    except RepeatedTime:
        raise ValueError(
            f"{naive} happens twice in {zone}: the clocks go back that day; add the offset"
        ) from None
    except TimeZoneNotFoundError:
        raise ValueError(f"`{zone}` is not a time zone; write it as Europe/Vienna") from None


def _shift(start: Bracket, count: int, unit: Unit, way: str, zone: str | None) -> Bracket:
    try:
        return Bracket(
            _shifted(start.earliest, count, unit, way, zone),
            _shifted(start.latest, count, unit, way, zone),
        )
    except (OverflowError, ValueError) as fault:
        raise ValueError(f"{count} {unit} cannot be counted here: {fault}") from None


def _shifted(at: datetime, count: int, unit: Unit, way: str, zone: str | None) -> datetime:
    if at in (MIN, MAX):
        return at
    if unit == "hours" or way == "hours":
        if unit == "months":
            raise ValueError("a month has no fixed number of hours")
        return at + timedelta(hours=count * {"hours": 1, "days": 24, "weeks": 168}[unit])
    zoned = Instant(at).to_tz(zone or "UTC")
    moved = {
        "days": lambda: zoned.add(days=count),
        "weeks": lambda: zoned.add(weeks=count),
        "months": lambda: zoned.add(months=count),
    }[unit]()
    return moved.to_instant().to_stdlib()
