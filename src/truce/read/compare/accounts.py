"""Accounts: what one teller says of an event, as a whole document or within another's."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Final

from truce.read.document import Document
from truce.read.statement import Statement


@dataclass(frozen=True, slots=True, kw_only=True)
class Account:
    """One teller's account: the statements of a document that are theirs.

    `whole` says that the document is the teller's own and present from beginning to end, so that
    what it does not say is known; within another's document only what is reported is known.
    `notes` are statements of the document that note what an account does not say.
    """

    title: str
    document: Document
    statements: tuple[Statement, ...]
    whole: bool = False
    notes: tuple[Statement, ...] = ()


def account_of(document: Document, statements: Sequence[Statement]) -> Account:
    """Return a document as one whole account, titled by its publisher, headline or name."""
    said = tuple(statement for statement in statements if not statement.absence)
    notes = tuple(statement for statement in statements if statement.absence)
    headline = document.headline.of(document.text) if document.headline else ""
    short = " ".join(headline.split()) if len(headline) <= _LONG_TITLE else ""
    title = document.publisher or short or document.name
    return Account(title=title, document=document, statements=said, whole=True, notes=notes)


#: A headline of more characters than this is no title of an account.
_LONG_TITLE: Final = 120
_NAME: Final = re.compile(r"\w{2,}")
_ARTICLE: Final = re.compile(r"^(?:the|its|a|an)\s+", re.IGNORECASE)


def accounts_of(document: Document, statements: Sequence[Statement]) -> tuple[Account, ...]:
    """Return every account that a document holds, in alphabetical order of their titles.

    A readout, post or statement is one account, its publisher's. Elsewhere statements are grouped
    by the document they stem from, else by the body spoken for, else by the speaker; a body whose
    statements stem from one document is one account with it, and posts of two speakers are two.
    """
    if document.whole():
        return (account_of(document, statements),)
    notes = tuple(statement for statement in statements if statement.absence)
    accounts = (
        Account(title=title, document=document, statements=tuple(group), notes=notes)
        for title, group in _groups(statements)
    )
    return tuple(sorted(accounts, key=lambda account: account.title.casefold()))


def apart(accounts: Sequence[Account]) -> tuple[Account, ...]:
    """Return accounts of different titles: those of one title have their document's name added."""
    often = Counter(fold(account.title) for account in accounts)
    return tuple(
        account
        if often[fold(account.title)] == 1
        else replace(account, title=f"{account.title} ({account.document.name})")
        for account in accounts
    )


def main_accounts(accounts: Sequence[Account]) -> tuple[Account, ...]:
    """Return the accounts to compare where nobody names them: what was published of the event.

    That is the readouts and statements if there are two or more, else all documents that are
    reported on if there are two or more, else every account.
    """
    for words in (_OFFICIAL, _DOCUMENTS):
        kept = tuple(account for account in accounts if words.search(account.title))
        if len(kept) > 1:
            return kept
    return tuple(accounts)


_OFFICIAL: Final = re.compile(r"(?i)\b(?:readout|read-out|statement|communiqu[eé]|declaration)\b")
_DOCUMENTS: Final = re.compile(
    rf"{_OFFICIAL.pattern}|\b(?:post|tweet|release|letter|transcript|memo|text|message)\b"
)


def _groups(statements: Sequence[Statement]) -> Iterator[tuple[str, list[Statement]]]:
    """Yield the title of each teller with what it says."""
    by_id = {statement.id: statement for statement in statements}
    documents = _own_documents(statements)
    groups: dict[str, tuple[str, list[Statement]]] = {}
    for statement in statements:
        title = _title(_outermost(statement, by_id), documents)
        if title and not statement.absence:
            groups.setdefault(fold(title), (_ARTICLE.sub("", title), []))[1].append(statement)
    for short in sorted(groups):
        fuller = [key for key in groups if key != short and called(short, key)]
        if len(fuller) == 1 and _DOCUMENTS.search(short):
            groups[fuller[0]][1].extend(groups.pop(short)[1])
    yield from groups.values()


def _own_documents(statements: Sequence[Statement]) -> dict[str, set[str]]:
    """Return the documents that each body or speaker is named in the title of, by folded name."""
    found: dict[str, set[str]] = {}
    for statement in statements:
        for name in (statement.organisation, statement.speaker):
            if name and statement.stems_from and fold(name) in fold(statement.stems_from):
                found.setdefault(fold(name), set()).add(statement.stems_from)
    return found


def _outermost(statement: Statement, by_id: dict[str, Statement]) -> Statement:
    """Return the statement whose content holds this one and which none holds."""
    seen = {statement.id}
    while statement.inside in by_id and statement.inside not in seen:
        statement = by_id[statement.inside]
        seen.add(statement.id)
    return statement


def _title(statement: Statement, documents: dict[str, set[str]]) -> str | None:
    """Return the document a statement stems from, else the body that speaks; null if unknown."""
    body = statement.organisation or statement.speaker
    stem = statement.stems_from
    if stem is None:
        own = documents.get(fold(body), set()) if body else set[str]()
        return next(iter(own)) if len({fold(title) for title in own}) == 1 else body
    named = any(stem in titles for titles in documents.values())
    speaker = statement.speaker or body
    return stem if named or speaker is None else f"{stem} ({speaker})"


def fold(name: str) -> str:
    """Return a name without case, article and blanks at its ends, for comparing."""
    return _ARTICLE.sub("", " ".join(name.split()).casefold())


def called(short: str, full: str) -> bool:
    """Return whether every word of a name is in a fuller one."""
    return set(_NAME.findall(fold(short))) <= set(_NAME.findall(fold(full)))


def names_of(account: Account) -> Iterator[str]:
    """Yield what the account may be called in a text: its title and those it speaks for."""
    yield account.title
    for statement in account.statements:
        yield from (name for name in (statement.organisation, statement.speaker) if name)
