"""Who a source stands for, and the register of everybody whom a document names."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from truce.read.document import Span
from truce.read.said.names import Name, folded, names, words

if TYPE_CHECKING:
    from spacy.tokens import Token

    from truce.read.said.parse import Paragraph, Parsed

ARTICLE: Final = re.compile(r"^(?:the|a|an)\s+", re.I)
OWNED: Final = re.compile(r"[’']s?$")
_HANDLE: Final = re.compile(r"\s*[(\[]?@\w+[)\]]?")


@dataclass(frozen=True, slots=True)
class Who:
    """Who a source stands for; null is unknown. `because` says how that was found.

    `person` is true for one human being, `several` for more than one of whatever kind.
    """

    speaker: str | None = None
    organisation: str | None = None
    stems_from: str | None = None
    because: str = ""
    person: bool = False
    several: bool = False


def plain(text: str) -> str:
    """Return words without their article, a possessive at the end and commas around them."""
    return OWNED.sub("", ARTICLE.sub("", text.strip(" ,"))).strip()


@dataclass(slots=True)
class Register:
    """The names of a text and the tokens behind its spans, each looked up without a search."""

    parsed: Parsed
    names: tuple[Name, ...] = ()
    genders: dict[str, str] = field(default_factory=dict[str, str])
    bodies: dict[str, str] = field(default_factory=dict[str, str])
    _by_last: dict[str, list[Name]] = field(default_factory=dict[str, "list[Name]"])
    _starts: list[int] = field(default_factory=list[int])
    _sentences: list[int] = field(default_factory=list[int])
    _paragraphs: list[int] = field(default_factory=list[int])
    _quotes: list[int] = field(default_factory=list[int])
    _initials: dict[str, str] = field(default_factory=dict[str, str])

    def __post_init__(self) -> None:
        self.names = names(self.parsed)
        for name in self.names:
            if name.person:
                self._by_last.setdefault(_last(name.full), []).append(name)
        for name in self.names:
            if not name.person and " " not in name.full and folded(name.full) in self._by_last:
                self._by_last[folded(name.full)].append(name)
            elif not name.person and " " in name.full:
                short = "".join(w[0] for w in name.full.split() if w[:1].isupper())
                self._initials.setdefault(short, name.full)
        for name in self.names:
            if name.gender and name.person:
                self.genders.setdefault(self.full(name), name.gender)
        self._starts = [n.span.start for n in self.names]
        self._quotes = [q.span.start for q in self.parsed.quotes]
        self._paragraphs = [p.span.start for p in self.parsed.paragraphs]
        self._sentences = [
            p.span.start + s[0].idx for p in self.parsed.paragraphs for s in p.doc.sents if len(s)
        ]

    def within(self, span: Span) -> list[Name]:
        """Return the names in a span, in order."""
        first = bisect_left(self._starts, span.start)
        last = bisect_right(self._starts, span.end - 1)
        return [n for n in self.names[first:last] if n.span.end <= span.end + 2]

    def before(self, at: int, reach: int) -> Sequence[Name]:
        """Return the names that end before a place and begin no further back than the reach."""
        first, last = bisect_left(self._starts, at - reach), bisect_left(self._starts, at)
        return self.names[first:last]

    def quote(self, at: int) -> Span | None:
        """Return the quoted piece that holds a place; null outside of quotation marks."""
        place = bisect_right(self._quotes, at) - 1
        span = self.parsed.quotes[place].span if place >= 0 else None
        return span if span is not None and at < span.end else None

    def sentence(self, at: int) -> int:
        """Return the number of the sentence that holds a place."""
        return bisect_right(self._sentences, at)

    def paragraph(self, at: int) -> Paragraph | None:
        """Return the paragraph that holds a place; null outside of the body."""
        place = bisect_right(self._paragraphs, at) - 1
        return self.parsed.paragraphs[place] if place >= 0 else None

    def tokens(self, span: Span) -> list[Token]:
        """Return the tokens of a span."""
        paragraph = self.paragraph(span.start)
        if paragraph is None:
            return []
        start = paragraph.span.start
        held = paragraph.doc.char_span(
            max(0, span.start - start), span.end - start, alignment_mode="expand"
        )
        return list(held) if held is not None else []

    def head(self, span: Span) -> Token | None:
        """Return the token of a span that governs the others."""
        inside = self.tokens(span)
        held = {t.i for t in inside}
        return next((t for t in inside if t.head.i not in held or t.head == t), None)

    def is_person(self, name: Name) -> bool:
        """Return whether a name is a person's, here or wherever else it stands."""
        return name.person or (" " not in name.full and folded(name.full) in self._by_last)

    def full(self, name: Name) -> str:
        """Return the fullest form that the text gives to a name, with titles if that is all."""
        if not self.is_person(name):
            return self._initials.get(name.full, plain(name.full))
        if " " in name.full:
            return name.full
        kin = [n for n in self._by_last[_last(name.full)] if " " in n.full]
        if kin:
            earlier = [n for n in kin if n.span.start <= name.span.start]
            return (earlier[-1] if earlier else kin[0]).full
        same = [n.called for n in self._by_last[_last(name.full)] if n.called != n.full]
        return plain(same[0]) if same else name.full

    def named(self, name: Name, because: str) -> Who:
        """Return who bears a name, with the body that the text tells of them anywhere."""
        full = self.full(name)
        if not self.is_person(name):
            return Who(full, full, because=because, several=" and " in full)
        return Who(full, self.body(full), because=because, person=True)

    def body(self, full: str) -> str | None:
        """Return whom a person speaks for, as told with the name anywhere in the text."""
        if full in self.bodies:
            return self.bodies[full]
        kin = self._by_last.get(_last(full), [])
        told = [n.body for n in kin if n.body and (n.full == full or " " not in n.full)]
        return self.country(told[0]) if told else None

    def country(self, body: str | None) -> str | None:
        """Return the noun of an adjective such as "Alphalandic", if the text has it."""
        if body is None or " " in body or len(body) < 5:
            return body
        stem = folded(body)[:4]
        kin = {n.full for n in self.names if " " not in n.full and folded(n.full).startswith(stem)}
        short = min(sorted(kin), key=len, default=body)
        return short if len(short) < len(body) else body

    def told_of(self, publisher: str) -> Who:
        """Return who a publisher is: a person, where a title or handle says so, or a body."""
        bare = _HANDLE.sub("", publisher).strip()
        parts = bare.split()
        titled = [i for i, w in enumerate(parts[:-1]) if w.lower() in words("titles")]
        if titled and not {w.lower() for w in parts} & (words("bodies") | {"of"}):
            return Who(" ".join(parts[titled[-1] + 1 :]), None, person=True)
        return Who(bare, bare, person=bare != publisher and not _bodily(parts))


def _bodily(parts: Sequence[str]) -> bool:
    return not words("bodies").isdisjoint(w.lower() for w in parts)


def _last(full: str) -> str:
    return folded(full.rsplit(maxsplit=1)[-1])
