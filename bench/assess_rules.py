"""What a peer is given of the agreement: tables of answers, zones, and the rules of each term.

All of it is made outside the clock, from the agreement as truce reads it; truce starts from the
text. Columns `w..`, `a..` and `o..` are sets of actors, acts and things; zones have a number.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import numpy as np
import polars as pl
import shapely
from engines.judge import agreement

from truce.assess.questions import NO_DECISIONS, Inquiry, ask
from truce.kleene import alternatives
from truce.tables import LINKS
from truce.what import tree
from truce.when import MAX, MIN
from truce.where.drawing import planar

if TYPE_CHECKING:
    from collections.abc import Hashable, Iterator
    from datetime import datetime
    from pathlib import Path

    from shapely.geometry.base import BaseGeometry

    from truce.agreement.model import Reading, Term
    from truce.when import Window
    from truce.where import Zone

PIECE_M, MOST_CORNERS = 500.0, 128
_COLUMNS = {"w": "perpetrators", "a": "act", "o": "object"}


def write_rules(world: Path, actors: list[str]) -> None:
    """Write `actors`, `acts`, `things`, `zones`, `areas` and `pieces`, and `rules.json`."""
    rules = _Rules()
    terms = [rules.term(r, t) for r in agreement(world).readings.values() for t in r.terms]
    words = {"w": actors, "a": list(tree("acts").parents), "o": list(tree("things").parents)}
    for letter, name in {"w": "actors", "a": "acts", "o": "things"}.items():
        rules.answers(letter, words[letter]).write_parquet(world / f"{name}.parquet")
    drawn = list(rules.zones.values())
    pl.DataFrame(
        {"zone": range(len(drawn)), "wkb": [shapely.to_wkb(zone.shape) for zone in drawn]}
    ).write_parquet(world / "zones.parquet")
    _cut(drawn).write_parquet(world / "areas.parquet")
    _pieces(drawn).write_parquet(world / "pieces.parquet")
    sets = {letter: list(rules.named(letter)) for letter in _COLUMNS}
    (world / "rules.json").write_text(
        json.dumps({"terms": terms, "sets": sets, "zones": len(drawn)})
    )


class _Rules:
    """Distinct sets and zones, each under a name, in the order in which terms ask them."""

    def __init__(self) -> None:
        self.sets: dict[tuple[str, Hashable], pl.Expr] = {}
        self.zones: dict[int, Zone] = {}

    def term(self, reading: Reading, term: Term) -> dict[str, object]:
        """Return the rule of one term; a null set or zone is anything, anywhere."""
        answers = ask(term, reading.id, Inquiry(links=LINKS.empty(), decisions=NO_DECISIONS))
        objects = term.objects.value
        return {
            "reading": reading.id,
            "term": term.id,
            "who": self.name("w", answers["who"].key[1:], answers["who"].expression),
            "act": self.name("a", answers["act"].key[1:], answers["act"].expression),
            "object": None
            if objects.kinds.everything
            else self.name("o", answers["object"].key[1:], answers["object"].expression),
            "zone": self.zone(term.zone.value),
            "windows": [
                _window(term.window(strict=False)),
                _window(term.in_force(strict=False)),
                *(_window(clause.window()) for clause in term.clauses),
            ],
            "amount": self.amount(term),
            "exceptions": [
                {
                    "id": e.id,
                    "act": self.name("a", (e.acts,), e.acts.within("act", of=alternatives)),
                    "who": self.name("w", (e.actors,), e.actors.within("perpetrators")),
                }
                for e in term.exceptions
            ],
        }

    def name(self, letter: str, key: Hashable, answer: pl.Expr) -> str:
        """Return the column of a set."""
        self.sets.setdefault((letter, key), answer)
        return f"{letter}{[k for k in self.sets if k[0] == letter].index((letter, key))}"

    def zone(self, zone: Zone | None) -> int | str | None:
        """Return the number of a zone, null for anywhere, `unknown` where the text is silent."""
        if zone is None:
            return "unknown"
        if zone.shape.is_empty:
            return None
        self.zones.setdefault(id(zone), zone)
        return list(self.zones).index(id(zone))

    def amount(self, term: Term) -> dict[str, object] | None:
        """Return the set of acts that an amount is told of, the unit and the least required."""
        if term.amount is None:
            return None
        done, least = term.acts.value, term.amount.value
        act = self.name("a", (done,), done.within("act", of=alternatives))
        return {"act": act, "unit": least.unit, "at_least": least.at_least}

    def named(self, letter: str) -> dict[str, pl.Expr]:
        """Return the sets of one letter by their names."""
        kept = [answer for (kind, _), answer in self.sets.items() if kind == letter]
        return {f"{letter}{number}": answer for number, answer in enumerate(kept)}

    def answers(self, letter: str, words: list[str]) -> pl.DataFrame:
        """Return the answer of every set to every single word."""
        table = pl.DataFrame({_COLUMNS[letter]: words})
        return table.with_columns(**self.named(letter))


def _window(window: Window) -> dict[str, object]:
    return {
        side: [[_said(first), _said(last)] for first, last in intervals]
        for side, intervals in (("inside", window.inside), ("outside", window.outside))
    }


def _said(instant: datetime) -> str | None:
    return None if instant in (MIN, MAX) else instant.strftime("%Y-%m-%d %H:%M:%S")


def _cut(zones: list[Zone]) -> pl.DataFrame:
    """The zones cut into small parts, for engines that ask a polygon one point at a time."""
    parts = [(n, part) for n, zone in enumerate(zones) for part in _quarters(zone.shape)]
    numbers, shapes = zip(*parts, strict=True)
    return pl.DataFrame({"zone": numbers, "wkb": [shapely.to_wkb(shape) for shape in shapes]})


def _quarters(shape: BaseGeometry) -> Iterator[BaseGeometry]:
    if shape.is_empty:
        return
    if shapely.get_num_coordinates(shape) <= MOST_CORNERS:
        yield shape
        return
    west, south, east, north = shape.bounds
    lon, lat = (west + east) / 2, (south + north) / 2
    for left, right in ((west, lon), (lon, east)):
        for low, high in ((south, lat), (lat, north)):
            yield from _quarters(shapely.intersection(shape, shapely.box(left, low, right, high)))


def _pieces(zones: list[Zone]) -> pl.DataFrame:
    """The borders in pieces of at most 500 m, with what their accuracy adds to a radius."""
    parts = []
    for number, zone in enumerate(zones):
        for ring in shapely.get_rings(shapely.get_parts(zone.shape)):
            path = planar(shapely.get_coordinates(ring), PIECE_M)
            table = pl.DataFrame(np.hstack([path[:-1], path[1:]]), ["lon1", "lat1", "lon2", "lat2"])
            parts.append(
                table.with_columns(
                    zone=pl.lit(number, pl.Int64), accuracy_m=pl.lit(float(zone.accuracy_m))
                )
            )
    return pl.concat(parts)
