"""Accounts -> their comparison."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace

from truce.read.compare.accounts import Account
from truce.read.compare.align import Piece, groups, joined_firmly, pieces
from truce.read.compare.cut import clauses_of
from truce.read.compare.differ import differences, partly, unlike
from truce.read.compare.model import RELATIONS, Clause, Comparison, Difference, Item, Relation
from truce.read.compare.silence import noted, silences
from truce.read.compare.topics import broad


def compare(accounts: Sequence[Account]) -> Comparison:
    """Return the accounts side by side: what all, some or one say, and where they conflict.

    Accounts are put in alphabetical order of title, so that the order given changes nothing. A
    conflict is a field that two accounts fill with what cannot both hold; likeness of words only
    pairs clauses and never makes one. Items come by relation, conflicts first, then by topic.
    """
    ordered = tuple(sorted(accounts, key=_order))
    texts = [account.document.text for account in ordered]
    found = groups(pieces(texts, [clauses_of(account) for account in ordered]))
    items = sorted((_item(ordered, group) for group in _gathered(found)), key=_place)
    numbered = (replace(item, id=f"i{number}") for number, item in enumerate(items, 1))
    return Comparison(accounts=ordered, items=tuple(numbered), noted=noted(ordered))


def _order(account: Account) -> tuple[str, str, str]:
    return (account.title.casefold(), account.document.name, account.document.sha256)


def _gathered(found: Sequence[list[Piece]]) -> Iterator[list[Piece]]:
    """Yield the groups; what one account alone says on a broad topic is one group, not many."""
    alone: dict[tuple[int, str], list[Piece]] = {}
    for group in found:
        topics = _topics(group)
        tellers = {piece.account for piece in group}
        if len(tellers) > 1 or not topics or not broad(topics[0]):
            yield group
        else:
            alone.setdefault((min(tellers), topics[0]), []).extend(group)
    yield from (sorted(group, key=lambda piece: piece.place) for group in alone.values())


def _item(accounts: Sequence[Account], group: Sequence[Piece]) -> Item:
    said = tuple(tuple(_of(group, place)) for place in range(len(accounts)))
    tellers = {piece.account for piece in group}
    firm = joined_firmly(group)
    conflicts = differences(said, firm=firm)
    return Item(
        id="",
        topics=_topics(group),
        relation=_relation(len(accounts), len(tellers), conflicts),
        said=said,
        conflicts=conflicts,
        unlike=unlike(said) if firm else (),
        partly=partly(said),
        silences=silences(accounts, group),
    )


def _of(group: Sequence[Piece], account: int) -> Iterator[Clause]:
    return (piece.clause for piece in group if piece.account == account)


def _relation(accounts: int, tellers: int, conflicts: Sequence[Difference]) -> Relation:
    if conflicts:
        return "conflict"
    if tellers == accounts:
        return "all"
    return "one" if tellers == 1 else "some"


def _topics(group: Sequence[Piece]) -> tuple[str, ...]:
    """Return the topics of a group, the narrow before the broad, the frequent before the rare."""
    often = Counter(
        fact.value
        for piece in group
        for fact in piece.clause.facts
        if fact.name in ("topic", "act")
    )
    return tuple(sorted(often, key=lambda topic: (broad(topic), -often[topic], topic)))


def _place(item: Item) -> tuple[int, bool, tuple[str, ...], tuple[object, ...]]:
    first = tuple(clauses[0].span if clauses else (1 << 62, 0) for clauses in item.said)
    return (RELATIONS.index(item.relation), not item.topics, item.topics, first)
