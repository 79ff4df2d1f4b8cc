"""The border of a zone as a tree of short pieces: metres to it, exact on the ellipsoid."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np
import shapely

from truce.where.closest import tree_of
from truce.where.drawing import planar
from truce.where.geodesy import CHORD_LIMIT_M, MEAN_M, arc, chord_m, ecef

if TYPE_CHECKING:
    from numpy.typing import NDArray
    from scipy.spatial import cKDTree
    from shapely.geometry.base import BaseGeometry

    from truce.where.geodesy import Floats

    Ints = NDArray[np.int64]

_PIECE_M = 500.0
_SLACK_M = 0.01
_MANY = 4096
_FEW = 400_000


class Border:
    """Pieces of border (n, 2 ends, lon and lat), and the most a half of one is long, metres."""

    def __init__(self, ends: Floats) -> None:
        self._ends = ends
        self._middles = ecef(*ends.mean(axis=1).T)
        tips = (chord_m(ecef(*ends[:, i].T), self._middles) for i in (0, 1))
        self.half_m = max(float(tip.max()) for tip in tips) + _SLACK_M

    @classmethod
    def of(cls, shape: BaseGeometry) -> Border | None:
        """The border of a polygon; None if it has none, as the whole earth."""
        lines = [_pieces(line) for line in _lines(shape)]
        return cls(np.concatenate(lines)) if lines else None

    def near(self, xyz: Floats) -> Floats:
        """Chord to the nearest middle: the border is that far or up to `half_m` nearer."""
        if self._few(xyz):
            return chord_m(xyz[:, None], self._middles).min(axis=1)
        return np.asarray(self._tree.query(xyz, workers=-1 if len(xyz) > _MANY else 1)[0])

    def metres(self, xyz: Floats) -> Floats:
        """Metres from points to the border: within 1 mm at 20 km, 2 cm at 100 km, 0.5 % beyond."""
        row, piece = self._candidates(xyz)
        best = np.full(len(xyz), np.inf)
        np.minimum.at(best, row, self._gap(xyz[row], piece))
        return curved(best)

    def _candidates(self, xyz: Floats) -> tuple[Ints, Ints]:
        """Points and pieces of which the nearest must be one: its middle is half a piece behind."""
        near = self.near(xyz) + self.half_m
        if self._few(xyz):
            row, piece = np.nonzero(chord_m(xyz[:, None], self._middles) <= near[:, None])
            return row, piece
        found = [np.asarray(part, np.int64) for part in self._tree.query_ball_point(xyz, near)]
        row = np.repeat(np.arange(len(xyz)), [len(part) for part in found])
        return row, np.concatenate([np.empty(0, np.int64), *found])

    def _few(self, xyz: Floats) -> bool:
        return "_tree" not in vars(self) and len(xyz) * len(self._middles) <= _FEW

    @cached_property
    def _tree(self) -> cKDTree:
        return tree_of(self._middles)

    def _gap(self, xyz: Floats, piece: Ints) -> Floats:
        """Chords to pieces: the foot is found on the straight piece, then put on its true curve."""
        start, end = self._ends[piece, 0], self._ends[piece, 1]
        a, b = ecef(*start.T), ecef(*end.T)
        way = b - a
        share = np.einsum("ij,ij->i", xyz - a, way) / np.einsum("ij,ij->i", way, way)
        foot = start + np.clip(share, 0, 1)[:, None] * (end - start)
        return chord_m(xyz, ecef(*foot.T))


def curved(chord: Floats) -> Floats:
    """Metres along the earth of chords; from 100 km to 10,000 km within 0.5 %."""
    wide = 2 * MEAN_M * np.arcsin(np.minimum(chord / (2 * MEAN_M), 1))
    return np.where(chord <= CHORD_LIMIT_M, arc(chord), wide)


def _pieces(line: Floats) -> Floats:
    path = planar(line, _PIECE_M)
    ends = np.stack([path[:-1], path[1:]], axis=1)
    return ends[(ends[:, 0] != ends[:, 1]).any(axis=1)]


def _lines(shape: BaseGeometry) -> list[Floats]:
    """Edges that are border: not a pole drawn as a line, nor a seam where 180 meets -180."""
    lines: list[Floats] = []
    east: list[Floats] = []
    west: list[Floats] = []
    for ring in shapely.get_rings(shapely.get_parts(shape)):
        points = shapely.get_coordinates(ring)
        edges = np.stack([points[:-1], points[1:]], axis=1)
        side = np.where((np.abs(edges[..., 0]) == 180).all(axis=1), edges[:, 0, 0], 0)
        pole = (np.abs(edges[..., 1]) == 90).all(axis=1)
        east += list(edges[(side == 180) & ~pole])
        west += list(edges[(side == -180) & ~pole])
        lines += _runs(points, (side == 0) & ~pole)
    return lines + _unmatched(east, west)


def _runs(points: Floats, keep: NDArray[np.bool_]) -> list[Floats]:
    if keep.all():
        return [points]
    return [points[i : i + 2] for i in np.flatnonzero(keep)]


def _unmatched(east: list[Floats], west: list[Floats]) -> list[Floats]:
    if not east and not west:
        return []
    first, second = (
        shapely.union_all([shapely.LineString([(0, e[0, 1]), (0, e[1, 1])]) for e in edges])
        for edges in (east, west)
    )
    odd = shapely.get_parts(shapely.symmetric_difference(first, second))
    ends = [shapely.get_coordinates(part)[[0, -1], 1] for part in odd if not part.is_empty]
    return [np.column_stack([[180, 180], lat]) for lat in ends]
