"""Every table's columns: name, type, unit, meaning, and what null means. Stages accept no other."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

import polars as pl

from truce.kleene import Verdict
from truce.when import Moment

#: How an incident is known, weakest first; `standing_of_evidence` is ordered by it.
EVIDENCE: Final = (
    "claimed",
    "denied",
    "reported",
    "admitted",
    "corroborated",
    "confirmed",
)
Evidence: Final = pl.Enum(EVIDENCE)
QUESTIONS: Final = ("who", "act", "object", "where", "when", "standing", "amount", "exception")


@dataclass(frozen=True, slots=True)
class Column:
    """One column. `null` says what null means; an empty `null` means that null is not allowed."""

    name: str
    dtype: pl.DataType | type[pl.DataType]
    meaning: str
    null: str = ""


@dataclass(frozen=True, slots=True)
class Table:
    """A table's name, what one row is, its key columns and its columns in order."""

    name: str
    row: str
    key: tuple[str, ...]
    columns: tuple[Column, ...]

    @property
    def names(self) -> list[str]:
        """Return the column names in order."""
        return [column.name for column in self.columns]

    @property
    def schema(self) -> pl.Schema:
        """Return the polars schema."""
        return pl.Schema({column.name: column.dtype for column in self.columns})

    def empty(self) -> pl.DataFrame:
        """Return the table without rows."""
        return pl.DataFrame(schema=self.schema)

    def fit(self, frame: pl.DataFrame) -> pl.DataFrame:
        """Return `frame` with exactly the table's columns in order; missing ones become null.

        Raises ValueError as `check` does.
        """
        missing = [c for c in self.columns if c.name not in frame.columns]
        filled = frame.with_columns(pl.lit(None, dtype=c.dtype).alias(c.name) for c in missing)
        return self.check(filled.select(self.names))

    def check(self, frame: pl.DataFrame, *, keys: bool = True) -> pl.DataFrame:
        """Return `frame` if it is such a table.

        Raises ValueError that lists every wrong, missing or unexpected column, every null where
        none is allowed and, unless `keys` is false, repeated keys.
        """
        if faults := list(self._faults(frame, keys=keys)):
            raise ValueError(f"not a table of {self.name}: " + "; ".join(faults))
        return frame

    def _faults(self, frame: pl.DataFrame, *, keys: bool) -> Iterator[str]:
        if extra := [name for name in frame.columns if name not in self.names]:
            yield f"unexpected columns {', '.join(extra)}"
        for column in self.columns:
            yield from self._column_faults(frame, column)
        keyed = keys and self.key and set(self.key) <= set(frame.columns)
        if keyed and frame.select(self.key).is_duplicated().any():
            yield f"repeated {' + '.join(self.key)}"

    def _column_faults(self, frame: pl.DataFrame, column: Column) -> Iterator[str]:
        if column.name not in frame.columns:
            yield f"column {column.name} is missing"
        elif frame.schema[column.name] != column.dtype:
            yield f"column {column.name} is {frame.schema[column.name]}, not {column.dtype}"
        elif not column.null and frame[column.name].null_count():
            yield f"column {column.name} has nulls and must not"


_MOMENT: Final = (
    Column("moment_start_utc", Moment, "earliest instant it can have happened, UTC", "no bound"),
    Column("moment_end_utc", Moment, "latest instant it can have happened, UTC", "no bound"),
)
_PLACE: Final = (
    Column("place", pl.String, "place as the source names it", "not named"),
    Column("admin1", pl.String, "first-order unit as the source names it", "not named"),
    Column("country", pl.String, "ISO 3166-1 code by recognised border", "not stated"),
    Column("held_by", pl.String, "who held the place; `;` parts alternatives", "not known"),
    Column("lon", pl.Float64, "longitude of the centre, degrees, WGS 84", "no place"),
    Column("lat", pl.Float64, "latitude of the centre, degrees, WGS 84", "no place"),
    Column("radius_m", pl.Float64, "radius of the disc that surely holds it, metres", "not known"),
)
_WHAT: Final = (
    Column("object", pl.String, "kinds of thing hit, `;` joins what was hit together", "not known"),
    Column("act", pl.String, "kind of act", "not known"),
    Column("perpetrators", pl.String, "alleged; `;` parts alternatives", "not attributed"),
)
_COUNT: Final = (
    Column("count", pl.Int64, "events the source prints for this row, in `count_unit`", "unstated"),
    Column("count_unit", pl.String, "the source's unit; never added across units", "unstated"),
    Column("amount", pl.Float64, "quantity of a required act, in `amount_unit`", "none stated"),
    Column("amount_unit", pl.String, "unit of `amount`, as in `trucks per day`", "none stated"),
    Column("deaths_low", pl.Int64, "least deaths", "not stated"),
    Column("deaths_best", pl.Int64, "deaths by the source's best estimate", "not stated"),
    Column("deaths_high", pl.Int64, "most deaths", "not stated"),
)
_ROW: Final = (
    Column("source", pl.String, "id of the source, its release included"),
    Column("file", pl.String, "name of the raw file"),
    Column("row_number", pl.Int64, "row in that file, the first data row is 1"),
)

