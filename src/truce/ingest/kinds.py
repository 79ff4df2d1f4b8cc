"""Words -> kinds and actors, by vocabulary; a word it does not have leaves the kind unknown."""

from collections.abc import Mapping, Sequence
from functools import reduce

import polars as pl

from truce.ingest.cells import FAULT, Answer, Fault, ask, at_fault, cell, fault, matched, same
from truce.ingest.map_file import TREES
from truce.ingest.mapping import Kinds, Names, Rule
from truce.kleene import split
from truce.what import tree


def kinds(raw: pl.DataFrame, name: str, wanted: Kinds) -> pl.DataFrame:
    """Return column `name` of kinds, and its faults.

    Things are joined by `;` (hit together); several acts become the narrowest that holds them.
    """
    inputs = {
        "words": cell(raw, wanted.column),
        "weapon": cell(raw, wanted.weapon.column if wanted.weapon else None),
        "rules": matched(raw, wanted.refine),
    }
    return ask(raw, inputs, _Words(name, wanted), {name: pl.String, FAULT + name: Fault})


class _Words:
    """The kinds that a row's words stand for, and the words that stand for none."""

    def __init__(self, name: str, wanted: Kinds) -> None:
        self._name = name
        self._wanted = wanted
        self._trunk = tree(TREES[name])
        self._kinds = _vocabulary(wanted.words)
        self._weapons = _vocabulary(wanted.weapon.words if wanted.weapon else {})

    def __call__(self, *, words: str | None, weapon: str | None, rules: str) -> Answer:
        found, unknown = self._look_up(words)
        for number in split(rules):
            found = self._refined(found, self._wanted.refine[int(number)])
        if self._name == "act" and found:
            found = [self._narrowed(reduce(self._trunk.meet, found), weapon)]
        value = ";".join(dict.fromkeys(found)) or None
        return {self._name: value, FAULT + self._name: _unknown(unknown, self._wanted.column)}

    def _look_up(self, words: str | None) -> tuple[list[str], list[str]]:
        """Return the kinds of a cell, tried whole before its parts, and its unknown words.

        Beside a kind that is known, an unknown one is not nothing: it is the root of the tree.
        """
        if words is None:
            return [], []
        if (whole := self._kinds.get(same(words))) is not None:
            return split(whole), []
        parts = [same(part) for part in split(words)]
        kinds = {kind: kind for kind in self._trunk.parents} | self._kinds
        unknown = [part for part in split(words) if same(part) not in kinds]
        found = [kind for part in parts for kind in split(kinds.get(part))]
        return [*found, self._trunk.root] if found and unknown else found, unknown

    def _refined(self, found: list[str], rule: Rule) -> list[str]:
        if rule.adds:
            return [*found, rule.adds] if found else found
        finer = rule.kind or self._trunk.root
        return [finer if self._trunk.holds(kind, finer) else kind for kind in found]

    def _narrowed(self, act: str, weapon: str | None) -> str:
        """Return the act that the weapon stands for where it is a finer kind of the act found."""
        by_weapon = self._weapons.get(same(weapon or ""))
        return by_weapon if by_weapon and self._trunk.holds(act, by_weapon) else act


def _vocabulary(words: Mapping[str, str]) -> dict[str, str]:
    return {same(word): kinds for word, kinds in words.items()}


def _unknown(words: Sequence[str], column: str) -> dict[str, str] | None:
    if not words:
        return None
    said = "; ".join(words)
    return fault(said, f"the vocabulary of column `{column}` does not have it")


def country(raw: pl.DataFrame, wanted: Names) -> pl.DataFrame:
    """Return column `country`, and its faults: two capital letters (ISO 3166-1), else unknown."""
    found = names(raw, "country", wanted)
    code = pl.col("country").str.contains("^[A-Z]{2}$")
    why = pl.when(~code).then(pl.lit("not a country code of two letters (ISO 3166-1)"))
    return found.select(
        pl.when(code).then("country").alias("country"),
        pl.coalesce(FAULT + "country", at_fault(pl.col("country"), why)).alias(FAULT + "country"),
    )


def names(raw: pl.DataFrame, name: str, wanted: Names) -> pl.DataFrame:
    """Return column `name` of actors or countries, `;` joined, and its faults.

    Without a vocabulary the words pass as written; with one, a word that it lacks is unknown.
    """
    vocabulary = _vocabulary(wanted.words)

    def answer(words: str | None) -> Answer:
        if words is None or not vocabulary:
            return {name: ";".join(dict.fromkeys(split(words))) or None}
        if (whole := vocabulary.get(same(words))) is not None:
            return {name: whole or None}
        unknown = [word for word in split(words) if same(word) not in vocabulary]
        if unknown:
            return {FAULT + name: _unknown(unknown, wanted.column)}
        known = [actor for word in split(words) for actor in split(vocabulary[same(word)])]
        return {name: ";".join(dict.fromkeys(known)) or None}

    outputs = {name: pl.String, FAULT + name: Fault}
    return ask(raw, {"words": cell(raw, wanted.column)}, answer, outputs)
