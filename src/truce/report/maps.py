"""Maps as SVG: the same land and discs once, then one sheet of glyphs per reading."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

import shapely
from markupsafe import Markup
from shapely.geometry.base import BaseGeometry

from truce import kleene, outlines
from truce.report.mercator import WIDTH, Sheet, fanned, round_length, sheet
from truce.report.view import Row, View

#: Half the width of a glyph, and the step of the fan, in units of the sheet: small map, large map.
SMALL: Final = 7.5
LARGE: Final = 4.5
_STEP: Final = 2.1
#: A country is named if its land on the sheet is at least this wide and high, in units.
_NAMED: Final = 46.0
#: A disc of a larger radius, in units, is drawn as its rim alone: its shade would cover the map.
_BROAD: Final = 100.0
_HOLLOW: Final = ' class="br"'


@dataclass(frozen=True, slots=True)
class Place:
    """An incident's centre on the sheet and the radius of its disc, null if not known."""

    incident: str
    x: float
    y: float
    radius: float | None


@dataclass(frozen=True, slots=True)
class Atlas:
    """A sheet, the places on it in order, and what is drawn once for all its maps."""

    sheet: Sheet
    places: tuple[Place, ...]
    land: Markup
    labels: Markup
    scale: Markup
    disputes: tuple[str, ...]

    @property
    def box(self) -> str:
        """Return the view box."""
        return f"0 0 {WIDTH:g} {self.sheet.height:g}"


def atlas(view: View, listed: Sequence[Row]) -> Atlas | None:
    """Return the atlas of the incidents listed; null if none has a place."""
    rows = [row for row in listed if row["lon"] is not None and row["lat"] is not None]
    if not rows:
        return None
    chart = sheet([_lonlat(row) for row in rows])
    clips = _Clips(chart)
    choice = view.options.boundaries
    countries = {code: clips.clip(g) for code, g in outlines.countries(choice).items()}
    disputed = [(d, clips.clip(d.geometry)) for d in outlines.disputed(choice)]
    seen = [(d, land) for d, land in disputed if not land.is_empty]
    return Atlas(
        sheet=chart,
        places=tuple(_place(chart, row) for row in rows),
        land=_land(clips, countries.values(), [land for _, land in seen]),
        labels=_labels(clips, countries),
        scale=_scale(chart),
        disputes=tuple(sorted({_claims(d) for d, _ in seen})),
    )


def _lonlat(row: Row) -> tuple[float, float]:
    return float(str(row["lon"])), float(str(row["lat"]))


def _place(chart: Sheet, row: Row) -> Place:
    lon, lat = _lonlat(row)
    x, y = chart.point(lon, lat)
    radius = row["radius_m"]
    drawn = chart.length(radius, lat) if isinstance(radius, float) else None
    return Place(str(row["incident"]), x, y, drawn)


class _Clips:
    """Cuts shapes to a sheet and draws them."""

    def __init__(self, chart: Sheet) -> None:
        self._chart = chart
        west, south, east, north = chart.box()
        rim = (east - west) / 50
        self._box = shapely.box(west - rim, south - rim, east + rim, north + rim)

    def clip(self, shape: BaseGeometry) -> BaseGeometry:
        return shape.intersection(self._box)

    def rings(self, shape: BaseGeometry) -> Iterator[list[tuple[float, float]]]:
        for part in shapely.get_parts(shape):
            if part.geom_type == "Polygon":
                for ring in shapely.get_rings(part):
                    yield [self._chart.point(lon, lat) for lon, lat in ring.coords]

    def path(self, shapes: Iterable[BaseGeometry]) -> str:
        return "".join(_ring(ring) for shape in shapes for ring in self.rings(shape))

    def middle(self, shape: BaseGeometry) -> tuple[float, float]:
        at = shape.representative_point()
        return self._chart.point(at.x, at.y)


def _ring(points: Sequence[tuple[float, float]]) -> str:
    rounded = [f"{x:.1f} {y:.1f}" for x, y in points]
    kept = [p for n, p in enumerate(rounded[:-1]) if n == 0 or p != rounded[n - 1]]
    return f"M{' '.join(kept)}z" if len(kept) > 2 else ""


def _land(clips: _Clips, countries: Iterable[BaseGeometry], disputed: list[BaseGeometry]) -> Markup:
    drawn = Markup('<path class="lnd" d="{}"/>').format(clips.path(countries))
    if dashed := clips.path(disputed):
        drawn += Markup('<path class="dsp" d="{}"/>').format(dashed)
    return drawn


