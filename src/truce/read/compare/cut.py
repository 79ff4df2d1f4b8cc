"""An account -> its clauses, with their typed fields."""

import re
from array import array
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from typing import Final

from truce.read.compare.accounts import Account
from truce.read.compare.clauses import clauses, sentences
from truce.read.compare.fields import facts
from truce.read.compare.modality import Presented
from truce.read.compare.model import Clause
from truce.read.compare.topics import narrow
from truce.read.document import Document, Issued, Span
from truce.read.slavic.times import times_slavic
from truce.read.statement import Statement
from truce.read.times import times

_NOBODY: Final = -1
#: A clause without any field needs more words than this, or it is a remnant.
_FEW: Final = 2
_CYRILLIC: Final = re.compile(r"[а-яА-Я]")
_BACK: Final = re.compile(r"\b(?:[Tt]his|[Tt]hat|[Tt]hese|[Tt]hose|such|corresponding)\s[a-z]+")


def clauses_of(account: Account) -> tuple[Clause, ...]:
    """Return what the account says, cut into clauses, in order of the text.

    Where one statement lies within another the words are the outer one's and the act is the inner
    one's. In a whole document every sentence of the body is its publisher's.
    """
    owners = _owners(account)
    found = [
        clause
        for span in _said(account)
        for sentence in sentences(account.document.text, span)
        for clause in _cut(account, sentence, owners)
    ]
    found.sort(key=lambda clause: clause.span)
    return tuple(_followed(account.document.text, found))


def _owners(account: Account) -> "array[int]":
    """Return for each code point the number of the innermost statement that says it."""
    owners = array("l", [_NOBODY]) * len(account.document.text)
    said = [(piece, n) for n, s in enumerate(account.statements) for piece in s.content]
    for piece, number in sorted(said, key=lambda pair: (pair[0].start - pair[0].end, pair[1])):
        owners[piece.start : piece.end] = array("l", [number]) * (piece.end - piece.start)
    return owners


def _said(account: Account) -> Iterator[Span]:
    """Yield the spans that the account says, the widest first, none of them twice.

    What is whole is said paragraph by paragraph, so that no sentence is torn by a statement in it.
    """
    taken = bytearray(len(account.document.text))
    spans = sorted(_contents(account.statements), key=lambda span: (span.start - span.end, span))
    for span in [*(account.document.body if account.whole else ()), *spans]:
        free = tuple(_free(span, taken))
        taken[span.start : span.end] = b"\1" * (span.end - span.start)
        yield from free


def _contents(statements: tuple[Statement, ...]) -> Iterator[Span]:
    return (span for statement in statements for span in statement.content)


def _free(span: Span, taken: bytearray) -> Iterator[Span]:
    start = taken.find(0, span.start, span.end)
    while start >= 0:
        end = taken.find(1, start, span.end)
        yield Span(start, end if end >= 0 else span.end)
        start = taken.find(0, end, span.end) if end >= 0 else -1


def _cut(account: Account, sentence: Span, owners: "array[int]") -> Iterator[Clause]:
    document = account.document
    for span in clauses(document.text, sentence):
        speaks = Counter(n for n in owners[span.start : span.end] if n != _NOBODY)
        statement = account.statements[speaks.most_common(1)[0][0]] if speaks else None
        act = statement.act if statement else "say"
        find = times_slavic if _CYRILLIC.search(document.text, *span) else times
        named = find(document.text, [span], _clock(document))
        presented = Presented(act, statement.cue if statement else None)
        found = facts(document.text, span, sentence, presented, named)
        if found or len(span.of(document.text).split()) > _FEW:
            yield Clause(
                span=span, act=act, facts=found, statement=statement.id if statement else None
            )


def _clock(document: Document) -> Issued | None:
    """Return the issue with a zone: where none is known, days are compared as of one clock."""
    issued = document.issued
    return replace(issued, zone="UTC") if issued and issued.zone is None else issued


def _followed(text: str, found: list[Clause]) -> Iterator[Clause]:
    """Yield the clauses, those that speak of the one before them marked."""
    before: Clause | None = None
    for clause in found:
        near = before is not None and not text[before.span.end : clause.span.start].count("\n")
        back = _BACK.search(text, clause.span.start, clause.span.end)
        own = narrow(f.value for f in clause.facts if f.name in ("topic", "act"))
        before = clause
        yield replace(clause, follows=True) if near and back and not own else clause
