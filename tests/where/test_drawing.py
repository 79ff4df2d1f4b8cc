import json

import numpy as np
import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.where import oracle
from truce.where import Zone, distance_m

SQUARE = {"type": "Polygon", "coordinates": [[[30, 50], [31, 50], [31, 51], [30, 51], [30, 50]]]}


def outline(zone):
    return shapely.get_coordinates(zone.shape)


@settings(max_examples=60)
@given(oracle.longitudes, st.floats(-88, 88), st.sampled_from([1.0, 900.0, 30_000.0, 150_000.0]))
def test_a_disc_is_as_wide_as_it_says(lon, lat, radius):
    try:
        zone = Zone.disc(lon, lat, radius)
    except ValueError as error:
        assert "180 degree meridian" in str(error) or "pole" in str(error)
        return
    edge = outline(zone)
    middles = (edge[1:] + edge[:-1]) / 2
    for points in (edge, middles):
        off = np.abs(distance_m(lon, lat, *points.T) - radius)
        assert off.max() <= zone.accuracy_m + 0.014
    assert zone.accuracy_m < 0.002 + radius * (1e-5 if abs(lat) < 60 else 1e-4)


@pytest.mark.parametrize("edges", ["planar", "geodesic"])
def test_a_buffer_is_as_wide_as_it_says(edges):
    line = [(30.0, 50.0), (30.4, 50.1), (30.45, 50.3), (31.2, 50.25), (31.2, 49.9)]
    zone = Zone.buffer(line, 12_000, edges)
    path = Zone.polygon(shapely.Polygon([*line, (29, 40)]), edges)
    drawn = np.array(path.shape.segmentize(0.0005).boundary.coords if edges == "planar" else [])
    edge = outline(zone)
    middles = (edge[1:] + edge[:-1]) / 2
    if edges == "planar":
        on_line = drawn[shapely.dwithin(shapely.points(drawn), shapely.LineString(line), 1e-9)]
        for points in (edge[::7], middles[::7]):
            away = distance_m(*points.T[:, :, None], *on_line.T[:, None, :]).min(axis=1)
            assert np.abs(away - 12_000).max() < zone.accuracy_m + 0.1
    assert zone.accuracy_m < 0.2
    assert len(zone.shape.geoms) == 1
    assert not zone.shape.geoms[0].interiors


def test_a_buffer_keeps_real_holes():
    ring = [(30.0, 50.0), (30.5, 50.0), (30.5, 50.4), (30.0, 50.4), (30.0, 50.001)]
    zone = Zone.buffer(ring, 1_000)
    assert len(zone.shape.geoms[0].interiors) == 1
    inside, outside = zone.test([30.25, 30.25], [50.2, 50.0], 100)
    assert (inside.tolist(), outside.tolist()) == ([False, True], [True, False])


def test_a_geodesic_edge_leaves_the_straight_line_in_degrees():
    box = shapely.box(0, 50, 20, 55)
    planar, geodesic = Zone.polygon(box), Zone.polygon(box, "geodesic")
    north = oracle.halfway((0, 55), (20, 55))
    assert north[1] > 55.2
    assert planar.border_m(*north) > 20_000
    assert geodesic.border_m(*north) < 0.01


def test_an_edge_shared_by_geodesic_zones_is_the_same_whichever_way_it_is_run():
    west = Zone.polygon(shapely.Polygon([(0, 50), (10, 52), (10, 60), (0, 60)]), "geodesic")
    south = Zone.polygon(shapely.Polygon([(10, 52), (0, 50), (0, 40), (10, 40)]), "geodesic")
    inside, _ = west.union(south).test(*oracle.halfway((0, 50), (10, 52)), 9e3)
    assert inside


def test_longitude_180_meets_minus_180():
    parts = shapely.MultiPolygon([shapely.box(178, 0, 180, 2), shapely.box(-180, 0, -179, 3)])
    zone = Zone.polygon(parts)
    lon, lat = [180, -180, 179.99, -179.99, 180, -180], [1, 1, 1, 1, 2.5, 2.5]
    inside, outside = zone.test(lon, lat, 5_000)
    assert inside.tolist() == [True] * 4 + [False] * 2
    assert not outside.any()
    lone = Zone.polygon(shapely.box(178, 0, 180, 2))
    assert lone.border_m(-179.99, 1) == pytest.approx(oracle.metres(180, 1, -179.99, 1), abs=1e-3)


def test_a_cap_over_the_pole_has_no_border_at_the_pole():
    ring = [(-180, -90), (180, -90), *((lon, -70) for lon in range(180, -181, -10))]
    zone = Zone.polygon(shapely.Polygon(ring))
    inside, _ = zone.test([0, 77, -180, 180], [-90, -89.9, -75, -75], 50_000)
    assert inside.all()


