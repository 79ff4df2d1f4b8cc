"""Zones: areas that a text names, and on which side of them a blurred place lies."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property
from threading import Lock
from typing import TYPE_CHECKING, Any

import numpy as np
import polars as pl
import shapely

from truce.where import drawing
from truce.where.geodesy import places
from truce.where.outline import EMPTY, combine, polygon
from truce.where.sides import Area, border_m, sides

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from numpy.typing import ArrayLike, NDArray
    from shapely.geometry.base import BaseGeometry

    from truce.where.drawing import Edges

    Bools = NDArray[np.bool_]

_LOCK = Lock()


@dataclass(frozen=True)
class Zone:
    """An area on the WGS 84 ellipsoid, or with `complement` everything but that area.

    `shape` has edges straight in degrees; `accuracy_m` is how far its border may lie from the true
    one, in metres; `holds` names the areas that lie wholly in it, such as countries. Use the
    constructors: they check what was drawn.
    """

    shape: BaseGeometry
    complement: bool = False
    accuracy_m: float = 0.0
    holds: frozenset[str] = frozenset()

    @classmethod
    def anywhere(cls) -> Zone:
        """The zone of a term that names no place: all the earth, known place or not."""
        return cls(EMPTY, complement=True)

    @classmethod
    def disc(cls, lon: float, lat: float, radius_m: float) -> Zone:
        """All within `radius_m` metres of a place, drawn to 0.0005 % of the radius.

        Raises ValueError if the place is not on earth, or the disc meets a pole or 180 degrees.
        """
        return cls(*_drawn(drawing.disc(lon, lat, radius_m)))

    @classmethod
    def polygon(
        cls,
        geometry: Mapping[str, Any] | BaseGeometry,
        edges: Edges = "planar",
        accuracy_m: float = 0.0,
        name: str | None = None,
    ) -> Zone:
        """The area of a GeoJSON or shapely (multi)polygon, its border known to `accuracy_m` metres.

        With a `name` it is the whole of the area that records call so. Raises ValueError if it is
        not a clean area on earth, or runs across 180 degrees uncut.
        """
        if not 0 <= accuracy_m < np.inf:
            raise ValueError(f"The accuracy of a border is in metres, 0 or more: {accuracy_m:g}.")
        holds = frozenset[str]() if name is None else frozenset({name})
        return cls(polygon(geometry, edges), accuracy_m=float(accuracy_m), holds=holds)

    @classmethod
    def buffer(
        cls, line_coords: Sequence[Sequence[float]], metres: float, edges: Edges = "planar"
    ) -> Zone:
        """All within `metres` of a line of (lon, lat), drawn to 0.0005 % of that and 1 cm.

        Raises ValueError if the line is not on earth, or the buffer meets a pole or 180 degrees.
        """
        return cls(*_drawn(drawing.buffer(line_coords, metres, edges)))

    def union(self, other: Zone) -> Zone:
        """What lies in either. Borders inside the whole vanish, so a seam is certainly inside."""
        accuracy = max(self.accuracy_m, other.accuracy_m)
        if self.complement and other.complement:
            shape = combine(shapely.intersection, self.shape, other.shape)
        elif self.complement:
            shape = combine(shapely.difference, self.shape, other.shape)
        elif other.complement:
            shape = combine(shapely.difference, other.shape, self.shape)
        else:
            shape = combine(shapely.union, self.shape, other.shape)
        holds = self.holds | other.holds
        return Zone(shape, self.complement or other.complement, accuracy, holds)

    def intersection(self, other: Zone) -> Zone:
        """What lies in both; it may be nowhere."""
        both = self.inverse().union(other.inverse()).inverse()
        return replace(both, holds=self.holds & other.holds)

    def difference(self, other: Zone) -> Zone:
        """What lies in this zone and not in the other; it may be nowhere."""
        return self.inverse().union(other).inverse()

    def inverse(self) -> Zone:
        """Everything that does not lie in this zone."""
        return Zone(self.shape, not self.complement, self.accuracy_m)

    def within(
        self,
        lon: str | pl.Expr = "lon",
        lat: str | pl.Expr = "lat",
        radius_m: str | pl.Expr = "radius_m",
        area: str | None = None,
    ) -> pl.Expr:
        """Whether a disc of uncertainty lies in the zone, row by row.

        True: wholly inside; false: wholly outside; null: across the border (blurred by
        `accuracy_m`), or a value is null. Anywhere is true, and nowhere false, for every row.
        Where the column `area` names an area that the zone `holds`, a disc across the border is
        inside, and one wholly outside contradicts its own name: null.
        """
        drawn = self._drawn_within(lon, lat, radius_m)
        if area is None or not self.holds:
            return drawn
        named = pl.col(area).is_in(sorted(self.holds)).fill_null(False)
        unknown = pl.lit(None, dtype=pl.Boolean)
        return (
            pl.when(named & drawn.is_null())
            .then(True)
            .when(named & ~drawn)
            .then(unknown)
            .otherwise(drawn)
        )

    def _drawn_within(
        self, lon: str | pl.Expr, lat: str | pl.Expr, radius_m: str | pl.Expr
    ) -> pl.Expr:
        columns = [pl.col(c) if isinstance(c, str) else c for c in (lon, lat, radius_m)]
        if self.shape.is_empty:
            known = columns[0].is_null()
            return known | True if self.complement else known & False
        return pl.map_batches(columns, self._answer, return_dtype=pl.Boolean, is_elementwise=True)

    def test(self, lon: ArrayLike, lat: ArrayLike, radius_m: ArrayLike) -> tuple[Bools, Bools]:
        """Rows certainly inside and rows certainly outside; in neither, the place is too blurred.

        NaN counts as unknown. Within 1 cm of the limit a row may fall on either side of it.
        """
        limit = np.asarray(radius_m, np.float64) + self.accuracy_m
        lon_, lat_, limit = np.broadcast_arrays(*places(lon, lat), limit)
        inside, outside = np.zeros(lon_.shape, bool), np.ones(lon_.shape, bool)
        if not self.shape.is_empty:
            answers = sides(self._area, lon_.ravel(), lat_.ravel(), limit.ravel())
            inside, outside = (answer.reshape(lon_.shape) for answer in answers)
        return (outside, inside) if self.complement else (inside, outside)

    def border_m(self, lon: ArrayLike, lat: ArrayLike) -> NDArray[np.float64]:
        """Metres from places to the border as drawn, on either side of it; NaN for no border.

        Within 1 mm at 20 km and 2 cm at 100 km; from there to 10,000 km within 0.5 %.
        """
        lon_, lat_ = places(lon, lat)
        if self.shape.is_empty:
            return np.full(lon_.shape, np.nan)
        return border_m(self._area, lon_.ravel(), lat_.ravel()).reshape(lon_.shape)

    @cached_property
    def _area(self) -> Area:
        with _LOCK:
            return Area.of(self.shape)

    def _answer(self, columns: Sequence[pl.Series]) -> pl.Series:
        lon, lat, radius = (column.cast(pl.Float64).to_numpy() for column in columns)
        inside, outside = self.test(lon, lat, radius)
        answer = pl.Series(columns[0].name, inside)
        return answer.set(pl.Series(~(inside | outside)), None)

    def __reduce__(self) -> tuple[type[Zone], tuple[BaseGeometry, bool, float, frozenset[str]]]:
        return Zone, (self.shape, self.complement, self.accuracy_m, self.holds)


def _drawn(outline: tuple[BaseGeometry, float]) -> tuple[BaseGeometry, bool, float]:
    return outline[0], False, outline[1]
