"""Moments, lengths of time and clocks of an agreement, from words to brackets."""

import re
from dataclasses import dataclass
from typing import Final

from truce.agreement.faults import nearest
from truce.agreement.model import Duration
from truce.agreement.surface_fields import AfterText, BetweenText
from truce.when import OPEN_END, SINCE_EVER, Bracket, Counting, Unit, hours_of, later, moment

_UNITS: Final[dict[str, Unit]] = {unit: unit for unit in ("hours", "days", "weeks", "months")}
_LENGTH: Final = re.compile(r"(\d{1,5}) +([A-Za-z]+)")
_NO_OFFSET: Final = re.compile(r"(\d{4}-\d{2}-\d{2})T(\d{2}):(\d{2})(:\d{2})?")

MomentWords = str | BetweenText | AfterText


@dataclass(frozen=True, slots=True)
class Clock:
    """The zone that days and hours are read in, or null; `sure` unless it is only assumed."""

    zone: str | None = None
    sure: bool = True


def read_length(words: str) -> tuple[int, Unit]:
    """Return the number and unit of a length such as `30 days`.

    Raises ValueError in words if it is none.
    """
    found = _LENGTH.fullmatch(words.strip())
    if found is None:
        raise ValueError(f"`{words}` is not a length of time; write it as `30 days` or `72 hours`")
    count, word = int(found[1]), found[2].lower()
    unit = _UNITS.get(word) or _UNITS.get(f"{word}s")
    if unit is None:
        known = "hours, days, weeks or months"
        hint = nearest(word, _UNITS) or f"It is counted in {known}."
        raise ValueError(f"`{found[2]}` is not a unit of time. {hint}")
    if count == 0:
        raise ValueError(f"`{words}` is no time at all")
    return count, unit


def read_duration(words: str, counted: Counting | None) -> Duration:
    """Return a duration with how its days count.

    Raises ValueError in words if the length is none, or if nothing says how its days count.
    """
    count, unit = read_length(words)
    if unit == "hours":
        if counted == "calendar":
            raise ValueError("hours count as hours; leave `counted` out")
        return Duration(count=count, unit=unit, counting="hours")
    if counted is None:
        raise ValueError(
            f"nothing says how the {unit} count. Write `counted: calendar` (the same time of day, "
            f"{words} later), `counted: hours` (24 to a day), or `counted: unstated` if the text "
            "does not say: the ends can lie a day apart"
        )
    if unit == "months" and counted == "hours":
        raise ValueError("a month has no fixed number of hours. Write `counted: calendar`")
    return Duration(count=count, unit=unit, counting=counted)


def read_moment(text: MomentWords, clock: Clock, *, strict: bool = False) -> Bracket:
    """Return the bracket of a moment as written, read on a clock.

    Where `strict`, an assumed clock is not believed: a day, or an hour without an offset, is then
    as wide as the Earth's zones make it. Raises ValueError in words, as `truce.when` does, and for
    a bracket that ends before it begins.
    """
    if isinstance(text, str):
        return _written(text, clock, strict=strict)
    if isinstance(text, AfterText):
        length = read_duration(text.after, text.counted)
        start = _written(text.from_, clock, strict=strict)
        zone = None if strict and not clock.sure else clock.zone
        return later(start, length.count, length.unit, length.counting, zone)
    earliest, latest = text.between
    first = SINCE_EVER if earliest == "open" else _written(earliest, clock, strict=strict)
    last = OPEN_END if latest == "open" else _written(latest, clock, strict=strict)
    if last.latest < first.earliest:
        raise ValueError(f"`{latest}` is before `{earliest}`")
    return first.hull(last)


def say_moment(text: MomentWords) -> str:
    """Return a moment in the words of the file."""
    if isinstance(text, str):
        return text
    if isinstance(text, AfterText):
        return f"{text.after} after {text.from_}"
    return f"between {text.between[0]} and {text.between[1]}"


def _written(text: str, clock: Clock, *, strict: bool) -> Bracket:
    bare = _NO_OFFSET.fullmatch(text.strip().replace(" ", "T"))
    if strict and not clock.sure:
        hour = int(bare[2]) + int(bare[3]) / 60 if bare else 0.0
        return hours_of(bare[1], hour, hour, zone=None) if bare else moment(text, None)
    return moment(text, clock.zone)
