"""The masthead: who published a text, who wrote it and when it was issued, each with its basis."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Final

from truce.read.arrive.arrived import Arrived, Stated
from truce.read.arrive.layout import ABOVE, BIO, BODY, HEADLINE, POSTER, REVISION, Part
from truce.read.arrive.stamps import Stamp, stamps
from truce.read.document import Issued, Span
from truce.when import Bracket, moment

_COPYRIGHT: Final = re.compile(
    r"(?:©|\(c\)|copyright|all rights reserved)[\s©(c),]*(?:(?:19|20)\d\d(?:\s?[-–]\s?(?:19"
    r"|20)\d\d)?)?[\s,]*"
    r"(?:by\s)?(?P<body>(?-i:[A-Z])[^.|,;©\n]{1,60})",
    re.I,
)
_DATELINE: Final = re.compile(
    r"(?P<place>[A-ZА-ЯІЇЄ][\w’' ./-]{1,40})(?:,\s(?P<date>[^()—]{3,30}?))?\s?"
    r"(?:\((?P<body>[A-ZА-ЯІЇЄ][\w .&/-]{1,40})\)\s?[—–-]|[—–])\s"
)
_IN: Final = re.compile(r"\sin\s.*$")
_OFFICE: Final = re.compile(
    r"\b(?:ministry|office|department|government|embassy|presidency|press (?:service|office)"
    r"|general staff|council|mission|secretariat|agency|commission|bureau|service"
    r"|міністерство|министерство|офіс|канцелярія|управління|управление|адміністрація|администрация"
    r"|пресс-служба|прес-служба|генеральний штаб|генеральный штаб|рада|совет)\b",
    re.I,
)
_NAMES: Final = re.compile(r",?\s(?:and|&|та|і|и)\s|[,;]\s?")
_CUT: Final = re.compile(r"\s?[|·•–—/]\s?.*$|,\s(?:in|at|for|of)\s.*$")
_LED: Final = re.compile(
    r"^\W*(?:by|written by|text by|story by|author|authors|автор|автори|авторы|авторка|текст"
    r"|reported by)"
    r"\b:?\s",
    re.I,
)
_NAME: Final = re.compile(
    r"[A-ZА-ЯІЇЄҐ][\w’'.-]*(?:\s(?:de|van|von|der|al|bin|el|la|[A-ZА-ЯІЇЄҐ][\w’'.-]*)){1,4}$"
)
_ROLE: Final = re.compile(
    r"\b(?:reporter|writer|editor|correspondent|journalist|columnist|producer|contributor|analyst"
    r"|desk"
    r"|staff|newsroom|редакція|редакция)\b",
    re.I,
)
_CHANGED: Final = re.compile(r"\b(?:updated?|modified|оновлено|обновлено)\b", re.I)
#: A dateline stands within this many code points of the beginning of the text.
_DATELINE_WITHIN: Final = 100


@dataclass(frozen=True, slots=True, kw_only=True)
class Masthead:
    """Who, and when; null or empty where the text does not say. `notes` say what it rests on."""

    publisher: str | None
    authors: tuple[str, ...]
    issued: Issued | None
    notes: tuple[str, ...] = field(default=())


def masthead(arrived: Arrived, parts: Sequence[Part]) -> Masthead:
    """Return publisher, authors and time of issue, from markup first and then from the text."""
    publisher, basis = next(_publishers(arrived, parts), (None, ""))
    notes = (f"publisher from {basis}",) if publisher else ()
    return Masthead(
        publisher=publisher,
        authors=_authors(arrived, parts),
        issued=next(_issued(arrived, parts), None),
        notes=notes,
    )


def _stated(arrived: Arrived, key: str) -> tuple[Stated, ...]:
    return arrived.stated.get(key, ())


def _publishers(arrived: Arrived, parts: Sequence[Part]) -> Iterator[tuple[str, str]]:
    yield from ((said.value, said.where) for said in _stated(arrived, "publisher"))
    bodies = Counter(body for bio in _bios(parts) if (body := bio["body"]))
    yield from ((body, "the notes on the authors") for body, _ in bodies.most_common(1))
    if line := _dateline(parts):
        yield from ((body, "the dateline") for body in [line["body"]] if body)
    yield from ((part.words, "who posted it") for part in parts if part.what == POSTER)
    for part in parts:
        if part.what == "copyright" and (found := _COPYRIGHT.search(part.words)):
            yield (
                re.sub(r"\s*all rights.*", "", found["body"], flags=re.I).strip(),
                "the copyright line",
            )
    for part in parts:
        if part.what.startswith("line ") and _OFFICE.search(part.words):
            yield part.words, f"the {part.what}"


def _bios(parts: Sequence[Part]) -> Iterator[re.Match[str]]:
    notes = (part.words for part in parts if part.what == "author note")
    return (found for words in notes if (found := BIO.match(words)))


def _dateline(parts: Sequence[Part]) -> re.Match[str] | None:
    first = next((part.words for part in parts if part.what == BODY), "")
    return _DATELINE.match(first[:_DATELINE_WITHIN])


def _authors(arrived: Arrived, parts: Sequence[Part]) -> tuple[str, ...]:
    if said := _stated(arrived, "author"):
        return tuple(dict.fromkeys(one.value for one in said))
    lines = (part.words for part in parts if part.what == "byline")
    named = [name for line in lines if not _ROLE.search(line) for name in _names(line)]
    named += _beside_bylines(parts)
    return tuple(dict.fromkeys(named or (bio["name"] for bio in _bios(parts))))


def _beside_bylines(parts: Sequence[Part]) -> list[str]:
    """Return the names that stand on a line of their own, above a role or below `By`."""
    found: list[str] = []
    for one, two in pairwise(parts):
        by = one.what == "byline" and len(one.words) <= 3
        role = two.what == "byline" and _ROLE.search(two.words)
        line = two if by else one
        if (by or role) and line.what == ABOVE and _NAME.match(line.words):
            found.append(line.words)
    return found


def _names(line: str) -> Iterator[str]:
    names = _NAMES.split(_CUT.sub("", _LED.sub("", " ".join(line.split()))))
    bare = (_IN.sub("", name).strip() for name in names)
    return (name for name in bare if _NAME.match(name))


def _issued(arrived: Arrived, parts: Sequence[Part]) -> Iterator[Issued]:
    """Yield the times of issue, best first."""
    for said in _stated(arrived, "published"):
        if found := _of_markup(said):
            yield found
    printed = [(part, stamp) for part in _above(parts) for stamp in stamps(part.words)]
    for part, stamp in sorted(printed, key=lambda pair: bool(_CHANGED.search(pair[0].words))):
        changed = _CHANGED.search(part.words)
        yield _of_stamp(
            stamp, "the line that says when it was updated" if changed else f"the {_called(part)}"
        )
    if (line := _dateline(parts)) and line["date"]:
        yield from (_of_stamp(stamp, "the dateline") for stamp in stamps(line["date"]))
    logged = [part.revision for part in parts if part.revision]
    if logged:
        first = min(logged, key=lambda one: one.bracket.earliest)
        yield _of_log(first.at, first.bracket, _zone(parts, first.span))
    for said in _stated(arrived, "modified"):
        if found := _of_markup(said):
            yield found


def _above(parts: Sequence[Part]) -> list[Part]:
    """Return the lines that may print the date: short, not body, above the text or at its end."""
    not_body = (BODY, HEADLINE, REVISION, "author note", "caption", "copyright", "update log")
    return [
        part
        for part in parts
        if part.what not in not_body and not part.what.startswith(("related", "comments"))
    ]


def _called(part: Part) -> str:
    return part.what if part.what in ("byline", "timestamp") else "line above or below the text"


def _of_markup(said: Stated) -> Issued | None:
    try:
        bracket = moment(said.value)
    except ValueError:
        stamp = next(stamps(said.value), None)
        return _of_stamp(stamp, said.where) if stamp else None
    return Issued(bracket=bracket, written=said.value, basis=said.where)


def _of_stamp(stamp: Stamp, basis: str) -> Issued:
    return Issued(bracket=stamp.bracket, written=stamp.written, basis=basis, zone=stamp.zone)


def _zone(parts: Sequence[Part], span: Span) -> str | None:
    words = next(part.words for part in parts if part.block.span == span)
    return next((stamp.zone for stamp in stamps(words)), None)


def _of_log(at: str, bracket: Bracket, zone: str | None) -> Issued:
    """Return the day of the first change: the text was out by then, and no other date is given."""
    day = moment(at[:10], zone)
    return Issued(
        bracket=Bracket(min(day.earliest, bracket.earliest), bracket.latest),
        written=at[:10],
        basis="the day of the first line of the update log: the text gives no other date, and may "
        "have been out before that day",
        zone=zone,
    )
