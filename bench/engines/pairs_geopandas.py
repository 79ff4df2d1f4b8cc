import entry
import geopandas as gpd
import metric
import numpy as np
import pandas as pd
import shapely


def run(world):
    incidents = pd.read_parquet(world / "incidents.parquet", columns=["lon", "lat"])
    sites = pd.read_parquet(world / "sites.parquet")
    boxes = shapely.box(*metric.box(sites["lon"], sites["lat"], sites["reach_m"]))
    points = gpd.GeoSeries.from_xy(incidents["lon"], incidents["lat"], crs=4326)
    incident, site = gpd.GeoSeries(boxes, crs=4326).sindex.query(points, predicate=None)
    here, there = (
        metric.ecef(incidents["lon"], incidents["lat"]),
        metric.ecef(sites["lon"], sites["lat"]),
    )
    metres = metric.metres(here[incident], there[site])
    near = metres <= np.asarray(sites["reach_m"])[site]
    return {"incident": incident[near], "site": site[near], "metres": metres[near]}


entry.main(run)
