"""Which sites are near which incidents, in metres on the WGS 84 ellipsoid."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from truce.where.batches import in_batches
from truce.where.cells import cell_of, grid, painted, spread
from truce.where.geodesy import CHORD_LIMIT_M, arc, chord_m, distance_m, ecef, places

if TYPE_CHECKING:
    from collections.abc import Iterator

    from numpy.typing import ArrayLike, NDArray

    from truce.where.cells import Grid
    from truce.where.geodesy import Floats

    Ints = NDArray[np.int64]

_SMALLEST_M = 50.0


class _Places(NamedTuple):
    """Incidents or sites: where, earth-centred (sites only), and how far they reach, metres."""

    lon: Floats
    lat: Floats
    xyz: Floats
    reach_m: Floats

    def only(self, rows: Ints | slice) -> _Places:
        return _Places(*(part[rows] for part in self))


def pairs_in_reach(  # noqa: PLR0913, PLR0917 - two sets of places, three columns each
    lon: ArrayLike,
    lat: ArrayLike,
    radius_m: ArrayLike,
    site_lon: ArrayLike,
    site_lat: ArrayLike,
    site_reach_m: ArrayLike,
) -> tuple[Ints, Ints, Floats]:
    """Index of incident, index of site and metres apart, sorted by incident, then site.

    A pair is in reach when its centres are no further apart than `radius_m` of the incident (one
    number, or one each) and `site_reach_m` of the site together. NaN and infinity are in no pair.
    Pairs within 1 cm of the limit may fall on either side of it.
    """
    lon_, lat_ = places(lon, lat)
    radius = np.broadcast_to(np.asarray(radius_m, np.float64), lon_.shape)
    s_lon, s_lat = places(site_lon, site_lat)
    reach = np.broadcast_to(np.asarray(site_reach_m, np.float64), s_lon.shape)
    sites = _Places(s_lon, s_lat, ecef(s_lon, s_lat), reach)
    incidents = _Places(lon_, lat_, lon_, radius)
    found = [
        part
        for rows, most_m in _radius_classes(radius)
        for chosen, size_m in _reach_classes(reach + most_m, s_lon)
        for part in _found(incidents, rows, _Table.of(grid(size_m), sites, chosen, most_m))
    ]
    return _joined(found)


def _radius_classes(radius_m: Floats) -> list[tuple[Ints | None, float]]:
    """Rows of like radius with their largest; None stands for all rows."""
    if radius_m.size == 0:
        return []
    if radius_m.strides == (0,) or radius_m.min() == radius_m.max():
        return [(None, float(radius_m[0]))]
    with np.errstate(all="ignore"):
        power = np.ceil(np.log2(np.maximum(radius_m, _SMALLEST_M)))
    return [
        (rows := np.flatnonzero(power == p), float(radius_m[rows].max()))
        for p in np.unique(power[np.isfinite(power)])
    ]


def _reach_classes(limit_m: Floats, lon: Floats) -> Iterator[tuple[Ints, float]]:
    """Sites of like limit with a size of cell that suits them."""
    left = np.flatnonzero(np.isfinite(lon) & (limit_m >= 0) & np.isfinite(limit_m))
    while left.size:
        near = limit_m[left] <= 16 * max(float(limit_m[left].min()), _SMALLEST_M)
        chosen, left = left[near], left[~near]
        typical = float(np.sqrt(np.mean(limit_m[chosen] ** 2)))
        yield chosen, max(typical * 0.75, _SMALLEST_M)


def _found(incidents: _Places, rows: Ints | None, table: _Table) -> list[tuple[Ints, Ints, Floats]]:
    def batch(part: slice) -> tuple[Ints, Ints, Floats]:
        if rows is not None:
            near, site, metres = table.lookup(incidents.only(rows[part]))
            return rows[part][near], site, metres
        near, site, metres = table.lookup(incidents.only(part))
        return near + part.start, site, metres

    return in_batches(batch, len(incidents.lon) if rows is None else len(rows))


class _Table(NamedTuple):
    """Sites by cell. Cells share slots, which only adds candidates: the distance decides."""

    cells: Grid
    starts: Ints
    site: Ints
    sites: _Places

    @classmethod
    def of(cls, cells: Grid, sites: _Places, chosen: Ints, most_m: float) -> _Table:
        lon, lat, _, reach_m = sites.only(chosen)
        cell, which = painted(cells, lon, lat, reach_m + most_m)
        slots = 1 << max(10, (4 * len(cell)).bit_length())
        packed = (cell & (slots - 1)) * len(chosen) + which
        packed.sort()
        packed = packed[np.diff(packed, prepend=-1) > 0]
        slot, which = np.divmod(packed, len(chosen))
        starts = np.zeros(slots + 1, np.int64)
        np.cumsum(np.bincount(slot, minlength=slots), out=starts[1:])
        return cls(cells, starts, chosen[which], sites)

    def lookup(self, incidents: _Places) -> tuple[Ints, Ints, Floats]:
        slot = cell_of(self.cells, incidents.lon, incidents.lat) & (len(self.starts) - 2)
        start = self.starts[slot]
        count = self.starts[slot + 1] - start
        some = np.flatnonzero(count)
        xyz = ecef(incidents.lon[some], incidents.lat[some])
        run, step = spread(count[some])
        site = self.site[start[some][run] + step]
        chord, row = chord_m(xyz[run], self.sites.xyz[site]), some[run]
        keep = chord <= incidents.reach_m[row] + self.sites.reach_m[site]
        return self._measured(incidents, row[keep], site[keep], chord[keep])

    def _measured(
        self, incidents: _Places, row: Ints, site: Ints, chord: Floats
    ) -> tuple[Ints, Ints, Floats]:
        metres, far = arc(chord), chord > CHORD_LIMIT_M
        if far.any():
            a, b = incidents.only(row[far]), self.sites.only(site[far])
            metres[far] = distance_m(a.lon, a.lat, b.lon, b.lat)
        keep = metres <= incidents.reach_m[row] + self.sites.reach_m[site]
        return row[keep], site[keep], metres[keep]


def _joined(found: list[tuple[Ints, Ints, Floats]]) -> tuple[Ints, Ints, Floats]:
    if not found:
        return np.empty(0, np.int64), np.empty(0, np.int64), np.empty(0)
    incident, site, metres = (np.concatenate(part) for part in zip(*found, strict=True))
    place = incident * (site.max(initial=0) + 1) + site
    if (np.diff(place) > 0).all():
        return incident, site, metres
    order = np.argsort(place)
    return incident[order], site[order], metres[order]
