import pickle

import numpy as np
import polars as pl
import pytest
import shapely
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from tests.where import oracle
from truce.where import Zone

radii = st.sampled_from([0.0, 10.0, 700.0, 5_000.0, 20_000.0, 140_000.0])
shares = st.floats(-1.5, 1.5)


@st.composite
def rings(draw, longest=80_000):
    """A star-shaped outline round a place, its edges straight in degrees, up to 80 km apart."""
    lon, lat = draw(st.floats(-170, 170)), draw(st.floats(-80, 80))
    count = draw(st.integers(3, 9))
    size = draw(st.sampled_from([500.0, 8_000.0, longest / 2]))
    away = [size * draw(st.floats(0.4, 1)) for _ in range(count)]
    turn = draw(st.floats(0, 360))
    return [oracle.reached(lon, lat, turn + 360 * i / count, d) for i, d in enumerate(away)]


def box_of(ring):
    return shapely.Polygon(ring).bounds


def near(ring, east, north):
    """A place in or round the outline."""
    west, south, e, n = box_of(ring)
    return (west + e) / 2 + east * (e - west), (south + n) / 2 + north * (n - south)


def verdicts(zone, lon, lat, radius):
    inside, outside = zone.test(lon, lat, radius)
    assert not (inside & outside).any()
    return np.where(inside, 1, np.where(outside, -1, 0))


@settings(max_examples=40)
@given(rings(), shares, shares)
def test_metres_to_the_border_are_exact_to_a_centimetre(ring, east, north):
    lon, lat = near(ring, east, north)
    true = oracle.to_ring(lon, lat, ring)
    assume(true < 95_000)
    tie = 0.01 if true < 20_000 else 0.02
    assert Zone.polygon(shapely.Polygon(ring)).border_m(lon, lat) == pytest.approx(true, abs=tie)


@settings(max_examples=40)
@given(rings(), shares, shares, radii)
def test_a_disc_is_inside_outside_or_across_as_the_geodesic_says(ring, east, north, radius):
    lon, lat = near(ring, east, north)
    true = oracle.to_ring(lon, lat, ring)
    assume(abs(true - radius) > max(0.02, radius * 0.006 if radius > 9e4 else 0))
    side = 1 if shapely.Polygon(ring).covers(shapely.Point(lon, lat)) else -1
    zone = Zone.polygon(shapely.Polygon(ring))
    assert verdicts(zone, [lon], [lat], radius)[0] == (side if true > radius else 0)


@settings(max_examples=30)
@given(rings(), st.floats(0, 30_000), st.integers(0, 2**32), st.booleans())
def test_many_rows_answer_as_they_do_alone(ring, accuracy, seed, flip):
    zone = Zone.polygon(shapely.Polygon(ring), accuracy_m=accuracy)
    zone = zone.inverse() if flip else zone
    draw = np.random.default_rng(seed)
    lon, lat = near(ring, *draw.uniform(-1, 1, (2, 6_000)))
    lon[::3], lat[::3] = lon[0], lat[0]
    radius = draw.choice([0, 300, 4_000, 30_000, np.nan, 3e6], 6_000)
    whole = verdicts(zone, lon, lat, radius)
    for rows in (slice(0, 40), slice(3_000, 5_000), slice(None, None, -1)):
        assert np.array_equal(verdicts(zone, lon[rows], lat[rows], radius[rows]), whole[rows])


@settings(max_examples=60)
@given(rings(), shares, shares, st.lists(radii, min_size=2, max_size=4))
def test_a_sharper_place_never_flips_an_answer(ring, east, north, limits):
    zone = Zone.polygon(shapely.Polygon(ring))
    lon, lat = near(ring, east, north)
    answers = verdicts(zone, lon, lat, np.sort(limits)[::-1])
    settled = answers[answers != 0]
    assert len(set(settled.tolist())) <= 1
    assert (np.abs(np.diff(np.abs(answers))) == np.diff(np.abs(answers))).all()


