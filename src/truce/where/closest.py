"""The nearest site of each incident, in metres on the WGS 84 ellipsoid."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from truce.where.batches import in_batches
from truce.where.geodesy import CHORD_LIMIT_M, arc, chord_m, distance_m, ecef, places

if TYPE_CHECKING:
    from numpy.typing import ArrayLike, NDArray
    from scipy.spatial import cKDTree

    from truce.where.geodesy import Floats

    Ints = NDArray[np.int64]

_FEW = 400_000


def nearest(
    lon: ArrayLike, lat: ArrayLike, site_lon: ArrayLike, site_lat: ArrayLike, within_m: float
) -> tuple[Ints, Floats]:
    """Index of the nearest site and metres to it; -1 and NaN where none is within `within_m`.

    Of sites at exactly the same distance the first counts. Sites are ranked by their straight
    distance through the earth, which up to 100 km agrees with the geodesic to 1.3 cm.
    """
    lon_, lat_ = places(lon, lat)
    sites = _Sites.of(*places(site_lon, site_lat))
    if not len(sites.number):
        return np.full(lon_.shape, -1, np.int64), np.full(lon_.shape, np.nan)
    tree = None if len(lon_) * len(sites.number) <= _FEW else tree_of(sites.xyz)
    parts = in_batches(
        lambda part: sites.nearest(tree, lon_[part], lat_[part], within_m), len(lon_)
    )
    site, metres = zip(*parts, strict=True) if parts else ([np.empty(0, np.int64)], [np.empty(0)])
    return np.concatenate(site), np.concatenate(metres)


def tree_of(xyz: Floats) -> cKDTree:
    """A k-d tree of earth-centred points."""
    from scipy.spatial import cKDTree  # noqa: PLC0415 - takes half a second, and few rows need none

    return cKDTree(xyz)


def visiting_order(lon: Floats, lat: Floats) -> tuple[Ints, Ints]:
    """Rows that are places, neighbours together, and for each the number of its coordinate.

    Numbers rise along the order; equal coordinates share one (rarely they get two).
    """
    rows = np.flatnonzero(np.isfinite(lon))
    band = ((lat[rows] + 90) * 20).astype(np.int64) << 36
    order = rows[np.argsort(band + ((lon[rows] + 180) * 1e8).astype(np.int64))]
    a, b = lon[order], lat[order]
    new = (a[1:] != a[:-1]) | (b[1:] != b[:-1])
    return order, np.concatenate([np.zeros(min(1, len(order)), np.int64), np.cumsum(new)])


class _Sites(NamedTuple):
    """Distinct places of sites: the first site at each, and where."""

    number: Ints
    lon: Floats
    lat: Floats
    xyz: Floats

    @classmethod
    def of(cls, lon: Floats, lat: Floats) -> _Sites:
        order, group = visiting_order(lon, lat)
        first = np.full(group.max(initial=-1) + 1, len(lon))
        np.minimum.at(first, group, order)
        index = np.sort(first)
        return cls(index, lon[index], lat[index], ecef(lon[index], lat[index]))

    def nearest(
        self, tree: cKDTree | None, lon: Floats, lat: Floats, within_m: float
    ) -> tuple[Ints, Floats]:
        site, metres = np.full(len(lon), -1, np.int64), np.full(len(lon), np.nan)
        order, group = visiting_order(lon, lat)
        here = order[np.diff(group, prepend=-1) > 0]
        points = ecef(lon[here], lat[here])
        spot, chord = self._each(points) if tree is None else _asked(tree, points, within_m, 2)
        away, far = arc(chord), np.flatnonzero((chord > CHORD_LIMIT_M) & (chord <= within_m))
        there = spot[far]
        away[far] = distance_m(lon[here[far]], lat[here[far]], self.lon[there], self.lat[there])
        near = away <= within_m
        site[order] = np.where(near, self.number[spot], -1)[group]
        metres[order] = np.where(near, away, np.nan)[group]
        return site, metres

    def _each(self, points: Floats) -> tuple[Ints, Floats]:
        chord = chord_m(points[:, None], self.xyz)
        spot = chord.argmin(axis=1)
        return spot, chord[np.arange(len(spot)), spot]


def _asked(tree: cKDTree, points: Floats, within_m: float, count: int) -> tuple[Ints, Floats]:
    """The first of the nearest spots and the chord to it; where none is in reach, infinity."""
    reach = np.nextafter(within_m, np.inf)
    answer = tree.query(points, k=count, distance_upper_bound=reach)
    chord, spot = np.asarray(answer[0]), np.asarray(answer[1])
    first, best = spot[:, 0], chord[:, 0]
    tied = np.flatnonzero((chord[:, 1] == best) & np.isfinite(best))
    if tied.size:
        level = chord[tied] == best[tied, None]
        first[tied] = np.where(level, spot[tied], tree.n).min(axis=1)
        if level[:, -1].any() and count < tree.n:
            first[tied] = _asked(tree, points[tied], within_m, count * 4)[0]
    return np.minimum(first, tree.n - 1), best
