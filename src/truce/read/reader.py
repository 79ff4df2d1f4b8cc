"""Reading a document: from its body to Statements."""

from __future__ import annotations

from typing import Final, Literal

from truce.read.arrive.limits import LIMITS, refuse
from truce.read.document import Document
from truce.read.slavic.statements import is_slavic, statements_slavic
from truce.read.statement import Statement

#: `model` weighs what the grammar offers by what was learned; `rules` go by the lexicon alone.
Way = Literal["model", "rules"]
ENGLISH: Final = "en"


def can_read(document: Document) -> bool:
    """Return whether there is a reader for a document's language; unknown is taken for English."""
    return document.language in {None, ENGLISH} or is_slavic(document)


def read(document: Document, way: Way = "model") -> tuple[Statement, ...]:
    """Return who said what in a document, in the order of the text, each span verbatim.

    In a readout, post or statement each sentence is one of its publisher's, and what others are
    reported to say lies within. Returns nothing for a language without a reader. Raises TruceError
    if the parser is not installed, and for a body longer than the limits.
    """
    if can_read(document):
        _bounded(document)
    if is_slavic(document):
        return statements_slavic(document)
    if not can_read(document):
        return ()
    return _english(document, way)


def _bounded(document: Document) -> None:
    held = sum(span.end - span.start for span in document.body)
    if held > LIMITS.read_characters:
        raise refuse(
            document.name,
            f"the body holds {held:,} code points; statements are looked for in at most"
            f" {LIMITS.read_characters:,}, so that no document can stop the work.",
            "If it is genuine, split it and read the parts.",
        )


def _english(document: Document, way: Way) -> tuple[Statement, ...]:
    # The parser takes seconds to load: who only needs a document does not wait for it.
    from truce.read.said.learned import learned  # noqa: PLC0415
    from truce.read.said.parse import parse  # noqa: PLC0415
    from truce.read.said.rules import rules  # noqa: PLC0415
    from truce.read.said.state import states  # noqa: PLC0415
    from truce.read.said.whole import sentences_of  # noqa: PLC0415

    parsed = parse(document.text, document.body)
    found = learned(parsed) if way == "model" else rules(parsed)
    return states(document, parsed, [*sentences_of(document, parsed), *found], way)
