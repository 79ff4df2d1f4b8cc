"""Incidents x sites -> links: which site an incident hit, or may have hit."""

import numpy as np
import polars as pl

from truce.tables import LINKS
from truce.where import pairs_in_reach


def link(
    incidents: pl.DataFrame, members: pl.DataFrame, records: pl.DataFrame, sites: pl.DataFrame
) -> pl.DataFrame:
    """Return one row per incident and site whose discs of uncertainty touch.

    `certain` is true where a record of the incident names the site (its words hold the site's
    name), false where the site is only in reach; neither depends on anybody's reading.
    """
    placed = incidents.filter(pl.all_horizontal(pl.col("lon", "lat", "radius_m").is_not_null()))
    known = sites.filter(pl.all_horizontal(pl.col("lon", "lat", "radius_m").is_not_null()))
    if not placed.height or not known.height:
        return LINKS.empty()
    incident, site, metres = pairs_in_reach(
        *(placed[c].to_numpy() for c in ("lon", "lat", "radius_m")),
        *(known[c].to_numpy() for c in ("lon", "lat", "radius_m")),
    )
    pairs = pl.concat(
        [
            placed[incident.astype(np.int64)].select("incident"),
            known[site.astype(np.int64)].select("site", "name", "source_row"),
            pl.DataFrame({"distance_m": metres}),
        ],
        how="horizontal",
    )
    words = _words(members, records)
    named = pl.col("words").str.contains(pl.col("name").str.to_lowercase(), literal=True)
    found = pairs.join(words, on="incident", how="left").with_columns(
        named.fill_null(False).alias("certain")
    )
    return LINKS.fit(found.select(LINKS.names).sort("incident", "site"))


def _words(members: pl.DataFrame, records: pl.DataFrame) -> pl.DataFrame:
    told = records.select("record", pl.col("object_words").str.to_lowercase().alias("words"))
    joined = members.select("record", "incident").join(told, on="record")
    return joined.group_by("incident").agg(pl.col("words").drop_nulls().sort().str.join("\n"))
