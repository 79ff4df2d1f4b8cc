"""The data file beside this module: lines stored once, areas as lists of lines."""

from __future__ import annotations

import gzip
import json
from dataclasses import dataclass
from importlib.resources import files
from typing import TypedDict, cast

import numpy as np
import shapely
from numpy.typing import NDArray
from shapely.geometry.base import BaseGeometry

Points = NDArray[np.float64]
Ring = list[int]


class AreaRecord(TypedDict):
    """One area as it stands in the file."""

    de_facto: str
    recognised: str | None
    claimed_by: list[str]
    polygons: list[list[Ring]]


class File(TypedDict):
    """The content of the file."""

    format: str
    licence: str
    made_from: list[str]
    scale: list[float]
    translate: list[float]
    error_m: dict[str, int]
    names: dict[str, str]
    areas: list[AreaRecord]
    arcs: list[list[int]]


@dataclass(frozen=True)
class Area:
    """A piece of land that every choice of boundaries gives to one owner as a whole.

    `de_facto` is its holder; `recognised` is None where the other states are divided;
    `claimed_by` is empty where it is not in dispute. Neighbours share the very same numbers.
    """

    de_facto: str
    recognised: str | None
    claimed_by: tuple[str, ...]
    geometry: shapely.MultiPolygon


class World:
    """The content of the file as shapes."""

    def __init__(self) -> None:
        file = read_file()
        lines = _lines(file)
        self.names: dict[str, str] = file["names"]
        self.areas: tuple[Area, ...] = tuple(_area(record, lines) for record in file["areas"])
        self._tree = shapely.STRtree([area.geometry for area in self.areas])

    def at(self, lon: float, lat: float) -> list[Area]:
        """The areas that a point lies in or on the edge of."""
        point = shapely.Point(lon, lat)
        found: list[int] = self._tree.query(point, predicate="intersects").tolist()
        return [self.areas[i] for i in sorted(found)]

    def land(self, bbox: tuple[float, float, float, float]) -> shapely.MultiPolygon:
        """All land in a box (west, south, east, north)."""
        box = shapely.box(*bbox)
        found: list[int] = sorted(self._tree.query(box).tolist())
        return _polygons(
            shapely.union_all([shapely.intersection(self.areas[i].geometry, box) for i in found])
        )

    def merged(self, areas: list[Area]) -> shapely.MultiPolygon:
        """Several areas as one, without the borders between them."""
        if len(areas) == 1:
            return areas[0].geometry
        return _polygons(shapely.union_all([area.geometry for area in areas]))


def read_file() -> File:
    """The file, unpacked."""
    packed = files(__package__ or "").joinpath("outlines.json.gz").read_bytes()
    return cast("File", json.loads(gzip.decompress(packed)))


def _area(record: AreaRecord, lines: list[Points]) -> Area:
    parts = [[_points(ring, lines) for ring in rings] for rings in record["polygons"]]
    shape = shapely.MultiPolygon([(shell, holes) for shell, *holes in parts])
    return Area(record["de_facto"], record["recognised"], tuple(record["claimed_by"]), shape)


def _lines(file: File) -> list[Points]:
    scale, translate = np.array(file["scale"]), np.array(file["translate"])
    steps = (np.array(arc).reshape(-1, 2) for arc in file["arcs"])
    return [np.cumsum(step, axis=0) * scale + translate for step in steps]


def _points(ring: Ring, lines: list[Points]) -> Points:
    """The points of a ring: a line's number, or the complement of it for the way back."""
    parts = [lines[i] if i >= 0 else lines[~i][::-1] for i in ring]
    return np.vstack([parts[0], *(part[1:] for part in parts[1:])])


def _polygons(shape: BaseGeometry) -> shapely.MultiPolygon:
    """The polygons in a geometry; where a box only touches land there are lines and points too."""
    parts = shapely.get_parts(shape)
    return shapely.MultiPolygon([part for part in parts if isinstance(part, shapely.Polygon)])
