"""Candidates: every attribution that the grammar or the layout of a text allows."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING, Final

from truce.read.document import Span
from truce.read.said.attribution import Attribution
from truce.read.said.contents import attribution
from truce.read.said.frame import Frame
from truce.read.said.frames import frames
from truce.read.said.parse import Paragraph, Parsed
from truce.read.said.quotes import Quote
from truce.read.said.runs import children, phrase

if TYPE_CHECKING:
    from spacy.tokens import Token

_DASH: Final = re.compile(r"[\"”'’]\s*([―—–]|--)\s*([^\W\d_a-zа-я][^.:;\"“”]{2,80}?)[.\s]*$")
_TURN: Final = re.compile(
    r"([A-ZА-ЯЇІЄҐ][A-ZА-ЯЇІЄҐ .'’-]{1,40}[A-ZА-ЯЇІЄҐ])(?: \([^)]{1,40}\))?(:)\s+(\S.*)$", re.DOTALL
)


@dataclass(frozen=True, slots=True)
class Candidate:
    """A frame and the attribution it makes; the frame is null where the layout tells who speaks."""

    attribution: Attribution
    frame: Frame | None = None


def candidates(parsed: Parsed, paragraph: Paragraph) -> Iterator[Candidate]:
    """Yield the candidates of a paragraph, word by word, the most telling of each word first."""
    quoted = parsed.quoted_in(paragraph.span)
    tokens = [t for t in paragraph.doc if not t.is_space]
    for frame in (*frames(tokens), *_according(tokens)):
        made = attribution(parsed.text, paragraph, frame, quoted)
        if made is not None:
            yield Candidate(made, frame)
    for signed in _signed(parsed, paragraph, quoted):
        yield Candidate(signed)


def _signed(parsed: Parsed, paragraph: Paragraph, quoted: list[Quote]) -> Iterator[Attribution]:
    """Yield what a name with a dash or a colon says: `"..." ― Ada Renn`, `RENN: ...`."""
    line = paragraph.span.of(parsed.text)
    start = paragraph.span.start
    signed = _DASH.search(line)
    if signed and any(q.span.end <= start + signed.start() + 1 for q in quoted):
        mark, name = Span(*signed.span(1)), Span(*signed.span(2))
        last = [q.span for q in quoted if q.span.end <= start + signed.start() + 1][-1]
        if not parsed.text[last.end : start + mark.start].strip():
            yield Attribution(_moved(name, start), _moved(mark, start), (last,))
        return
    spoken = _TURN.match(line)
    if spoken:
        name, mark, words = (_moved(Span(*spoken.span(group)), start) for group in (1, 2, 3))
        yield Attribution(name, mark, (words,))


def _moved(span: Span, by: int) -> Span:
    return Span(span.start + by, span.end + by)


def _according(tokens: Sequence[Token]) -> Iterator[Frame]:
    """Yield "according to X": the rest of the sentence is X's."""
    for first, second in pairwise(tokens):
        if first.lower_ != "according" or second.lower_ != "to":
            continue
        objects = children(second, "pobj") or children(first, "pobj")
        if not objects:
            continue
        source = phrase(objects[0])
        out = {t.i for t in first.subtree} | {t.i for t in second.subtree}
        rest = [t for t in first.sent if t.i not in out]
        yield Frame(first, "according", [first, second], source, rest, known=True)
