"""What a model names as said, checked against the document; only slices of the document pass.

A model never hands over text: it names sentences and the words a span begins and ends with. The
document is sliced here, and a statement of which one span is not there word for word is thrown out
whole, with a reason that is counted. Nothing is repaired.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Final

from truce.read.document import Document, Span
from truce.read.kind import kind_of
from truce.read.llm.folded import Folded, fold
from truce.read.statement import ACTS, Statement

NOT_THERE: Final = "names a sentence that it was not shown"
NO_WORDS: Final = "names a span without words"
NO_CONTENT: Final = "names no content"
INVENTED: Final = "names words that do not stand in the sentence named"
TWICE: Final = "names words that stand more than once in the sentence named"
CROSSED: Final = "lets source, cue and content cross"
BROKEN: Final = "names a source, cue or name that runs over the end of a paragraph"
NO_ACT: Final = "gives an act that truce does not know"
REPEATED: Final = "was named before"


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """A span as a model names it: sentences (both counted), and the words it begins and ends with.

    `first` holds the first words and `last` the last; where `last` is null, `first` is the whole
    span. `within` holds more words around the span, for one whose own words stand there twice.
    """

    sentence: int
    to_sentence: int | None = None
    first: str
    last: str | None = None
    within: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """A statement as a model names it. Null: the text does not say.

    `speaker`, `organisation` and `stems_from` are pieces too, so that no name comes from outside.
    """

    source: Piece | None = None
    cue: Piece | None = None
    content: list[Piece]
    act: str
    speaker: Piece | None = None
    organisation: Piece | None = None
    stems_from: Piece | None = None
    absence: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Checked:
    """What passed, in the order of the document, and how many statements were dropped and why."""

    statements: tuple[Statement, ...]
    dropped: Mapping[str, int]


class DropError(ValueError):
    """A statement that is thrown out; the message is the reason that is counted."""


def verify(
    document: Document,
    sentences: Sequence[Span],
    said: Iterable[tuple[Said, range]],
    because: str = "named by a language model",
) -> Checked:
    """Return the statements of which every span stands in the document, and the drops by reason.

    Sentences count from 1. Each statement comes with the range of sentences that the model was
    shown; a piece outside of it is refused. `because` is kept with each statement.
    """
    text = Folded(document.text)
    kept: list[Statement] = []
    dropped: Counter[str] = Counter()
    seen: set[tuple[Span | None, Span | None, tuple[Span, ...]]] = set()
    for one, shown in said:
        try:
            made = _statement(document, _Finder(document, text, sentences, shown), one, because)
        except DropError as drop:
            dropped[str(drop)] += 1
            continue
        key = (made.source, made.cue, made.content)
        if key in seen:
            dropped[REPEATED] += 1
        else:
            seen.add(key)
            kept.append(made)
    return Checked(statements=_numbered(kept), dropped=dict(sorted(dropped.items())))


@dataclass(frozen=True, slots=True)
class _Finder:
    document: Document
    text: Folded
    sentences: Sequence[Span]
    shown: range

    def spans(self, piece: Piece) -> tuple[Span, ...]:
        """Return the piece as spans, one for each paragraph of the body that it touches."""
        first, last = piece.sentence, piece.to_sentence or piece.sentence
        known = range(max(1, self.shown.start), min(self.shown.stop, len(self.sentences) + 1))
        if first not in known or last not in known or last < first:
            raise DropError(NOT_THERE)
        region = Span(self.sentences[first - 1].start, self.sentences[last - 1].end)
        if piece.within:
            region = self._one(region, piece.within, None)
        found = self._one(region, piece.first, piece.last or None)
        return tuple(self._paragraphs(found))

    def _one(self, region: Span, first: str, last: str | None) -> Span:
        if not fold(first) or (last is not None and not fold(last)):
            raise DropError(NO_WORDS)
        found = self.text.runs(region, first, last)
        match next(found, None), next(found, None):
            case None, _:
                raise DropError(INVENTED)
            case Span() as span, None:
                return span
            case _:
                raise DropError(TWICE)

    def _paragraphs(self, span: Span) -> Iterator[Span]:
        for paragraph in self.document.body:
            if paragraph.overlaps(span):
                start, end = max(paragraph.start, span.start), min(paragraph.end, span.end)
                words = self.document.text[start:end]
                inner = Span(
                    start + len(words) - len(words.lstrip()),
                    end - len(words) + len(words.rstrip()),
                )
                if inner.start < inner.end:
                    yield inner

    def one(self, piece: Piece | None) -> Span | None:
        """Return a piece that must lie in one paragraph as its span; null for null."""
        if piece is None:
            return None
        found = self.spans(piece)
        if len(found) != 1:
            raise DropError(BROKEN)
        return found[0]

    def words(self, piece: Piece | None) -> str | None:
        """Return the words of the document for a piece; null for null."""
        span = self.one(piece)
        return None if span is None else span.of(self.document.text)


def _statement(document: Document, find: _Finder, said: Said, because: str) -> Statement:
    if said.act not in ACTS:
        raise DropError(NO_ACT)
    pieces = [span for piece in said.content for span in find.spans(piece)]
    if not pieces:
        raise DropError(NO_CONTENT)
    source, cue, content = find.one(said.source), find.one(said.cue), tuple(sorted(pieces))
    _apart([*content, *(span for span in (source, cue) if span is not None)])
    return Statement(
        id="",
        source=source,
        cue=cue,
        content=content,
        kind=kind_of(document.text, content),
        act=said.act,
        speaker=find.words(said.speaker),
        organisation=find.words(said.organisation),
        stems_from=find.words(said.stems_from),
        absence=said.absence,
        because=because,
        by="llm",
    )


def _apart(spans: Sequence[Span]) -> None:
    ordered = sorted(spans)
    if any(a.overlaps(b) for a, b in pairwise(ordered)):
        raise DropError(CROSSED)


def _numbered(found: Sequence[Statement]) -> tuple[Statement, ...]:
    """Return the statements in the order of the text, with ids and with what each stands inside."""
    ordered = sorted(found, key=lambda one: (min(_spans(one)), -max(_spans(one)).end))
    named = [replace(one, id=f"s{number}") for number, one in enumerate(ordered, 1)]
    return tuple(replace(one, inside=_holder(one, named)) for one in named)


def _spans(one: Statement) -> list[Span]:
    return [*one.content, *(span for span in (one.source, one.cue) if span is not None)]


def _holder(one: Statement, others: Sequence[Statement]) -> str | None:
    """Return the id of the statement with the shortest content that holds all of this one."""
    holders = [
        other
        for other in others
        if other is not one
        and all(any(piece.holds(span) for piece in other.content) for span in _spans(one))
        and set(other.content) != set(_spans(one))
    ]
    length = {other.id: sum(s.end - s.start for s in other.content) for other in holders}
    return min(holders, key=lambda other: length[other.id]).id if holders else None