RECORDS: Final = Table(
    "records",
    "a row as one source published it",
    ("record",),
    (
        Column("record", pl.String, "id, `rec_` and a hash of source and source's own row"),
        *_ROW,
        Column("source_row", pl.String, "the source's own id of the row"),
        Column("row_hash", pl.String, "SHA-256 of the row as it stood"),
        Column("words", pl.String, "every column of the row as it stood, JSON"),
        *_MOMENT,
        Column("moment_words", pl.String, "the time in the source's words", "not stated"),
        *_PLACE,
        *_WHAT,
        Column("object_words", pl.String, "what was hit, in the source's words", "not stated"),
        Column("act_words", pl.String, "what was done, in the source's words", "not stated"),
        Column("claimant", pl.String, "who says so, in the source's words", "the source itself"),
        Column(
            "claimant_side",
            pl.String,
            "actor the claimant speaks for, `independent` or `sensor`; `;` joins several",
            "not known",
        ),
        Column("denied_by", pl.String, "who denies it, in the source's words", "nobody seen"),
        Column("denial", pl.String, "how it is denied, in the source's words", "nobody seen"),
        Column("effect", pl.String, "effect in the source's words", "not stated"),
        Column("reported_start_utc", Moment, "earliest instant of publication", "not known"),
        Column("reported_end_utc", Moment, "latest instant of publication", "not known"),
        Column("url", pl.String, "where the row was published", "no address"),
        Column("note", pl.String, "the compiler's remark", "none"),
        *_COUNT,
    ),
)
SITES: Final = Table(
    "sites",
    "a thing that can be protected",
    ("site",),
    (
        Column("site", pl.String, "id, `sit_` and a hash of source and source's own row"),
        *_ROW,
        Column("source_row", pl.String, "the source's own id of the row"),
        Column("name", pl.String, "name"),
        Column("kind", pl.String, "kind of thing", "not known"),
        *_PLACE[1:],
        Column("words", pl.String, "every column of the row as it stood, JSON"),
    ),
)
TOTALS: Final = Table(
    "totals",
    "a count that a party or an agency printed for a period; never an incident",
    ("total",),
    (
        Column("total", pl.String, "id, `tot_` and a hash"),
        *_ROW,
        Column("claimant", pl.String, "who says so"),
        Column("claimant_side", pl.String, "actor, `independent` or `sensor`", "not known"),
        Column("against", pl.String, "actor accused", "not stated"),
        *_MOMENT,
        Column("printed", pl.Int64, "the total as printed", "no number printed"),
        Column("bound", pl.String, "`exactly`, `at_least`, `about` or `more_than`", "no number"),
        Column("unit", pl.String, "what was counted, in the claimant's words", "not stated"),
        Column("claim", pl.String, "the claim in words"),
        Column("url", pl.String, "source", "no address"),
    ),
)
REJECTS: Final = Table(
    "rejects",
    "an input row that no record could be made of",
    ("source", "file", "row_number"),
    (
        *_ROW,
        Column("reason", pl.String, "why it was refused"),
        Column("words", pl.String, "the row as it stood, JSON"),
    ),
)
INCIDENTS: Final = Table(
    "incidents",
    "one event, inferred from one or more records",
    ("incident",),
    (
        Column("incident", pl.String, "id, `inc_` and a hash of its first record"),
        Column("title", pl.String, "what and where, in the records' words"),
        *_MOMENT,
        *_PLACE,
        *_WHAT,
        Column("claimants", pl.String, "sides of those who report it, `;` joined", "not known"),
        Column("evidence", Evidence, "standing of evidence"),
        Column("denied", pl.Boolean, "whether somebody denies it"),
        Column("records", pl.Int64, "number of records behind it"),
        Column("sources", pl.Int64, "number of distinct sources or claimants"),
        Column("doubt", pl.String, "group of incidents that may be one and the same", "no doubt"),
        Column("reported_utc", Moment, "when first published, latest bound", "not known"),
        *_COUNT,
    ),
)
MEMBERS: Final = Table(
    "members",
    "a record's place in an incident",
    ("record",),
    (
        Column("record", pl.String, "record"),
        Column("incident", pl.String, "incident"),
        Column("why", pl.String, "`alone`, or who joined it and why"),
    ),
)
LINKS: Final = Table(
    "links",
    "an incident that hit, or may have hit, a site",
    ("incident", "site"),
    (
        Column("incident", pl.String, "incident"),
        Column("site", pl.String, "site"),
        Column("distance_m", pl.Float64, "metres between the centres, WGS 84 ellipsoid"),
        Column("certain", pl.Boolean, "true if the records name it; false if it is only in reach"),
        Column("name", pl.String, "the site's name"),
        Column("source_row", pl.String, "the site's own id in its source"),
    ),
)
FINDINGS: Final = Table(
    "findings",
    "incident x reading x term",
    ("incident", "reading", "term"),
    (
        Column("incident", pl.String, "incident"),
        Column("reading", pl.String, "reading"),
        Column("term", pl.String, "term of the reading"),
        *(Column(q, pl.Boolean, f"answer to the question *{q}*", "unknown") for q in QUESTIONS),
        Column("verdict", Verdict, "verdict of this term under this reading"),
    ),
)
VERDICTS: Final = Table(
    "verdicts",
    "incident x reading",
    ("incident", "reading"),
    (
        Column("incident", pl.String, "incident"),
        Column("reading", pl.String, "reading"),
        Column("term", pl.String, "the term that decides"),
        Column("verdict", Verdict, "verdict under this reading"),
    ),
)
ISSUES: Final = Table(
    "issues",
    "a fault found in the data",
    (),
    tuple(
        Column(name, pl.String, meaning)
        for name, meaning in (
            ("stage", "stage that found it"),
            ("severity", "error, warning or note"),
            ("at", "file and line, or record"),
            ("message", "what is wrong and why it matters"),
            ("hint", "what to do"),
            ("field", "field"),
            ("value", "value found"),
        )
    ),
)
ALL: Final = (
    RECORDS,
    SITES,
    TOTALS,
    REJECTS,
    INCIDENTS,
    MEMBERS,
    LINKS,
    FINDINGS,
    VERDICTS,
    ISSUES,
)
