"""A sheet's rows -> rows of a table with their identity and original words, rejects and issues."""

import hashlib
import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Final

import polars as pl

from truce.ingest.cells import FAULT
from truce.ingest.fields import SOURCE_ROW
from truce.ingest.mapping import Map
from truce.ingest.sheet import Faulty, Sheet
from truce.issues import Issue
from truce.tables import RECORDS, REJECTS, SITES, TOTALS, Table

_PREFIX: Final = {RECORDS.name: "rec_", SITES.name: "sit_", TOTALS.name: "tot_"}
_LINES_SHOWN: Final = 5
_WORDS_SHOWN: Final = 20
#: A text in this column of an adapter's frame refuses the row, and says why.
REFUSED: Final = "refused"


@dataclass(frozen=True, slots=True)
class Rows:
    """A sheet's rows of a table (unchecked, always with `source_row` and `words`) and the rest."""

    kept: pl.DataFrame
    rejects: pl.DataFrame
    issues: list[Issue]


def rows_of(sheet: Sheet, made: pl.DataFrame, form: Map, source: str, table: Table) -> Rows:
    """Return the rows that an adapter `made` of a sheet, each with its id, hash and words."""
    issues = [*sheet.issues, *_issues(sheet, made, form, table)]
    whole = made.drop(c for c in made.columns if c.startswith(FAULT))
    whole = _identified(whole.with_columns(_row(sheet, source)), form, table)
    reason = _why_refused(whole, table)
    refused = whole.filter(reason.is_not_null())
    rejects = refused.with_columns(reason=reason.filter(reason.is_not_null()))
    return Rows(
        kept=_columns(whole.filter(reason.is_null()), table),
        rejects=pl.concat(
            [rejects.select(REJECTS.names), _faulty(sheet.faulty, sheet.file, source)]
        ),
        issues=issues,
    )


def _row(sheet: Sheet, source: str) -> list[pl.Series]:
    words = sheet.rows.select(pl.struct(pl.all()).struct.json_encode()).to_series()
    return [
        pl.Series("source", [source] * sheet.rows.height, dtype=pl.String),
        pl.Series("file", [sheet.file] * sheet.rows.height, dtype=pl.String),
        sheet.numbers.alias("row_number"),
        words.alias("words"),
        pl.Series("row_hash", [_sha256(text) for text in words], dtype=pl.String),
    ]


def _identified(rows: pl.DataFrame, form: Map, table: Table) -> pl.DataFrame:
    """Add the id, which hashes the source and its own row; where it has no ids, file and number."""
    place = pl.concat_str("file", pl.lit(":"), "row_number")
    own = pl.col(SOURCE_ROW) if form.id else place
    rows = rows.with_columns(own.alias(SOURCE_ROW))
    prefix = _PREFIX[table.name]
    pairs = zip(rows["source"], rows[SOURCE_ROW], strict=True)
    ids = [prefix + _sha256(f"{source}\x1f{row}")[:12] for source, row in pairs]
    return rows.with_columns(pl.Series(table.key[0], ids, dtype=pl.String))


