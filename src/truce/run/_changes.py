"""Verdicts that differ between two judgements of one case."""

import polars as pl

from truce.kleene import Verdict
from truce.run._result import Result

#: Columns: incident, reading, verdict_before, verdict_after; null where the reading is not there.
SCHEMA = pl.Schema(
    {
        "incident": pl.String,
        "reading": pl.String,
        "verdict_before": Verdict,
        "verdict_after": Verdict,
    }
)


def changes(before: Result, after: Result) -> pl.DataFrame:
    """Return the verdicts that differ, by reading, then in the order of the incidents."""
    key = ["incident", "reading"]
    one, two = (
        r.tables["verdicts"].select(*key, pl.col("verdict").alias(f"verdict_{name}"))
        for r, name in ((before, "before"), (after, "after"))
    )
    order = before.tables["incidents"].select("incident").with_row_index("place")
    return (
        one.join(two, on=key, how="full", coalesce=True)
        .filter(pl.col("verdict_before").ne_missing(pl.col("verdict_after")))
        .join(order, on="incident", how="left")
        .sort("reading", "place")
        .select(SCHEMA.names())
    )
