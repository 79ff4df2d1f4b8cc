import numpy as np
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from tests.where import oracle
from truce.where import arc, distance_m, ecef
from truce.where.geodesy import course, destination


@given(oracle.longitudes, oracle.latitudes, st.floats(0, 360), st.floats(0, 20_000))
def test_near_distances_are_exact_to_a_tenth_of_a_millimetre(lon, lat, azimuth, away):
    lon2, lat2 = oracle.reached(lon, lat, azimuth, away)
    assert distance_m(lon, lat, lon2, lat2) == pytest.approx(away, abs=1e-4)


@given(oracle.longitudes, oracle.latitudes, oracle.longitudes, oracle.latitudes)
@example(0, 0, 180, 0)
@example(0, 0, 179.7, 0.1)
@example(0, 30, 180, -30)
@example(0, 90, 0, -90)
@example(180, 10, -180, 10)
def test_any_distance_is_the_geodesic_to_two_centimetres(lon1, lat1, lon2, lat2):
    assert distance_m(lon1, lat1, lon2, lat2) == pytest.approx(
        oracle.metres(lon1, lat1, lon2, lat2), abs=0.014
    )


@given(oracle.longitudes, oracle.latitudes, st.floats(0, 360), st.floats(0, 1e6))
def test_destination_is_where_the_geodesic_ends(lon, lat, azimuth, away):
    end = destination(lon, lat, azimuth, away)
    assert oracle.metres(*map(float, end), *oracle.reached(lon, lat, azimuth, away)) < 1e-3


@given(oracle.longitudes, st.floats(-89, 89), st.floats(-180, 180), st.floats(1, 1e6))
def test_course_leads_back_to_the_destination(lon, lat, azimuth, away):
    end = np.array(oracle.reached(lon, lat, azimuth, away))
    metres, bearing = course(*np.array([[lon], [lat], [end[0]], [end[1]]]))
    there = destination(lon, lat, bearing[0], metres[0])
    assert distance_m(*there, *end) < 1e-3


def test_no_place_has_no_distance():
    away = distance_m([np.nan, 0, 0, np.inf], [0, 91, np.nan, 0], 0, 0)
    assert np.isnan(away).all()
    assert np.isnan(ecef([0.0], [-90.1])).all()


def test_longitudes_count_modulo_360():
    assert distance_m(190, 50, -170, 50) == 0
    assert distance_m(-370, 50, 350, 50) == pytest.approx(0, abs=1e-6)


def test_the_equator_and_the_pole_are_where_the_ellipsoid_has_them():
    assert ecef(0, 0).tolist() == [6_378_137.0, 0.0, 0.0]
    assert ecef(0, 90)[2] == pytest.approx(6_356_752.3142, abs=1e-4)


def test_empty_arrays_stay_empty():
    assert distance_m([], [], [], []).shape == (0,)
    assert ecef([], []).shape == (0, 3)


def test_an_arc_is_longer_than_its_chord():
    assert arc(0) == 0
    assert arc([20_000.0])[0] - 20_000 == pytest.approx(0.0082, abs=1e-4)
