"""From attributions to Statements: kind, act, absence, speaker and source document of each."""

from __future__ import annotations

from collections.abc import Sequence

from truce.read.document import Document
from truce.read.kind import kind_of
from truce.read.said.acts import act_of, is_absence
from truce.read.said.attribution import Attribution
from truce.read.said.nest import parent
from truce.read.said.parse import Parsed
from truce.read.said.speakers import Speakers
from truce.read.statement import Reader, Statement
from truce.read.times import times


def states(
    document: Document, parsed: Parsed, found: Sequence[Attribution], by: Reader
) -> tuple[Statement, ...]:
    """Return the attributions of a document as Statements, in the order of the text."""
    ordered = sorted(found, key=_outer_first)
    ids = {one: f"s{number}" for number, one in enumerate(ordered, 1)}
    parents = {one: parent(one, ordered) for one in ordered}
    told = Speakers(document, parsed).resolve(ordered, parents)
    made: list[Statement] = []
    for one in ordered:
        above = parents[one]
        who = told[one]
        made.append(
            Statement(
                id=ids[one],
                source=one.source,
                cue=one.cue,
                content=one.content,
                kind=kind_of(document.text, one.content),
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


def _outer_first(one: Attribution) -> tuple[int, int]:
    spans = one.all_spans()
    return min(spans).start, -max(span.end for span in spans)
