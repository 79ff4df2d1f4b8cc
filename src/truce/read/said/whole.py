"""Documents that speak for their publisher throughout: every sentence is a statement of theirs."""

from collections.abc import Iterator

from truce.read.document import Document, Span
from truce.read.said.attribution import Attribution
from truce.read.said.parse import Parsed


def sentences_of(document: Document, parsed: Parsed) -> Iterator[Attribution]:
    """Yield each sentence of a readout, post or statement as said by the document itself.

    Such a sentence has neither source nor cue. Yields nothing for other genres.
    """
    if document.whole() is None:
        return
    for paragraph in parsed.paragraphs:
        for sentence in paragraph.doc.sents:
            words = [t for t in sentence if not t.is_space]
            if any(t.is_alpha for t in words):
                span: Span = paragraph.run(words)
                yield Attribution(None, None, (span,))