def _labels(clips: _Clips, countries: dict[str, BaseGeometry]) -> Markup:
    names, said = outlines.names(), Markup("")
    for code, land in countries.items():
        points = [point for ring in clips.rings(land) for point in ring]
        if points and min(_extent(points)) >= _NAMED:
            x, y = clips.middle(land)
            said += Markup('<text x="{}" y="{}">{}</text>').format(
                f"{x:.0f}", f"{y:.0f}", names.get(code, code)
            )
    return said


def _extent(points: Sequence[tuple[float, float]]) -> tuple[float, float]:
    xs, ys = zip(*points, strict=True)
    return max(xs) - min(xs), max(ys) - min(ys)


def _scale(chart: Sheet) -> Markup:
    """Return a scale bar that is right at the middle of the sheet."""
    unit = chart.length(1.0, chart.middle)
    metres = round_length(WIDTH / 4 / unit)
    foot = chart.height - 14
    side = "N" if chart.middle >= 0 else "S"
    words = f"{metres / 1000:g} km at {abs(chart.middle):.0f}° {side}"
    bar = Markup('<path class="sb" d="M14 {}v5h{}v-5"/><text x="18" y="{}">{}</text>')
    return bar.format(f"{foot:.1f}", f"{metres * unit:.1f}", f"{foot - 3:.1f}", words)


def _claims(piece: outlines.Disputed) -> str:
    names = outlines.names()
    return " and ".join(sorted(names.get(code, code) for code in piece.claimed_by))


def discs(places: Iterable[Place]) -> Markup:
    """Return the discs of uncertainty, to scale; equal ones are drawn once."""
    drawn = dict.fromkeys(
        f'<circle{_HOLLOW if p.radius > _BROAD else ""} cx="{p.x:.1f}" cy="{p.y:.1f}"'
        f' r="{p.radius:.1f}"/>'
        for p in places
        if p.radius is not None
    )
    return Markup("".join(drawn))  # noqa: S704 - made of numbers only


def glyphs(view: View, places: Sequence[Place], reading: str) -> Markup:
    """Return the glyphs of one reading: one path for each verdict."""
    at = fanned(((p.x, p.y) for p in places), SMALL * _STEP)
    drawn: dict[str, str] = dict.fromkeys(reversed(kleene.VERDICTS), "")
    for place, (x, y) in zip(places, at, strict=True):
        verdict = view.judged[place.incident].get(reading, kleene.UNDETERMINED)
        drawn[verdict] += _SHAPES[verdict](x, y, SMALL)
    return _paths((_CLASSES[verdict], d) for verdict, d in drawn.items())


def dots(view: View, places: Sequence[Place]) -> Markup:
    """Return a mark per incident: full where readings part, empty where all judge alike."""
    at = fanned(((p.x, p.y) for p in places), LARGE * _STEP)
    same, parted = "", ""
    for place, (x, y) in zip(places, at, strict=True):
        if view.differs(place.incident):
            parted += _circle(x, y, LARGE)
        else:
            same += _circle(x, y, LARGE)
    return _paths((("ds", same), ("dd", parted)))


def _paths(drawn: Iterable[tuple[str, str]]) -> Markup:
    parts = (Markup('<path class="{}" d="{}"/>').format(name, d) for name, d in drawn if d)
    return Markup("").join(parts)


def _diamond(x: float, y: float, r: float) -> str:
    return f"M{x:.1f} {y - r:.1f}l{r} {r}-{r} {r}-{r}-{r}z"


def _square(x: float, y: float, r: float) -> str:
    side = round(r * 1.6, 1)
    return f"M{x - side / 2:.1f} {y - side / 2:.1f}h{side}v{side}h-{side}z"


def _circle(x: float, y: float, r: float) -> str:
    r = round(r * 0.9, 1)
    return f"M{x - r:.1f} {y:.1f}a{r} {r} 0 1 0 {2 * r:g} 0a{r} {r} 0 1 0-{2 * r:g} 0z"


_SHAPES = {
    kleene.VIOLATION: _diamond,
    kleene.UNDETERMINED: _square,
    kleene.NOT_COVERED: _circle,
}
_CLASSES: Final = {kleene.VIOLATION: "mv", kleene.UNDETERMINED: "mu", kleene.NOT_COVERED: "mn"}
