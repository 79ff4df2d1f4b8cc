"""Invented accounts of an invented event, with statements made by hand."""

import hashlib
from collections.abc import Iterable

from truce import when
from truce.read.compare import Account
from truce.read.document import Document, Genre, Issued, Span
from truce.read.statement import Act, Statement

ISSUED = Issued(
    bracket=when.moment("2031-05-14T12:00Z"),
    written="2031-05-14T12:00Z",
    basis="invented",
    zone="UTC",
)


def document(text: str, name: str = "text.txt", genre: Genre = "news") -> Document:
    body: list[Span] = []
    at = 0
    for line in text.split("\n"):
        if line.strip():
            body.append(Span(at, at + len(line)))
        at += len(line) + 1
    return Document(
        name=name,
        text=text,
        sha256=hashlib.sha256(text.encode()).hexdigest(),
        media="text",
        body=tuple(body),
        issued=ISSUED,
        language="en",
        genre=genre,
    )


def statement(
    text: str, words: str, act: Act = "say", number: int = 1, **more: object
) -> Statement:
    at = text.index(words)
    return _statement(f"s{number}", Span(at, at + len(words)), act, **more)


def _statement(id_: str, span: Span, act: Act, **more) -> Statement:
    return Statement(
        id=id_, source=None, cue=None, content=(span,), kind="indirect", act=act, **more
    )


def account(title: str, *said: tuple[Act, str] | str, whole: bool = False) -> Account:
    """An account of one sentence each, with the act that each statement is."""
    pairs: Iterable[tuple[Act, str]] = [("say", s) if isinstance(s, str) else s for s in said]
    text = "\n".join(words for _, words in pairs)
    made: list[Statement] = []
    at = 0
    for number, (act, words) in enumerate(pairs, 1):
        span = Span(at, at + len(words))
        made.append(
            Statement(
                id=f"s{number}", source=None, cue=None, content=(span,), kind="indirect", act=act
            )
        )
        at += len(words) + 1
    return Account(
        title=title, document=document(text, f"{title}.txt"), statements=tuple(made), whole=whole
    )