@settings(max_examples=60)
@given(rings(), shares, shares, radii, st.floats(-1, 1), st.floats(0, 1), st.integers(0, 2**32))
def test_a_sharper_disc_inside_a_disc_never_flips_an_answer(
    ring, east, north, radius, turn, share, seed
):
    zone = Zone.polygon(shapely.Polygon(ring))
    lon, lat = near(ring, east, north)
    assume(abs(lon) < 178 and abs(lat) < 88)
    moved = oracle.reached(lon, lat, 180 * turn, radius * share)
    blurred = verdicts(zone, [lon], [lat], radius)[0]
    sharp = verdicts(zone, [moved[0]], [moved[1]], max(0.0, radius * (1 - share) - 0.05))[0]
    assert blurred in (0, sharp) or radius * (1 - share) < 0.1 >= zone.border_m(*moved)


@settings(max_examples=40)
@given(rings(), st.floats(-0.4, 0.4), st.floats(0, np.pi), shares, shares, radii)
def test_zones_are_united_before_they_are_tested(ring, offset, turn, east, north, radius):
    whole = shapely.Polygon(ring)
    west, south, e, n = whole.bounds
    middle, span = np.array([(west + e) / 2, (south + n) / 2]), 3 * max(e - west, n - south)
    way = np.array([np.cos(turn), np.sin(turn)])
    side = np.array([-way[1], way[0]]) * span
    start = middle + offset * side / 6 - way * span
    end = start + 2 * way * span
    knife = shapely.Polygon([start, end, end + side, start + side])
    halves = [whole.intersection(knife), whole.difference(knife)]
    assume(all(h.geom_type == "Polygon" and h.area > 1e-7 for h in halves))
    united = Zone.polygon(halves[0]).union(Zone.polygon(halves[1]))
    lon, lat = near(ring, east, north)
    true = Zone.polygon(whole)
    assume(abs(true.border_m(lon, lat) - radius * (1.005 if radius > 1e5 else 1)) > 0.02)
    assert verdicts(united, lon, lat, radius) == verdicts(true, lon, lat, radius)


def test_a_blurred_point_on_a_seam_is_certainly_inside():
    west, east = (
        Zone.polygon(shapely.box(30, 50, 31, 51)),
        Zone.polygon(shapely.box(31, 50, 32, 51)),
    )
    for zone in (west, east):
        assert verdicts(zone, [31], [50.5], 5_000) == [0]
    assert verdicts(west.union(east), [31], [50.5], 5_000) == [1]


@settings(max_examples=40)
@given(rings(), shares, shares, radii, st.integers(-9, 9))
def test_the_same_drawing_elsewhere_gives_the_same_answers(ring, east, north, radius, shift):
    lon, lat = near(ring, east, north)
    assume(abs(lon) < 165)
    there = [(x + shift, y) for x, y in ring]
    assume(all(abs(x) < 180 for x, _ in there))
    zone, moved = Zone.polygon(shapely.Polygon(ring)), Zone.polygon(shapely.Polygon(there))
    away = zone.border_m(lon, lat)
    assert moved.border_m(lon + shift, lat) == pytest.approx(away, abs=1e-3)
    assume(abs(away - radius * (1.005 if radius > 1e5 else 1)) > 0.01)
    assert verdicts(moved, [lon + shift], [lat], radius) == verdicts(zone, [lon], [lat], radius)


def test_within_is_true_false_or_null():
    zone = Zone.polygon(shapely.box(30, 50, 31, 51), accuracy_m=400)
    rows = pl.DataFrame(
        {
            "lon": [30.5, 30.5, 29.0, 30.005, None, 30.5, 30.5],
            "lat": [50.5, 50.5, 50.5, 50.5, 50.5, None, 50.5],
            "radius_m": [100.0, 80_000.0, 100.0, 1.0, 1.0, 1.0, None],
        }
    )
    want = [True, None, False, None, None, None, None]
    assert rows.select(zone.within()).to_series().to_list() == want
    assert (
        rows.lazy().select(zone.within()).collect(engine="streaming").to_series().to_list() == want
    )
    assert rows.select(~zone.inverse().within()).to_series().to_list() == want
    assert rows.select(Zone.anywhere().within()).to_series().to_list() == [True] * 7
    assert rows.select(Zone.anywhere().inverse().within()).to_series().to_list() == [False] * 7
    assert rows.clear().select(zone.within()).height == 0
    whole = rows.with_columns(radius_m=pl.lit(0))
    named = zone.within(pl.col("lon"), pl.col("lat"), pl.col("radius_m"))
    assert whole.select(named).to_series().to_list() == [True, True, False, None, None, None, True]


