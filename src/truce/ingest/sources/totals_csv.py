"""One row: one count that somebody printed for a period; never an incident."""

from collections.abc import Mapping
from typing import Final

import polars as pl

from truce.ingest.cells import FAULT, at_fault
from truce.ingest.fields import mapped
from truce.ingest.mapping import Map
from truce.ingest.sheet import scan
from truce.ingest.source import Source
from truce.tables import TOTALS

__all__ = ["SOURCE", "scan", "totals"]

SOURCE: Final = Source(
    id="totals-csv",
    publisher="not stated",
    licence="not stated",
    unit_of_record="a printed total",
)


#: How a printed number bounds what was counted.
BOUNDS: Final = ("exactly", "at_least", "about", "more_than")


def totals(raw: pl.DataFrame, form: Map, parameters: Mapping[str, str]) -> pl.DataFrame:
    """Return the totals that the map makes of the rows; a `bound` not in `BOUNDS` is unknown."""
    made = mapped(raw, form, TOTALS)
    if "bound" not in made.columns:
        return made
    known = pl.col("bound").is_in(BOUNDS)
    why = pl.when(~known).then(pl.lit(f"use one of {', '.join(BOUNDS)}"))
    return made.with_columns(
        pl.when(known).then("bound").alias("bound"),
        at_fault(pl.col("bound"), why).alias(FAULT + "bound"),
    )
