"""Zones of an agreement: drawn, taken from outlines or files, and joined; each made once."""

import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache, reduce
from typing import Any, Final, NoReturn, cast

from truce.agreement.desk import Desk
from truce.agreement.faults import listed
from truce.agreement.page import Path
from truce.agreement.surface import ZoneText
from truce.where import Zone
from truce.where.drawing import Edges

#: Each way of drawing a zone: (keys it needs beside its own, keys it may have).
_WAYS: Final[Mapping[str, tuple[frozenset[str], frozenset[str]]]] = {
    "countries": (frozenset(), frozenset()),
    "geojson": (frozenset({"edges"}), frozenset({"edges", "accuracy_m"})),
    "line": (frozenset({"metres", "edges"}), frozenset({"metres", "edges"})),
    "point": (frozenset({"metres"}), frozenset({"metres"})),
    "union": (frozenset(), frozenset()),
    "intersection": (frozenset(), frozenset()),
    "difference": (frozenset(), frozenset()),
}
_JOINS: Final[Mapping[str, Callable[[Zone, Zone], Zone]]] = {
    "union": Zone.union,
    "intersection": Zone.intersection,
    "difference": Zone.difference,
}


@cache
def everywhere() -> Zone:
    """Return the zone `anywhere`, one object for all terms, so that it is asked only once."""
    return Zone.anywhere()


def place_zones(desk: Desk) -> None:
    """Put every zone of the file on the desk; what cannot be drawn is noted as a fault."""
    studio = _Studio(desk)
    for name in desk.page.names(("zones",)):
        studio.zone(name, ())


@dataclass(frozen=True, slots=True)
class _Studio:
    """Makes zones, first those that others are joined of."""

    desk: Desk
    failed: set[str] = field(default_factory=set[str])

    def zone(self, name: str, above: tuple[str, ...]) -> Zone | None:
        """Return the zone of a name, or null; `above` are the zones that it is to be part of."""
        if name in self.desk.zones or name in self.failed:
            return self.desk.zones.get(name)
        path = ("zones", name)
        text = self.desk.sheet.piece(ZoneText, path)
        way = self._way(path) if text and not self.desk.sheet.within(path) else None
        made = self._made(text, way, path, (*above, name)) if text and way else None
        if made is None:
            self.failed.add(name)
        else:
            self.desk.zones[name] = made
        return made

    def _way(self, path: Path) -> str | None:
        """Return the one way in which the zone is drawn; null, with a fault, if not one."""
        page, faults = self.desk.page, self.desk.faults
        keys = set(page.names(path))
        ways = [way for way in _WAYS if way in keys]
        if len(ways) != 1:
            found = f"in {len(ways)} ways, {listed(ways, 'and')}" if ways else "in no way"
            hint = f"Give it one of {listed(_WAYS.keys())}."
            faults.add(page.at(path), f"The zone `{path[-1]}` is drawn {found}.", hint)
            return None
        needs, may = _WAYS[ways[0]]
        for key in sorted(needs - keys):
            hint = str(ZoneText.model_fields[key].description)
            faults.add(page.at(path), f"The zone `{path[-1]}` needs `{key}`.", hint)
        for key in sorted(keys - may - {ways[0]}):
            message = f"`{key}` has no meaning beside `{ways[0]}`."
            faults.add(page.key((*path, key)), message, "Leave it out.")
        return ways[0] if needs <= keys else None

    def _made(self, text: ZoneText, way: str, path: Path, chain: tuple[str, ...]) -> Zone | None:
        if way in _JOINS:
            return self._joined(way, (*path, way), chain)
        at, attempt = self.desk.page.at((*path, way)), self.desk.faults.attempt
        edges: Edges = text.edges or "planar"
        if way == "countries":
            return self._countries((*path, way))
        if way == "line":
            return attempt(at, Zone.buffer, text.line or [], text.metres or 0, edges)
        if way == "point":
            lon, lat = text.point or (0, 0)
            return attempt(at, Zone.disc, lon, lat, text.metres or 0)
        drawn = self.desk.file_at((*path, way))
        if drawn is None:
            return None
        return attempt(at, _from_file, str(text.geojson), drawn, edges, text.accuracy_m or 0.0)

    def _countries(self, path: Path) -> Zone | None:
        codes = list(self.desk.entries(path))
        found = [self.desk.faults.attempt(at, _country, code) for code, at in codes]
        drawn = [zone for zone in found if zone is not None]
        return reduce(Zone.union, drawn) if drawn and len(drawn) == len(codes) else None

    def _joined(self, way: str, path: Path, chain: tuple[str, ...]) -> Zone | None:
        parts = [self._part(name, path, index, chain) for index, name in self._named(path)]
        drawn = [zone for zone in parts if zone is not None]
        if not drawn or len(drawn) < len(parts):
            return None
        made = reduce(_JOINS[way], drawn)
        if made.shape.is_empty and not made.complement:
            message = f"Nothing is left of the zone `{path[-2]}`: its parts leave no area."
            self.desk.faults.add(self.desk.page.at(path), message)
            return None
        return made

    def _named(self, path: Path) -> Iterator[tuple[int, str]]:
        yield from enumerate(word for word, _ in self.desk.entries(path))

    def _part(self, name: str, path: Path, index: int, chain: tuple[str, ...]) -> Zone | None:
        listed_there = isinstance(self.desk.page.get(path), list)
        at = self.desk.page.at((*path, index) if listed_there else path)
        if name in chain:
            ring = " -> ".join([*chain[chain.index(name) :], name])
            message = f"The zone `{name}` is made of itself: {ring}."
            self.desk.faults.add(at, message, "Break the ring.")
            return None
        return self.zone(name, chain) if self.desk.known("zones", name, at) else None


@cache
def _country(code: str) -> Zone:
    from truce import outlines  # noqa: PLC0415 - the outlines are large, and few files need them

    land = outlines.country(code, "recognised")
    try:
        return Zone.polygon(land, "planar", outlines.ACCURACY_M, name=code)
    except ValueError as fault:
        raise ValueError(f"The outline of `{code}` cannot be a zone: {fault}") from None


def _from_file(name: str, text: str, edges: Edges, accuracy_m: float) -> Zone:
    try:
        held = json.loads(text, parse_constant=_not_finite)
        shapes = list(_geometries(held))
    except (ValueError, RecursionError) as fault:
        raise ValueError(f"`{name}` is not GeoJSON: {fault}") from None
    if not shapes:
        raise ValueError(f"`{name}` holds no area. A zone needs Polygons")
    try:
        drawn = [Zone.polygon(shape, edges, accuracy_m) for shape in shapes]
    except ValueError as fault:
        raise ValueError(f"`{name}`: {fault}") from None
    return reduce(Zone.union, drawn)


def _geometries(held: object) -> Iterator[Mapping[str, Any]]:
    """Yield the geometries of a GeoJSON collection, feature or geometry."""
    if not isinstance(held, dict):
        raise ValueError("it is no object with a `type`")
    part = cast("dict[str, Any]", held)
    if part.get("type") == "FeatureCollection":
        features = part.get("features")
        for feature in cast("list[object]", features) if isinstance(features, list) else ():
            yield from _geometries(feature)
    elif part.get("type") == "Feature":
        yield from _geometries(part.get("geometry"))
    else:
        yield part


def _not_finite(word: str) -> NoReturn:
    raise ValueError(f"{word} is no number of a place")
