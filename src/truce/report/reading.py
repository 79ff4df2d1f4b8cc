"""A document as read: its parts and its statements, for programs and for people."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from truce.read.document import Document, Span
from truce.read.revise import Change
from truce.read.statement import Statement, Time
from truce.when import Bracket, say

#: Words of a content shown in a table; the whole stands in the JSON.
_SHOWN: Final = 220


def data(document: Document, statements: Sequence[Statement]) -> dict[str, object]:
    """Return a document and its statements, made of JSON's types; docs/json.md has the fields."""
    return {
        "document": _document(document),
        "statements": [_statement(document, one) for one in statements],
    }


def _document(document: Document) -> dict[str, object]:
    text, issued = document.text, document.issued
    return {
        "name": document.name,
        "media": document.media,
        "sha256": document.sha256,
        "genre": document.genre,
        "headline": None if document.headline is None else document.headline.of(text),
        "headline_span": _span(document.headline),
        "publisher": document.publisher,
        "authors": list(document.authors),
        "issued": None if issued is None else issued.written,
        "issued_bracket": None if issued is None else _bracket(issued.bracket),
        "issued_basis": None if issued is None else issued.basis,
        "language": document.language,
        "body": [_span(span) for span in document.body],
        "captions": [
            {**_at(one.span), "dated": one.dated, "credit": one.credit} for one in document.captions
        ],
        "revisions": [
            {"at": one.at, "what": one.what, **_at(one.span)} for one in document.revisions
        ],
        "set_aside": [{**_at(one.span), "why": one.why} for one in document.set_aside],
        "notes": list(document.notes),
    }


def _statement(document: Document, one: Statement) -> dict[str, object]:
    return {
        "id": one.id,
        "speaker": one.speaker,
        "organisation": one.organisation,
        "source": _span(one.source),
        "cue": _span(one.cue),
        "content": [_span(span) for span in one.content],
        "kind": one.kind,
        "act": one.act,
        "stems_from": one.stems_from,
        "absence": one.absence,
        "inside": one.inside,
        "because": one.because,
        "times": [_time(document, time) for time in one.times],
        "by": one.by,
    }


def _time(document: Document, time: Time) -> dict[str, object]:
    return {
        **_at(time.span),
        "words": time.span.of(document.text),
        **(_bracket(time.bracket) if time.bracket else {"earliest": None, "latest": None}),
        "amount": time.amount,
        "unit": time.unit,
        "zone": time.zone,
        "zone_assumed": time.zone_assumed,
        "rule": time.rule,
    }


def _span(span: Span | None) -> dict[str, int] | None:
    return None if span is None else _at(span)


def _at(span: Span) -> dict[str, int]:
    return {"start": span.start, "end": span.end}


def _bracket(bracket: Bracket) -> dict[str, str]:
    return {"earliest": say(bracket.earliest), "latest": say(bracket.latest)}


def head(document: Document) -> Iterator[str]:
    """Yield what a person should know of a document before its statements, a line each."""
    yield document.name if document.headline is None else flat(document.headline.of(document.text))
    issued = document.issued
    when = "issued on a day it does not name" if issued is None else f"issued {issued.written}"
    basis = "" if issued is None else f" ({issued.basis})"
    yield f"{document.publisher or 'publisher not named'}, {when}{basis}"
    if document.authors:
        yield f"by {', '.join(document.authors)}"
    for revision in document.revisions:
        yield f"revised {revision.at}: {revision.what}"
    yield (
        f"{document.genre}, {_count(document.body, 'paragraph')} in"
        f" {document.language or 'a language not known'};"
        f" {_count(document.set_aside, 'piece')} set aside, {_count(document.captions, 'caption')}"
    )


def _count(held: Sequence[object], noun: str) -> str:
    return f"{len(held)} {noun}{'' if len(held) == 1 else 's'}"


def rows(document: Document, statements: Sequence[Statement]) -> Iterator[tuple[str, ...]]:
    """Yield the statements as rows: id, speaker and what it stems from, act, what is said."""
    depth = {one.id: one.inside for one in statements}
    for one in statements:
        said = " … ".join(flat(span.of(document.text)) for span in one.content)
        silent = "∅ " if one.absence else ""
        yield (
            "  " * _depth(one.id, depth) + one.id,
            _who(one),
            silent + one.act,
            said if len(said) <= _SHOWN else f"{said[:_SHOWN].rstrip()}…",
        )


def _who(one: Statement) -> str:
    stem = one.stems_from if one.stems_from != one.speaker else None
    return (one.speaker or "–") + (f"\n({stem})" if stem else "")


def _depth(name: str, inside: Mapping[str, str | None]) -> int:
    above, steps = inside.get(name), 0
    while above is not None and steps < len(inside):
        above, steps = inside.get(above), steps + 1
    return steps


def flat(words: str) -> str:
    """Return words on one line."""
    return " ".join(words.split())


def changes(old: Document, new: Document, found: Sequence[Change]) -> list[dict[str, object]]:
    """Return what a revision changed, made of JSON's types."""
    return [
        {
            "what": one.what,
            "old": _span(one.old),
            "new": _span(one.new),
            "old_words": None if one.old is None else flat(one.old.of(old.text)),
            "new_words": None if one.new is None else flat(one.new.of(new.text)),
            "words": [{"old": _span(a), "new": _span(b)} for a, b in one.words],
            "statements": {"old": list(one.statements[0]), "new": list(one.statements[1])},
        }
        for one in found
    ]
