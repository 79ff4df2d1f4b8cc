"""Quotation marks: which pieces of a text stand between them, paragraph by paragraph."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from truce.read.document import Span

#: Marks that open only, and what closes them. Two apostrophes count as one double mark.
_CLOSERS: Final = {"“": "”", "„": "“”", "«": "»", "``": "''"}
_MARK: Final = re.compile("``|''|[“”„«»\"]")
_SINGLE: Final = re.compile(
    r"(?<![\w’'])(?:‘|')(?=[\w“\"\[])(.+?)(?<=[\w.,!?…—”\")])(?:’|')(?!\w)", re.DOTALL
)
#: Single marks around fewer words are titles, nicknames and apostrophes, not speech.
_WORDS_IN_SINGLES: Final = 2


@dataclass(frozen=True, slots=True)
class Quote:
    """A quoted piece with its marks. `closed` is false where the paragraph ends before the mark."""

    span: Span
    closed: bool = True


def quotes(text: str, paragraphs: Sequence[Span]) -> tuple[Quote, ...]:
    """Return the quoted pieces of each paragraph, in order; they never overlap.

    A quotation that is not closed ends with its paragraph, and counts only if the next paragraph
    opens with a mark, as long quotations do; else the mark is taken for a stray one.
    """
    found: list[Quote] = []
    for place, span in enumerate(paragraphs):
        follows = paragraphs[place + 1].of(text) if place + 1 < len(paragraphs) else ""
        found.extend(_in_paragraph(text, span, follows))
    return tuple(found)


def _in_paragraph(text: str, span: Span, follows: str) -> Iterator[Quote]:
    pairs = list(_doubles(text, span))
    if pairs and not pairs[-1].closed and not _MARK.match(follows):
        pairs.pop()
    yield from pairs or _singles(text, span)


def _doubles(text: str, span: Span) -> Iterator[Quote]:
    opened: re.Match[str] | None = None
    for mark in _MARK.finditer(text, span.start, span.end):
        if opened is None:
            if _opens(text, mark, span):
                opened = mark
        elif _closes(text, opened, mark, span):
            yield Quote(Span(opened.start(), mark.end()))
            opened = None
    if opened is not None:
        yield Quote(Span(opened.start(), span.end), closed=False)


def _opens(text: str, mark: re.Match[str], span: Span) -> bool:
    if mark[0] in _CLOSERS:
        return True
    if mark[0] in "”»":
        return False
    before = text[mark.start() - 1] if mark.start() > span.start else " "
    after = text[mark.end() : mark.end() + 1]
    return not before.isalnum() and bool(after.strip())


def _closes(text: str, opened: re.Match[str], mark: re.Match[str], span: Span) -> bool:
    if opened[0] in _CLOSERS:
        return mark[0] in _CLOSERS[opened[0]]
    if mark[0] != opened[0]:
        return mark[0] == "”" and opened[0] == '"'
    # A straight mark behind a blank opens a quotation in the quotation, or a new paragraph of it.
    before = text[mark.start() - 1]
    after = text[mark.end() : mark.end() + 1] if mark.end() < span.end else ""
    return not (before.isspace() and after.isalnum())


def _singles(text: str, span: Span) -> Iterator[Quote]:
    for found in _SINGLE.finditer(text, span.start, span.end):
        if len(found[1].split()) >= _WORDS_IN_SINGLES:
            yield Quote(Span(*found.span()))