def test_the_radius_may_be_one_number_for_all():
    zone = Zone.disc(30, 50, 10_000)
    rows = pl.DataFrame({"x": [30.0, 31.0, 30.1], "y": [50.0, 50.0, 50.0]})
    answers = rows.select(zone.within("x", "y", pl.lit(4_000.0)).alias("in"))["in"].to_list()
    assert answers == [True, False, None]


def test_a_place_blurred_over_half_the_earth_is_nowhere_for_certain():
    zone = Zone.disc(30, 50, 10_000)
    assert verdicts(zone, [-150, 30], [-50, 50], [1.9e7, np.inf]).tolist() == [0, 0]
    assert verdicts(zone, [-150], [-50], 9.9e6).tolist() == [-1]


def test_sets_of_zones():
    wide = Zone.polygon(shapely.box(30, 50, 33, 53))
    part = Zone.polygon(shapely.box(31, 51, 32, 52))
    lon, lat = [30.5, 31.5, 20.0], [50.5, 51.5, 20.0]
    everywhere, nowhere = Zone.anywhere(), Zone.anywhere().inverse()
    for zone, want in {
        wide.union(part): [1, 1, -1],
        wide.intersection(part): [-1, 1, -1],
        wide.difference(part): [1, -1, -1],
        part.difference(wide): [-1, -1, -1],
        everywhere.difference(part): [1, -1, 1],
        everywhere.union(part): [1, 1, 1],
        everywhere.intersection(part): [-1, 1, -1],
        part.difference(everywhere): [-1, -1, -1],
        part.inverse().union(wide): [1, 1, 1],
        part.inverse().intersection(wide.inverse()): [-1, -1, 1],
        part.inverse().union(wide.inverse()): [1, -1, 1],
        nowhere.union(part): [-1, 1, -1],
        nowhere: [-1, -1, -1],
    }.items():
        assert verdicts(zone, lon, lat, 10).tolist() == want
    assert everywhere.union(part) == everywhere


def test_the_border_of_a_set_is_as_blurred_as_its_worst_part():
    sharp = Zone.disc(30, 50, 10_000)
    blurred = Zone.polygon(shapely.box(30, 50, 31, 51), "planar", 70)
    for made in (sharp.union(blurred), blurred.difference(sharp), sharp.intersection(blurred)):
        assert made.accuracy_m == 70


def test_a_zone_travels_between_processes():
    zone = Zone.disc(30, 50, 10_000)
    before = zone.test([30], [50], 1)
    again = pickle.loads(pickle.dumps(zone))
    assert again == zone
    assert again.test([30], [50], 1) == before


def test_touching_outlines_leave_no_lines_behind():
    made = Zone.polygon(shapely.box(30, 50, 31, 51)).intersection(
        Zone.polygon(shapely.box(31, 50, 32, 51))
    )
    assert made.shape.is_empty
    assert np.isnan(made.border_m(31, 50.5))


def test_a_stated_area_decides_across_the_border_and_contradiction_is_unknown():
    square = shapely.box(10, 50, 11, 51)
    zone = Zone.polygon(square, name="AA").union(Zone.disc(20, 50, 1000))
    frame = pl.DataFrame(
        {
            "lon": [10.01, 10.01, 10.01, 10.5, 12.0, None],
            "lat": [50.5, 50.5, 50.5, 50.5, 50.5, None],
            "radius_m": [5000.0] * 5 + [None],
            "country": ["AA", "BB", None, "BB", "AA", "AA"],
        }
    )
    answers = frame.select(zone.within(area="country").alias("got"))["got"].to_list()
    assert answers == [True, None, None, True, None, True]
    assert zone.intersection(Zone.polygon(square)).holds == frozenset()
    assert zone.inverse().inverse().holds == frozenset()
