import entry
import polars as pl
import scipy.spatial  # noqa: F401 - ours imports it late; here it counts as an import

from truce.where import nearest


def run(world):
    incidents = pl.read_parquet(world / "incidents.parquet", columns=["lon", "lat"])
    sites = pl.read_parquet(world / "sites.parquet")
    site, metres = nearest(incidents["lon"], incidents["lat"], sites["lon"], sites["lat"], 20_000.0)
    return {"site": site, "metres": metres}


entry.main(run)
