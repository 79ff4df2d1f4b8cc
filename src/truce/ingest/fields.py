"""A sheet's text columns + a map -> the columns of a table, with the faults of each cell."""

from typing import Final

import polars as pl

from truce.ingest.cells import cell, parts
from truce.ingest.kinds import country, kinds, names
from truce.ingest.mapping import Map
from truce.ingest.numbers import numbers
from truce.ingest.places import place
from truce.ingest.times import moments, reported
from truce.tables import Table

SOURCE_ROW: Final = "source_row"


def mapped(raw: pl.DataFrame, form: Map, table: Table) -> pl.DataFrame:
    """Return, for each row of `raw` in order, the columns of `table` that the map speaks of.

    Beside them stand `fault_<column>` columns (`cells.Fault`) for cells that could not be used, and
    `source_row`, the source's own id of the row (null where it has none).
    """
    published = reported(raw, form.reported)
    frames = [
        raw.select(cell(raw, form.id).alias(SOURCE_ROW)),
        raw.select(parts(raw, wanted).alias(name) for name, wanted in form.text.items()),
        *(kinds(raw, name, wanted) for name, wanted in form.kinds.items()),
        *(names(raw, name, wanted) for name, wanted in form.actors.items()),
        country(raw, form.country) if form.country else raw.select(),
        moments(raw, form, published) if "moment_start_utc" in table.names else raw.select(),
        published if "reported_start_utc" in table.names else raw.select(),
        place(raw, form),
        numbers(raw, form, table),
    ]
    return pl.concat(frames, how="horizontal")
