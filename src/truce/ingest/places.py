"""Coordinates and how far off they can be; a value that cannot be is unknown, never repaired."""

from typing import Final

import polars as pl

from truce.ingest.cells import FAULT, at_fault, cell, same
from truce.ingest.mapping import Map, Place
from truce.ingest.numbers import number

#: Half the way round the Earth, in metres: no disc is larger.
_FARTHEST_M: Final = 20_037_508.0


def place(raw: pl.DataFrame, form: Map) -> pl.DataFrame:
    """Return `lon`, `lat` (degrees) and `radius_m`, with faults for what cannot be used.

    Unknown are: what is off the Earth or no number, half a pair, and 0, 0, which stands in tables
    for a missing place. The radius is known only where the place is.
    """
    wanted = form.place
    if wanted is None:
        return raw.select()
    frame = raw.select(
        lon=number(raw, wanted.lon, form),
        lat=number(raw, wanted.lat, form),
        radius_m=_radius(raw, wanted, form),
        said=_said(raw, wanted.lon, wanted.lat),
        radius_said=_radius_said(raw, wanted),
    )
    why = _why_no_place()
    why_no_radius = _why_no_radius()
    known = why.is_null() & pl.col("said").is_not_null()
    return frame.select(
        *(pl.when(known).then(name).alias(name) for name in ("lon", "lat")),
        pl.when(known & why_no_radius.is_null()).then("radius_m").alias("radius_m"),
        at_fault(pl.col("said"), why).alias(FAULT + "lon"),
        at_fault(pl.col("radius_said"), why_no_radius).alias(FAULT + "radius_m"),
    )


def _said(raw: pl.DataFrame, *columns: str | None) -> pl.Expr:
    cells = [cell(raw, column) for column in columns]
    said = pl.concat_str(cells, separator=", ", ignore_nulls=True)
    return pl.when(said != "").then(said)


def _radius(raw: pl.DataFrame, wanted: Place, form: Map) -> pl.Expr:
    metres = {same(c): radius for c, radius in wanted.metres.items() if radius != "unknown"}
    return pl.coalesce(
        number(raw, wanted.radius_m, form),
        number(raw, wanted.radius_km, form) * 1000,
        _code(raw, wanted).replace_strict(metres, default=None, return_dtype=pl.Float64),
    )


def _code(raw: pl.DataFrame, wanted: Place) -> pl.Expr:
    return cell(raw, wanted.precision).str.to_lowercase()


def _radius_said(raw: pl.DataFrame, wanted: Place) -> pl.Expr:
    """Return the words for the radius, null too where they are a code for "no disc"."""
    no_disc = [same(code) for code, radius in wanted.metres.items() if radius == "unknown"]
    code = _code(raw, wanted)
    coded = pl.when(~code.is_in(no_disc)).then(code)
    return pl.coalesce(cell(raw, wanted.radius_m), cell(raw, wanted.radius_km), coded)


def _why_no_place() -> pl.Expr:
    lon, lat = pl.col("lon"), pl.col("lat")
    return (
        pl.when(pl.col("said").is_null())
        .then(None)
        .when(lon.is_null() | lat.is_null())
        .then(pl.lit("not a longitude and a latitude in degrees; the place stays unknown"))
        .when((lon.abs() > 180) | (lat.abs() > 90))
        .then(pl.lit("no place on Earth (longitude, latitude); the place stays unknown"))
        .when((lon == 0) & (lat == 0))
        .then(pl.lit("0, 0 stands in tables for a missing place; the place stays unknown"))
    )


def _why_no_radius() -> pl.Expr:
    radius = pl.col("radius_m")
    impossible = radius.is_null() | (radius < 0) | (radius > _FARTHEST_M)
    return pl.when(pl.col("radius_said").is_not_null() & impossible).then(
        pl.lit("not a radius that the map knows or that is possible; it stays unknown")
    )