def _sha256(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


def _why_refused(rows: pl.DataFrame, table: Table) -> pl.Series:
    """Return why a row cannot stand in the table, null where it can."""
    needed = [c.name for c in table.columns if not c.null and c.name not in rows.columns]
    empty = [c.name for c in table.columns if not c.null and c.name in rows.columns]
    own = pl.col(REFUSED) if REFUSED in rows.columns else pl.lit(None, dtype=pl.String)
    reasons = [
        own,
        pl.when(pl.col(SOURCE_ROW).is_null()).then(pl.lit("the row has no id")),
        *(pl.when(pl.lit(True)).then(pl.lit(f"the map gives no `{n}`")) for n in needed),
        *(pl.when(pl.col(n).is_null()).then(pl.lit(f"`{n}` is empty or unknown")) for n in empty),
    ]
    return rows.with_columns(reason=pl.coalesce(reasons))["reason"]


def empty(table: Table) -> pl.DataFrame:
    """Return no rows, with the columns of `Rows.kept`."""
    return pl.DataFrame(schema=table.schema | {SOURCE_ROW: pl.String, "words": pl.String})


def _columns(rows: pl.DataFrame, table: Table) -> pl.DataFrame:
    """Return the columns of `Rows.kept`: the table's, and the source's own id of the row."""
    schema = empty(table).schema
    missing = [name for name in schema if name not in rows.columns]
    filled = rows.with_columns(pl.lit(None, dtype=schema[name]).alias(name) for name in missing)
    return filled.select(schema.names())


def _faulty(faulty: Sequence[Faulty], file: str, source: str) -> pl.DataFrame:
    rows = [(source, file, row.row_number, row.reason, row.words) for row in faulty]
    return pl.DataFrame(rows, schema=REJECTS.schema, orient="row")


def once(rows: pl.DataFrame, table: Table) -> tuple[pl.DataFrame, pl.DataFrame]:
    """Return the checked table with the first row of each id, and the later ones as rejects."""
    key = table.key[0]
    again = ~pl.col(key).is_first_distinct()
    first = rows.filter(~again).select(key, first="row_number", in_file="file")
    later = rows.filter(again).join(first, on=key, how="left", maintain_order="left")
    said = pl.concat_str(
        pl.lit("the id `"),
        SOURCE_ROW,
        pl.lit("` already stands in row "),
        "first",
        pl.lit(" of "),
        "in_file",
    )
    return table.fit(rows.filter(~again).select(table.names)), later.with_columns(
        reason=said
    ).select(REJECTS.names)


# ------------------------------------------------------------------ faults of cells -> issues


def _issues(sheet: Sheet, made: pl.DataFrame, form: Map, table: Table) -> Iterator[Issue]:
    for column in made.columns:
        if column.startswith(FAULT):
            field = column.removeprefix(FAULT)
            yield from _column_issues(sheet, made[column], field, form, table)


def _column_issues(
    sheet: Sheet, faults: pl.Series, field: str, form: Map, table: Table
) -> Iterator[Issue]:
    found = (
        pl.DataFrame({"fault": faults, "line": sheet.lines})
        .drop_nulls("fault")
        .unnest("fault")
        .group_by("value", "why", maintain_order=True)
        .agg("line")
    )
    for value, why, lines in found.head(_WORDS_SHOWN).iter_rows():
        message = f"{field}: `{value[:80]}`: {why}. {_counted(lines)}"
        issue = _warning(sheet.file, lines[0], message)
        yield replace(issue, hint=_hint(field, value, form, table), field=field, value=value[:1000])
    if (more := found.height - _WORDS_SHOWN) > 0:
        lines = found["line"].slice(_WORDS_SHOWN).explode().to_list()
        message = f"{field}: {more} more values cannot be used. {_counted(lines)}"
        yield replace(_warning(sheet.file, lines[0], message), field=field)


def _counted(lines: Sequence[int]) -> str:
    shown = ", ".join(str(line) for line in lines[:_LINES_SHOWN])
    more = ", ..." if len(lines) > _LINES_SHOWN else ""
    return (
        f"1 row, line {shown}." if len(lines) == 1 else f"{len(lines)} rows, lines {shown}{more}."
    )


def _warning(file: str, line: int, message: str) -> Issue:
    return Issue(stage="ingest", severity="warning", at=f"{file}:{line}", message=message)


def _hint(field: str, value: str, form: Map, table: Table) -> str:
    if field in form.kinds:
        return f'Add to the map under [kinds.{field}.words]: {json.dumps(value)} = "a kind"'
    if field in form.actors:
        return f'Add to the map under [actors.{field}.words]: {json.dumps(value)} = "an actor"'
    if field == "country":
        return f'Add to the map under [country.words]: {json.dumps(value)} = "an ISO 3166-1 code"'
    if table is RECORDS:
        return "Set it right in hand/corrections.csv if the row's words tell."
    return ""
