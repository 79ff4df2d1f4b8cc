"""A sentence cut at its commas, colons and dashes; what is in quotation marks is kept whole."""

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from truce.read.document import Span
from truce.read.sentences import sentences
from truce.read.slavic.words import Lexicon, words_of

#: Stands for a sign within quotation marks while sentences and clauses are cut.
_COVER: Final = "\u0001"
_INNER: Final = r"[^«»„“”\n]{0,4000}"
_QUOTE: Final = re.compile(
    rf"«{_INNER}(?:«{_INNER}»{_INNER}){{0,8}}»|„{_INNER}[“”]|“{_INNER}”|\"[^\"\n]{{0,4000}}\""
)
_BREAK: Final = re.compile(r"[,;]\s*[—–-]\s|[,;:](?=\s)|(?<![?!…])[?!…]*\s[—–-]\s|[()]")
#: A verb, a few words, and the dash that gives the word back to the one quoted.
_TELLER: Final = re.compile(
    r"([,?!…])\s[—–-]\s(?=[а-яіїєґё'’]+(?:в|л|ла|ли|є|ет|ит|ют|ють|ить|же|жуть|ше|шуть|шет|шут)"
    r"(?:ся|сь)?\s)[^«»“”\"—–\n]{3,80}?[,.]\s[—–-]\s"
)
_EDGES: Final = " \u00a0\t\n,;:—–-()"


@dataclass(frozen=True, slots=True)
class Clause:
    """A piece of a sentence; `after` is the sign before it, with a dash for every dash."""

    span: Span
    after: str


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence: its clauses and the quotations in it, in order, neither empty of words."""

    span: Span
    clauses: tuple[Clause, ...]
    quotes: tuple[Span, ...]

    def quote_at(self, place: int) -> Span | None:
        """Return the quotation that begins at a place, else null."""
        return next((quote for quote in self.quotes if quote.start == place), None)

    def quoted(self, span: Span) -> bool:
        """Return whether a span lies in a quotation."""
        return any(quote.holds(span) for quote in self.quotes)


def cut(text: str, paragraph: Span, words: Lexicon) -> tuple[Sentence, ...]:
    """Return the sentences of a paragraph; a quotation is never cut."""
    quotes = [
        part
        for found in _QUOTE.finditer(text, paragraph.start, paragraph.end)
        for part in _parts(text, Span(*found.span()))
    ]
    covered = _covered(text, paragraph, quotes)
    starts = [quote.start - paragraph.start for quote in quotes]
    return tuple(
        Sentence(
            span=trimmed(text, Span(span.start + paragraph.start, span.end + paragraph.start)),
            clauses=_clauses(text, covered, span, paragraph.start),
            quotes=tuple(quotes[bisect_left(starts, span.start) : bisect_left(starts, span.end)]),
        )
        for span in sentences(covered, Span(0, len(covered)), words.short)
    )


def _parts(text: str, quote: Span) -> list[Span]:
    """Return a quotation in the pieces around the words of the teller in it."""
    parts: list[Span] = []
    start = quote.start
    for found in _TELLER.finditer(text, quote.start, quote.end):
        parts.append(Span(start, found.start() + (found[1] in ("?", "!", "…"))))
        start = found.end()
    return [*parts, Span(start, quote.end)]


def _covered(text: str, paragraph: Span, quotes: Sequence[Span]) -> str:
    """Return a paragraph with the signs inside quotations covered, all in their places."""
    out = list(paragraph.of(text))
    for quote in quotes:
        for at in range(quote.start + 1, quote.end - 1):
            if not text[at].isalnum() and not (at == quote.end - 2 and text[at] in ".?!…"):
                out[at - paragraph.start] = _COVER
    return "".join(out)


def _clauses(text: str, covered: str, span: Span, offset: int) -> tuple[Clause, ...]:
    breaks = [(span.start, span.start, "")]
    for found in _BREAK.finditer(covered, span.start, span.end):
        sign = "—" if re.search("[—–-]", found[0]) else found[0].strip()
        breaks.append((found.start(), found.end(), sign))
    breaks.append((span.end, span.end, ""))
    clauses = [
        Clause(trimmed(text, Span(one[1] + offset, two[0] + offset)), one[2])
        for one, two in pairwise(breaks)
    ]
    return tuple(clause for clause in clauses if any(words_of(text, clause.span)))


def trimmed(text: str, span: Span, edges: str = _EDGES) -> Span:
    """Return a span without the blanks and signs at its ends; it may become empty."""
    start, end = span
    while start < end and (text[start] in edges or text[start].isspace()):
        start += 1
    while start < end and (text[end - 1] in edges or text[end - 1].isspace()):
        end -= 1
    return Span(start, end)


def content_of(text: str, span: Span) -> Span:
    """Return a span as content: without blanks and signs around it and without a full stop.

    A full stop stays where a quotation mark closes behind it; so do other signs that end it.
    """
    found = trimmed(text, span)
    if found.end > found.start and text[found.end - 1] == "." and found.of(text)[-3:] != "...":
        return trimmed(text, Span(found.start, found.end - 1))
    return found
