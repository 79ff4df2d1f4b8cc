"""The hand files: what people decided, a CSV per kind of decision; each row has who, when, why."""

import csv
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from io import StringIO
from typing import Final

import polars as pl

from truce.issues import Issue
from truce.when import moment

_SIGNED: Final = ("who", "when", "why")


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """A hand file: its columns in order, those that may be blank, and the words some must hold."""

    name: str
    decides: str
    columns: tuple[str, ...]
    blank: frozenset[str] = frozenset()
    words: Mapping[str, tuple[str, ...]] = field(default_factory=dict[str, tuple[str, ...]])

    @property
    def file(self) -> str:
        """Return the file's name inside the case."""
        return f"hand/{self.name}.csv"

    @property
    def header(self) -> str:
        """Return the first line of the file."""
        return ",".join(self.columns) + "\n"

    @property
    def schema(self) -> pl.Schema:
        """Return the schema of `Rows.frame`: the columns as text, and `line`, from 1."""
        return pl.Schema({**dict.fromkeys(self.columns, pl.String), "line": pl.Int64})


@dataclass(frozen=True, slots=True)
class Rows:
    """The sound rows of a hand file, null where blank, and the faults of the others."""

    frame: pl.DataFrame
    issues: list[Issue]


_ROW: Final = ("source", "source_row")
CORRECTIONS: Final = Sheet(
    name="corrections",
    decides="a value of a record is wrong and another is right",
    columns=(*_ROW, "field", "value", *_SIGNED),
    blank=frozenset({"value"}),
)
MERGES: Final = Sheet(
    name="merges",
    decides="records tell of one incident, surely or maybe",
    columns=(*_ROW, "group", "sure", *_SIGNED),
    words={"sure": ("yes", "maybe")},
)
REVIEWS: Final = Sheet(
    name="reviews",
    decides="a reviewer has confirmed that what a record tells happened",
    columns=(*_ROW, "decision", *_SIGNED),
    words={"decision": ("confirmed",)},
)
EXCEPTIONS: Final = Sheet(
    name="exceptions",
    decides="an exception of a term applies to an incident, or does not",
    columns=(*_ROW, "reading", "term", "exception", "applies", *_SIGNED),
    words={"applies": ("yes", "no")},
)
CONDITIONS: Final = Sheet(
    name="conditions",
    decides="a condition or an exit clause was met, or was not, for a period",
    columns=("clause", "from", "to", "clock", "state", *_SIGNED, "source"),
    blank=frozenset({"from", "to", "clock", "source"}),
    words={"state": ("met", "unmet", "unknown")},
)
SHEETS: Final = (CORRECTIONS, MERGES, REVIEWS, EXCEPTIONS, CONDITIONS)


def rows(sheet: Sheet, content: bytes | None) -> Rows:
    """Return the rows of a hand file; a file that is not there decides nothing.

    A faulty row is left out and its fault named with file and line; so is a faulty header, which
    leaves out every row.
    """
    faults: list[Issue] = []
    sound = [
        {c: row[c] or None for c in sheet.columns} | {"line": line}
        for line, row in _lines(sheet, content or b"", faults)
        if not _note(sheet, line, row, faults)
    ]
    return Rows(pl.DataFrame(sound, schema=sheet.schema), faults)


def _note(sheet: Sheet, line: int, row: Mapping[str, str], faults: list[Issue]) -> bool:
    found = list(_row_faults(sheet, line, row))
    faults.extend(found)
    return bool(found)


def _lines(
    sheet: Sheet, content: bytes, faults: list[Issue]
) -> Iterator[tuple[int, dict[str, str]]]:
    """Yield each row that has the header's cells, with the line on which it begins."""
    reader = csv.reader(StringIO(_text(sheet, content, faults), newline=""), strict=True)
    header: Sequence[str] | None = None
    begins = 1
    while (cells := _next(sheet, reader, begins, faults)) is not None:
        if not any(cell.strip() for cell in cells):
            pass
        elif header is None:
            header = [cell.strip() for cell in cells]
            if said := _header_fault(sheet, header):
                faults.append(_fault(sheet, begins, said, f"Write it as: {sheet.header.strip()}"))
                return
        elif len(cells) != len(header):
            said = f"has {len(cells)} cells where the header has {len(header)}; it is left out."
            faults.append(_fault(sheet, begins, said, "Put quotes around text that has a comma."))
        else:
            yield begins, {c: cell.strip() for c, cell in zip(header, cells, strict=True)}
        begins = reader.line_num + 1


def _text(sheet: Sheet, content: bytes, faults: list[Issue]) -> str:
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as fault:
        line = content.count(b"\n", 0, fault.start) + 1
        said = "is not UTF-8 text here, so no row of the file can be trusted."
        faults.append(_fault(sheet, line, said, "Save the file as CSV in UTF-8."))
        return ""


def _next(
    sheet: Sheet, reader: Iterator[list[str]], begins: int, faults: list[Issue]
) -> list[str] | None:
    try:
        return next(reader, None)
    except csv.Error as fault:
        said = f"cannot be read as CSV from here on ({fault}); the rows below are left out."
        faults.append(_fault(sheet, begins, said, "Close the quotes of this row."))
        return None


def _header_fault(sheet: Sheet, header: Sequence[str]) -> str:
    missing = [c for c in sheet.columns if c not in header]
    unknown = [c or "(blank)" for c in header if c not in sheet.columns]
    twice = sorted({c for c in header if header.count(c) > 1})
    said = [
        f"{word} {', '.join(columns)}"
        for word, columns in (("lacks", missing), ("does not know", unknown), ("repeats", twice))
        if columns
    ]
    return f"the header {'; it '.join(said)}; no row of the file is used." if said else ""


def _row_faults(sheet: Sheet, line: int, row: Mapping[str, str]) -> Iterator[Issue]:
    for column in sheet.columns:
        if not row[column] and column not in sheet.blank:
            why = "a decision that nobody signs" if column in _SIGNED else "the row"
            said = f"`{column}` is blank, so {why} cannot be used; the row is left out."
            yield _fault(sheet, line, said, f"Fill in `{column}`.", (column, ""))
    for column, words in sheet.words.items():
        if row[column] and row[column] not in words:
            said = f"`{column}` is `{row[column]}`; the row is left out."
            hint = f"Write {' or '.join(words)}."
            yield _fault(sheet, line, said, hint, (column, row[column]))
    if row["when"] and (said := _moment_fault(row["when"])):
        said = f"`when`: {said}; the row is left out."
        yield _fault(sheet, line, said, "", ("when", row["when"]))


def _moment_fault(text: str) -> str:
    try:
        moment(text, "UTC")
    except ValueError as fault:
        return str(fault)
    return ""


def _fault(
    sheet: Sheet, line: int, message: str, hint: str, cell: tuple[str, str] = ("", "")
) -> Issue:
    return Issue(
        stage="case",
        severity="error",
        at=f"{sheet.file}:{line}",
        message=message,
        hint=hint,
        field=cell[0],
        value=cell[1],
    )
