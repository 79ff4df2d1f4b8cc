"""From attributions to Statements: kind, act, absence, speaker and source document of each."""

from __future__ import annotations

from collections.abc import Sequence

from truce.read.document import Document
from truce.read.kind import kind_of
from truce.read.said.acts import act_of, is_absence
from truce.read.said.attribution import Attribution, hull
from truce.read.said.nest import parents
from truce.read.said.parse import Parsed
from truce.read.said.speakers import Speakers
from truce.read.statement import Kind, Reader, Statement
from truce.read.times import times


def states(
    document: Document, parsed: Parsed, found: Sequence[Attribution], by: Reader
) -> tuple[Statement, ...]:
    """Return the attributions of a document as Statements, in the order of the text."""
    ordered = sorted(found, key=_outer_first)
    ids = {one: f"s{number}" for number, one in enumerate(ordered, 1)}
    held = parents(ordered)
    told = Speakers(document, parsed).resolve(ordered, held)
    made: list[Statement] = []
    for one in ordered:
        above = held[one]
        who = told[one]
        made.append(
            Statement(
                id=ids[one],
                source=one.source,
                cue=one.cue,
                content=one.content,
                kind=_kind(document.text, one, parsed),
                act=act_of(parsed, one),
                speaker=who.speaker,
                organisation=who.organisation,
                stems_from=who.stems_from,
                absence=is_absence(document.text, one),
                inside=None if above is None else ids[above],
                because=who.because,
                times=times(document.text, one.content, document.issued),
                by=by,
            )
        )
    return tuple(made)


def _kind(text: str, one: Attribution, parsed: Parsed) -> Kind:
    """Return the kind of a content; `They "agreed to stop"` has its marks around the cue."""
    kind = kind_of(text, one.content)
    whole = hull(one.content)
    around = [q.span for q in parsed.quoted_in(whole) if q.span.holds(whole)]
    opened = one.source is not None and any(not q.overlaps(one.source) for q in around)
    return "direct" if kind == "indirect" and opened else kind


def _outer_first(one: Attribution) -> tuple[int, int]:
    spans = one.all_spans()
    return min(spans).start, -max(span.end for span in spans)
