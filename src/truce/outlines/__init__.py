"""World outlines in which land in dispute is a third class.

Every ready-made base map takes a side: it gives land in dispute to one state or to another. Here
such land is a piece of its own, with its claimants and its holder, and the reader of a map chooses
how it is shown: `boundaries="disputed"` (the default: it belongs to no country and is drawn
dashed), `"de-facto"` (to its holder) or `"recognised"` (to the state in whose recognised territory
it lies). All three cover the same land. Coordinates are WGS 84 longitude and latitude in degrees,
edges are planar. Countries are ISO 3166-1 alpha-2 codes; a few codes from the range that ISO
leaves to users (X*) stand for holders of land that have no code. What the file is made of and what
it cannot tell is in the README beside this module.
"""

from __future__ import annotations

from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import cache
from typing import TYPE_CHECKING, Final, Literal, get_args

if TYPE_CHECKING:
    from collections.abc import Iterable

    from shapely import MultiPolygon

    from truce.outlines._file import Area, World

__all__ = [
    "ACCURACY_M",
    "Boundaries",
    "Disputed",
    "countries",
    "country",
    "disputed",
    "land",
    "names",
    "where_is",
]

Boundaries = Literal["disputed", "de-facto", "recognised"]
"""How land in dispute is shown: as a third class, with its holder, or with the recognised state."""

ACCURACY_M: Final = 4200
"""Metres within which 99 % of the length of the outlines lies of the same source's 1:10m lines.

A point nearer than this to a border or coast may be on its other side. Outlines are for maps and
for orientation, never for a verdict.
"""


@dataclass(frozen=True, slots=True)
class Disputed:
    """Land in dispute: where, who claims it (sorted codes), who holds it (a code)."""

    geometry: MultiPolygon
    claimed_by: tuple[str, ...]
    held_by: str


def countries(boundaries: Boundaries = "disputed") -> dict[str, MultiPolygon]:
    """The land of every country by its code, sorted; countries never overlap.

    A country all of whose land is in dispute has no entry under `"disputed"`. Under `"recognised"`
    land whose recognition divides the other states is in no country; see `disputed`.
    """
    return dict(_countries(_checked(boundaries)))


def disputed(boundaries: Boundaries = "disputed") -> list[Disputed]:
    """The pieces of land that belong to no country under this choice; none under `"de-facto"`."""
    return [
        Disputed(area.geometry, area.claimed_by, area.de_facto)
        for area in _world().areas
        if _owner(area, _checked(boundaries)) is None
    ]


def country(code: str, boundaries: Boundaries = "disputed") -> MultiPolygon:
    """The land of one country.

    Raises ValueError, naming the nearest valid code, where there is none under this choice.
    """
    found = _countries(_checked(boundaries))
    if code not in found:
        raise ValueError(_no_outline(code, boundaries, found))
    return found[code]


def names() -> dict[str, str]:
    """Code -> English display name of every code that occurs under any choice, sorted by code."""
    return dict(_world().names)


def where_is(lon: float, lat: float, boundaries: Boundaries = "disputed") -> str:
    """The code of the country in which a point lies, or "disputed", or "sea".

    On a common border the answer is "disputed" if one side is, else the first code. Lakes are
    land. Within `ACCURACY_M` of a border or coast the answer is not certain.
    """
    _check_place(lon, lat)
    owners = [_owner(area, _checked(boundaries)) for area in _world().at(lon, lat)]
    if not owners:
        return "sea"
    known = sorted(owner for owner in owners if owner is not None)
    return known[0] if len(known) == len(owners) else "disputed"


def land(bbox: tuple[float, float, float, float]) -> MultiPolygon:
    """All land in the box (west, south, east, north; degrees) as one geometry, whoever owns it."""
    return _world().land(bbox)


def _checked(boundaries: Boundaries) -> Boundaries:
    if boundaries not in get_args(Boundaries):
        choices = ", ".join(repr(choice) for choice in get_args(Boundaries))
        raise ValueError(f"boundaries is {boundaries!r}; it must be one of {choices}.")
    return boundaries


def _check_place(lon: float, lat: float) -> None:
    if not (-180 <= lon <= 180 and -90 <= lat <= 90):
        raise ValueError(
            f"({lon}, {lat}) is not a place: longitude comes first, from -180 to 180 degrees, "
            "then latitude, from -90 to 90."
        )


def _no_outline(code: str, boundaries: Boundaries, found: Iterable[str]) -> str:
    what = f"No outline for {code!r} with boundaries={boundaries!r}"
    elsewhere = [b for b in get_args(Boundaries) if code in _countries(b)]
    if elsewhere:
        choices = " or ".join(f"boundaries={b!r}" for b in elsewhere)
        return f"{what}: all its land is in dispute or held by others. It has one with {choices}."
    near = _nearest(code, found)
    return f"{what}. The nearest valid code is {near!r} ({_world().names[near]})."


def _nearest(text: str, found: Iterable[str]) -> str:
    """The code that comes closest: by its letters and initials, a longer text by its name."""

    def likeness(code: str) -> tuple[float, str]:
        name = _world().names[code]
        initials = "".join(letter for letter in name if letter.isupper())
        words = {2: (code, initials), 3: (initials, name[:3])}.get(len(text), (name,))
        ratios = (SequenceMatcher(None, text.upper(), word.upper()).ratio() for word in words)
        return (-max(ratios), code)

    return min(found, key=likeness)


def _owner(area: Area, boundaries: Boundaries) -> str | None:
    """The code of the country to which a choice gives an area; None where it stays in dispute."""
    if boundaries == "disputed":
        return None if area.claimed_by else area.de_facto
    return area.de_facto if boundaries == "de-facto" else area.recognised


@cache
def _countries(boundaries: Boundaries) -> dict[str, MultiPolygon]:
    groups: dict[str, list[Area]] = {}
    for area in _world().areas:
        owner = _owner(area, boundaries)
        if owner is not None:
            groups.setdefault(owner, []).append(area)
    return {code: _world().merged(areas) for code, areas in sorted(groups.items())}


@cache
def _world() -> World:
    # shapely is slow to import, and most of what imports this module asks for no outline
    from truce.outlines._file import World  # noqa: PLC0415

    return World()
