"""What words for times stand for: days, parts of them, hours and lengths; and the words."""

import re
from dataclasses import dataclass
from datetime import date
from typing import Final, Literal, NamedTuple

Unit = Literal["hours", "days", "weeks", "months", "years"]


class Days(NamedTuple):
    """From the first to the last of some days; both are in it."""

    first: date
    last: date


class Part(NamedTuple):
    """A part of a day, in hours from its midnight."""

    first: float
    last: float


class Clock(NamedTuple):
    """An hour of a day, or the hours it may be; `named` is null where the text names no zone.

    `zone` is null too where the text names one that is not known, or says "local time".
    """

    first: float
    last: float
    named: str | None
    zone: str | None


class Length(NamedTuple):
    """A length of time."""

    amount: float
    unit: Unit


class Within(NamedTuple):
    """A part of a day, or an hour, of one of some days."""

    days: Days
    hours: Part | Clock


class Back(NamedTuple):
    """A stretch of time that ends with the issue day, and its length."""

    days: Days
    length: Length


Value = Days | Part | Clock | Within | Back | Length | None


@dataclass(frozen=True, slots=True)
class Seen:
    """A match in its sentence: what stands before and after it, and the day it is counted from."""

    found: re.Match[str]
    today: date
    ahead: bool

    def said(self, group: str) -> str:
        """Return the words of a group in lower case, empty if it is not there."""
        return (self.found.groupdict().get(group) or "").lower()


MONTHS: Final = (
    *("January", "February", "March", "April", "May", "June", "July", "August"),
    *("September", "October", "November", "December"),
)
WEEKDAYS: Final = (
    *("Monday", "Tuesday", "Wednesday", "Thursday"),
    *("Friday", "Saturday", "Sunday"),
)
_COUNTED: Final = (
    *("a", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"),
    *("eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen"),
    *("eighteen", "nineteen", "twenty"),
)
_TENS: Final = {
    **{"thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70, "eighty": 80},
    "ninety": 90,
}
NUMBERS: Final[dict[str, int]] = {
    **{word: max(1, n) for n, word in enumerate(_COUNTED)},
    "an": 1,
    **_TENS,
    **{
        f"{tens}-{word}": size + ones
        for tens, size in {"twenty": 20, **_TENS}.items()
        for ones, word in enumerate(_COUNTED[1:10], 1)
    },
}
UNITS: Final[dict[str, tuple[float, Unit]]] = {
    "minute": (1 / 60, "hours"),
    "hour": (1, "hours"),
    "day": (1, "days"),
    "week": (1, "weeks"),
    "fortnight": (2, "weeks"),
    "month": (1, "months"),
    "year": (1, "years"),
    "decade": (10, "years"),
}
#: Hours of parts of a day; a night is that which follows, as people say "Tuesday night".
PARTS: Final = {
    "early morning": Part(0, 9),
    "early hours": Part(0, 7),
    "dawn": Part(3, 8),
    "morning": Part(4, 12),
    "midday": Part(10, 15),
    "afternoon": Part(12, 18),
    "evening": Part(16, 24),
    "late evening": Part(18, 26),
    "late morning": Part(8, 13),
    "early evening": Part(16, 22),
    "night": Part(18, 32),
    "overnight": Part(-4, 30),
    "early": Part(0, 12),
    "late": Part(15, 28),
}
NIGHT_BEFORE: Final = Part(-4, 8)
NIGHT_AFTER: Final = Part(18, 32)
