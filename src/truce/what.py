"""Kinds of things, acts and actors: three trees, and sets of kinds that a text may name."""

import tomllib
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from difflib import get_close_matches
from functools import cache
from importlib.resources import files
from typing import Literal

import polars as pl

from truce import kleene

TreeName = Literal["things", "acts", "actors"]


@dataclass(frozen=True, slots=True)
class Tree:
    """A tree of kinds: `parents` maps each kind to the one above it, the root to null."""

    name: TreeName
    parents: dict[str, str | None]
    meanings: dict[str, str]

    @property
    def root(self) -> str:
        """Return the kind that holds all others, and stands for "not known which"."""
        return next(kind for kind, above in self.parents.items() if above is None)

    def above(self, kind: str) -> Iterator[str]:
        """Yield the kind itself, then each kind that holds it, up to the root."""
        step: str | None = kind
        while step is not None:
            yield step
            step = self.parents[step]

    def holds(self, outer: str, inner: str) -> bool:
        """Return whether every `inner` is an `outer` (each kind holds itself)."""
        return outer in self.above(inner)

    def meet(self, first: str, second: str) -> str:
        """Return the narrowest kind that holds both."""
        return next(kind for kind in self.above(first) if self.holds(kind, second))

    def check(self, kind: str) -> str:
        """Return `kind` if the tree has it.

        Raises ValueError naming the nearest kind of the tree if not.
        """
        if kind in self.parents:
            return kind
        near = get_close_matches(kind, self.parents, n=1, cutoff=0.5)
        hint = f" Did you mean `{near[0]}`?" if near else ""
        raise ValueError(f"`{kind}` is not a kind in the tree of {self.name}.{hint}")


@cache
def tree(name: TreeName) -> Tree:
    """Return the tree of things, acts or actors, read once from `what.toml`."""
    nodes = tomllib.loads((files("truce") / "what.toml").read_text("utf-8"))[name]
    return Tree(
        name,
        {kind: node.get("in") for kind, node in nodes.items()},
        {kind: node["means"] for kind, node in nodes.items()},
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Kinds:
    """A set of kinds as a text names them: `yes` in it, `unclear` left open, `no` taken out.

    The narrowest kind named decides: "energy, except coal" leaves a coal mine out.
    """

    tree: TreeName
    yes: frozenset[str] = field(default_factory=frozenset)
    unclear: frozenset[str] = field(default_factory=frozenset)
    no: frozenset[str] = field(default_factory=frozenset)

    @property
    def everything(self) -> bool:
        """Return whether the set is the whole tree, so that even an unknown kind is in it."""
        root = frozenset({tree(self.tree).root})
        return self.yes == root and not self.unclear and not self.no

    def answer(self, kind: str) -> bool | None:
        """Return whether a kind is in the set; null where the text or the kind leaves it open."""
        trunk = tree(self.tree)
        if kind not in trunk.parents:
            return None
        above = next((k for k in trunk.above(kind) if self._named(k)), None)
        own = above is not None and self._value(above)
        below = {self._value(k) for k in self._all() if k != kind and trunk.holds(kind, k)}
        return own if below <= {own} else None

    def within(self, column: str, *, of: Callable[..., bool | None]) -> pl.Expr:
        """Return the answer for a column of kinds.

        `of` says how a `;` list is to be read: `kleene.together` or `kleene.alternatives`.
        """
        if self.everything:
            return kleene.TRUE
        answer = cache(self.answer)
        return kleene.per_value(column, lambda words: of(words, answer))

    def _all(self) -> frozenset[str]:
        return self.yes | self.unclear | self.no

    def _named(self, kind: str) -> bool:
        return kind in self._all()

    def _value(self, kind: str) -> bool | None:
        if kind in self.unclear:
            return None
        return kind in self.yes
