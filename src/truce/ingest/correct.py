"""Hand corrections: a person sets a field of a record right; its original words stay."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final

import polars as pl

from truce import when
from truce.ingest.map_file import FIXED, TREES
from truce.issues import Issue
from truce.kleene import split
from truce.tables import RECORDS
from truce.what import tree

COLUMNS: Final = ("source", "source_row", "field", "value", "who", "when", "why")
_RANGES: Final = {"lon": (-180.0, 180.0), "lat": (-90.0, 90.0), "radius_m": (0.0, 20_037_508.0)}


@dataclass(frozen=True, slots=True)
class _Correction:
    """One row of the corrections, by its line in the file (the heading is line 1)."""

    line: int
    source: str
    source_row: str
    field: str
    value: str
    who: str
    why: str


def correct(records: pl.DataFrame, corrections: pl.DataFrame) -> tuple[pl.DataFrame, list[Issue]]:
    """Return the records with the corrections applied, and an issue for each that was not.

    `corrections` has the text columns `COLUMNS`, and `line`, its line in the file, unless its rows
    follow the heading without a gap. An empty `value` sets the field to unknown. The last
    correction of a field wins and an issue says so. Not applied are: an unknown row, field or
    kind, a value that the column cannot hold, and a row without who or why.
    """
    rows = {(s, r): n for n, (s, r) in enumerate(records.select("source", "source_row").rows())}
    issues: list[Issue] = []
    values: dict[str, dict[int, object]] = {}
    lines: dict[tuple[str, int], int] = {}
    for correction in _corrections(corrections):
        try:
            number, value = _checked(correction, rows)
        except ValueError as fault:
            issues.append(_issue(correction, str(fault), "It was not applied."))
            continue
        if earlier := lines.get((correction.field, number)):
            message = f"line {earlier} corrects the same field of the same row."
            issues.append(_issue(correction, message, f"Line {correction.line} was applied."))
        values.setdefault(correction.field, {})[number] = value
        lines[correction.field, number] = correction.line
    corrected = records.with_columns(_column(records, name, new) for name, new in values.items())
    return _sane(records, corrected, issues)


def _corrections(frame: pl.DataFrame) -> Iterator[_Correction]:
    for place, row in enumerate(frame.iter_rows(named=True), start=2):
        said = {name: str(row.get(name) or "").strip() for name in COLUMNS if name != "when"}
        yield _Correction(row.get("line") or place, **said)


def _issue(correction: _Correction, message: str, hint: str) -> Issue:
    return Issue(
        stage="ingest",
        severity="warning",
        at=f"hand/corrections.csv:{correction.line}",
        message=message,
        hint=hint,
        field=correction.field,
        value=correction.value,
    )


def _checked(correction: _Correction, rows: Mapping[tuple[str, str], int]) -> tuple[int, object]:
    """Return the number of the record and the value; raises ValueError for what cannot be."""
    if not correction.who or not correction.why:
        raise ValueError("a correction needs `who` and `why`.")
    number = rows.get((correction.source, correction.source_row))
    if number is None:
        raise ValueError(f"no record `{correction.source_row}` of source `{correction.source}`.")
    if correction.field in FIXED or correction.field not in RECORDS.names:
        known = ", ".join(name for name in RECORDS.names if name not in FIXED)
        raise ValueError(f"`{correction.field}` is no field to correct; there are {known}.")
    return number, _value(correction.field, correction.value)


def _value(field: str, text: str) -> object:
    """Return a text as a value of the column; "" is null."""
    if not text:
        return None
    if field in TREES:
        return ";".join(tree(TREES[field]).check(kind) for kind in split(text))
    dtype = RECORDS.schema[field]
    if dtype == when.Moment:
        bracket = when.moment(text)
        return bracket.latest if field.endswith("_end_utc") else bracket.earliest
    if dtype.is_numeric():
        return _number(field, text, whole=dtype == pl.Int64)
    return text


def _number(field: str, text: str, *, whole: bool) -> float | int:
    try:
        value = int(text) if whole else float(text)
    except ValueError:
        raise ValueError(f"`{text}` is not a {'whole ' if whole else ''}number.") from None
    least, most = _RANGES.get(field, (0.0, 2.0**53))
    if not least <= value <= most:
        raise ValueError(f"`{text}`: {field} lies between {least:g} and {most:g}.")
    return value


def _column(records: pl.DataFrame, name: str, new: Mapping[int, object]) -> pl.Series:
    values = records[name].to_list()
    for number, value in new.items():
        values[number] = value
    return pl.Series(name, values, dtype=records.schema[name])


def _sane(
    before: pl.DataFrame, after: pl.DataFrame, issues: list[Issue]
) -> tuple[pl.DataFrame, list[Issue]]:
    """Take back times that a correction made end before they begin."""
    times = ["moment_start_utc", "moment_end_utc"]
    turned = after.select((pl.col(times[0]) > pl.col(times[1])).fill_null(value=False)).to_series()
    for source_row in after.filter(turned)["source_row"]:
        message = f"record {source_row}: the corrected time ends before it begins."
        hint = "Its time was left as it was; correct both moment_start_utc and moment_end_utc."
        issues.append(
            Issue(
                stage="ingest",
                severity="warning",
                at="hand/corrections.csv",
                message=message,
                hint=hint,
                field="moment_start_utc",
            )
        )
    kept = [pl.when(turned).then(before[name]).otherwise(after[name]).alias(name) for name in times]
    return RECORDS.check(after.with_columns(kept)), issues
