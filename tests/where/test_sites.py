import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.where import oracle
from truce.where import distance_m, nearest, pairs_in_reach

reaches = st.sampled_from([0.0, 300.0, 5_000.0, 90_000.0, 2_000_000.0])


@st.composite
def places(draw, least=0, most=7):
    """A few places on earth, many of them close together or the same."""
    lon, lat = draw(oracle.longitudes), draw(oracle.latitudes)
    spread = draw(st.sampled_from([0.0, 0.01, 0.3, 20.0]))
    steps = st.tuples(st.floats(-1, 1), st.floats(-1, 1))
    found = [(lon, lat)] * least
    for east, north in draw(st.lists(steps, max_size=most)):
        across = (lon + east * spread + 180) % 360 - 180
        found.append((across, max(-90.0, min(90.0, lat + north * spread))))
    return found


def columns(found):
    table = np.array(found, float).reshape(-1, 2)
    return table[:, 0], table[:, 1]


@settings(max_examples=300)
@given(places(), places(), st.data())
def test_pairs_are_those_of_the_geodesic(incidents, sites, data):
    radius = [data.draw(reaches) for _ in incidents]
    reach = [data.draw(reaches) for _ in sites]
    i, s, away = pairs_in_reach(*columns(incidents), radius, *columns(sites), reach)
    found = dict(zip(zip(i.tolist(), s.tolist(), strict=True), away.tolist(), strict=True))
    assert list(found) == sorted(found)
    assert len(found) == len(i)
    for m, incident in enumerate(incidents):
        for n, site in enumerate(sites):
            true = oracle.metres(*incident, *site)
            if (m, n) in found:
                assert abs(found[m, n] - true) < 0.014
                assert true <= radius[m] + reach[n] + 0.014
            else:
                assert true >= radius[m] + reach[n] - 0.014


@given(places(), places(least=1), st.sampled_from([100.0, 20_000.0, 3_000_000.0]))
def test_nearest_is_that_of_the_geodesic(incidents, sites, within):
    site, away = nearest(*columns(incidents), *columns(sites), within)
    for m, incident in enumerate(incidents):
        true = [oracle.metres(*incident, *other) for other in sites]
        if site[m] < 0:
            assert np.isnan(away[m])
            assert min(true) > within - 0.014
        else:
            assert abs(away[m] - true[site[m]]) < 0.014
            assert true[site[m]] - min(true) < max(0.02, 1e-5 * min(true))


def _world(rows, seed):
    draw = np.random.default_rng(seed)
    return draw.uniform(20, 24, rows), draw.uniform(48, 50, rows), draw


def test_many_pairs_agree_with_every_pair_measured():
    lon, lat, draw = _world(3_000, 1)
    s_lon, s_lat, _ = _world(300, 2)
    radius, reach = draw.uniform(0, 9_000, 3_000), draw.choice([500.0, 5_000.0, 30_000.0], 300)
    i, s, away = pairs_in_reach(lon, lat, radius, s_lon, s_lat, reach)
    every = distance_m(lon[:, None], lat[:, None], s_lon, s_lat)
    want = np.argwhere(radius[:, None] + reach >= every)
    assert np.array_equal(want, np.stack([i, s], axis=1))
    assert np.allclose(away, every[i, s], atol=1e-6)


def test_rows_in_parts_give_the_same_pairs():
    lon, lat, draw = _world(2_000, 3)
    s_lon, s_lat, _ = _world(100, 4)
    radius = draw.choice([0.0, 800.0, 20_000.0], 2_000)
    whole = pairs_in_reach(lon, lat, radius, s_lon, s_lat, 4_000)
    parts = [
        pairs_in_reach(lon[k : k + 333], lat[k : k + 333], radius[k : k + 333], s_lon, s_lat, 4_000)
        for k in range(0, 2_000, 333)
    ]
    assert np.array_equal(whole[0], np.concatenate([p[0] + 333 * n for n, p in enumerate(parts)]))
    for column in (1, 2):
        assert np.array_equal(whole[column], np.concatenate([p[column] for p in parts]))


def test_no_place_is_in_no_pair_and_has_no_nearest():
    lon, lat = [np.nan, 30.0, 30.0, 30.0], [50.0, np.nan, 95.0, 50.0]
    i, s, _ = pairs_in_reach(lon, lat, [1.0, 1.0, 1.0, np.nan], [30.0], [50.0], [1e5])
    assert (i.tolist(), s.tolist()) == ([], [])
    i, s, _ = pairs_in_reach(
        [30.0], [50.0], 0, [30.0, np.nan, 30.0], [50.0] * 3, [1.0, 1.0, np.nan]
    )
    assert (i.tolist(), s.tolist()) == ([0], [0])
    site, away = nearest(lon, lat, [30.0, np.nan], [50.0, 50.0], 10)
    assert site.tolist() == [-1, -1, -1, 0]
    assert np.isnan(away).tolist() == [True, True, True, False]


def test_of_sites_equally_near_the_first_counts():
    site, _ = nearest([0.0, 0.0], [0.0, 0.0], [1, -1, 0, 0, 1, -1], [0, 0, 1.5, -1.5, 0, 0], 2e5)
    assert site.tolist() == [0, 0]
    site, _ = nearest([0.0], [0.0], [-1, 1], [0, 0], 2e5)
    assert site.tolist() == [0]
    ring = np.array([-1.0, 1.0] * 20)
    assert nearest([0.0], [0.0], ring, np.zeros(40), 2e5)[0].tolist() == [0]


def test_no_rows_or_no_sites():
    empty = np.array([])
    for incidents, sites in [(empty, empty), (empty, np.array([1.0])), (np.array([1.0]), empty)]:
        i, s, away = pairs_in_reach(incidents, incidents, 5, sites, sites, 5)
        assert len(i) == len(s) == len(away) == 0
        assert (nearest(incidents, incidents, sites, sites, 5)[0] == -1).all()
