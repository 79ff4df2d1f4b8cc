"""Bytes -> a Document: decoded, cut into blocks, and sorted into body and all the rest."""

import hashlib
from collections.abc import Sequence

from truce.read.arrive import media as medium
from truce.read.arrive.arrived import Arrived
from truce.read.arrive.captions import caption
from truce.read.arrive.genre import genre
from truce.read.arrive.language import language
from truce.read.arrive.layout import BODY, CAPTION, HEADLINE, POSTER, Part, parts
from truce.read.arrive.limits import LIMITS, Limits, refuse, too_large
from truce.read.arrive.masthead import masthead
from truce.read.document import Document, Media, SetAside, Span


def receive(
    name: str, data: bytes, *, media: Media | None = None, limits: Limits = LIMITS
) -> Document:
    """Return the Document in the bytes of a file.

    `name` is the file's: it stands in messages, and its ending may tell the medium. Where `media`
    is null, the bytes tell it, and else the ending. Everything in the text that is not blank is in
    the result once: as body, headline, caption or revision, or set aside with a reason. Raises
    TruceError for bytes that are no document, are damaged or locked, hold no text, or hold more
    than the limits.
    """
    if len(data) > limits.data_bytes:
        raise too_large(name, f"{len(data):,} bytes", limits.data_bytes, "bytes")
    arrived = medium.arrive(name, data, media, limits)
    if not arrived.blocks:
        raise refuse(name, "the document holds no text.", medium.no_text(arrived.media))
    return _document(name, data, arrived, parts(arrived, limits))


def _document(name: str, data: bytes, arrived: Arrived, sorted_parts: Sequence[Part]) -> Document:
    head = masthead(arrived, sorted_parts)
    body = tuple(part.block.span for part in sorted_parts if part.what == BODY)
    headline = next((part.block.span for part in sorted_parts if part.what == HEADLINE), None)
    revisions = tuple(part.revision for part in sorted_parts if part.revision)
    paragraphs = [span.of(arrived.text) for span in body]
    sort = genre(
        headline.of(arrived.text) if headline else "",
        paragraphs,
        authors=len(head.authors),
        revisions=len(revisions),
        posted=any(part.what == POSTER for part in sorted_parts),
    )
    return Document(
        name=name,
        text=arrived.text,
        sha256=hashlib.sha256(data).hexdigest(),
        media=arrived.media,
        body=body,
        headline=headline,
        publisher=head.publisher,
        authors=head.authors,
        issued=head.issued,
        language=language(paragraphs) or _said(arrived, "language"),
        genre=sort.genre,
        captions=tuple(
            caption(arrived.text, part.block.span) for part in sorted_parts if part.what == CAPTION
        ),
        revisions=revisions,
        set_aside=tuple(_set_aside(sorted_parts, headline)),
        places=arrived.places,
        notes=(*arrived.notes, *head.notes, f"{sort.genre}: {sort.why}"),
    )


def _set_aside(sorted_parts: Sequence[Part], headline: Span | None) -> list[SetAside]:
    kept = (BODY, CAPTION)
    return [
        SetAside(span=part.block.span, why="heading" if part.what == HEADLINE else part.what)
        for part in sorted_parts
        if part.what not in kept and part.revision is None and part.block.span != headline
    ]


def _said(arrived: Arrived, key: str) -> str | None:
    said = arrived.stated.get(key, ())
    return said[0].value[:2].lower() if said else None
