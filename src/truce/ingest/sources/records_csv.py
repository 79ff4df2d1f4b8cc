"""One row: one report, in a table that people keep: truce's own headings, or any by a map."""

from collections.abc import Mapping
from typing import Final

import polars as pl

from truce.ingest.fields import mapped
from truce.ingest.mapping import Map
from truce.ingest.sheet import scan
from truce.ingest.source import Source
from truce.tables import RECORDS

__all__ = ["SOURCE", "records", "scan"]

SOURCE: Final = Source(
    id="records-csv",
    publisher="not stated",
    licence="not stated",
    unit_of_record="a row of the table",
)


def records(raw: pl.DataFrame, form: Map, parameters: Mapping[str, str]) -> pl.DataFrame:
    """Return the records that the map makes of the rows."""
    return mapped(raw, form, RECORDS)
