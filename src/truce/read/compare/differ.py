"""The clauses of one item -> the fields in which accounts differ. Words alone never settle it."""

from collections.abc import Callable, Iterator, Sequence
from itertools import combinations
from typing import Final

from truce.read.compare.fields import Fact, Low
from truce.read.compare.model import COMPARED, Clause, Compared, Difference
from truce.read.compare.topics import where

Said = Sequence[Fact]
#: What holds somebody to something, against what does not.
_FIRM: Final = frozenset({"agreed", "ordered"})
#: A clause with one of these sets the scope of a duty; the things it names are that scope.
_MEASURES: Final = frozenset({"ceasefire", "full_ceasefire", "attack"})


#: What an account may leave open that another states.
_STATED: Final[tuple[Compared, ...]] = ("number", "duration", "start", "end", "who")
_ALL: Final = "all sides"
#: Compared only where it is firm that clauses speak of the same thing.
_NEEDS_FIRM: Final = frozenset({"scope", "who", "modality", "time"})


def differences(said: Sequence[Sequence[Clause]], *, firm: bool) -> tuple[Difference, ...]:
    """Return the fields that at least two accounts fill, and fill differently.

    `said` holds the clauses of each account on one item; `firm` says that more than a few words
    make it one. An account that is silent on a field differs in it from nobody.
    """
    return tuple(_differences(said, [n for n in COMPARED if firm or n not in _NEEDS_FIRM]))


def _differences(
    said: Sequence[Sequence[Clause]], names: Sequence[Compared]
) -> Iterator[Difference]:
    for name in names:
        filled = [_facts(name, clauses) for clauses in said]
        pairs = combinations([facts for facts in filled if facts], 2)
        if any(_TESTS[name](one, two) for one, two in pairs):
            yield Difference(field=name, facts=tuple(tuple(facts) for facts in filled))


def unlike(said: Sequence[Sequence[Clause]]) -> tuple[Difference, ...]:
    """Return the fields that accounts fill differently without conflict, for a person to judge.

    That is how firm it is, where neither account says that anybody is held to it.
    """
    filled = [_facts("modality", clauses) for clauses in said]
    pairs = combinations([{fact.value for fact in facts} for facts in filled if facts], 2)
    if any(not one & two and bool(one & _FIRM) == bool(two & _FIRM) for one, two in pairs):
        return (Difference(field="modality", facts=tuple(tuple(facts) for facts in filled)),)
    return ()


def partly(said: Sequence[Sequence[Clause]]) -> tuple[Difference, ...]:
    """Return the fields that some of the accounts that speak of an item fill, and others do not."""
    tellers = [clauses for clauses in said if clauses]
    return tuple(
        Difference(field=name, facts=tuple(tuple(_facts(name, clauses)) for clauses in said))
        for name in _STATED
        if 0 < sum(bool(_facts(name, clauses)) for clauses in tellers) < len(tellers)
    )


def _facts(name: Compared, clauses: Sequence[Clause]) -> list[Fact]:
    if name == "scope":
        return _scope(clauses)
    return [fact for clause in clauses for fact in clause.values(name)]


def _scope(clauses: Sequence[Clause]) -> list[Fact]:
    """Return the things, or the breadth, that clauses on an end of attacks speak of."""
    return [
        fact
        for clause in clauses
        if any(f.value in _MEASURES for f in clause.facts if f.name in ("topic", "act"))
        for fact in clause.values("topic")
        if where(fact.value) == "things" or fact.value in ("infrastructure", "full_ceasefire")
    ]


def _other_things(one: Said, two: Said) -> bool:
    return {fact.value for fact in one} != {fact.value for fact in two}


def _other_amounts(one: Said, two: Said) -> bool:
    """Return whether no amount of one, for some noun that both count, can be one of the other's."""
    keys = {fact.key for fact in one} & {fact.key for fact in two}
    return any(
        not any(
            _meet(first.amount, second.amount)
            for first in one
            for second in two
            if first.key == second.key == key
        )
        for key in keys
    )


def _meet(one: Low | None, two: Low | None) -> bool:
    if one is None or two is None:
        return True
    lower = min(one.high or float("inf"), two.high or float("inf"))
    return max(one.low, two.low) <= lower


def _other_times(one: Said, two: Said) -> bool:
    """Return whether no time of one can be a time of the other."""
    return not any(_may_be_one(first, second) for first in one for second in two)


def _may_be_one(one: Fact, two: Fact) -> bool:
    if one.bracket is None or two.bracket is None:
        return one.bracket is None and two.bracket is None and one.value == two.value
    return max(one.bracket[0], two.bracket[0]) < min(one.bracket[1], two.bracket[1]) or (
        one.bracket == two.bracket
    )


def _another_time(one: Said, two: Said) -> bool:
    """Return whether the one time that each names, of no stated role, cannot be the same."""
    return len(one) == len(two) == 1 and _other_times(one, two)


def _others_bound(one: Said, two: Said) -> bool:
    """Return whether one binds all sides where the other binds but one that it names."""
    first, second = ({fact.value for fact in said} for said in (one, two))
    if (_ALL in first) == (_ALL in second):
        return False
    named = second if _ALL in first else first
    return any(" and " not in name for name in named)


def _other_firmness(one: Said, two: Said) -> bool:
    """Return whether one says agreed or ordered where the other says only something else."""
    first, second = ({fact.value for fact in said} for said in (one, two))
    return not first & second and bool(first & _FIRM) != bool(second & _FIRM)


_TESTS: Final[dict[Compared, Callable[[Said, Said], bool]]] = {
    "scope": _other_things,
    "number": _other_amounts,
    "duration": _other_amounts,
    "start": _other_times,
    "end": _other_times,
    "time": _another_time,
    "who": _others_bound,
    "modality": _other_firmness,
}
