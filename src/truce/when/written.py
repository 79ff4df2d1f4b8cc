"""Time as people write it: days, hours, parts of a day, in a zone or in none."""

import re
import warnings
from datetime import UTC, date, datetime, timedelta
from typing import Final
from zoneinfo import ZoneInfo

from whenever import (
    PlainDateTime,
    RepeatedTime,
    SkippedTime,
    TimeZoneNotFoundError,
)

from truce.when.bracket import Bracket

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
FIRST_ZONE: Final = timedelta(hours=14)
LAST_ZONE: Final = timedelta(hours=12)


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
        return Bracket(_utc(early) - FIRST_ZONE, _utc(late) + LAST_ZONE)
    except OverflowError:
        raise ValueError(f"`{text}` is at the edge of the calendar; truce cannot use it") from None


def check_zone(zone: str) -> str:
    """Return `zone` if it is an IANA time zone; raises ValueError in words if not."""
    _wall(datetime(2000, 1, 1), zone)
    return zone


def local(instant: datetime, zone: str) -> datetime:
    """Return a UTC instant on the wall clock of `zone`, with its offset."""
    return instant.astimezone(ZoneInfo(zone))


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
            zoned = plain.assume_tz(zone, disambiguation=way)  # pyright: ignore[reportUnknownMemberType]
            return zoned.to_instant().to_stdlib()
    except SkippedTime:
        raise ValueError(f"{naive} does not exist in {zone}: the clocks skip it that day") from None
    except RepeatedTime:
        raise ValueError(
            f"{naive} happens twice in {zone}: the clocks go back that day; add the offset"
        ) from None
    except TimeZoneNotFoundError:
        raise ValueError(f"`{zone}` is not a time zone; write it as Europe/Vienna") from None
