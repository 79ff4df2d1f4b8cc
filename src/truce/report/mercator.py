"""A flat sheet for a small map: Web Mercator, cut to where the incidents are."""

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

#: Radius of the sphere on which the map is drawn, metres; drawing only, never for a distance.
_RADIUS_M: Final = 6_371_008.8
#: Width of a sheet in its own units; its height follows, between these shares of the width.
WIDTH: Final = 600.0
_LOWEST, _HIGHEST = 0.5, 1.05
_MARGIN: Final = 0.08
#: The narrowest stretch of land that a sheet shows, in degrees of longitude.
_NARROWEST: Final = 1.5
_POLE: Final = 84.0


@dataclass(frozen=True, slots=True)
class Sheet:
    """A map sheet: the projected corner, units per projected radian, and its height in units."""

    west: float
    north: float
    scale: float
    height: float

    def point(self, lon: float, lat: float) -> tuple[float, float]:
        """Return a place on the sheet: x to the right, y downward, in its units."""
        return (math.radians(lon) - self.west) * self.scale, (self.north - _up(lat)) * self.scale

    def length(self, metres: float, lat: float) -> float:
        """Return a length at a latitude in units of the sheet."""
        return metres / _RADIUS_M / math.cos(math.radians(lat)) * self.scale

    def box(self) -> tuple[float, float, float, float]:
        """Return west, south, east, north in degrees."""
        east, south = self.west + WIDTH / self.scale, self.north - self.height / self.scale
        return math.degrees(self.west), _down(south), math.degrees(east), _down(self.north)

    @property
    def middle(self) -> float:
        """Return the latitude of the sheet's middle, degrees."""
        return _down(self.north - self.height / self.scale / 2)


def sheet(places: Sequence[tuple[float, float]]) -> Sheet:
    """Return the sheet that shows all places (lon, lat; at least one) with a margin around them."""
    lons, lats = zip(*places, strict=True)
    west, east = _wide(math.radians(min(lons)), math.radians(max(lons)), math.radians(_NARROWEST))
    south, north = _up(min(lats)), _up(max(lats))
    tall = (north - south) * (1 + 2 * _MARGIN)
    if tall > (east - west) * _HIGHEST:
        west, east = _wide(west, east, tall / _HIGHEST)
    tall = min(max(tall, (east - west) * _LOWEST), (east - west) * _HIGHEST)
    scale = WIDTH / (east - west)
    return Sheet(west, (south + north) / 2 + tall / 2, scale, round(tall * scale, 1))


def _wide(west: float, east: float, least: float) -> tuple[float, float]:
    half = max((east - west) * (0.5 + _MARGIN), least / 2)
    middle = (west + east) / 2
    return middle - half, middle + half


def _up(lat: float) -> float:
    return math.asinh(math.tan(math.radians(max(-_POLE, min(_POLE, lat)))))


def _down(up: float) -> float:
    return math.degrees(math.atan(math.sinh(up)))


def fanned(points: Iterable[tuple[float, float]], apart: float) -> list[tuple[float, float]]:
    """Return the points with those that fall on one another fanned out in a spiral, `apart` units.

    The first of each stays in its place; the order of the points decides, so it must be fixed.
    """
    met: dict[tuple[int, int], int] = {}
    moved: list[tuple[float, float]] = []
    for x, y in points:
        cell = (round(x), round(y))
        n = met[cell] = met.get(cell, -1) + 1
        reach, angle = apart * math.sqrt(n), n * _GOLDEN
        moved.append((x + reach * math.cos(angle), y + reach * math.sin(angle)))
    return moved


_GOLDEN: Final = math.pi * (3 - math.sqrt(5))


def round_length(metres: float) -> float:
    """Return the largest of 1, 2, 5 times a power of ten that is no longer than `metres`."""
    power = 10 ** math.floor(math.log10(metres))
    return power * max(step for step in (1, 2, 5) if step * power <= metres)
