"""The typed fields of what is said: its topic, numbers, times, who is bound, and how firm it is."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final, Literal, NamedTuple

from truce.read.compare.modality import Presented, modality
from truce.read.compare.topics import hits, said, where
from truce.read.document import Span
from truce.read.statement import Time

FieldName = Literal[
    "topic", "act", "number", "duration", "start", "end", "time", "who", "place", "modality"
]


class Low(NamedTuple):
    """An amount that lies between two numbers; `high` is null where there is no upper end."""

    low: float
    high: float | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact:
    """One field of what is said, and the words that say it.

    `value` is what fields are compared by, in words; `key` says of what (the noun counted, the role
    of a time), empty for most. `amount` is the number, in hours for a duration; `bracket` the time.
    """

    name: FieldName
    value: str
    span: Span
    key: str = ""
    amount: Low | None = None
    bracket: tuple[datetime, datetime] | None = None


def facts(
    text: str, clause: Span, sentence: Span, presented: Presented, times: Sequence[Time]
) -> tuple[Fact, ...]:
    """Return the fields that a clause fills, in order of the text.

    What it does not say on how firm the thing is (its modality) and on who is bound is taken from
    the rest of its sentence, and last from the cue. A field it does not fill is not in the result.
    """
    found = [
        *_topics(text, clause),
        *_numbers(text, clause, times),
        *_times(text, clause, times),
        *(_who(text, clause) or _who(text, sentence)),
        *_places(text, clause),
        *(
            Fact(name="modality", value=value, span=span)
            for value, span in modality(text, clause, sentence, presented)
        ),
    ]
    return tuple(sorted(found, key=lambda fact: (fact.span, fact.name, fact.value)))


def _topics(text: str, clause: Span) -> Iterator[Fact]:
    for hit in hits(text, clause):
        for topic in hit.topics:
            name = "act" if where(topic) == "acts" else "topic"
            yield Fact(name=name, value=topic, span=hit.span)


#: Hours in a unit, for comparing; a month or year is as long as its shortest and its longest.
_HOURS: Final[dict[str, tuple[float, float]]] = {
    "hours": (1, 1),
    "days": (24, 24),
    "weeks": (168, 168),
    "months": (672, 744),
    "years": (8760, 8784),
}
_OVER: Final = re.compile(r"(?i)(?:more than|at least|over)\b")
_UNDER: Final = re.compile(r"(?i)(?:less than|at most|up to|nearly|almost)\b")
_NEAR: Final = re.compile(r"(?i)(?:about|around|some)\b")


def _range(words: str, low: float, high: float) -> Low:
    """Return a number with what is said of it: `more than 2` has no upper end."""
    if _OVER.match(words):
        return Low(low, None)
    if _UNDER.match(words):
        return Low(0, high)
    return Low(low * 0.85, high * 1.15) if _NEAR.match(words) else Low(low, high)


_FROM: Final = re.compile(
    r"(?i)\b(?:from|since|starting|beginning|effective|as of|begins?|start(?:s|ed)?|entered into"
    r" force|takes? effect|с|со|з|із|від|от)\s(?:(?:on|at|in|from|the|as of)\s){0,2}$"
)
_UNTIL: Final = re.compile(
    r"(?i)\b(?:until|till|through|by|before|no later than|ends?|expires?|lasts?|до|по)\s"
    r"(?:(?:on|at|in|the)\s){0,2}$"
)
_AT_ONCE: Final = re.compile(r"(?i)\bimmediate(?:ly)?\b|\bwith immediate effect\b")


def _times(text: str, clause: Span, times: Sequence[Time]) -> Iterator[Fact]:
    for time in times:
        words = time.span.of(text)
        if not clause.holds(time.span):
            continue
        if time.amount is not None and time.unit is not None and time.bracket is None:
            low, high = (time.amount * size for size in _HOURS[time.unit])
            amount = _range(words, low, high)
            value = f"{time.amount:g} {time.unit}"
            yield Fact(name="duration", value=value, span=time.span, amount=amount)
        elif time.bracket is not None:
            bracket = (time.bracket.earliest, time.bracket.latest)
            role = _role(text[max(clause.start, time.span.start - 40) : time.span.start])
            yield Fact(name=role, value=words.lower(), span=time.span, bracket=bracket)
    for at_once in _AT_ONCE.finditer(text, clause.start, clause.end):
        yield Fact(name="start", value="at once", span=Span(*at_once.span()))


def _role(before: str) -> Literal["start", "end", "time"]:
    if _FROM.search(before):
        return "start"
    return "end" if _UNTIL.search(before) else "time"


_COUNTED: Final = (
    *("two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven"),
    "twelve",
)
_SMALL: Final = {word: n for n, word in enumerate(_COUNTED, 2)}
_NUMBER: Final = re.compile(
    r"(?<![\w.,/:-])(?P<about>(?i:more than|less than|at least|at most|up to|nearly|almost|about"
    r"|around|over|some)\s)?"
    rf"(?P<count>\d{{1,3}}(?:[,\u00a0\u202f]\d{{3}})+|\d+(?:\.\d+)?|(?i:{'|'.join(_SMALL)}))"
    r"(?P<size>\s(?:hundred|thousand|million|billion))?"
    r"(?:\s|-)(?P<noun>(?:[a-zа-яієїґ-]+\s){0,2}?[a-zа-яієїґ]{3,}|%)(?![\w-])"
)
_SIZES: Final = {"hundred": 100, "thousand": 1000, "million": 10**6, "billion": 10**9}


def _numbers(text: str, clause: Span, times: Sequence[Time]) -> Iterator[Fact]:
    for found in _NUMBER.finditer(text, clause.start, clause.end):
        span = Span(*found.span())
        if any(span.overlaps(time.span) for time in times) or _ALL.search(found.group()):
            continue
        count = found["count"].lower()
        number = float(_SMALL.get(count) or re.sub(r"[,\u00a0\u202f]", "", count))
        number *= _SIZES.get((found["size"] or "").strip(), 1)
        noun = _counted(text, Span(*found.span("noun")), clause)
        amount = _range(found.group(), number, number)
        yield Fact(name="number", value=f"{number:g} {noun}", span=span, key=noun, amount=amount)


def _counted(text: str, noun: Span, clause: Span) -> str:
    """Return the topic that the noun names, else the noun."""
    for hit in hits(text, Span(noun.start, clause.end)):
        if hit.span.start <= noun.end:
            return said(hit.topics[0])
    return noun.of(text).split()[-1].removesuffix("s")


_ALL: Final = re.compile(
    r"(?i)\b(?:(?:the|both|all|each|two|warring|conflicting)\s){1,2}(?:parties|sides|party|side"
    r"|leaders|presidents|countries|states)\b(?:\sto the (?:conflict|war))?|\bmutual(?:ly)?\b"
    r"|\beach other\b|\bby both\b"
    r"|\b(?:обе|обеих|обидві|обох)\s(?:сторон\w*)|\bсторон\w*\sконфл[иі]кт\w*"
    r"|\bвзаимн\w+|\bвзаємн\w+"
)
_BOUND: Final = re.compile(
    r"(?P<name>[A-Z][\w’'.-]+(?:\s(?:of\s|and\s)?[A-Z][\w’'.-]+){0,5})\s"
    r"(?:must|shall|should|will|would|agreed|pledged|undertakes?|undertook|is to|are to|has to"
    r"|have to|to refrain|refrains?|halts?|stops?|ceases?|has agreed|have agreed|ordered)\b"
)
_NO_NAMES: Final = frozenset(
    ("The", "This", "That", "These", "It", "He", "She", "They", "We", "I", "You", "In", "On")
)


def _who(text: str, within: Span) -> list[Fact]:
    """Return who is bound: all sides, or those named before a word of duty."""
    found = [
        Fact(name="who", value="all sides", span=Span(*sides.span()))
        for sides in _ALL.finditer(text, within.start, within.end)
    ]
    for named in _BOUND.finditer(text, within.start, within.end):
        span = Span(*named.span("name"))
        if month := _NOT_PLACES.match(text, span.start, span.end):
            span = Span(min(month.end() + 1, span.end), span.end)
        words = span.of(text).split()
        if words and words[0] not in _NO_NAMES:
            found.append(Fact(name="who", value=" ".join(words).lower(), span=span))
    return found


_PLACE: Final = re.compile(
    r"\b(?:in|at|near|along|off|across|around|outside|inside|over|north of|south of|east of"
    r"|west of|between)\s(?:the\s)?(?P<name>[A-Z][\w’'-]+(?:\s[A-Z][\w’'-]+){0,3})"
)
_NOT_PLACES: Final = re.compile(
    r"(?:January|February|March|April|May|June|July|August|September|October|November|December"
    r"|Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday)\b"
)


def _places(text: str, clause: Span) -> Iterator[Fact]:
    for found in _PLACE.finditer(text, clause.start, clause.end):
        if not _NOT_PLACES.match(found["name"]):
            span = Span(*found.span("name"))
            yield Fact(name="place", value=found["name"].lower(), span=span)
