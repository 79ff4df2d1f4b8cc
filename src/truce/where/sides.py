"""On which side of a border each disc of uncertainty lies, for many discs at once.

Three sieves, each exact in what it decides, so that few points pay for an exact distance: the box
of the zone, a small map of it with bounds for each cell, and the nearest piece of border. Whatever
a sieve leaves is measured. A row's answer never depends on the other rows.
"""

from __future__ import annotations

from threading import Lock
from typing import TYPE_CHECKING, NamedTuple

import numpy as np
import shapely

from truce.where.border import Border, curved
from truce.where.closest import visiting_order
from truce.where.geodesy import CHORD_LIMIT_M, EQUATOR_M, ecef

if TYPE_CHECKING:
    from _thread import LockType

    from numpy.typing import NDArray
    from shapely.geometry.base import BaseGeometry

    from truce.where.geodesy import Floats

    Bools = NDArray[np.bool_]
    Ints = NDArray[np.int64]

_DEGREE_M = 110_500.0  # one degree of latitude is longer than this everywhere
_LONGEST_DEGREE_M = 111_700.0  # and shorter than this
_MAP_FROM = 4096
_KNOWN_M = 10_000_000.0


class Area(NamedTuple):
    """A prepared polygon, its border (None: it has none) and box; its maps by size, made once."""

    shape: BaseGeometry
    border: Border | None
    box: tuple[float, float, float, float]
    maps: dict[int, _Map]
    drawing: LockType

    @classmethod
    def of(cls, shape: BaseGeometry) -> Area:
        """The area of a polygon that is not empty."""
        shapely.prepare(shape)
        # GEOS finishes preparing at the second question, and that is not safe in two threads.
        shapely.intersects_xy(shape, *np.repeat(shape.representative_point().coords, 2, axis=0).T)
        return cls(shape, Border.of(shape), shape.bounds, {}, Lock())


def sides(area: Area, lon: Floats, lat: Floats, limit_m: Floats) -> tuple[Bools, Bools]:
    """Wholly inside and wholly outside: the border is further away than `limit_m` metres.

    Neither where the border is nearer, or where a value is NaN.
    """
    known = np.isfinite(lon) & (limit_m >= 0)
    limit = _widened(limit_m)
    inside, outside = np.zeros(len(lon), bool), known
    rows = _in_box(area.box, lon, lat, limit)
    inner, clear = _by_map(area, lon[rows], lat[rows], limit[rows])
    inside[rows] = inner & clear & known[rows]
    outside[rows] &= clear & ~inner
    return inside, outside


def border_m(area: Area, lon: Floats, lat: Floats) -> Floats:
    """Metres from places to the border, on either side of it; NaN for no place or no border."""
    metres = np.full(lon.shape, np.nan)
    if area.border is not None:
        known = np.isfinite(lon)
        metres[known] = area.border.metres(ecef(lon[known], lat[known]))
    return metres


def _widened(limit_m: Floats) -> Floats:
    """Limits beyond 100 km and 0.5 %, which covers the distance's error; past 10,000 km, no end."""
    if not (limit_m > CHORD_LIMIT_M).any():
        return limit_m
    wide = np.where(limit_m > CHORD_LIMIT_M, limit_m * 1.005, limit_m)
    return np.where(limit_m > _KNOWN_M, np.inf, wide)


def _in_box(
    box: tuple[float, float, float, float], lon: Floats, lat: Floats, limit_m: Floats
) -> Ints:
    """Rows whose disc may reach the box: first by the largest disc, then by each row's own."""
    west, south, east, north = box
    most = float(np.fmax.reduce(limit_m, initial=0))
    pad = most / _DEGREE_M
    keep = (lat >= south - pad) & (lat <= north + pad)
    turn = _turn(most, max(abs(south), abs(north)) + pad)
    if west - turn >= -180 and east + turn <= 180:
        keep &= (lon >= west - turn) & (lon <= east + turn)
    rows = np.flatnonzero(keep)
    return rows[_reaches(box, lon[rows], lat[rows], limit_m[rows])]


def _turn(reach_m: float, lat: float) -> float:
    """Degrees of longitude that `reach_m` metres span at most, up to a latitude; 360 if all."""
    axis = EQUATOR_M * np.cos(np.radians(min(lat, 90)))
    return float(np.degrees(np.arcsin(reach_m / axis))) + 1e-9 if reach_m < axis else 360


