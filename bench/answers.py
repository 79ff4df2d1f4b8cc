"""Whether a peer's answer is ours, but for ties within 1 cm of a limit."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np
import polars as pl
import shapely

from truce.where import Zone, distance_m

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

TIE_M = 0.01


class Same(NamedTuple):
    """Rows that differ by a tie, and rows that are wrong."""

    ties: int
    wrong: int


def _table(world: Path, name: str) -> dict[str, np.ndarray]:
    table = pl.read_parquet(world / f"{name}.parquet")
    return {column: table[column].to_numpy() for column in table.columns if column != "wkb"}


def _apart(world: Path, incident: np.ndarray, site: np.ndarray) -> np.ndarray:
    i, s = _table(world, "incidents"), _table(world, "sites")
    return distance_m(i["lon"][incident], i["lat"][incident], s["lon"][site], s["lat"][site])


def _sorted_out(close: np.ndarray) -> Same:
    return Same(int(close.sum()), int((~close).sum()))


def pairs(world: Path, ours: dict[str, np.ndarray], theirs: dict[str, np.ndarray]) -> Same:
    """The same pairs, except where the distance is within 1 cm of the site's reach."""
    count = len(_table(world, "sites")["site"])
    key = [answer["incident"] * count + answer["site"] for answer in (ours, theirs)]
    odd = np.setxor1d(*key)
    incident, site = np.divmod(odd, count)
    limit = _table(world, "sites")["reach_m"][site]
    return _sorted_out(np.abs(_apart(world, incident, site) - limit) < TIE_M)


def nearest(world: Path, ours: dict[str, np.ndarray], theirs: dict[str, np.ndarray]) -> Same:
    """The same site, except where the two are equally far, or the limit is, within 1 cm."""
    mine, other = ours["site"], theirs["site"]
    if "id" in theirs:
        other = np.full(len(mine), -1)
        other[theirs["id"]] = theirs["site"]
    odd = np.flatnonzero(mine != other)
    away = [
        np.where(site[odd] < 0, 20_000.0, _apart(world, odd, np.maximum(site[odd], 0)))
        for site in (mine, other)
    ]
    return _sorted_out(np.abs(away[0] - away[1]) < TIE_M)


def zones(world: Path, ours: dict[str, np.ndarray], theirs: dict[str, np.ndarray]) -> Same:
    """The same of three answers, except where the border is within 1 cm of the radius."""
    areas = pl.read_parquet(world / "zones.parquet")["wkb"]
    i = _table(world, "incidents")
    both = [_by_place(answer, len(i["lon"]), len(areas)) for answer in (ours, theirs)]
    odd = np.flatnonzero(both[0] != both[1])
    incident, zone = np.divmod(odd, len(areas))
    close = np.zeros(len(odd), bool)
    for number in np.unique(zone):
        rows = np.flatnonzero(zone == number)
        at = incident[rows]
        away = Zone.polygon(shapely.from_wkb(areas[int(number)])).border_m(
            i["lon"][at], i["lat"][at]
        )
        close[rows] = np.abs(away - i["radius_m"][at]) < TIE_M
    return _sorted_out(close)


def _by_place(answer: dict[str, np.ndarray], incidents: int, zones: int) -> np.ndarray:
    """For each incident and zone: 0 outside, 1 across, 2 inside."""
    table = np.zeros(incidents * zones, np.int8)
    table[answer["incident"] * zones + answer["zone"]] = answer["answer"] + 1
    return table


CHECKS: dict[str, Callable[..., Same]] = {"pairs": pairs, "nearest": nearest, "zones": zones}
