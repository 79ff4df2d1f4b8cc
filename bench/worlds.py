"""Made-up incidents, sites and zones on which every engine is timed.

Half of the incidents lie along a band, a third round towns, the rest anywhere; 40 % of all are put
on one of 6,000 settlement points, as geocoders do. Nothing here is a real place.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import polars as pl
import shapely

from truce.where.drawing import planar

if TYPE_CHECKING:
    from pathlib import Path

WEST, EAST, SOUTH, NORTH = 22.0, 40.0, 45.0, 53.0
TOWNS, SETTLEMENTS, PIECE_M = 60, 6_000, 500.0


def made(folder: Path, incidents: int, sites: int, seed: int = 2026) -> Path:
    """The folder with this world's Parquet files, drawn now if it is not there."""
    world = folder / f"{incidents}-{sites}-{seed}"
    if not (world / "pieces.parquet").exists():
        world.mkdir(parents=True, exist_ok=True)
        draw = np.random.default_rng(seed)
        towns = _anywhere(draw, TOWNS)
        _incidents(draw, incidents, towns).write_parquet(world / "incidents.parquet")
        _sites(draw, sites, towns).write_parquet(world / "sites.parquet")
        zones = _zones(draw)
        pl.DataFrame({"zone": range(len(zones)), "wkb": shapely.to_wkb(zones)}).write_parquet(
            world / "zones.parquet"
        )
        _pieces(zones).write_parquet(world / "pieces.parquet")
    return world


def _band(share: np.ndarray) -> np.ndarray:
    return np.column_stack([30 + 9 * share, 46.5 + 3.5 * share + 0.6 * np.sin(6 * share)])


def _anywhere(draw: np.random.Generator, rows: int) -> np.ndarray:
    return draw.uniform([WEST, SOUTH], [EAST, NORTH], (rows, 2))


def _points(draw: np.random.Generator, rows: int, towns: np.ndarray) -> np.ndarray:
    along = _band(draw.random(rows)) + draw.normal(0, [0.25, 0.2], (rows, 2))
    urban = towns[draw.integers(0, len(towns), rows)] + draw.normal(0, [0.15, 0.1], (rows, 2))
    lot = draw.random((rows, 1))
    return np.where(lot < 0.55, along, np.where(lot < 0.9, urban, _anywhere(draw, rows)))


def _incidents(draw: np.random.Generator, rows: int, towns: np.ndarray) -> pl.DataFrame:
    points, known = _points(draw, rows, towns), _points(draw, SETTLEMENTS, towns)
    snapped = draw.random(rows) < 0.4
    points[snapped] = known[draw.integers(0, SETTLEMENTS, snapped.sum())]
    radius = draw.choice(
        [100.0, 500.0, 1_000.0, 2_000.0, 5_000.0, 10_000.0],
        rows,
        p=[0.35, 0.2, 0.2, 0.1, 0.1, 0.05],
    )
    return pl.DataFrame(
        {"id": np.arange(rows), "lon": points[:, 0], "lat": points[:, 1], "radius_m": radius}
    )


def _sites(draw: np.random.Generator, rows: int, towns: np.ndarray) -> pl.DataFrame:
    points = towns[draw.integers(0, len(towns), rows)] + draw.normal(0, [0.3, 0.2], (rows, 2))
    reach = draw.choice([500.0, 1_000.0, 2_000.0, 5_000.0], rows, p=[0.5, 0.3, 0.15, 0.05])
    return pl.DataFrame(
        {"site": np.arange(rows), "lon": points[:, 0], "lat": points[:, 1], "reach_m": reach}
    )


def _zones(draw: np.random.Generator) -> list[shapely.Polygon]:
    """28 districts of 1,001 vertices, a strip along the band of 851, a sea area of 8."""
    strip = shapely.LineString(_band(np.linspace(0, 1, 200))).buffer(0.15)
    around = np.linspace(0, 1, 852)[:-1]
    resampled = shapely.line_interpolate_point(strip.exterior, around, normalized=True)
    turn = np.linspace(0, 2 * np.pi, 9)[:-1]
    sea = np.column_stack([33 + 3 * np.cos(turn), 46.2 + 1.1 * np.sin(turn)])
    return [
        *(_district(draw) for _ in range(28)),
        shapely.Polygon(shapely.get_coordinates(resampled)),
        shapely.Polygon(sea),
    ]


def _district(draw: np.random.Generator) -> shapely.Polygon:
    turn = np.linspace(0, 2 * np.pi, 1_002)[:-1]
    waves = [
        draw.normal(0, 0.25 / k) * np.cos(k * turn + draw.uniform(0, 7))
        for k in (2, 3, 5, 9, 17, 40)
    ]
    size = draw.uniform(0.4, 0.9) * np.exp(np.sum(waves, axis=0))
    centre = draw.uniform([WEST + 1.5, SOUTH + 1], [EAST - 1.5, NORTH - 1])
    return shapely.Polygon(
        centre + np.column_stack([size * np.cos(turn), 0.65 * size * np.sin(turn)])
    )


def _pieces(zones: list[shapely.Polygon]) -> pl.DataFrame:
    """The borders in pieces of at most 500 m: a gift to the peers, made outside their time."""
    parts = []
    for number, zone in enumerate(zones):
        path = planar(shapely.get_coordinates(zone.exterior), PIECE_M)
        table = pl.DataFrame(np.hstack([path[:-1], path[1:]]), ["lon1", "lat1", "lon2", "lat2"])
        parts.append(table.with_columns(zone=pl.lit(number, pl.Int64)))
    return pl.concat(parts)
