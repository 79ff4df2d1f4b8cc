"""From what people draw to a checked polygon whose edges are straight in degrees."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

import numpy as np
import shapely
from shapely.geometry import shape as from_geojson
from shapely.geometry.base import BaseGeometry

from truce.where.checks import check_area, check_coordinates, check_edges, check_turn
from truce.where.drawing import GRID_DEG, Edges, geodesic

if TYPE_CHECKING:
    from collections.abc import Callable

EMPTY = shapely.MultiPolygon()


def polygon(geometry: Mapping[str, Any] | BaseGeometry, edges: Edges) -> BaseGeometry:
    """The checked Polygon or MultiPolygon, its geodesic edges followed within 5 mm.

    Raises ValueError with a sentence on what is wrong and where, if it cannot be a zone.
    """
    check_edges(edges)
    flat = shapely.force_2d(_read(geometry))  # pyright: ignore[reportUnknownMemberType]
    drawn = _polygonal(flat)
    check_coordinates(shapely.get_coordinates(drawn))
    for ring in shapely.get_rings(shapely.get_parts(drawn)):
        check_turn(shapely.get_coordinates(ring))
    check_area(drawn)
    if edges == "planar":
        return drawn
    bent = shapely.MultiPolygon([_bent(part) for part in shapely.get_parts(drawn)])
    check_area(bent, " once its edges follow the shortest way over the ground")
    return bent


def combine(
    operation: Callable[..., BaseGeometry], first: BaseGeometry, second: BaseGeometry
) -> BaseGeometry:
    """The area that a shapely set operation makes of two; lines and points left over are none."""
    made = operation(first, second, grid_size=GRID_DEG)
    areas = [part for part in shapely.get_parts(made) if part.geom_type == "Polygon"]
    return shapely.MultiPolygon(areas)


def _read(geometry: Mapping[str, Any] | BaseGeometry) -> BaseGeometry:
    if isinstance(geometry, BaseGeometry):
        return geometry
    kind = geometry.get("type")
    if kind in ("Feature", "FeatureCollection"):
        raise ValueError(
            f"A zone must be a bare GeoJSON geometry, and this is a {kind}: "
            'give what stands under its "geometry".'
        )
    try:
        return from_geojson(dict(geometry))
    except Exception as error:
        raise ValueError(
            f"This is not a GeoJSON geometry that can be read ({error}). A zone looks like "
            '{"type": "Polygon", "coordinates": [[[lon, lat], [lon, lat], ...]]}.'
        ) from error


def _polygonal(drawn: BaseGeometry) -> BaseGeometry:
    if drawn.is_empty:
        raise ValueError("The zone is empty: its outline has no points.")
    if drawn.geom_type not in ("Polygon", "MultiPolygon"):
        raise ValueError(
            f"A zone must be a Polygon or MultiPolygon, and this is a {drawn.geom_type}. "
            "Draw the closed outline of the area; for a line, state a buffer in metres."
        )
    return drawn


def _bent(part: shapely.Polygon) -> shapely.Polygon:
    shell, *holes = (geodesic(np.asarray(ring.coords)) for ring in _rings(part))
    return shapely.Polygon(shell, holes)


def _rings(part: shapely.Polygon) -> list[shapely.LinearRing]:
    return [part.exterior, *part.interiors]
