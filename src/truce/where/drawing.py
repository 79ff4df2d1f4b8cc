"""Lines, discs and buffers drawn as outlines whose edges are straight in degrees.

Each says how far, in metres, the outline may be from what was meant.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

import numpy as np
import shapely

from truce.where.checks import (
    check_coordinates,
    check_edges,
    check_meridian,
    check_radius,
    check_turn,
    spot,
)
from truce.where.geodesy import MEAN_M, course, destination

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from numpy.typing import NDArray
    from shapely.geometry.base import BaseGeometry

    from truce.where.geodesy import Floats

    Ints = NDArray[np.int64]

Edges = Literal["planar", "geodesic"]

GRID_DEG = 1e-9  # 0.1 mm: outlines that share a border then meet without slivers
_PIECE_ERROR_M = 0.005
_STEP_DEG = 0.5
_HALF_SAGITTA = 4.76e-6  # half of 1 - cos(a quarter of a degree): the share of the radius
_PIECE_M = 400.0
_STRETCH_M = 2500.0


def planar(points: Floats, longest_m: float) -> Floats:
    """The line (n, 2), straight in degrees, with points added at most `longest_m` metres apart."""
    a, b = points[:-1], points[1:]
    flat = np.where(a[:, 1] * b[:, 1] < 0, 0, np.minimum(np.abs(a[:, 1]), np.abs(b[:, 1])))
    east, north = np.abs(b - a).T * 111_700
    length = np.hypot(east * np.cos(np.radians(flat)), north)
    edge, step, count = _steps(np.ceil(length / longest_m))
    return np.vstack([a[edge] + (b - a)[edge] * (step / count)[:, None], points[-1:]])


def geodesic(points: Floats) -> Floats:
    """The line (n, 2) with points added so that it keeps to the geodesic within 5 mm.

    An edge gets the same points whichever way it is run, so neighbours' shared edges stay shared.
    """
    a, b = points[:-1], points[1:]
    back = (a[:, 0] > b[:, 0]) | ((a[:, 0] == b[:, 0]) & (a[:, 1] > b[:, 1]))
    start, end = np.where(back[:, None], b, a), np.where(back[:, None], a, b)
    metres, azimuth = course(*start.T, *end.T)
    highest = np.maximum(np.abs(a[:, 1]), np.abs(b[:, 1])) + np.degrees(metres / 2 / MEAN_M)
    longest = np.sqrt(_PIECE_ERROR_M / np.maximum(_bow(1.0, highest), 1e-12))
    edge, step, count = _steps(np.ceil(metres / longest))
    share = np.where(back[edge], count - step, step) / count
    inner = _reach(start[edge], azimuth[edge], metres[edge] * share)
    return np.vstack([np.where(step[:, None] == 0, a[edge], inner), points[-1:]])


def disc(lon: float, lat: float, radius_m: float) -> tuple[BaseGeometry, float]:
    """The outline of all points within `radius_m` metres of a place, and its error in metres."""
    centre = np.array([[lon, lat]], float)
    check_coordinates(centre)
    check_radius(radius_m, "radius of a disc")
    what = f"The disc of {radius_m:g} m round {spot(lon, lat)}"
    top = abs(lat) + np.degrees(radius_m / 6_330_000)
    ring = _reach(centre, np.arange(0, 360, _STEP_DEG), radius_m * (1 + _HALF_SAGITTA))
    check_meridian(np.vstack([ring, [[lon, top]]]), what)
    return shapely.Polygon(ring), _arc_error(radius_m, ring)


def buffer(
    line: Sequence[Sequence[float]], metres: float, edges: Edges
) -> tuple[BaseGeometry, float]:
    """The outline of all points within `metres` of a line of (lon, lat), and its error in metres.

    Each stretch is widened in a plane that keeps distances and directions from its middle.
    """
    check_edges(edges)
    check_radius(metres, "width of a buffer")
    points = np.array([tuple(vertex)[:2] for vertex in line], float).reshape(-1, 2)
    check_coordinates(points)
    check_turn(points)
    moved = np.append(True, (np.diff(points, axis=0) != 0).any(axis=1))[: len(points)]
    if moved.sum() < 2:
        raise ValueError("A buffer needs a line of at least two different points (lon, lat).")
    path = geodesic(points[moved]) if edges == "geodesic" else points[moved]
    half = max(_STRETCH_M, metres / 4)
    parts = [_widened(stretch, metres) for stretch in _stretches(planar(path, _PIECE_M), half * 2)]
    check_meridian(shapely.get_coordinates(parts), f"The buffer of {metres:g} m")
    plane = metres * ((metres + half + _PIECE_M) / MEAN_M) ** 2 / 6
    error = _HALF_SAGITTA * metres + plane + 2 * _PIECE_ERROR_M
    return _without_slivers(shapely.union_all(parts), error), error


def _steps(count: Floats) -> tuple[Ints, Ints, Ints]:
    whole = np.maximum(count, 1).astype(np.int64)
    edge = np.repeat(np.arange(len(whole)), whole)
    step = np.arange(len(edge)) - np.repeat(np.cumsum(whole) - whole, whole)
    return edge, step, whole[edge]


def _bow(length_m: float, lat: Floats) -> Floats:
    """How far a line straight in degrees leaves the geodesic between its ends: L² tan(lat) / 8R."""
    return length_m * length_m * np.tan(np.radians(np.minimum(np.abs(lat), 89.9))) / (8 * MEAN_M)


def _arc_error(radius_m: float, points: Floats) -> float:
    bow = _bow(radius_m * np.radians(_STEP_DEG), points[:, 1])
    return _HALF_SAGITTA * radius_m + 1.1 * float(bow.max()) + 0.001


def _reach(start: Floats, azimuth: Floats, metres: Floats | float) -> Floats:
    """Points (n, 2) reached from `start`, without the jump at 180 degrees."""
    lon, lat = destination(start[:, 0], start[:, 1], azimuth, metres)
    turn = np.mod(lon - start[:, 0] + 180, 360) - 180
    return np.column_stack([_on_map(start[:, 0] + turn), lat])


def _on_map(lon: Floats) -> Floats:
    return np.where(np.abs(np.abs(lon) - 180) < 1e-9, np.copysign(180, lon), lon)


def _stretches(path: Floats, length_m: float) -> Iterator[Floats]:
    way = np.concatenate([[0], np.cumsum(course(*path[:-1].T, *path[1:].T)[0])])
    cuts = np.flatnonzero(np.diff((way[:-1] // length_m).astype(np.int64), prepend=-1))
    for first, last in zip(cuts, [*cuts[1:], len(path) - 1], strict=True):
        yield path[first : last + 1]


def _widened(path: Floats, metres: float) -> BaseGeometry:
    middle = path[len(path) // 2]
    away, azimuth = course(*np.broadcast_to(middle[:, None], (2, len(path))), *path.T)
    turn = np.radians(azimuth)
    flat = shapely.LineString(np.column_stack([away * np.sin(turn), away * np.cos(turn)]))
    wide = flat.buffer(metres * (1 + _HALF_SAGITTA), quad_segs=int(90 / _STEP_DEG))

    def back(plane: Floats) -> Floats:
        bearing = np.degrees(np.arctan2(plane[:, 0], plane[:, 1]))
        start = np.broadcast_to(middle, plane.shape)
        return _reach(start, bearing, np.hypot(plane[:, 0], plane[:, 1]))

    return shapely.transform(wide.segmentize(_PIECE_M), back)


def _without_slivers(drawn: BaseGeometry, width_m: float) -> BaseGeometry:
    """Holes narrower than the error are where two stretches do not quite meet."""
    return shapely.MultiPolygon(
        [
            shapely.Polygon(
                part.exterior,
                [
                    ring
                    for ring in part.interiors
                    if 2 * shapely.Polygon(ring).area / ring.length > width_m / 111_700
                ],
            )
            for part in shapely.get_parts(drawn)
        ]
    )
