"""The ellipsoid for the engines that compute with numpy."""

import numpy as np

A, E2, MEAN_M, DEGREE_M = 6_378_137.0, 0.0066943799901413165, 6_371_008.8, 110_500.0


def ecef(lon, lat):
    sin, cos, turn = np.sin(np.radians(lat)), np.cos(np.radians(lat)), np.radians(lon)
    normal = A / np.sqrt(1 - E2 * sin * sin)
    return np.column_stack(
        [normal * cos * np.cos(turn), normal * cos * np.sin(turn), normal * (1 - E2) * sin]
    )


def metres(first, second):
    gap = first - second
    chord = np.sqrt(np.einsum("ij,ij->i", gap, gap))
    return chord * (1 + chord * chord / (24 * MEAN_M * MEAN_M))


def box(lon, lat, reach_m):
    """West, south, east, north of boxes in degrees that hold discs up to 60 km."""
    high = reach_m / DEGREE_M
    wide = high / np.cos(np.radians(np.abs(lat) + 0.6))
    return lon - wide, lat - high, lon + wide, lat + high
