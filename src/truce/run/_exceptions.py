"""Decisions on exceptions: from a source's rows, as people name them, to incidents."""

from collections.abc import Iterator, Mapping

import polars as pl

from truce.agreement.model import Agreement
from truce.case import Rows
from truce.issues import Issue
from truce.run._stages import Tables

_ROW = ("source", "source_row")
_COLUMNS = ("incident", "reading", "term", "exception", "applies")


def decided(hand: Rows, tables: Tables, agreement: Agreement) -> tuple[pl.DataFrame, list[Issue]]:
    """Return decisions as `truce.assess` takes them, and the faults of those that name nothing.

    Columns: incident, reading, term, exception, applies (boolean). Decisions on one incident that
    contradict each other are faults, and none of them counts. `tables` are those of all
    records of the case, and `agreement` has all readings, whatever the options keep of them.
    """
    known = tables["records"].select("record", *_ROW)
    rows = hand.frame.join(known, on=_ROW, how="left").join(
        tables["members"].select("record", "incident"), on="record", how="left"
    )
    issues = [*hand.issues, *(i for row in rows.to_dicts() for i in _faults(row, agreement))]
    found = rows.filter(pl.col("incident").is_not_null())
    one_answer = pl.col("applies").n_unique().over(_COLUMNS[:-1]) == 1
    issues += [_torn(row) for row in found.filter(~one_answer).to_dicts()]
    agreed = found.filter(one_answer).with_columns(pl.col("applies") == "yes")
    return agreed.select(_COLUMNS).unique(maintain_order=True), issues


def _torn(row: Mapping[str, object]) -> Issue:
    return Issue(
        stage="assess",
        severity="error",
        at=f"hand/exceptions.csv:{row['line']}",
        message=f"says {row['applies']} of {row['reading']}.{row['term']}.{row['exception']} for "
        f"row {row['source_row']}, and another line on the same incident says otherwise; none of "
        "them counts, and the question stays open.",
        hint="Keep the decision that stands, and take out the other.",
    )


def _faults(row: Mapping[str, object], agreement: Agreement) -> Iterator[Issue]:
    """Yield what is wrong with a decision: a row or an exception that does not exist."""
    if row["record"] is None:
        said = f"names row {row['source_row']} of {row['source']}, which is not in the case"
        yield _fault(row, said, "Correct the row's name, or take the line out.")
    if not _exists(row, agreement):
        said = (
            f"names the exception {row['reading']}.{row['term']}.{row['exception']}, which is "
            "not in the agreement"
        )
        yield _fault(row, said, "Write reading, term and exception by their ids.")


def _exists(row: Mapping[str, object], agreement: Agreement) -> bool:
    reading = agreement.readings.get(str(row["reading"]))
    terms = [t for t in (reading.terms if reading else ()) if t.id == row["term"]]
    return any(e.id == row["exception"] for t in terms for e in t.exceptions)


def _fault(row: Mapping[str, object], said: str, hint: str) -> Issue:
    return Issue(
        stage="assess",
        severity="warning",
        at=f"hand/exceptions.csv:{row['line']}",
        message=f"{said}; the decision has no effect.",
        hint=hint,
    )
