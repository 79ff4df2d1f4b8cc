"""Whether a peer's judging is ours, but for ties within 1 cm of a zone's border."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import polars as pl
from answers import TIE_M, Same
from engines.judge import agreement

if TYPE_CHECKING:
    from pathlib import Path

    from truce.where import Zone


def same(world: Path, ours: dict[str, np.ndarray], theirs: dict[str, np.ndarray]) -> Same:
    """The same incidents, and every answer and verdict that the peer returned; wrong if not."""
    here, there = (np.argsort(answers["incident"]) for answers in (ours, theirs))
    if not np.array_equal(ours["incident"][here], theirs["incident"][there]):
        return Same(0, len(ours["incident"]))
    places = pl.read_parquet(
        world / "incidents.parquet", columns=["incident", "lon", "lat", "radius_m"]
    ).sort("incident")
    zones, ties, wrong = _zones(world), 0, 0
    for name in set(theirs) - {"incident"}:
        odd = np.flatnonzero(ours[name][here] != theirs[name][there])
        tied = _tied(places[odd], zones.get(name, [])).sum()
        ties, wrong = ties + int(tied), wrong + len(odd) - int(tied)
    return Same(ties, wrong)


def _zones(world: Path) -> dict[str, list[Zone]]:
    """The zones that an answer or a verdict hangs on, by its column."""
    zones: dict[str, list[Zone]] = {}
    for reading in agreement(world).readings.values():
        for term in reading.terms:
            if term.zone.value is not None and not term.zone.value.shape.is_empty:
                zones.setdefault(reading.id, []).append(term.zone.value)
                zones[f"{reading.id}.{term.id}.where"] = [term.zone.value]
    return zones


def _tied(places: pl.DataFrame, zones: list[Zone]) -> np.ndarray:
    lon, lat, radius = (places[column].to_numpy() for column in ("lon", "lat", "radius_m"))
    away = [zone.border_m(lon, lat) - radius - zone.accuracy_m for zone in zones]
    return (np.abs(away) < TIE_M).any(axis=0) if away else np.zeros(len(places), bool)
