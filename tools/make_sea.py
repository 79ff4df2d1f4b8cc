"""Build `cases/energy-2025/zones/black-sea.geojson`: the Black Sea and the Sea of Azov as zones.

Run from the repository root; it needs npm and the network, and takes a few seconds:

    python tools/make_sea.py

The sea is what Natural Earth's 1:10,000,000 land (public domain, through npm `world-atlas`) leaves
free. It ends at the northern mouth of the Bosporus, 41.2° N. The Sea of Azov takes in the Kerch
Strait and ends where the strait does, on the line from Cape Takil to Cape Panagia; the two share
that line exactly, so that their union has no gap. River mouths and lagoons that are open to the
sea at this scale belong to it.
"""

from __future__ import annotations

import json
import sys
import tempfile
from pathlib import Path
from typing import Any

import numpy as np
import shapely
from make_outlines import distances, rounded
from natural_earth import PACKAGES, Floats, areas_in, decode, fetch, polygon, read_topology
from natural_earth import grid_of as grid_of_topology
from shapely.geometry.base import BaseGeometry

TARGET = Path("cases/energy-2025/zones/black-sea.geojson")
BOX = (26.5, 40.5, 42.5, 47.6)
INSIDE = {"Black Sea": (34.0, 43.5), "Sea of Azov": (36.8, 46.0)}
BOSPORUS = (28.9, 40.5, 29.3, 41.2)
# the ends lie on land on both sides, so that the line closes the strait
KERCH = [(36.30, 45.06), (36.45, 45.10), (36.63, 45.13), (36.85, 45.16)]
TOLERANCE_DEG = 0.0025
DECIMALS = 4
# Measured once against the OpenStreetMap shoreline of npm @geo-maps/earth-coastlines-100m 0.6.0
# (ODbL, so nothing of it is in the file): half of the edge lies within 0.7 km of it, 90 % within
# this. What lies farther is mostly lagoons and river mouths, which that shoreline leaves out.
SHORE_M = 4000


def land() -> BaseGeometry:
    """All 1:10m land in the box, in degrees."""
    with tempfile.TemporaryDirectory() as folder:
        topology = read_topology(fetch("world-atlas", Path(folder)) / "land-10m.json")
    arcs, grid = decode(topology), grid_of_topology(topology)
    parts = [
        polygon(rings, arcs, 360 / grid.scale[0])
        for feature in topology["objects"]["land"]["geometries"]
        for rings in feature["arcs"]
        if meets_box([grid.degrees(arcs[i if i >= 0 else ~i]) for i in rings[0]])
    ]
    degrees = [shapely.transform(part, grid.degrees) for part in parts]
    return shapely.intersection(shapely.union_all(degrees), shapely.box(*BOX))


def meets_box(lines: list[Floats]) -> bool:
    """Whether lines come near the box; spares the work on the rest of the world."""
    lon, lat = np.vstack(lines).T
    west, south, east, north = BOX
    return bool(lon.min() < east and lon.max() > west and lat.min() < north and lat.max() > south)


def seas(ground: BaseGeometry) -> list[BaseGeometry]:
    """The seas of `INSIDE`, in its order."""
    water = shapely.difference(shapely.box(*BOX), ground)
    water = shapely.difference(water, shapely.box(*BOSPORUS))
    cut = shapely.union_all([water.boundary, shapely.LineString(KERCH)])
    faces = shapely.get_parts(shapely.polygonize(shapely.get_parts(cut).tolist()))
    points = [shapely.Point(place) for place in INSIDE.values()]
    return [next(face for face in faces if face.contains(point)) for point in points]


def simplified(shapes: list[BaseGeometry]) -> list[BaseGeometry]:
    """Fewer points and decimals; the common line stays common."""
    grid = 10.0**-DECIMALS
    small = shapely.coverage_simplify(shapes, TOLERANCE_DEG)
    out = [shapely.set_precision(shape, grid) for shape in small]
    if not (shapely.coverage_is_valid(out) and all(s.geom_type == "Polygon" for s in out)):
        sys.exit("the simplified seas overlap or fall apart")
    return out


def lines_of(shapes: list[BaseGeometry]) -> list[Floats]:
    """Every ring of the shapes."""
    return [
        shapely.get_coordinates(ring)
        for shape in shapes
        for part in areas_in(shape)
        for ring in shapely.get_parts(shapely.boundary(part))
    ]


def error_m(small: list[BaseGeometry], full: list[BaseGeometry]) -> int:
    """Hausdorff distance in metres between the simplified and the full edges."""
    a, b = lines_of(small), lines_of(full)
    there = distances(dense(a), b, 0.0005).max()
    back = distances(dense(b), a, 0.0005).max()
    return rounded(max(there, back))


def dense(lines: list[Floats]) -> Floats:
    """Points at most 0.005° apart."""
    shapes = [shapely.segmentize(shapely.LineString(line), 0.005) for line in lines]
    return np.vstack([shapely.get_coordinates(shape) for shape in shapes])


def feature(name: str, shape: BaseGeometry, error: int) -> dict[str, Any]:
    """One sea as a GeoJSON feature."""
    return {
        "type": "Feature",
        "properties": {
            "name": name,
            "source": f"Natural Earth 1:10m land, npm world-atlas {PACKAGES['world-atlas'][0]}",
            "licence": "public domain",
            "edges": "planar",
            "accuracy_m": SHORE_M,
            "simplified_m": error,
        },
        "geometry": shapely.geometry.mapping(shapely.orient_polygons(shape)),
    }


def main() -> None:
    """Build and write the file."""
    full = seas(land())
    small = simplified(full)
    error = error_m(small, full)
    features = [feature(name, shape, error) for name, shape in zip(INSIDE, small, strict=True)]
    content = {"type": "FeatureCollection", "features": features}
    text = json.dumps(content, separators=(",", ":")) + "\n"
    TARGET.parent.mkdir(parents=True, exist_ok=True)
    TARGET.write_text(text, encoding="utf-8")
    sys.stderr.write(f"{TARGET}: {len(text):,} bytes, {error} m from the full lines\n")


if __name__ == "__main__":
    main()
