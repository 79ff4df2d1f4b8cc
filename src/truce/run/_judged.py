"""Incidents judged batch by batch, so that the work stays as large as a batch, not as the case."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

import polars as pl

from truce.agreement.model import Agreement
from truce.assess import assess, ranges

#: Incidents judged at once. Fixed, so that the same case always gives the same bytes.
BATCH = 250_000

Step = Callable[[int, int], None]
_COUNTS = ("at_least", "at_most", "not_covered", "incidents")


def batches(incidents: pl.DataFrame, size: int = BATCH) -> Iterator[pl.DataFrame]:
    """Yield the incidents in parts; those that may be one and the same (`doubt`) stay together."""
    if incidents.height <= size:
        yield incidents
        return
    doubtful = incidents.filter(pl.col("doubt").is_not_null())
    yield from incidents.filter(pl.col("doubt").is_null()).iter_slices(size)
    if doubtful.height:
        yield doubtful


@dataclass(frozen=True, slots=True, kw_only=True)
class Docket:
    """What is to be judged, by what, and how."""

    incidents: pl.DataFrame
    links: pl.DataFrame
    agreement: Agreement
    exceptions: pl.DataFrame
    strict: bool


def judged(docket: Docket, step: Step, size: int = BATCH) -> Iterator[Mapping[str, pl.DataFrame]]:
    """Yield findings, verdicts and ranges of each batch; `step` is told incidents done and all."""
    done = 0
    step(done, docket.incidents.height)
    for batch in batches(docket.incidents, size):
        found = assess(
            batch,
            docket.links,
            docket.agreement,
            strict=docket.strict,
            exceptions=docket.exceptions,
        )
        done += batch.height
        step(done, docket.incidents.height)
        counted = ranges(found.verdicts, batch)
        yield {"findings": found.findings, "verdicts": found.verdicts, "ranges": counted}


def summed(counted: pl.DataFrame, agreement: Agreement) -> pl.DataFrame:
    """Return the ranges of several batches as those of all, with a row for each reading."""
    judging = [r.id for r in agreement.readings.values() if r.terms]
    every = pl.DataFrame({"reading": sorted(judging)}, schema={"reading": pl.String})
    total = counted.group_by("reading").agg(pl.col(_COUNTS).sum())
    return every.join(total, on="reading", how="left").with_columns(pl.col(_COUNTS).fill_null(0))
