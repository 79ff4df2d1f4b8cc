"""Karney's geodesic, one pair at a time: slow, exact, and not ours."""

from geographiclib.geodesic import Geodesic
from hypothesis import strategies as st

TIE_M = 0.01

longitudes = st.one_of(
    st.floats(-180, 180), st.sampled_from([-180.0, -179.999, 0.0, 179.999, 180.0])
)
latitudes = st.floats(-90, 90) | st.sampled_from([-90.0, -89.999, 0.0, 89.999, 90.0])


def metres(lon1: float, lat1: float, lon2: float, lat2: float) -> float:
    return Geodesic.WGS84.Inverse(lat1, lon1, lat2, lon2)["s12"]


def reached(lon: float, lat: float, azimuth: float, distance: float) -> tuple[float, float]:
    end = Geodesic.WGS84.Direct(lat, lon, azimuth, distance)
    return end["lon2"], end["lat2"]


def halfway(start: tuple[float, float], end: tuple[float, float]) -> tuple[float, float]:
    line = Geodesic.WGS84.Inverse(start[1], start[0], end[1], end[0])
    return reached(*start, line["azi1"], line["s12"] / 2)


def to_edge(lon: float, lat: float, start: tuple[float, float], end: tuple[float, float]) -> float:
    """Metres to an edge that is straight in degrees, by bisecting thirds."""

    def away(share: float) -> float:
        return metres(
            lon,
            lat,
            start[0] + share * (end[0] - start[0]),
            start[1] + share * (end[1] - start[1]),
        )

    steps = [i / 12 for i in range(13)]
    best = min(steps, key=away)
    low, high = max(0.0, best - 1 / 12), min(1.0, best + 1 / 12)
    while high - low > 1e-7:
        third = (high - low) / 3
        low, high = (
            (low, high - third) if away(low + third) < away(high - third) else (low + third, high)
        )
    return away((low + high) / 2)


def to_ring(lon: float, lat: float, ring: list[tuple[float, float]]) -> float:
    return min(to_edge(lon, lat, a, b) for a, b in zip(ring, [*ring[1:], ring[0]], strict=True))
