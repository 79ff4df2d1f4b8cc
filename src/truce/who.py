"""Actors: sets of those a promise binds, and who is said to have done a thing."""

from collections.abc import Iterable
from dataclasses import dataclass, field

import polars as pl

from truce import kleene

INDEPENDENT = "independent"
SENSOR = "sensor"


@dataclass(frozen=True, slots=True, kw_only=True)
class Actors:
    """A set of actors by the names that records use; `unclear` are those it may or may not hold."""

    yes: frozenset[str] = field(default_factory=frozenset)
    unclear: frozenset[str] = field(default_factory=frozenset)

    def answer(self, actor: str) -> bool | None:
        """Return whether an actor is in the set; null where the set leaves it open."""
        return None if actor in self.unclear else actor in self.yes

    def within(self, column: str) -> pl.Expr:
        """Return the answer for a column that names one actor, or several of whom one did it.

        Null (unattributed) is unknown. Several are certain only if the answer is the same for all.
        """
        return kleene.per_value(column, lambda words: kleene.alternatives(words, self.answer))

    def union(self, others: Iterable["Actors"]) -> "Actors":
        """Return the actors that are in any of the sets; certain in one is certain in all."""
        sets = [self, *others]
        yes = frozenset[str]().union(*(s.yes for s in sets))
        return Actors(yes=yes, unclear=frozenset[str]().union(*(s.unclear for s in sets)) - yes)
