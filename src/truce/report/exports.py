"""The incidents for other programs: CSV, GeoJSON and GeoParquet with the same columns.

One row per incident, in the order of the report: the columns of the incidents table, the rows it
was made of, and for each reading one column `verdict_<reading>`, a word in every row. What null
(an empty cell in CSV) means is said per column in docs/exports.md.
"""

import io
import json
import struct
from typing import Final

import polars as pl

from truce.kleene import UNDETERMINED, VERDICTS
from truce.report.view import View
from truce.tables import INCIDENTS, Column
from truce.when import Moment

#: A text cell that begins so could be run as a formula by a spreadsheet; an apostrophe goes before.
#: Those that have one already get another, so that taking one off gives the text back.
_FORMULA: Final = r"^'*[=+\-@\t\r\n＝＋－＠]"
_INSTANT: Final = "%Y-%m-%dT%H:%M:%SZ"

ROWS: Final = Column("source_rows", pl.String, "the records behind it, as `source:row`, `;` joined")


def columns(view: View) -> list[Column]:
    """Return the columns of every export, in order."""
    return [*INCIDENTS.columns, ROWS, *(_verdict(reading.id) for reading in view.readings)]


def _verdict(reading: str) -> Column:
    meaning = f"verdict under the reading: {', '.join(f'`{verdict}`' for verdict in VERDICTS)}"
    return Column(f"verdict_{reading}", pl.String, meaning)


def table(view: View) -> pl.DataFrame:
    """Return the export as a frame: words for verdicts and evidence, UTC instants for moments."""
    order = ("moment_start_utc", "moment_end_utc", "incident")
    frame = view.incidents.sort(order, nulls_last=True).with_columns(
        pl.col("evidence").cast(pl.String)
    )
    frame = frame.join(_rows(view), on="incident", how="left", maintain_order="left")
    verdicts = (
        pl.Series(
            f"verdict_{reading.id}",
            [view.judged[i].get(reading.id, UNDETERMINED) for i in frame["incident"]],
            dtype=pl.String,
        )
        for reading in view.readings
    )
    return frame.with_columns(*verdicts).select(column.name for column in columns(view))


def _rows(view: View) -> pl.DataFrame:
    told = view.members.join(view.records.select("record", "source", "source_row"), on="record")
    name = pl.format("{}:{}", "source", "source_row")
    return told.group_by("incident").agg(name.sort().str.join(";").alias(ROWS.name))


def csv(view: View, *, bom: bool = False) -> bytes:
    """Return UTF-8 CSV; `bom` puts a byte order mark first, which some spreadsheets need.

    Text that a spreadsheet could take for a formula gets an apostrophe before it.
    """
    text = pl.col(pl.String)
    safe = pl.when(text.str.contains(_FORMULA)).then(pl.lit("'") + text).otherwise(text)
    frame = _written(table(view)).with_columns(safe.name.keep())
    return frame.write_csv(include_bom=bom).encode("utf-8")


def _written(frame: pl.DataFrame) -> pl.DataFrame:
    """Return the frame with instants as text and numbers that are none as null."""
    return frame.with_columns(
        pl.col(Moment).dt.strftime(_INSTANT), pl.col(pl.Float64).fill_nan(None)
    )


def geojson(view: View) -> bytes:
    """Return a GeoJSON feature collection (RFC 7946), one feature a line.

    A feature is the centre of an incident's disc, `radius_m` its radius; its geometry is null where
    the place is not known. Properties are the columns of every export.
    """
    features = (
        {
            "type": "Feature",
            "id": row["incident"],
            "geometry": _point(row["lon"], row["lat"]),
            "properties": row,
        }
        for row in _written(table(view)).to_dicts()
    )
    lines = (json.dumps(f, ensure_ascii=False, separators=(",", ":")) for f in features)
    body = ",\n".join(lines)
    return f'{{"type":"FeatureCollection","features":[\n{body}\n]}}\n'.encode()


def _point(lon: float | None, lat: float | None) -> dict[str, object] | None:
    if lon is None or lat is None:
        return None
    return {"type": "Point", "coordinates": [lon, lat]}


def geoparquet(view: View) -> bytes:
    """Return GeoParquet 1.1: the columns of every export, and `geometry`, points on WGS 84."""
    frame = table(view).with_columns(pl.col(pl.Float64).fill_nan(None))
    points = [_wkb(lon, lat) for lon, lat in frame.select("lon", "lat").iter_rows()]
    placed = frame.with_columns(pl.Series("geometry", points, dtype=pl.Binary))
    file = io.BytesIO()
    placed.write_parquet(file, metadata={"geo": json.dumps(_geo(frame), separators=(",", ":"))})
    return file.getvalue()


def _wkb(lon: float | None, lat: float | None) -> bytes | None:
    """Return a point as well-known binary: little endian, type 1, x, y."""
    return None if lon is None or lat is None else struct.pack("<BIdd", 1, 1, lon, lat)


def _geo(frame: pl.DataFrame) -> dict[str, object]:
    """Return the file's `geo` metadata (GeoParquet 1.1.0); without `crs` it is OGC:CRS84."""
    column: dict[str, object] = {"encoding": "WKB", "geometry_types": ["Point"]}
    placed = frame.drop_nulls(["lon", "lat"])
    if placed.height:
        west, south, east, north = (
            placed.select(
                pl.col("lon").min(),
                pl.col("lat").min(),
                pl.col("lon").max().alias("east"),
                pl.col("lat").max().alias("north"),
            )
        ).row(0)
        column["bbox"] = [west, south, east, north]
    return {"version": "1.1.0", "primary_column": "geometry", "columns": {"geometry": column}}