def test_the_whole_earth_is_a_zone_without_a_border():
    ring = [(-180, -90), (180, -90), (180, 90), (-180, 90)]
    zone = Zone.polygon(shapely.Polygon(ring))
    inside, outside = zone.test([0, 180, np.nan], [90, 0, 0], 1e6)
    assert (inside.tolist(), outside.any()) == ([True, True, False], False)
    assert np.isnan(zone.border_m(0, 0))


def _polygon(*ring):
    return {"type": "Polygon", "coordinates": [list(ring)]}


FAULTS = {
    "swapped for a projected map": (
        _polygon([500000, 5e6], [500001, 5e6], [500001, 5000001], [500000, 5e6]),
        "The point 500000, 5e+06 is not on earth: longitude comes first and lies between -180 and "
        "180, latitude second and between -90 and 90. Coordinates of a projected map must be "
        "turned into degrees (WGS 84) first.",
    ),
    "over the 180 degree meridian": (
        _polygon([179, 0], [-179, 0], [-179, 1], [179, 0]),
        "An edge runs from longitude 179, latitude 0 to longitude -179, latitude 0, more than half "
        "round the earth. If the zone crosses the 180 degree meridian, cut it there and give both "
        "parts as one MultiPolygon; if it is that wide, add a point in between.",
    ),
    "crossing itself": (
        _polygon([0, 0], [1, 1], [1, 0], [0, 1], [0, 0]),
        "The outline of the zone does not enclose an area cleanly: Self-intersection[0.5 0.5] (in "
        "brackets: longitude and latitude). Redraw it there so that it nowhere crosses or runs "
        "back over itself.",
    ),
    "not a number": (
        shapely.Polygon([(0, 0), (1, 0), (1, np.inf)]),
        "A coordinate of the zone is missing or not a number.",
    ),
    "empty": (shapely.Polygon(), "The zone is empty: its outline has no points."),
    "a line": (
        shapely.LineString([(0, 0), (1, 1)]),
        "A zone must be a Polygon or MultiPolygon, and this is a LineString. Draw the closed "
        "outline of the area; for a line, state a buffer in metres.",
    ),
    "a feature": (
        {"type": "Feature", "geometry": SQUARE},
        "A zone must be a bare GeoJSON geometry, and this is a Feature: give what stands under "
        'its "geometry".',
    ),
}


@pytest.mark.parametrize("fault", FAULTS)
@pytest.mark.parametrize("edges", ["planar", "geodesic"])
def test_a_drawing_that_is_no_zone_says_why(fault, edges):
    drawing, message = FAULTS[fault]
    with pytest.raises(ValueError) as caught:
        Zone.polygon(drawing, edges)
    assert str(caught.value) == message


def test_what_is_not_geojson_says_what_a_zone_looks_like():
    for drawing in ({}, {"type": "Polygon"}, {"type": "Polygon", "coordinates": [[["a", "b"]]]}):
        with pytest.raises(ValueError, match="A zone looks like"):
            Zone.polygon(drawing)


@pytest.mark.parametrize(
    ("made", "words"),
    [
        (lambda: Zone.polygon(SQUARE, "curved"), 'Edges are either "planar" or "geodesic"'),
        (lambda: Zone.polygon(SQUARE, accuracy_m=-1), "accuracy of a border is in metres"),
        (lambda: Zone.polygon(SQUARE, accuracy_m=np.nan), "accuracy of a border is in metres"),
        (lambda: Zone.disc(30, 95, 1), "is not on earth"),
        (lambda: Zone.disc(30, 50, 0), "must be more than 0 and at most 1,000,000 metres"),
        (lambda: Zone.disc(30, 50, np.nan), "must be more than 0 and at most 1,000,000 metres"),
        (lambda: Zone.disc(179.99, 50, 5000), "crosses the 180 degree meridian"),
        (lambda: Zone.disc(0, 89.99, 5000), "too close to a pole"),
        (lambda: Zone.buffer([(30, 50)], 5), "at least two different points"),
        (lambda: Zone.buffer([(30, 50), (30, 50)], 5), "at least two different points"),
        (lambda: Zone.buffer([], 5), "at least two different points"),
        (lambda: Zone.buffer([(30, 50), (30, 99)], 5), "is not on earth"),
        (lambda: Zone.buffer([(179.9, 50), (-179.9, 50)], 5), "cut it there"),
        (lambda: Zone.buffer([(179.9, 50), (179.99, 50)], 5000), "crosses the 180 degree meridian"),
    ],
)
def test_faults_of_discs_and_buffers(made, words):
    with pytest.raises(ValueError, match=words):
        made()


def test_geojson_and_shapely_draw_the_same_zone():
    made = Zone.polygon(json.loads(json.dumps(SQUARE)))
    assert made == Zone.polygon(shapely.Polygon([(30, 50), (31, 50), (31, 51), (30, 51)]))
    assert hash(made) == hash(Zone.polygon(SQUARE))
