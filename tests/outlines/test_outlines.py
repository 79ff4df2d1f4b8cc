"""The outlines take no side, have no seams, and are the file the tool made."""

import gzip
import hashlib
import json
import subprocess
import sys
from functools import cache
from importlib.resources import files
from itertools import combinations
from pathlib import Path

import pytest
import shapely

from truce import outlines
from truce.outlines import _file

ROOT = Path(__file__).parents[2]
SHARED = ROOT / "../shared/data/boundaries"
CONTENT = "ce930fb8b4bf46c1530fb122036c2636044683b59fdfa1210cdf594a2bfc241b"
CHOICES = ("disputed", "de-facto", "recognised")
SIMFEROPOL = (34.10, 44.95)


@cache
def pieces(boundaries):
    """Every piece of land under a choice, countries and what stays in dispute."""
    left = [piece.geometry for piece in outlines.disputed(boundaries)]
    return [*outlines.countries(boundaries).values(), *left]


@pytest.mark.parametrize(
    ("boundaries", "owner"), [("disputed", "disputed"), ("de-facto", "RU"), ("recognised", "UA")]
)
def test_land_in_dispute_is_shown_as_chosen(boundaries, owner):
    assert outlines.where_is(*SIMFEROPOL, boundaries) == owner


def test_the_default_takes_no_side():
    assert outlines.where_is(*SIMFEROPOL) == "disputed"
    assert outlines.countries() == outlines.countries("disputed")


@pytest.mark.parametrize(
    ("lon", "lat", "owner"),
    [
        (30.52, 50.45, "UA"),
        (37.62, 55.75, "RU"),
        (33.0, 43.5, "sea"),
        (0.0, -85.0, "AQ"),
        (178.0, 67.0, "RU"),
        (-175.0, 66.5, "RU"),
        (-180.0, 68.9, "RU"),
        (-53.0, 4.0, "GF"),
        (20.0, 79.0, "SJ"),
        (21.0, 42.6, "disputed"),
    ],
)
def test_where_is(lon, lat, owner):
    assert outlines.where_is(lon, lat) == owner


def test_disputed_pieces():
    found = {(piece.claimed_by, piece.held_by) for piece in outlines.disputed()}
    assert found == {
        (("CY", "XN"), "XN"),
        (("EH", "MA"), "EH"),
        (("EH", "MA"), "MA"),
        (("IN", "PK"), "IN"),
        (("RS", "XK"), "XK"),
        (("RU", "UA"), "RU"),
        (("SO", "XS"), "XS"),
    }


def test_a_holder_keeps_and_recognition_may_stay_open():
    assert outlines.disputed("de-facto") == []
    still = {piece.claimed_by for piece in outlines.disputed("recognised")}
    assert still == {("IN", "PK"), ("RS", "XK")}


@pytest.mark.parametrize("boundaries", CHOICES)
def test_nothing_overlaps(boundaries):
    shapes = pieces(boundaries)
    assert all(shape.is_valid for shape in shapes)
    tree = shapely.STRtree(shapes)
    left, right = tree.query(shapes, predicate="intersects")
    area = [
        shapely.intersection(shapes[i], shapes[j]).area
        for i, j in zip(left, right, strict=True)
        if i < j
    ]
    assert max(area) < 1e-9


def test_every_choice_covers_the_same_land():
    whole = [shapely.union_all(pieces(boundaries)) for boundaries in CHOICES]
    for one, other in combinations(whole, 2):
        assert shapely.symmetric_difference(one, other).area < 1e-9


def test_neighbours_share_the_very_same_border():
    shapes = [area.geometry for area in _file.World().areas]
    assert shapely.coverage_is_valid(shapes)


def test_pieces_in_dispute_are_no_slivers():
    # one degree is at most 111.3 km, so this is stricter than the rule
    for piece in outlines.disputed():
        middle = piece.geometry.centroid.y
        km = shapely.transform(
            piece.geometry, lambda xy, y=middle: xy * [111.3 * max(0.01, 1 - abs(y) / 90), 111.3]
        )
        assert km.area > 50
        assert not km.buffer(-1).is_empty


