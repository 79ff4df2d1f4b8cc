"""What makes a drawn zone unusable, said so that whoever drew it can mend it.

Each check raises ValueError and returns nothing.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import shapely

if TYPE_CHECKING:
    from shapely.geometry.base import BaseGeometry

    from truce.where.geodesy import Floats

LARGEST_M = 1_000_000.0


def check_edges(edges: str) -> None:
    """Edges must be planar or geodesic."""
    if edges not in ("planar", "geodesic"):
        raise ValueError(
            f'Edges are either "planar" or "geodesic", not "{edges}": planar edges are straight '
            "on a map in degrees, geodesic edges are the shortest way over the ground."
        )


def check_coordinates(points: Floats) -> None:
    """Every (lon, lat) must be a number and on earth."""
    if not np.isfinite(points).all():
        raise ValueError("A coordinate of the zone is missing or not a number.")
    bad = (np.abs(points[:, 0]) > 180) | (np.abs(points[:, 1]) > 90)
    if bad.any():
        lon, lat = points[np.flatnonzero(bad)[0]]
        raise ValueError(
            f"The point {lon:g}, {lat:g} is not on earth: longitude comes first and lies between "
            "-180 and 180, latitude second and between -90 and 90. Coordinates of a projected map "
            "must be turned into degrees (WGS 84) first."
        )


def check_turn(points: Floats) -> None:
    """No edge may run more than half round the earth: it was meant to cross 180 degrees."""
    jump = np.abs(np.diff(points[:, 0])) > 180
    jump &= ~((np.abs(points[:-1, 1]) == 90) & (points[:-1, 1] == points[1:, 1]))
    if jump.any():
        at = np.flatnonzero(jump)[0]
        raise ValueError(
            f"An edge runs from {spot(*points[at])} to {spot(*points[at + 1])}, more than half "
            "round the earth. If the zone crosses the 180 degree meridian, cut it there and give "
            "both parts as one MultiPolygon; if it is that wide, add a point in between."
        )


def check_area(drawn: BaseGeometry, when: str = "") -> None:
    """The outline must be valid and enclose something."""
    reason = shapely.is_valid_reason(drawn)
    if reason != "Valid Geometry":
        raise ValueError(
            f"The outline of the zone does not enclose an area cleanly{when}: {reason} (in "
            "brackets: longitude and latitude). Redraw it there so that it nowhere crosses or runs "
            "back over itself."
        )
    if drawn.is_empty or drawn.area == 0:
        raise ValueError("The zone is empty: its outline encloses no area.")


def check_radius(metres: float, what: str) -> None:
    """A disc or buffer must have a size for which its outline is known well."""
    if not 0 < metres <= LARGEST_M:
        raise ValueError(
            f"The {what} must be more than 0 and at most {LARGEST_M:,.0f} metres, not {metres:g}."
        )


def check_meridian(points: Floats, what: str) -> None:
    """A drawn outline must not run over a pole or the 180 degree meridian."""
    if np.abs(points[:, 0]).max() > 180:
        raise ValueError(
            f"{what} crosses the 180 degree meridian. Give it as a MultiPolygon cut there in two."
        )
    if np.abs(points[:, 1]).max() > 89.9:
        raise ValueError(f"{what} comes too close to a pole of the earth. Give it as a polygon.")


def spot(lon: float, lat: float) -> str:
    """A place in words."""
    return f"longitude {lon:g}, latitude {lat:g}"
