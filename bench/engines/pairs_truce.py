import entry
import polars as pl

from truce.where import pairs_in_reach


def run(world):
    incidents = pl.read_parquet(world / "incidents.parquet", columns=["lon", "lat"])
    sites = pl.read_parquet(world / "sites.parquet")
    incident, site, metres = pairs_in_reach(
        incidents["lon"], incidents["lat"], 0.0, sites["lon"], sites["lat"], sites["reach_m"]
    )
    return {"incident": incident, "site": site, "metres": metres}


entry.main(run)
