"""Why an account is not among those that say a thing: not reported, absent, or noted as absent."""

import re
from collections.abc import Iterator, Sequence
from typing import Final

from truce.read.compare.accounts import Account, called, fold, names_of
from truce.read.compare.align import Piece
from truce.read.compare.clauses import sentences
from truce.read.compare.model import Noted, Silence
from truce.read.compare.topics import hits, narrow, related
from truce.read.document import Document, Span
from truce.read.statement import Statement

_NAME: Final = re.compile(r"\b[A-Z][\w’'-]+")


def silences(accounts: Sequence[Account], group: Sequence[Piece]) -> tuple[Silence, ...]:
    """Return a silence for each account that has no clause in the group, and how it is known."""
    tellers = {piece.account for piece in group}
    return tuple(
        _silence(accounts, place, group) for place in range(len(accounts)) if place not in tellers
    )


def _silence(accounts: Sequence[Account], place: int, group: Sequence[Piece]) -> Silence:
    for by, span in _noted(accounts, place, group):
        return Silence(account=place, how="noted", span=span, by=by)
    return Silence(account=place, how="absent" if accounts[place].whole else "reported")


def noted(accounts: Sequence[Account]) -> tuple[Noted, ...]:
    """Return each absence that a text notes, with the account that it is said of."""
    found = {
        Noted(account=place, by=by, span=span)
        for by, teller in enumerate(accounts)
        for note in teller.notes
        for place, account in enumerate(accounts)
        if _is_of(teller.document, note, account)
        for span in note.content
    }
    once = {(accounts[n.by].document.sha256, n.account, n.span): n for n in sorted(found, key=_at)}
    return tuple(sorted(once.values(), key=_at))


def _at(note: Noted) -> tuple[int, Span, int]:
    return (note.account, note.span, -note.by)


def _noted(
    accounts: Sequence[Account], place: int, group: Sequence[Piece]
) -> Iterator[tuple[int, Span]]:
    """Yield where a text notes that an account does not have what the group is about."""
    for by, account in enumerate(accounts):
        for note in account.notes:
            for span in note.content:
                if _is_of(account.document, note, accounts[place]) and _about(
                    account.document, span, group, accounts
                ):
                    yield by, span


def _is_of(document: Document, note: Statement, account: Account) -> bool:
    """Return whether a note speaks of the account: it stems from it, or its sentence names it."""
    named = {fold(name) for name in names_of(account)}
    if note.stems_from:
        return fold(note.stems_from) in named or called(note.stems_from, account.title)
    words = _sentence(document, note).casefold()
    return any(name in words for name in named)


def _sentence(document: Document, note: Statement) -> str:
    """Return the sentence of a note up to what it notes."""
    first = min(note.content)
    for paragraph in document.body:
        if paragraph.holds(first):
            for sentence in sentences(document.text, paragraph):
                if sentence.holds(first):
                    return document.text[sentence.start : first.end]
    return ""


def _about(
    document: Document, span: Span, group: Sequence[Piece], accounts: Sequence[Account]
) -> bool:
    """Return whether a note is about the group: a topic that it shares, or else a name."""
    topics = narrow(topic for hit in hits(document.text, span) for topic in hit.topics)
    of_group = frozenset(topic for piece in group for topic in piece.topics)
    if topics:
        return any(related(one, two) for one in topics for two in of_group)
    own = {
        fold(word) for account in accounts for name in names_of(account) for word in name.split()
    }
    names = {fold(name) for name in _NAME.findall(span.of(document.text))} - own
    said = " ".join(piece.clause.span.of(accounts[piece.account].document.text) for piece in group)
    return bool(names & {fold(name) for name in _NAME.findall(said)})