def test_land_is_whole_and_stays_in_its_box():
    box = (30.0, 43.0, 40.0, 50.0)
    found = outlines.land(box)
    assert shapely.box(*box).covers(found)
    assert found.covers(shapely.Point(SIMFEROPOL))
    assert not found.covers(shapely.Point(33.0, 43.5))
    assert outlines.land((-35.0, 0.0, -30.0, 5.0)).is_empty


def test_every_code_has_a_name():
    codes = {code for boundaries in CHOICES for code in outlines.countries(boundaries)}
    assert codes == set(outlines.names())
    assert not [name for name in outlines.names().values() if "." in name and name[:3] != "U.S"]


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (
            ("UK",),
            "No outline for 'UK' with boundaries='disputed'. "
            "The nearest valid code is 'GB' (United Kingdom).",
        ),
        (
            ("ukr", "de-facto"),
            "No outline for 'ukr' with boundaries='de-facto'. "
            "The nearest valid code is 'UA' (Ukraine).",
        ),
        (
            ("EH",),
            "No outline for 'EH' with boundaries='disputed': all its land is in dispute or held "
            "by others. It has one with boundaries='de-facto' or boundaries='recognised'.",
        ),
        (
            ("UA", "official"),
            "boundaries is 'official'; it must be one of 'disputed', 'de-facto', 'recognised'.",
        ),
    ],
)
def test_no_such_country(arguments, message):
    with pytest.raises(ValueError, match=r"\w") as caught:
        outlines.country(*arguments)
    assert str(caught.value) == message


def test_no_such_place():
    with pytest.raises(ValueError, match=r"\w") as caught:
        outlines.where_is(44.95, 134.10)
    assert str(caught.value) == (
        "(44.95, 134.1) is not a place: longitude comes first, from -180 to 180 degrees, "
        "then latitude, from -90 to 90."
    )


def test_a_caller_cannot_change_the_world():
    outlines.countries().clear()
    outlines.names().clear()
    assert outlines.country("UA").area > 0
    assert outlines.names()["UA"]


def test_the_file_is_the_one_the_tool_made():
    packed = files("truce.outlines").joinpath("outlines.json.gz").read_bytes()
    assert hashlib.sha256(gzip.decompress(packed)).hexdigest() == CONTENT
    assert len(packed) < 450_000


def test_the_stated_accuracy_is_the_measured_one():
    assert _file.read_file()["error_m"]["against_10m_99"] == outlines.ACCURACY_M


def test_importing_is_cheap():
    code = "import sys, truce.outlines; print('shapely' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "False"


def test_the_sea_zones_are_at_sea():
    path = ROOT / "cases/energy-2025/zones/black-sea.geojson"
    features = json.loads(path.read_text(encoding="utf-8"))["features"]
    shapes = {f["properties"]["name"]: shapely.geometry.shape(f["geometry"]) for f in features}
    assert shapes["Black Sea"].covers(shapely.Point(33.0, 43.5))
    assert shapes["Sea of Azov"].covers(shapely.Point(36.8, 46.0))
    assert shapely.coverage_is_valid(list(shapes.values()))
    assert shapely.union_all(list(shapes.values())).geom_type == "Polygon"
    assert {f["properties"]["edges"] for f in features} == {"planar"}
    assert path.stat().st_size < 60_000


@pytest.mark.parametrize(
    ("name", "boundaries"),
    [("countries_ne10m_defacto", "de-facto"), ("countries_ne10m_pov_deu", "recognised")],
)
def test_against_finer_borders(name, boundaries):
    """Almost all land of a country at 1:10m is that country's here, under the like choice."""
    path = SHARED / f"{name}.geojson.gz"
    if not path.exists():
        pytest.skip("the finer borders are research data beside the repository, not part of it")
    fine = json.loads(gzip.decompress(path.read_bytes()))["features"]
    codes = {called: code for code, called in outlines.names().items()}
    for feature in fine:
        code = codes[feature["properties"]["name"]]
        # north of this the coarse reading of the antimeridian spoils one of the compared files
        shape = shapely.clip_by_rect(shapely.geometry.shape(feature["geometry"]), 13, 38, 62, 64)
        ours = shapely.intersection(outlines.country(code, boundaries), shape)
        assert ours.area / shape.area > 0.96, code
