"""The content of a frame as spans: its clause, joined with the quotations that belong to it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from truce.read.document import Span
from truce.read.said.attribution import Attribution, hull
from truce.read.said.cues import lexicon
from truce.read.said.frame import Frame
from truce.read.said.parse import Paragraph
from truce.read.said.quotes import Quote
from truce.read.said.runs import phrase, pieces, trimmed

if TYPE_CHECKING:
    from spacy.tokens import Token

#: Between a quotation and the words that say whose it is there is no more than this.
_GAP: Final = frozenset(" \t\n,:;—–-―")
#: A quoted piece of fewer words may be a name or a single word of somebody's.
_FEW: Final = 3
_JOINERS: Final = frozenset({"and", "but", "however", "yet", "meanwhile"})
#: What the parser may call a speaker who stands behind the verb.
_NAMES: Final = frozenset({"dobj", "attr", "nsubj", "npadvmod", "oprd", "dep", "appos"})


def attribution(
    text: str, paragraph: Paragraph, frame: Frame, quoted: Sequence[Quote]
) -> Attribution | None:
    """Return the attribution of a frame; null if nothing is left that could be its content.

    `quoted` are the quotations of the paragraph. A cue within one has its content within it too.
    """
    cue = paragraph.run(frame.cue)
    frame = _outside(paragraph, frame, quoted)
    inside = next((q for q in quoted if q.span.holds(cue)), None)
    outer = [q for q in quoted if not q.span.holds(cue)]
    spans = [
        paragraph.run(run)
        for piece in pieces(frame.content)
        if (run := _unjoined(trimmed(piece))) and not paragraph.run(run).overlaps(cue)
    ]
    if frame.open and inside is None:
        spans = _with_quotes(text, paragraph, frame, spans, outer)
        spans = _from_start(text, paragraph, frame, spans, outer)
    within = (s for s in (_inside(inside, s) for s in spans) if s is not None)
    closed = tuple(sorted(_closed(within, outer)))
    if not closed:
        return None
    return Attribution(_source(paragraph, frame, (cue, *closed)), cue, closed)


def _unjoined(tokens: list[Token]) -> list[Token]:
    """Return the tokens without a word that joins them to what stands before: "and"."""
    held = tokens
    while len(held) > 1 and held[0].lower_ in _JOINERS:
        held = trimmed(held[1:])
    return held


def _source(paragraph: Paragraph, frame: Frame, taken: Sequence[Span]) -> Span | None:
    words = trimmed(frame.source)
    if words and any(t.text == "," for t in words):
        # The comma that closes an apposition belongs to it, as the one that opens it does.
        words += [t for t in paragraph.doc[words[-1].i + 1 : words[-1].i + 2] if t.text == ","]
    source = paragraph.run(words) if words else None
    return None if source is None or any(source.overlaps(s) for s in taken) else source


def _outside(paragraph: Paragraph, frame: Frame, quoted: Sequence[Quote]) -> Frame:
    """Return a frame whose source is no part of a quotation next to the cue."""
    cue = paragraph.run(frame.cue)
    taken = trimmed(frame.source)
    swallowed = [
        q.span
        for q in quoted
        if taken and q.span.overlaps(paragraph.run(taken)) and not q.span.overlaps(cue)
    ]
    if not (frame.open and swallowed):
        return frame
    quote, doc = swallowed[-1], paragraph.doc
    between = [t for t in doc[: frame.cue[0].i] if paragraph.at(t).start >= quote.end]
    if quote.end > cue.start or not trimmed(between):
        after = [
            t for t in frame.head.rights if t.dep_ in _NAMES and paragraph.at(t).start > cue.end
        ]
        between = phrase(after[0]) if after else []
    source = [t for t in between if t.dep_ != "mark"]
    return replace(frame, source=source, content=[])


def _from_start(
    text: str, paragraph: Paragraph, frame: Frame, spans: list[Span], quoted: Sequence[Quote]
) -> list[Span]:
    """Return the content with the words before its quotation: `The plan "is dead," X said`."""
    said = min(paragraph.run([t]).start for t in [*frame.source, *frame.cue])
    first = paragraph.span.start + frame.head.sent.start_char
    if not spans or spans[0].end > said or set(text[spans[0].end : said]) - _GAP:
        return spans
    lead = Span(first, spans[0].start)
    words = lead.of(text).strip(" \"“”'‘’")
    if not (first < spans[0].start and words[:1].isupper() and not words.endswith((":", ".", "?"))):
        return spans
    if lead.of(text).count('"') % 2 or _reports(paragraph, frame, lead, quoted):
        return spans
    return [Span(first, spans[0].end), *spans[1:]]


def _reports(paragraph: Paragraph, frame: Frame, lead: Span, quoted: Sequence[Quote]) -> bool:
    """Return whether the words before a quotation report something themselves."""
    words = [t for t in frame.head.sent if lead.holds(paragraph.at(t)) and t.pos_ == "VERB"]
    free = [t for t in words if not any(q.span.overlaps(paragraph.at(t)) for q in quoted)]
    return any(q.span.overlaps(lead) for q in quoted) and any(
        lexicon().act(t.lemma_.lower(), "clause") for t in free
    )


def _inside(quote: Quote | None, span: Span) -> Span | None:
    """Return a span cut to the quotation that its cue stands in; null if nothing is left."""
    if quote is None:
        return span
    start, end = max(span.start, quote.span.start + 1), min(span.end, quote.span.end - quote.closed)
    return Span(start, end) if start < end else None


def _with_quotes(
    text: str, paragraph: Paragraph, frame: Frame, spans: list[Span], quoted: Sequence[Quote]
) -> list[Span]:
    """Return the content with the quotations that belong to the cue, whole."""
    near = [q.span for q in quoted if _adjacent(text, paragraph, frame, q)]
    if not spans and not near:
        return []
    made = [s for s in spans if not any(q.overlaps(s) for q in near)] + near
    for quote in (q.span for q in quoted if q.span not in near):
        parts = [s for s in made if quote.overlaps(s)]
        if parts:
            made = [s for s in made if s not in parts] + [hull([*parts, quote])]
    return sorted(made)


def _adjacent(text: str, paragraph: Paragraph, frame: Frame, quote: Quote) -> bool:
    """Return whether only a comma or colon parts a quotation from the cue and its source."""
    words = trimmed([*frame.source, *frame.cue]) or frame.cue
    words = sorted(words, key=lambda t: t.i)
    said = paragraph.run(words)
    if len(quote.span.of(text).split()) < _FEW and not quote.span.of(text).rstrip("\"'”’").endswith(
        (",", ".", "!", "?")
    ):
        return False
    if quote.span.end <= said.start:
        return set(text[quote.span.end : said.start]) <= _GAP
    if quote.span.start < said.end:
        return False
    between = text[said.end : quote.span.start]
    sentence = frame.head.sent
    last = paragraph.span.start + sentence.end_char
    return set(between) <= _GAP or (
        between.rstrip().endswith((",", ":")) and quote.span.start <= last + 1
    )


def _closed(spans: Iterator[Span], quoted: Sequence[Quote]) -> Iterator[Span]:
    """Yield the spans with a quotation mark that opens or closes right at their ends."""
    for span in spans:
        start, end = span
        for quote in quoted:
            if start <= quote.span.start < end <= quote.span.end <= end + 2:
                end = quote.span.end
            if start - 2 <= quote.span.start <= start < quote.span.end <= end:
                start = quote.span.start
        yield Span(start, end)
