"""One row: one site, in a table that people keep: truce's own headings, or any by a map."""

from collections.abc import Mapping
from typing import Final

import polars as pl

from truce.ingest.fields import mapped
from truce.ingest.mapping import Map
from truce.ingest.sheet import scan
from truce.ingest.source import Source
from truce.tables import SITES

__all__ = ["SOURCE", "scan", "sites"]

SOURCE: Final = Source(
    id="sites-csv",
    publisher="not stated",
    licence="not stated",
    unit_of_record="a site",
)


def sites(raw: pl.DataFrame, form: Map, parameters: Mapping[str, str]) -> pl.DataFrame:
    """Return the sites that the map makes of the rows."""
    return mapped(raw, form, SITES)
