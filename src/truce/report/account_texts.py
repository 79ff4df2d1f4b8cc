"""The documents of accounts as the page shows them: paragraphs with the aligned words marked."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from truce.read.compare import Comparison
from truce.read.document import Document, Span
from truce.report.accounts import NOTED, Board

#: More paragraphs in a row without a mark than this are folded.
FOLDED: Final = 4
#: A mark that begins so far before a paragraph does not reach into it.
_REACH: Final = 10_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """Words that an item quotes: its name in the page, its item, relation, glyph and account."""

    name: str
    item: str
    relation: str
    glyph: str
    account: int
    span: Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """Words of a paragraph, in parts, and the mark that they are, null for none.

    A part is a fact where accounts conflict in these words. `name` is set where the mark begins in
    this piece, `last` where it ends in it.
    """

    parts: tuple[tuple[str, bool], ...]
    mark: Mark | None = None
    name: str | None = None
    last: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Paragraph:
    """A paragraph in pieces."""

    pieces: tuple[Piece, ...]

    @property
    def marked(self) -> bool:
        """Return whether something in it is marked."""
        return any(piece.mark for piece in self.pieces)


@dataclass(frozen=True, slots=True, kw_only=True)
class Text:
    """A document as shown: the accounts in it, its headline, runs of paragraphs, folded or not."""

    number: int
    name: str
    language: str | None
    accounts: tuple[int, ...]
    headline: str | None
    runs: tuple[tuple[bool, tuple[Paragraph, ...]], ...]


def texts(found: Comparison, shown: Board) -> tuple[Text, ...]:
    """Return each document once, in the order of the accounts, with the words of items marked."""
    by_hash: dict[str, list[int]] = {}
    for place, account in enumerate(found.accounts):
        by_hash.setdefault(account.document.sha256, []).append(place)
    return tuple(
        _text(found, shown, number, places) for number, places in enumerate(by_hash.values(), 1)
    )


def _text(found: Comparison, shown: Board, number: int, places: Sequence[int]) -> Text:
    document = found.accounts[places[0]].document
    found_marks = [*_marks(shown, places), *_remarks(shown, document.name)]
    marks = sorted(found_marks, key=lambda mark: mark.span)
    facts = sorted(set(_facts(found, places)))
    paragraphs = [_paragraph(document, span, marks, _in(facts, span)) for span in document.body]
    return Text(
        number=number,
        name=document.name,
        language=document.language,
        accounts=tuple(place + 1 for place in places),
        headline=document.headline.of(document.text) if document.headline else None,
        runs=tuple(_runs(paragraphs)),
    )


def _marks(shown: Board, places: Sequence[int]) -> Iterator[Mark]:
    for row in shown.rows:
        for cell in row.cells:
            if cell.account - 1 not in places:
                continue
            for quote in cell.quotes:
                span = Span(quote.start, quote.end)
                yield Mark(
                    name=quote.mark,
                    item=row.id,
                    relation=row.relation,
                    glyph=row.glyph,
                    account=cell.account,
                    span=span,
                )


def _remarks(shown: Board, name: str) -> Iterator[Mark]:
    for remark in shown.remarks:
        if remark.by == name:
            yield Mark(
                name=f"{remark.id}-1",
                item=remark.id,
                relation="noted",
                glyph=NOTED,
                account=remark.number,
                span=Span(remark.start, remark.end),
            )


def _facts(found: Comparison, places: Sequence[int]) -> Iterator[Span]:
    for item in found.items:
        for difference in item.conflicts:
            clauses = {clause.span for place in places for clause in item.said[place]}
            for place in places:
                yield from (f.span for f in difference.facts[place] if f.span not in clauses)


def _paragraph(
    document: Document, within: Span, marks: Sequence[Mark], facts: Sequence[Span]
) -> Paragraph:
    pieces: list[Piece] = []
    at = within.start
    for mark in _near(marks, within):
        start, end = max(at, mark.span.start), min(mark.span.end, within.end)
        if start < end:
            pieces.append(Piece(parts=_parts(document.text, Span(at, start), ())))
            pieces.append(_piece(document.text, mark, Span(start, end), facts))
            at = end
    pieces.append(Piece(parts=_parts(document.text, Span(at, within.end), ())))
    return Paragraph(pieces=tuple(piece for piece in pieces if piece.parts))


def _in(facts: Sequence[Span], within: Span) -> Sequence[Span]:
    first = bisect_left(facts, within.start - _REACH, key=lambda fact: fact.start)
    last = bisect_right(facts, within.end, key=lambda fact: fact.start)
    return facts[first:last]


def _near(marks: Sequence[Mark], within: Span) -> Sequence[Mark]:
    """Return the marks in a paragraph; all are sorted by their start, and few reach far."""
    last = bisect_right(marks, within.end, key=lambda mark: mark.span.start)
    first = bisect_left(marks, within.start - _REACH, key=lambda mark: mark.span.start)
    return [mark for mark in marks[first:last] if mark.span.overlaps(within)]


def _piece(text: str, mark: Mark, span: Span, facts: Sequence[Span]) -> Piece:
    return Piece(
        parts=_parts(text, span, [fact for fact in facts if fact.overlaps(span)]),
        mark=mark,
        name=mark.name if span.start == mark.span.start else None,
        last=span.end == mark.span.end,
    )


def _parts(text: str, span: Span, facts: Sequence[Span]) -> tuple[tuple[str, bool], ...]:
    """Return the words of a span, cut where facts begin and end."""
    edges = {*span, *(at for fact in facts for at in fact if span.start < at < span.end)}
    return tuple(
        (text[one:two], any(fact.start <= one and two <= fact.end for fact in facts))
        for one, two in pairwise(sorted(edges))
    )


def _runs(paragraphs: Sequence[Paragraph]) -> Iterator[tuple[bool, tuple[Paragraph, ...]]]:
    """Yield runs of paragraphs, and whether a run is long and has no mark, so that it is folded."""
    run: list[Paragraph] = []
    for paragraph in paragraphs:
        if run and run[-1].marked != paragraph.marked:
            yield _folded(run), tuple(run)
            run = []
        run.append(paragraph)
    if run:
        yield _folded(run), tuple(run)


def _folded(run: Sequence[Paragraph]) -> bool:
    return len(run) > FOLDED and not run[0].marked
