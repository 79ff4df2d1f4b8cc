"""Times in a text: words -> brackets, counted from the issue day; never a point nobody wrote."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Final

from truce import when
from truce.read.document import Issued, Span
from truce.read.statement import Time
from truce.read.times.values import (
    Back,
    Clock,
    Days,
    Length,
    Part,
    Seen,
    Value,
    Within,
)
from truce.read.times.words import RULES, Rule

#: Years of two digits are read as the nearest to this day where the text has no issue day.
_NO_DAY: Final = date(2000, 1, 1)
#: A sentence is looked at so far and no further, so that a text of one line is read in time.
_REACH: Final = 300
_NOON: Final = 12
_DAY: Final = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class _Piece:
    """A word for a time and what it stands for; null if that hangs on an unknown issue day."""

    span: Span
    rule: Rule
    value: Value


def times(text: str, spans: Sequence[Span], issued: Issued | None) -> tuple[Time, ...]:
    """Return the times named within spans of an English text, in order of the text.

    A day is counted from the day of issue and bracketed in UTC, on the clock that the words name,
    else on that of the issue (assumed, and marked so), else anywhere on Earth. A length of time
    ("30 days") has an amount and no bracket. Words that hang on the issue day have neither where
    it is not known.
    """
    found = {
        piece.span: piece for span in spans for piece in _joined(text, _pieces(text, span, issued))
    }
    said = (
        _time(_dated(text, piece, issued), issued)
        for piece in found.values()
        if not isinstance(piece.value, Part)
    )
    return tuple(sorted(said, key=lambda time: time.span))


def _pieces(text: str, within: Span, issued: Issued | None) -> list[_Piece]:
    """Return the words found, the longest where several overlap, in order of the text."""
    today = date.fromisoformat(issued.written[:10]) if issued else None
    found = [
        piece
        for rule in RULES
        for match in rule.pattern.finditer(text, within.start, within.end)
        if (piece := _piece(text, rule, match, today))
    ]
    found.sort(key=lambda piece: piece.span.start - piece.span.end)
    kept: list[_Piece] = []
    taken: set[int] = set()
    for piece in found:
        if taken.isdisjoint(range(*piece.span)):
            taken.update(range(*piece.span))
            kept.append(piece)
    return sorted(kept, key=lambda piece: piece.span)


def _piece(text: str, rule: Rule, match: re.Match[str], today: date | None) -> _Piece | None:
    span = Span(*match.span("t" if "t" in match.re.groupindex else 0))
    if _is_name(text, span):
        return None
    if rule.relative and today is None:
        return _Piece(span, rule, None)
    seen = Seen(match, today or _NO_DAY, rule.relative and _ahead(text, span))
    try:
        value = rule.value(seen)
    except (OverflowError, ValueError):
        return None  # Beyond the calendar: what cannot be counted is not said.
    return _Piece(span, rule, value) if value is not None else None


#: Words that titles take: not a day inside a sentence when they have a capital.
_NAMING: Final = frozenset(("Today", "Tonight", "Yesterday", "Tomorrow", "Overnight"))
_DEFINITE: Final = re.compile(r"\b[Tt]he\s$")
_TITLE: Final = re.compile(r"\s(?!(?:AM|PM|ET)\b)[A-Z][a-z]+")


def _is_name(text: str, span: Span) -> bool:
    """Return whether the words are part of a title, as in "the Sunday Gazette", "News Today"."""
    word = span.of(text)
    if word.title() in _NAMING and not word.islower():
        alone = not word.isupper() or re.match(r"(?:[’']s)?\s[a-z]", text[span.end : span.end + 4])
        return bool(alone and re.search(r"[\w,] $", text[max(0, span.start - 2) : span.start]))
    article = _DEFINITE.search(text, max(0, span.start - 4), span.start)
    return bool(article and word.endswith("day") and _TITLE.match(text, span.end))


_STOP: Final = re.compile(r"[.!?][\"”’']?\s|\n")
_BREAK: Final = re.compile(r"[,;:()—–]|\b(?:and|but)\b")
_COMING: Final = re.compile(
    r"\b(?:will|shall|would|must|should|may|might|can|going to|due|scheduled|expected|planned"
    r"|plans?|set|aims?|hopes?|is to|are to|be|to(?= \w+\b)|starting|beginning|until|till"
    r"|deadline)\b"
)
_GONE: Final = re.compile(
    r"\b(?:said|says|told|wrote|writes|announced|reported|added|confirmed|stated|warned|insisted"
    r"|declared|posted|published|released|met|spoke|held|was|were|had|has|have|did|began|ended)\b"
)
_AFTER: Final = re.compile(
    r"[,\s]*(?:[\w’'-]+\s){0,6}?(?:will|shall|is to|are to|is due|are due)\b"
)
_OPENING: Final = re.compile(r"(?:^|[,;:“\"]\s?)(?:(?i:on|from|starting|by|until)\s)?$")
_BY: Final = re.compile(r"\b(?:by|until|till)\s(?:the\s)?$")


def _ahead(text: str, span: Span) -> bool:
    """Return whether the words around look ahead: "on Tuesday they will", "until Friday"."""
    sentence = text[max(0, span.start - _REACH) : span.start]
    before = sentence[max((found.end() for found in _STOP.finditer(sentence)), default=0) :]
    if _OPENING.search(before) and _AFTER.match(text, span.end, span.end + _REACH):
        return True
    coming = max((found.end() for found in _COMING.finditer(before)), default=-1)
    gone = [found.end() for found in _GONE.finditer(before)]
    if _BY.search(before):
        return coming >= 0 or not gone
    return coming > max(gone, default=-1) and coming >= 0


_JOINS: Final = (
    ((Days, Part), re.compile(r"(?:\s|\s?,\s|\sin the\s|\sduring the\s)")),
    ((Part, Days), re.compile(r"\s(?:(?:hours\s)?(?:on|of|into)\s)?(?:the\s)?")),
    ((Within, Part), re.compile(r"\s")),
    ((Days, Clock), re.compile(r",?\s(?:at\s|around\s|about\s|from\s|by\s|until\s)?")),
    ((Clock, Days), re.compile(r",?\s(?:on\s|of\s)?(?:the\s)?")),
)


def _joined(text: str, pieces: list[_Piece]) -> Iterator[_Piece]:
    """Yield the words, a day and a part of it or an hour joined; a part without a day is none."""
    waiting: _Piece | None = None
    for piece in pieces:
        both = _both(text, waiting, piece) if waiting else None
        if both is None and waiting is not None:
            yield waiting
        waiting = both or piece
    if waiting is not None:
        yield waiting


def _both(text: str, one: _Piece, two: _Piece) -> _Piece | None:
    """Return two neighbours as one time; null where they do not belong together."""
    for kinds, gap in _JOINS:
        if isinstance(one.value, kinds[0]) and isinstance(two.value, kinds[1]):
            between = gap.fullmatch(text, one.span.end, two.span.start)
            value = _together(one.value, two.value) if between else None
            if value is not None:
                rule = Rule(f"{one.rule.name}; {two.rule.name}", one.rule.pattern, one.rule.value)
                relative = one.rule.relative or two.rule.relative
                rule = replace(rule, relative=relative)
                return _Piece(Span(one.span.start, two.span.end), rule, value)
    return None


def _together(one: Value, two: Value) -> Within | None:
    if isinstance(one, Within) and isinstance(two, Part):
        first, last = one.hours[:2]
        # The small hours are "early Sunday morning" too.
        low = first if two.last == _NOON else max(first, two.first)
        high = min(last, two.last)
        return Within(one.days, Part(low, high)) if low < high else None
    days = next((value for value in (one, two) if isinstance(value, Days)), None)
    hours = next((value for value in (one, two) if isinstance(value, Part | Clock)), None)
    if days is None or hours is None or (days.last - days.first).days > 1:
        return None
    return Within(days, hours)


def _dated(text: str, piece: _Piece, issued: Issued | None) -> _Piece:
    """Give an hour without a day the issue day, and the day before where it had not come yet."""
    if not isinstance(piece.value, Clock) or issued is None:
        return piece
    today = date.fromisoformat(issued.written[:10])
    value = Within(Days(today, today), piece.value)
    come = _bracket(value, _zone(value, issued)[0]).earliest <= issued.bracket.latest
    if come or _ahead(text, piece.span):
        return replace(piece, value=value)
    rule = replace(piece.rule, name=f"{piece.rule.name}, of the issue day or the day before")
    return replace(piece, rule=rule, value=Within(Days(today - _DAY, today), piece.value))


def _time(piece: _Piece, issued: Issued | None) -> Time:
    value, name = piece.value, piece.rule.name
    if piece.rule.relative:
        counted = f" ({issued.written[:10]})" if issued else "; not counted: no issue day is known"
        name += counted
    if value is None or isinstance(value, Part | Clock):
        return Time(span=piece.span, rule=name)
    if isinstance(value, Length):
        return Time(span=piece.span, rule=name, amount=value.amount, unit=value.unit)
    zone, said = _zone(value, issued)
    length = value.length if isinstance(value, Back) else None
    return Time(
        span=piece.span,
        rule=name,
        bracket=_bracket(value, zone),
        zone=zone,
        zone_assumed=not said,
        amount=length.amount if length else None,
        unit=length.unit if length else None,
    )


def _zone(value: Days | Within | Back, issued: Issued | None) -> tuple[str | None, bool]:
    """Return the zone to count in, null if not known, and whether the text says it."""
    hours = value.hours if isinstance(value, Within) else None
    if isinstance(hours, Clock) and hours.named:
        return hours.zone, hours.zone is not None
    return (issued.zone if issued else None), False


def _bracket(value: Days | Within | Back, zone: str | None) -> when.Bracket:
    days = value if isinstance(value, Days) else value.days
    first, last = value.hours[:2] if isinstance(value, Within) else (0, 24)
    opening, closing = (
        when.hours_of(day.isoformat(), hour, hour, zone=zone)
        for day, hour in ((days.first, first), (days.last, last))
    )
    return opening.hull(closing)
