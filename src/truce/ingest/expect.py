"""What a map expects of a source's files, and whether it came; a broken download shows here."""

from collections.abc import Iterable, Iterator, Sequence
from difflib import get_close_matches

import polars as pl

from truce import when
from truce.ingest.mapping import Map
from truce.ingest.sheet import Sheet
from truce.issues import Issue


def column_faults(sheet: Sheet, form: Map, map_name: str) -> Iterator[Issue]:
    """Yield an error for each column neither used nor ignored, and for each that is missing.

    The message of an unused column holds the line to add to the map.
    """
    heading = sheet.rows.columns
    known = form.columns() | set(form.ignored)
    required = form.columns() if form.expect.required is None else set(form.expect.required)
    for name in heading:
        if name not in known:
            yield _unused(sheet.file, name, map_name)
    for name in sorted(required - {*heading}):
        yield _missing(sheet.file, name, heading, map_name)


def _unused(file: str, column: str, map_name: str) -> Issue:
    return Issue(
        stage="ingest",
        severity="error",
        at=f"{file}:1",
        message=f"column `{column}` is neither used nor ignored by {map_name}: "
        "what it says would be lost unseen.",
        hint=f'Use it, or add to a map under [ignored]: {_key(column)} = "why it is not needed"',
        field=column,
    )


def _key(column: str) -> str:
    """Return a column's name as a TOML key."""
    bare = column.isascii() and column.replace("_", "").replace("-", "").isalnum()
    return column if bare else '"' + column.replace("\\", "\\\\").replace('"', '\\"') + '"'


def _missing(file: str, column: str, heading: Sequence[str], map_name: str) -> Issue:
    near = get_close_matches(column, heading, n=1)
    return Issue(
        stage="ingest",
        severity="error",
        at=f"{file}:1",
        message=f"there is no column `{column}`, which {map_name} needs.",
        hint=f"Did you mean `{near[0]}`?" if near else f"The file has {', '.join(heading)}.",
        field=column,
    )


def unmet(form: Map, source: str, rows: int, table: pl.DataFrame) -> Iterator[Issue]:
    """Yield an issue for each expectation of row count and dates that the files do not meet."""
    if form.expect.rows is not None:
        least, most = form.expect.rows
        if not least <= rows <= most:
            yield _unmet(source, f"{rows} rows came", f"{least} to {most}", "rows")
    if form.expect.dates is not None and "moment_start_utc" in table.columns:
        yield from _date_faults(form.expect.dates, source, table)


def _date_faults(dates: Iterable[str], source: str, table: pl.DataFrame) -> Iterator[Issue]:
    first, last = (when.moment(text) for text in dates)
    start, end = pl.col("moment_start_utc"), pl.col("moment_end_utc")
    outside = table.filter((end < first.earliest) | (start > last.latest))
    if outside.height:
        rows = ", ".join(outside["source_row"].head(5)) if "source_row" in table.columns else ""
        yield _unmet(
            source,
            f"rows that lie outside: {outside.height} ({rows})",
            f"{when.say(first.earliest)} to {when.say(last.latest)}",
            "dates",
        )


def _unmet(source: str, found: str, expected: str, field: str) -> Issue:
    return Issue(
        stage="ingest",
        severity="warning",
        at=source,
        message=f"{found}, the map expects {expected}: the file may be cut short, or another one.",
        hint="Download it again, or set [expect] in the map.",
        field=field,
    )
