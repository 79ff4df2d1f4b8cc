"""Clauses of several accounts -> groups that speak of the same thing."""

import math
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import combinations
from typing import Final

from truce.read.compare.model import Clause
from truce.read.compare.topics import narrow, related

#: Words shared, weighted by rarity, from which clauses are paired: on neither side a topic, on one.
ALIKE: Final = 0.30
ALIKE_BESIDE_TOPIC: Final = 0.45
#: Clauses that only words join must share so many before their firmness or scope is compared.
ALIKE_FIRMLY: Final = 0.50
#: A word in more clauses than this is not rare: it finds no pairs, so that long texts take no age.
_OFTEN: Final = 60
_WORD: Final = re.compile(r"\w+")
_EMPTY: Final = frozenset(
    (
        *("a", "an", "and", "are", "as", "at", "be", "been", "by", "for", "from", "had", "has"),
        *("have", "he", "her", "his", "in", "into", "is", "it", "its", "of", "on", "or", "our"),
        *("said", "she", "that", "the", "their", "them", "they", "this", "to", "was", "we"),
        *("were", "which", "who", "will", "with", "would"),
    )
)


@dataclass(frozen=True, slots=True)
class Piece:
    """A clause in its place: the account, its number there, its topics and its weighted words."""

    account: int
    number: int
    clause: Clause
    words: tuple[str, ...]
    topics: frozenset[str]
    weights: dict[str, float] = field(default_factory=dict[str, float])

    @property
    def place(self) -> tuple[int, int]:
        """Return what orders it: its account, and its number there."""
        return (self.account, self.number)


def pieces(texts: Sequence[str], clauses: Sequence[Sequence[Clause]]) -> list[Piece]:
    """Return the clauses of each account with their words weighted by rarity among all clauses."""
    found = [
        Piece(account, number, clause, _words(clause.span.of(texts[account])), _topics(clause))
        for account, group in enumerate(clauses)
        for number, clause in enumerate(group)
    ]
    often = Counter(word for piece in found for word in set(piece.words))
    for piece in found:
        rare = {word: math.log(1 + len(found) / often[word]) for word in piece.words}
        length = math.sqrt(sum(weight**2 for weight in rare.values())) or 1
        piece.weights.update({word: weight / length for word, weight in rare.items()})
    return found


def groups(found: Sequence[Piece]) -> list[list[Piece]]:
    """Return the groups of clauses that speak of the same thing, in order of their first clause.

    A topic joins first: clauses of any account that share a narrow topic, or one of which names a
    kind of the other's, are one group. Rare words join the others, one clause to one clause. A
    clause that nothing joins is a group of its own.
    """
    heads = list(range(len(found)))

    def head(at: int) -> int:
        while heads[at] != at:
            heads[at] = heads[heads[at]]
            at = heads[at]
        return at

    for one, two in _pairs(found):
        first, second = sorted((head(one), head(two)))
        heads[second] = first
    grouped: dict[int, list[Piece]] = {}
    for at, piece in enumerate(found):
        grouped.setdefault(head(at), []).append(piece)
    return list(grouped.values())


def joined_firmly(group: Sequence[Piece]) -> bool:
    """Return whether a group is one by a narrow topic, or by most of the words of two clauses."""
    if any(piece.topics for piece in group):
        return True
    across = ((a, b) for a, b in combinations(group, 2) if a.account != b.account)
    return any(_likeness(one, two) >= ALIKE_FIRMLY for one, two in across)


def _pairs(found: Sequence[Piece]) -> Iterator[tuple[int, int]]:
    yield from _by_topic(found)
    yield from ((at - 1, at) for at, piece in enumerate(found) if piece.clause.follows)
    copies = list(_copies(found))
    yield from copies
    matched = {(at, found[other].account) for pair in copies for at, other in (pair, pair[::-1])}
    for _, one, two in sorted(_alike(found), key=lambda pair: (-pair[0], pair[1], pair[2])):
        keys = {(one, found[two].account), (two, found[one].account)}
        if not keys & matched:
            matched |= keys
            yield one, two


def _copies(found: Sequence[Piece]) -> Iterator[tuple[int, int]]:
    """Yield clauses of the same words, enough pairs of them to join them all across accounts."""
    having: dict[tuple[str, ...], dict[int, list[int]]] = {}
    for at, piece in enumerate(found):
        having.setdefault(piece.words, {}).setdefault(piece.account, []).append(at)
    for by_account in having.values():
        for one, two in combinations(by_account.values(), 2):
            yield from ((one[0], other) for other in two)
            yield from ((other, two[0]) for other in one[1:])


def _by_topic(found: Sequence[Piece]) -> Iterator[tuple[int, int]]:
    """Yield pairs of clauses with a narrow topic in common, enough of them to join each group."""
    having: dict[str, list[int]] = {}
    for at, piece in enumerate(found):
        for topic in sorted(piece.topics):
            having.setdefault(topic, []).append(at)
    for places in having.values():
        yield from ((places[0], other) for other in places[1:])
    for one, two in combinations(sorted(having), 2):
        if related(one, two):
            yield having[one][0], having[two][0]


def _alike(found: Sequence[Piece]) -> Iterator[tuple[float, int, int]]:
    """Yield pairs of clauses of two accounts that share rare words, and how alike they are."""
    having: dict[str, list[int]] = {}
    for at, piece in enumerate(found):
        for word in piece.weights:
            having.setdefault(word, []).append(at)
    seen = {
        pair
        for places in having.values()
        if len(places) <= _OFTEN
        for pair in combinations(places, 2)
        if found[pair[0]].account != found[pair[1]].account
    }
    for one, two in seen:
        first, second = found[one], found[two]
        if first.topics and second.topics:
            continue
        alike = _likeness(first, second)
        if _parted(first.clause, second.clause) and alike < ALIKE_FIRMLY:
            continue
        if alike >= (ALIKE_BESIDE_TOPIC if first.topics or second.topics else ALIKE):
            yield round(alike, 9), one, two


def _likeness(one: Piece, two: Piece) -> float:
    return sum(weight * two.weights.get(word, 0) for word, weight in one.weights.items())


def _parted(one: Clause, two: Clause) -> bool:
    """Return whether two clauses say how firm they are, and differently: few words join no such."""
    first, second = ({f.value for f in clause.values("modality")} for clause in (one, two))
    return bool(first and second) and not first & second


def _words(text: str) -> tuple[str, ...]:
    words = (_stem(found[0].casefold()) for found in _WORD.finditer(text))
    kept = tuple(word for word in words if word not in _EMPTY)
    # A clause of empty words only is still the same as its copy.
    return kept or tuple(found[0].casefold() for found in _WORD.finditer(text)) or (text,)


def _stem(word: str) -> str:
    for ending in ("ing", "ed", "es", "s"):
        if word.endswith(ending) and len(word) - len(ending) > 3:
            return word.removesuffix(ending)
    return word


def _topics(clause: Clause) -> frozenset[str]:
    return narrow(fact.value for name in ("topic", "act") for fact in clause.values(name))
