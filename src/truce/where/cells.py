"""A grid over the whole earth: which few sites can be in reach of a point, by its cell alone.

Rows are bands of latitude; each row has as many cells as fit its length, so cells are about square
everywhere and a pole is one cell. Sites are painted into every cell they reach; a point then looks
up one cell. The bounds are the ellipsoid's, so no pair is missed at a pole or at 180 degrees.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from truce.where.geodesy import EQUATOR_M, meridian

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from truce.where.geodesy import Floats

    Ints = NDArray[np.int64]

_SLACK_M = 0.01
_DEGREE_M = 110_500.0  # one degree of latitude is longer than this everywhere


class Grid(NamedTuple):
    """Rows per degree of latitude, and for each row its number of cells and its first cell."""

    rows_per_degree: float
    widths: Floats
    firsts: Ints


def grid(size_m: float) -> Grid:
    """The grid whose cells are about `size_m` metres high and wide."""
    rows = max(1, int(np.ceil(180 * _DEGREE_M / size_m)))
    middles = (np.arange(rows) + 0.5) * (180 / rows) - 90
    around = 2 * np.pi * EQUATOR_M * np.cos(np.radians(middles))
    widths = np.maximum(1, np.floor(around / size_m))
    firsts = np.concatenate([[0], np.cumsum(widths.astype(np.int64))])
    return Grid(rows / 180, widths, firsts)


def cell_of(cells: Grid, lon: Floats, lat: Floats) -> Ints:
    """The cell of each point; a NaN gets some cell, where nothing is ever in reach of it."""
    with np.errstate(invalid="ignore"):
        row = ((lat + 90) * cells.rows_per_degree).astype(np.int32)
        np.clip(row, 0, len(cells.widths) - 1, out=row)
        width = cells.widths[row]
        column = ((lon + 180) * (1 / 360) * width).astype(np.int64)
        np.clip(column, 0, None, out=column)
        np.minimum(column, width - 1, out=column, casting="unsafe")
    column += cells.firsts[row]
    return column


def painted(cells: Grid, lon: Floats, lat: Floats, reach_m: Floats) -> tuple[Ints, Ints]:
    """Every (cell, index of site) such that a point of the cell may be within the site's reach."""
    site, row = _rows(cells, lat, reach_m)
    first, count = _columns(cells, lon[site], lat[site], reach_m[site] + _SLACK_M, row)
    run, step = spread(count)
    column = np.mod(first[run] + step, cells.widths[row[run]].astype(np.int64))
    return cells.firsts[row[run]] + column, site[run]


def spread(count: Ints) -> tuple[Ints, Ints]:
    """For runs of these lengths laid end to end: the run of each element, and its place in it."""
    run = np.repeat(np.arange(len(count)), count)
    step = np.arange(len(run)) - np.repeat(np.cumsum(count) - count, count)
    return run, step


def _rows(cells: Grid, lat: Floats, reach_m: Floats) -> tuple[Ints, Ints]:
    pad = (reach_m + _SLACK_M) / _DEGREE_M
    last = len(cells.widths) - 1
    low, high = (
        np.clip(np.floor((lat + 90 + side * pad) * cells.rows_per_degree), 0, last).astype(np.int64)
        for side in (-1, 1)
    )
    site, step = spread(high - low + 1)
    return site, low[site] + step


def _columns(
    cells: Grid, lon: Floats, lat: Floats, reach_m: Floats, row: Ints
) -> tuple[Ints, Ints]:
    half = np.degrees(_half_turn(lat, reach_m, row / cells.rows_per_degree - 90, cells)) + 1e-9
    width = cells.widths[row]
    low = np.floor((lon - half + 180) * (1 / 360) * width)
    high = np.floor((lon + half + 180) * (1 / 360) * width)
    whole = high - low + 1 >= width
    return (
        np.where(whole, 0, low).astype(np.int64),
        np.where(whole, width, high - low + 1).astype(np.int64),
    )


def _half_turn(lat: Floats, reach_m: Floats, bottom: Floats, cells: Grid) -> Floats:
    """Half the longitudes, radians, at which a chord from `lat` into the row can be in reach.

    Two points at distances p, q from the axis and heights y, z, a turn t apart: chord² =
    (p - q)² + (y - z)² + 4 p q sin²(t / 2), so the nearest edge of the row bounds t.
    """
    axis, height = meridian(lat)
    top = np.minimum(bottom + 1 / cells.rows_per_degree, 90)
    edges = [meridian(bottom), meridian(top)]
    gaps = [(p - axis) ** 2 + (z - height) ** 2 for p, z in edges]
    inside = (bottom <= lat) & (lat <= top)
    gap = np.where(inside, 0, np.minimum(*gaps))
    slim = np.maximum(np.minimum(edges[0][0], edges[1][0]) * axis * 4, 1e-9)
    square = np.maximum(reach_m * reach_m - gap, 0) / slim
    return 2 * np.arcsin(np.sqrt(np.minimum(square, 1)))
