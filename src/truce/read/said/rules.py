"""Attributions by rules: grammar and quotation marks, without anything learned."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Final

from truce.read.document import Span
from truce.read.said.attribution import Attribution
from truce.read.said.candidates import Candidate, candidates
from truce.read.said.parse import Paragraph, Parsed
from truce.read.said.quotes import Quote

#: Paragraphs stand no further apart than this many blanks and line breaks.
_APART: Final = 40
#: A quotation of so many words says something even if it is no sentence.
_ALONE: Final = 6
#: Words of a title that need no capital are no longer than this.
_SHORT: Final = 3
_STOP: Final = re.compile(r"[.!?](?:\s|$)")
#: Chooses among the candidates of a paragraph, in the order of the text.
Choose = Callable[[Paragraph], Iterable[Candidate]]


def rules(parsed: Parsed) -> tuple[Attribution, ...]:
    """Return the attributions that the rules find, in the order of the text."""
    return attributions(parsed, lambda paragraph: _known(candidates(parsed, paragraph)))


def _known(found: Iterable[Candidate]) -> Iterator[Candidate]:
    """Yield, of each word, the first candidate that the lexicon or the layout vouches for."""
    taken: list[Span] = []
    for one in found:
        cue = one.attribution.cue
        vouched = one.frame is None or one.frame.known
        if cue is not None and vouched and not any(cue.overlaps(other) for other in taken):
            taken.append(cue)
            yield one


def attributions(parsed: Parsed, choose: Choose) -> tuple[Attribution, ...]:
    """Return the chosen attributions of a text in its order; a quotation belongs to one alone."""
    found: list[Attribution] = []
    for paragraph in parsed.paragraphs:
        quoted = parsed.quoted_in(paragraph.span)
        made = list(_once([c.attribution for c in choose(paragraph)], quoted))
        longer = found
        if found and _only_quoted(parsed.text, paragraph.span, quoted, made):
            longer = _with_paragraph(found, paragraph.span)
        goes_on = longer is not found
        found = longer
        found.extend(_carried_on(parsed.text, made, [] if goes_on else quoted))
    return tuple(sorted(set(found), key=lambda one: tuple(sorted(one.all_spans()))))


def _only_quoted(
    text: str, span: Span, quoted: Sequence[Quote], made: Sequence[Attribution]
) -> bool:
    """Return whether a paragraph is one quotation, and none of its own words says whose."""
    whole = len(quoted) == 1 and quoted[0].span == Span(
        span.start, span.start + len(span.of(text).rstrip())
    )
    return whole and not any(a.cue is None or not quoted[0].span.holds(a.cue) for a in made)


def _with_paragraph(found: list[Attribution], span: Span) -> list[Attribution]:
    """Return the attributions; the one whose quotation ends right before a paragraph has it too."""
    before = [a for a in found if a.content[-1].end <= span.start]
    last = max(before, key=lambda a: (a.content[-1].end, -a.content[0].start), default=None)
    if last is None or span.start - last.content[-1].end > _APART:
        return found
    longer = Attribution(last.source, last.cue, (*last.content, span))
    return [longer if a is last else a for a in found]


def _once(made: Sequence[Attribution], quoted: Sequence[Quote]) -> Iterator[Attribution]:
    """Yield the attributions, less the quotations that an earlier one has."""
    taken: set[Span] = set()
    whole = {q.span for q in quoted}
    for one in made:
        content = tuple(s for s in one.content if s not in taken)
        taken.update(whole.intersection(content))
        if content:
            yield Attribution(one.source, one.cue, content)


def _carried_on(
    text: str, made: Sequence[Attribution], quoted: Sequence[Quote]
) -> Iterator[Attribution]:
    """Yield the attributions with later quotations that have no cue, and those that stand alone."""
    outside = [(a, q) for a in made for q in quoted if not (a.cue and q.span.holds(a.cue))]
    inside = {q for a, q in outside if any(s.overlaps(q.span) for s in a.content)}
    extra: dict[Attribution, list[Span]] = {}
    for quote in quoted:
        if quote in inside or _opened(quote, made) or not _says(text, quote):
            continue
        teller = _teller(text, quote, made, quoted) if _sentence(text, quote) else None
        if teller is not None:
            extra.setdefault(teller, []).append(quote.span)
        else:
            yield Attribution(None, None, (quote.span,))
    for one in made:
        more = extra.get(one, [])
        yield Attribution(one.source, one.cue, tuple(sorted((*one.content, *more))))


def _opened(quote: Quote, made: Sequence[Attribution]) -> bool:
    """Return whether a quotation takes up a sentence at its verb: `They "agreed to stop."`."""
    return any(
        a.cue is not None
        and a.source is not None
        and quote.span.holds(a.cue)
        and a.source.end <= quote.span.start
        for a in made
    )


def _teller(
    text: str, quote: Quote, made: Sequence[Attribution], quoted: Sequence[Quote]
) -> Attribution | None:
    """Return whose a quotation without a cue is: of the one quoted last, or just before it."""
    free = [a for a in made if a.cue and not any(q.span.holds(a.cue) for q in quoted)]
    before = [a for a in free if a.cue and a.cue.start < quote.span.start]
    last = max(before, key=lambda a: a.cue or Span(0, 0), default=None)
    if last is None or last.cue is None:
        return None
    said = max(last.cue.end, *(s.end for s in last.content if s.end <= quote.span.start), 0)
    between = text[said : quote.span.start]
    near = len(_STOP.findall(between)) <= 1
    return last if _has_quote(last, quoted) or near else None


def _has_quote(one: Attribution, quoted: Sequence[Quote]) -> bool:
    return any(q.span.end == s.end and s.overlaps(q.span) for q in quoted for s in one.content)


def _says(text: str, quote: Quote) -> bool:
    """Return whether a quotation is more than a name, a title or a word of somebody's."""
    words = [w.strip("\"“”'‘’«»„`.,") for w in quote.span.of(text).split()]
    exclaimed = quote.span.of(text).rstrip("\"”'’").endswith(("!", "?"))
    title = (
        not exclaimed
        and 1 < len(words) < _ALONE - 2
        and all(w[:1].isupper() for w in words if len(w) > _SHORT)
    )
    return not title and (_sentence(text, quote) or len(words) >= _ALONE)


def _sentence(text: str, quote: Quote) -> bool:
    words = quote.span.of(text).strip("\"“”'‘’«»„` ")
    ends = not quote.closed or words.endswith((".", "!", "?", ",", "…"))
    return words[:1].isupper() and ends
