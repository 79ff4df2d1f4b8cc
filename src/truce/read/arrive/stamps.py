"""Dates and hours as pages print them: `3/18/25, 1:51 p.m. ET`, `18 March 2025 at 14:30 GMT`."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Final

from truce.read.document import Span
from truce.when import Bracket, local, moment, zone_named

_ENGLISH: Final = (
    "jan",
    "feb",
    "mar",
    "apr",
    "may",
    "jun",
    "jul",
    "aug",
    "sep",
    "oct",
    "nov",
    "dec",
)
#: The beginnings of the names of the months, in the forms that dates use.
_OTHERS: Final = (
    ("січ", "янв"),
    ("лют", "фев"),
    ("бер", "мар"),
    ("кві", "апр"),
    ("трав", "мая", "май"),
    ("чер", "июн"),
    ("лип", "июл"),
    ("сер", "авг"),
    ("вер", "сен"),
    ("жов", "окт"),
    ("лис", "ноя"),
    ("гру", "дек"),
)
_MONTH: Final = (
    r"(?P<month>(?:jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec)[a-z]{0,6}\.?"
    r"|(?:січ|лют|бер|кві|трав|чер|лип|сер|вер|жов|лис|гру|янв|фев|мар|апр|ма[яй]|июн|июл|авг|сен"
    r"|окт|ноя|дек)[а-яіїє]{0,7}\.?)"
)
#: Pages print the hour at once after the year, as in `20259:14 PM`.
_YEAR: Final = r"(?P<year>(?:19|20)\d\d)(?!\d(?!\d?:\d\d))(?:\s?(?:р\.|року|г\.|года))?"
_DAYS: Final = (
    re.compile(r"(?<!\d)(?P<year>(?:19|20)\d\d)-(?P<number>\d\d)-(?P<day>\d\d)(?!\d)"),
    re.compile(rf"(?<!\w){_MONTH}\s?(?P<day>\d{{1,2}})(?:st|nd|rd|th)?,?\s{_YEAR}", re.I),
    re.compile(
        rf"(?<!\d)(?P<day>\d{{1,2}})(?:st|nd|rd|th)?(?:\sof)?[\s-]{_MONTH},?[\s-]{_YEAR}", re.I
    ),
    re.compile(
        r"(?<![\d./-])(?P<one>\d{1,2})(?P<by>[./-])(?P<two>\d{1,2})(?P=by)"
        r"(?P<year>(?:19|20)\d\d|\d\d)(?![\d./-]?\d)"
    ),
)
_ZONE: Final = (
    r"(?:\s?\(?(?P<zone>(?:UTC|GMT)?\s?[+-]\d{1,2}(?::?\d\d)?(?!\d)|[A-Z]{1,5}(?![\w])"
    r"|[A-Z][a-z]+(?:\s[A-Z][a-z]+)?(?=\stime))(?:\stime)?\)?)?"
)
_CLOCK: Final = (
    r"(?P<hour>\d{1,2})(?:[:.](?P<minute>\d\d)(?::(?P<second>\d\d))?(?!\d)"
    r"(?:\s?(?P<half>[apAP])\.?\s?[mM]\b\.?)?|\s?(?P<only>[apAP])\.?\s?[mM]\b\.?)" + _ZONE
)
_BETWEEN: Final = r"(?:T|[\s,;|·•@(–—-]{0,4}(?:(?:at|о|об|в|à|um)\s)?)"
_AFTER: Final = re.compile(_BETWEEN + _CLOCK)
_BEFORE: Final = re.compile(
    _CLOCK.replace(r"(?P<hour>", r"(?<![\d:./])(?P<hour>")
    + r"[\s,;|·•–—-]{0,4}(?:(?:on|(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?"
    r"|sun)(?:day)?),?\s){0,2}$",
    re.I,
)
_DIGIT: Final = re.compile(r"\d")
_OFFSET: Final = re.compile(r"(?:UTC|GMT)?\s?([+-])(\d{1,2}):?(\d\d)?")
#: Where a clock stands before the date, it stands within this many characters of it.
_NEAR: Final = 40


@dataclass(frozen=True, slots=True)
class Stamp:
    """A date, or an instant, that a text prints.

    `written` is an ISO instant with its offset, or an ISO date where the text gives no hour or no
    zone that can be told; `zone` is the IANA zone of the clock, null if none is named.
    """

    span: Span
    written: str
    bracket: Bracket
    zone: str | None = None

    @property
    def day(self) -> str:
        """Return the date, ISO."""
        return self.written[:10]


def stamps(text: str, start: int = 0, end: int | None = None) -> Iterator[Stamp]:
    """Yield the stamps of a piece of text, in order; a date that two orders fit is left out."""
    end = len(text) if end is None else end
    if not _DIGIT.search(text, start, end):
        return
    found = sorted(
        (match for form in _DAYS for match in form.finditer(text, start, end)),
        key=lambda match: (match.start(), -match.end()),
    )
    past = start
    for match in found:
        if match.start() < past:
            continue
        if stamp := _stamp(text, match, start, end):
            past = stamp.span.end
            yield stamp


def first_stamp(text: str, span: Span) -> Stamp | None:
    """Return the first stamp of a span; null if there is none."""
    return next(stamps(text, *span), None)


def _stamp(text: str, match: re.Match[str], start: int, end: int) -> Stamp | None:
    clock = _AFTER.match(text, match.end(), end)
    span = Span(match.start(), _end(clock) if clock else match.end())
    if clock is None:
        clock = _BEFORE.search(text, max(start, match.start() - _NEAR), match.start())
        span = Span(clock.start(), match.end()) if clock else span
    day = _day(match.groupdict(), clock)
    if day is None:
        return None
    return _timed(span, day, clock.groupdict()) if clock else _dated(span, day, None)


def _end(clock: re.Match[str]) -> int:
    """Return where a clock ends: a word after it that names no zone is not part of it."""
    zone = clock["zone"] or ""
    known = not zone or _OFFSET.fullmatch(zone) or zone_named(zone)
    return clock.end() if known else clock.start("zone")


def _dated(span: Span, day: date, zone: str | None) -> Stamp:
    return Stamp(span, day.isoformat(), moment(day.isoformat(), zone), zone)


def _day(said: dict[str, str | None], clock: re.Match[str] | None) -> date | None:
    year = int(said["year"] or 0)
    if (one := said.get("one")) and (two := said.get("two")):
        order = _order(int(one), int(two), said["by"] or "", clock)
        return _real(year + 2000 if year < 100 else year, *order) if order else None
    number = said.get("number")
    month = int(number) if number else _month(said.get("month") or "")
    return _real(year, month, int(said["day"] or 0))


def _order(one: int, two: int, by: str, clock: re.Match[str] | None) -> tuple[int, int] | None:
    """Return (month, day); null where the text does not tell which of the two stands first."""
    if by == "." or one > 12:
        return two, one
    if two > 12 or one == two:
        return one, two
    said = clock.groupdict() if clock else {}
    named = zone_named(said.get("zone") or "") or ""
    return (one, two) if named.startswith(("EST", "CST", "MST", "PST")) else None


def _month(name: str) -> int:
    lower = name.lower()
    if lower[:3] in _ENGLISH:
        return _ENGLISH.index(lower[:3]) + 1
    return next((n for n, names in enumerate(_OTHERS, 1) if lower.startswith(names)), 0)


def _real(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _timed(span: Span, day: date, said: dict[str, str | None]) -> Stamp:
    hour = int(said["hour"] or 0)
    if half := (said["half"] or said["only"] or "").lower():
        hour = hour % 12 + (12 if half == "p" else 0)
    clock = f"{hour:02}:{said['minute'] or '00'}:{said['second'] or '00'}"
    words = said["zone"] or ""
    if offset := _OFFSET.fullmatch(words):
        sign, hours, minutes = offset.groups()
        return _instant(span, day, f"{clock}{sign}{int(hours):02}:{minutes or '00'}", None, words)
    return _instant(span, day, clock, zone_named(words), words)


def _instant(span: Span, day: date, clock: str, zone: str | None, words: str) -> Stamp:
    written = f"{day.isoformat()}T{clock}"
    try:
        bracket = moment(written, zone)
    except ValueError:
        return _dated(span, day, zone)
    if zone is None:
        return Stamp(span, written, bracket)
    on_wall = local(bracket.earliest, zone)
    if not _meant(words, on_wall):
        # "EST" in summer: the letters say one clock, the season another; either may be meant.
        hour = timedelta(hours=1)
        either = Bracket(bracket.earliest - hour, bracket.latest + hour)
        return Stamp(span, day.isoformat(), either, zone)
    return Stamp(span, on_wall.isoformat(), bracket, zone)


def _meant(words: str, on_wall: datetime) -> bool:
    letters = words.replace(".", "")
    seasonal = len(letters) > 2 and letters.isupper() and letters[-2] in "SD" and letters[-1] == "T"
    return not seasonal or letters == on_wall.tzname()