def _reaches(
    box: tuple[float, float, float, float], lon: Floats, lat: Floats, limit_m: Floats
) -> Bools:
    """A degree of latitude and the plane of the box's nearest meridian bound the distance."""
    west, south, east, north = box
    pad = limit_m * (1 / _DEGREE_M)
    past = np.abs(lon - (west + east) / 2)
    past = np.clip(np.minimum(past, 360 - past) - (east - west) / 2, 0, 90)
    aside = EQUATOR_M * np.cos(np.radians(lat)) * np.sin(np.radians(past))
    return (lat >= south - pad) & (lat <= north + pad) & (aside <= limit_m)


def _by_map(area: Area, lon: Floats, lat: Floats, limit_m: Floats) -> tuple[Bools, Bools]:
    if len(lon) < _MAP_FROM or area.border is None:
        return _by_piece(area, lon, lat, limit_m)
    cells = _map(area, area.border, len(lon))
    cell = cells.cell_of(lon, lat)
    inner, clear = cells.inner[cell], limit_m < cells.low_m[cell]
    left = np.flatnonzero(~clear & ~(limit_m >= cells.high_m[cell]))
    inner[left], clear[left] = _by_piece(area, lon[left], lat[left], limit_m[left])
    return inner, clear


def _by_piece(area: Area, lon: Floats, lat: Floats, limit_m: Floats) -> tuple[Bools, Bools]:
    order, group = visiting_order(lon, lat)
    firsts = order[np.diff(group, prepend=-1) > 0]
    inner, clear = np.zeros(len(lon), bool), np.zeros(len(lon), bool)
    inner[order] = shapely.intersects_xy(area.shape, lon[firsts], lat[firsts])[group]
    if area.border is None:
        return inner, np.isfinite(lon)
    xyz, limit = ecef(lon[firsts], lat[firsts]), limit_m[order]
    near = area.border.near(xyz)
    far = curved(np.maximum(near - area.border.half_m, 0))[group] > limit
    left = np.flatnonzero(~far & (curved(near)[group] > limit))
    spots, back = np.unique(group[left], return_inverse=True)
    far[left] = area.border.metres(xyz[spots])[back] > limit[left]
    clear[order] = far
    return inner, clear


def _map(area: Area, border: Border, rows: int) -> _Map:
    """The map for so many rows. Sizes double, so that batches of one table share a map."""
    size = int(np.clip(2 ** round(np.log2(rows / 12) / 2), 16, 128))
    with area.drawing:
        if size not in area.maps:
            area.maps[size] = _Map.of(area, border, size)
    return area.maps[size]


class _Map(NamedTuple):
    """The box and its surroundings in cells: the side, and bounds of the metres to the border.

    The last cell stands for all that is off the map, where nothing is known.
    """

    west: float
    south: float
    wide: float
    high: float
    size: int
    inner: Bools
    low_m: Floats
    high_m: Floats

    @classmethod
    def of(cls, area: Area, border: Border, count: int) -> _Map:
        west, south, east, north = area.box
        wide, high = (east - west) * 1.25 / count, (north - south) * 1.25 / count
        west, south = west - wide * count / 10, south - high * count / 10
        steps = np.arange(count) + 0.5
        lon, lat = (part.ravel() for part in np.meshgrid(west + steps * wide, south + steps * high))
        on_earth = np.abs(lat) <= 90
        lat = np.where(on_earth, lat, 0)
        near, radius = border.near(ecef(lon, lat)), _cell_radius(lat, wide, high)
        low = curved(np.maximum(near - border.half_m - radius, 0))
        return cls(
            *(west, south, wide, high, count),
            np.append(shapely.intersects_xy(area.shape, lon, lat), False),
            np.append(np.where(on_earth, low, -np.inf), -np.inf),
            np.append(np.where(on_earth, curved(near + radius), np.inf), np.inf),
        )

    def cell_of(self, lon: Floats, lat: Floats) -> Ints:
        column = np.floor((lon - self.west) * (1 / self.wide)).astype(np.int64)
        row = np.floor((lat - self.south) * (1 / self.high)).astype(np.int64)
        off = (column < 0) | (row < 0) | (column >= self.size) | (row >= self.size)
        return np.where(off, self.size * self.size, row * self.size + column)


def _cell_radius(lat: Floats, wide: float, high: float) -> Floats:
    """Metres from the middle of a cell that no point of it exceeds."""
    lowest = np.maximum(np.abs(lat) - high / 2, 0)
    east = wide / 2 * _LONGEST_DEGREE_M * np.cos(np.radians(lowest))
    return np.hypot(east, high / 2 * _LONGEST_DEGREE_M) + 0.01
