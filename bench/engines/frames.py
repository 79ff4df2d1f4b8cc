"""Zones in GeoPandas: GeoPandas finds what may touch, the ellipsoid decides."""

import geopandas as gpd
import metric
import numpy as np
import shapely


def sides(incidents, zones, pieces):
    """Row of incident, zone and answer: 1 inside, 0 across; a row that is outside is left out.

    A piece of border may have an accuracy, which then adds to every radius.
    """
    points = gpd.GeoDataFrame(
        geometry=gpd.GeoSeries.from_xy(incidents["lon"], incidents["lat"], crs=4326)
    ).reset_index(drop=True)
    areas = gpd.GeoDataFrame(geometry=gpd.GeoSeries.from_wkb(zones["wkb"], crs=4326))
    inside = points.sjoin(areas, predicate="within")["index_right"]
    across = _across(incidents, pieces, len(zones))
    certain = np.setdiff1d(inside.index.to_numpy() * len(zones) + inside.to_numpy(), across)
    keys = np.concatenate([across, certain])
    answer = np.repeat([0, 1], [len(across), len(certain)])
    return {"incident": keys // len(zones), "zone": keys % len(zones), "answer": answer}


def _across(incidents, pieces, zones):
    """Incident and zone, in one number, where a piece of border lies in the incident's disc."""
    lon, lat, radius = (incidents[c].to_numpy() for c in ("lon", "lat", "radius_m"))
    ends = pieces[["lon1", "lat1", "lon2", "lat2"]].to_numpy().reshape(-1, 2, 2)
    blur = pieces["accuracy_m"].to_numpy() if "accuracy_m" in pieces else np.zeros(len(pieces))
    tree = gpd.GeoSeries(_blurred(ends, blur) if blur.any() else shapely.linestrings(ends)).sindex
    boxes = shapely.box(*metric.box(lon, lat, radius))
    incident, piece = tree.query(boxes, predicate=None if blur.any() else "intersects")
    here = metric.ecef(lon, lat)[incident]
    start, end = (metric.ecef(*ends[:, k].T) for k in (0, 1))
    way = (end - start)[piece]
    share = np.einsum("ij,ij->i", here - start[piece], way) / np.einsum("ij,ij->i", way, way)
    foot = start[piece] + np.clip(share, 0, 1)[:, None] * way
    near = metric.metres(here, foot) <= radius[incident] + blur[piece]
    return np.unique(incident[near] * zones + pieces["zone"].to_numpy()[piece[near]])


def _blurred(ends, blur):
    """Boxes that hold each piece and all within its accuracy."""
    first, last = (metric.box(*ends[:, k].T, blur) for k in (0, 1))
    west, south = (np.minimum(first[side], last[side]) for side in (0, 1))
    east, north = (np.maximum(first[side], last[side]) for side in (2, 3))
    return shapely.box(west, south, east, north)
