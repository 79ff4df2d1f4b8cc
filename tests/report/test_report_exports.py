import csv
import io
import json
from dataclasses import replace
from pathlib import Path

import polars as pl
import pytest
import shapely

from tests.report import goldens, world
from truce.report import exports
from truce.report.exports import columns
from truce.tables import INCIDENTS
from truce.when import Moment

parquet = pytest.importorskip("pyarrow.parquet")
MARK = "<!-- columns -->"
DOCS = Path(__file__).parents[2] / "docs" / "exports.md"


@pytest.fixture(scope="module")
def view():
    return world.view()


def rows(content: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"))))


def test_csv_is_as_it_was(view):
    goldens.same("incidents.csv", exports.csv(view).decode())


def test_geojson_is_as_it_was(view):
    goldens.same("incidents.geojson", exports.geojson(view).decode())


def test_every_export_has_the_same_columns(view):
    names = [column.name for column in columns(view)]
    told = json.loads(exports.geojson(view))["features"]
    table = parquet.read_table(io.BytesIO(exports.geoparquet(view)))
    assert list(rows(exports.csv(view))[0]) == names
    assert all(list(feature["properties"]) == names for feature in told)
    assert table.column_names == [*names, "geometry"]


def test_every_export_has_the_same_cells(view):
    told = [f["properties"] for f in json.loads(exports.geojson(view))["features"]]
    frame = pl.read_parquet(io.BytesIO(exports.geoparquet(view))).drop("geometry")
    assert frame.equals(exports.table(view))
    for ours, theirs in zip(rows(exports.csv(view)), told, strict=True):
        for name, cell in ours.items():
            value = theirs[name]
            if isinstance(value, bool):
                value = str(value).lower()
            assert cell == ("" if value is None else str(value)), name


def test_one_row_per_incident_with_a_word_for_every_verdict(view):
    table = exports.table(view)
    assert table["incident"].to_list() == [row["incident"] for row in view.rows]
    for reading in view.readings:
        verdicts = table[f"verdict_{reading.id}"]
        assert verdicts.null_count() == 0
        assert set(verdicts) <= {"violation", "undetermined", "not_covered"}


def test_a_verdict_that_is_missing_is_undetermined(view):
    without = world.view(verdicts=view.verdicts.filter(pl.col("reading") != "betaland-text"))
    assert set(exports.table(without)["verdict_betaland-text"]) == {"undetermined"}


def test_every_row_names_its_source_rows(view):
    first = rows(exports.csv(view))[0]
    assert first["source_rows"] == "reports:W01;reports:W13"


# --------------------------------------------------------------------------------------- GeoJSON


def test_points_stand_longitude_first_and_a_missing_place_is_null():
    told = world.records().with_columns(
        pl.when(pl.col("source_row") != "W02").then("lon").alias("lon")
    )
    features = json.loads(exports.geojson(world.view(told=told)))["features"]
    points = {f["properties"]["source_rows"]: f["geometry"] for f in features}
    assert points["reports:W02"] is None
    assert points["reports:W03"] == {"type": "Point", "coordinates": [-9.0, 28.4]}
    assert all(f["type"] == "Feature" and f["id"].startswith("inc_") for f in features)


# ------------------------------------------------------------------------------------ GeoParquet


def test_geoparquet_says_where_its_geometry_is(view):
    file = parquet.ParquetFile(io.BytesIO(exports.geoparquet(view)))
    geo = json.loads(file.metadata.metadata[b"geo"])
    assert geo == {
        "version": "1.1.0",
        "primary_column": "geometry",
        "columns": {
            "geometry": {
                "encoding": "WKB",
                "geometry_types": ["Point"],
                "bbox": [-13.9, 26.1, -6.5, 29.7],
            }
        },
    }


def test_geoparquet_points_are_the_places(view):
    table = parquet.read_table(io.BytesIO(exports.geoparquet(view))).to_pylist()
    for row in table:
        point = shapely.from_wkb(row["geometry"])
        assert (point.x, point.y) == (row["lon"], row["lat"])


def test_a_case_without_places_is_still_geoparquet():
    told = world.records().with_columns(lon=pl.lit(None, pl.Float64))
    file = parquet.ParquetFile(io.BytesIO(exports.geoparquet(world.view(told=told))))
    assert "bbox" not in json.loads(file.metadata.metadata[b"geo"])["columns"]["geometry"]


def test_exports_are_the_same_bytes_twice(view):
    for export in (exports.csv, exports.geojson, exports.geoparquet):
        assert export(view) == export(world.view())


# ------------------------------------------------------------------------------------------- CSV


@pytest.mark.parametrize("sign", ["=", "+", "-", "@", "\t", "\r", "\n", "＝", "＠"])
def test_no_cell_can_be_taken_for_a_formula(sign):
    evil = f"{sign}cmd|' /C calc'!A0"
    told = world.records().with_columns(
        pl.lit(evil).alias(c) for c in ("place", "admin1", "object")
    )
    for row in rows(exports.csv(world.view(told=told)))[1:]:
        assert row["place"] == f"'{evil}".replace("\r\n", "\n")
        assert row["lon"].startswith("-")


def test_an_apostrophe_of_the_source_is_not_lost():
    told = world.records().with_columns(place=pl.lit("'=1+1"))
    assert rows(exports.csv(world.view(told=told)))[3]["place"] == "''=1+1"


def test_a_byte_order_mark_only_if_asked(view):
    assert exports.csv(view, bom=True) == b"\xef\xbb\xbf" + exports.csv(view)


def test_text_with_quotes_commas_and_lines_comes_back():
    told = world.records().with_columns(place=pl.lit('a "b", c\nd; Київ'))
    assert rows(exports.csv(world.view(told=told)))[3]["place"] == 'a "b", c\nd; Київ'


# ------------------------------------------------------------------------------------------ docs


def documented() -> str:
    """Return the table of columns as docs/exports.md has it."""
    kinds = {str(Moment): "UTC instant", "Float64": "number", "Int64": "whole number"}
    kinds["Boolean"] = "true or false"
    verdict = replace(columns(world.view())[-1], name="verdict_<reading>")
    lines = (
        f"| `{c.name}` | {kinds.get(str(c.dtype), 'text')} | {c.meaning} | {c.null or 'never'} |"
        for c in (*INCIDENTS.columns, exports.ROWS, verdict)
    )
    return "\n".join(["| column | type | meaning | empty means |", "|---|---|---|---|", *lines])


def test_the_documented_columns_are_those_of_the_code():
    page = DOCS.read_text("utf-8")
    before, _, rest = page.partition(MARK)
    _, _, after = rest.partition(MARK)
    goldens.file(DOCS, f"{before}{MARK}\n{documented()}\n{MARK}{after}")
