"""Delimited text -> a frame of text columns, and the rows that are not rows of this table.

Nothing is renamed, trimmed or dropped: each data row is in `rows` or in `faulty`.
"""

import csv
import io
import json
from collections import deque
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

import polars as pl

from truce.ingest.decode import encoding
from truce.ingest.mapping import Map
from truce.ingest.source import Limits, RawFile
from truce.issues import Issue, TruceError, stop

_DELIMITERS: Final = (",", ";", "\t")
_CHUNK: Final = 50_000
_NOTHING: Final[tuple[int, list[str], str]] = (0, [], "the file is empty: it has no heading")
_Cells = list[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Faulty:
    """A row without cells for its headings: number, line, why, and the row as it stood (JSON)."""

    row_number: int
    line: int
    reason: str
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """A file's rows.

    `rows` has the file's columns as text, "" where a cell is empty. `numbers` and `lines` give for
    each of them the row (the first data row is 1) and the line it starts on (the first is 1).
    """

    file: str
    rows: pl.DataFrame
    numbers: pl.Series
    lines: pl.Series
    faulty: Sequence[Faulty]
    issues: Sequence[Issue]


def scan(file: RawFile, form: Map, limits: Limits) -> Sheet:
    """Return the sheet in a file of delimited text.

    The delimiter is the declared one, else that of `,` `;` and tab which is most frequent in the
    heading. A row of `#tags` below the heading (HXL) belongs to the heading. Blank lines are no
    rows. Raises TruceError for text that cannot be decoded, for no heading, an empty or repeated
    heading, and more columns or rows than the limits allow.
    """
    name, issues = encoding(file, form.file.fallback)
    lines = _Lines(io.TextIOWrapper(io.BytesIO(file.data), encoding=name, newline=""))
    delimiter = form.file.delimiter or max(_DELIMITERS, key=lines.peek().count)
    reader = _Reader(lines, delimiter, limits)
    heading = _heading(file, reader, limits)
    return _sheet(file, heading, reader, limits, issues)


class _Lines:
    """The lines of a text, with those of the row now being read, so that they can be given back."""

    def __init__(self, rest: Iterator[str]) -> None:
        self._rest = rest
        self._again: deque[str] = deque()
        self.taken: list[str] = []
        self.passed = 0

    def __iter__(self) -> Iterator[str]:
        return self

    def __next__(self) -> str:
        line = self._again.popleft() if self._again else next(self._rest)
        self.taken.append(line)
        return line

    def peek(self) -> str:
        """Return the first line, which is read again."""
        first = next(self._rest, "")
        self._again.append(first)
        return first

    def done(self) -> None:
        """Forget the lines of the row just read."""
        self.passed += len(self.taken)
        self.taken.clear()

    def give_back(self) -> str:
        """Return the first line of a row that could not be read; the others are read again.

        So a quotation mark that is never closed costs its own line and not the rest of the file.
        """
        first, *others = self.taken
        self._again.extendleft(reversed(others))
        self.taken = [first]
        return first


class _Reader:
    """Rows one after another: (line, cells), or (line, raw line, why it has no cells)."""

    def __init__(self, lines: _Lines, delimiter: str, limits: Limits) -> None:
        self._lines = lines
        self._reader = csv.reader(lines, delimiter=delimiter, strict=True)
        self._limits = limits

    def __iter__(self) -> Iterator[tuple[int, _Cells, str]]:
        while True:
            self._lines.done()
            line = self._lines.passed + 1
            try:
                cells = next(self._reader)
            except StopIteration:
                return
            except csv.Error as fault:
                raw = self._lines.give_back()
                yield line, [raw.rstrip("\r\n")], f"the row cannot be split into cells: {fault}"
                continue
            if cells:
                yield line, cells, self._damage(cells)

    def _damage(self, cells: _Cells) -> str:
        row = "".join(self._lines.taken)
        if "\0" in row:
            return "the row holds a NUL character: the file is damaged or not text"
        longest = self._limits.cell_characters
        if len(row) > longest and any(len(cell) > longest for cell in cells):
            return f"a cell is longer than {longest:,} characters"
        return ""


def _heading(file: RawFile, reader: _Reader, limits: Limits) -> list[str]:
    _, cells, fault = next(iter(reader), _NOTHING)
    if fault:
        raise _stop(file, f"{fault}.", "The first line must name the columns.")
    heading = [cell.strip() for cell in cells]
    if len(heading) > limits.columns:
        raise _stop(file, f"the heading names {len(heading):,} columns.", "Is this a table?")
    if "" in heading:
        raise _stop(
            file,
            f"column {heading.index('') + 1} has no heading.",
            "Every column needs a name, so that none is left out unseen.",
        )
    if repeated := next((name for name in heading if heading.count(name) > 1), None):
        places = " and ".join(str(i + 1) for i, name in enumerate(heading) if name == repeated)
        raise _stop(
            file,
            f"the heading `{repeated}` stands over columns {places}: which is meant is not clear.",
            "Give each its own name.",
        )
    return heading


def _sheet(
    file: RawFile, heading: list[str], reader: _Reader, limits: Limits, issues: list[Issue]
) -> Sheet:
    table = _Table(heading)
    faulty: list[Faulty] = []
    count = 0
    for line, cells, damage in reader:
        if count == 0 and _tags(cells):
            continue
        count += 1
        if count > limits.rows:
            raise _stop(file, f"the file has more than {limits.rows:,} rows.", "Split it.")
        if reason := damage or _misfit(cells, heading):
            words = json.dumps([c[: limits.cell_characters] for c in cells], ensure_ascii=False)
            faulty.append(Faulty(row_number=count, line=line, reason=reason, words=words))
        else:
            table.add(cells, count, line)
    rows, numbers, lines = table.done()
    return Sheet(
        file=file.name, rows=rows, numbers=numbers, lines=lines, faulty=faulty, issues=issues
    )


def _tags(cells: _Cells) -> bool:
    filled = [cell for cell in cells if cell.strip()]
    return bool(filled) and all(cell.strip().startswith("#") for cell in filled)


def _misfit(cells: _Cells, heading: list[str]) -> str:
    if len(cells) != len(heading):
        return f"cells in the row: {len(cells)}, in the heading: {len(heading)}"
    return "" if any(cell.strip() for cell in cells) else "no cell of the row is filled"


class _Table:
    """Rows gathered into column frames by the chunk, so that a million rows fit in memory."""

    def __init__(self, heading: list[str]) -> None:
        self._schema = pl.Schema(dict.fromkeys(heading, pl.String))
        self._frames = [pl.DataFrame(schema=self._schema)]
        self._cells: list[_Cells] = []
        self._numbers: list[int] = []
        self._lines: list[int] = []

    def add(self, cells: _Cells, number: int, line: int) -> None:
        self._cells.append(cells)
        self._numbers.append(number)
        self._lines.append(line)
        if len(self._cells) == _CHUNK:
            self._flush()

    def _flush(self) -> None:
        columns = zip(*self._cells, strict=True)
        self._frames.append(
            pl.DataFrame(dict(zip(self._schema, columns, strict=True)), self._schema)
        )
        self._cells = []

    def done(self) -> tuple[pl.DataFrame, pl.Series, pl.Series]:
        if self._cells:
            self._flush()
        numbers = pl.Series("row_number", self._numbers, dtype=pl.Int64)
        return pl.concat(self._frames), numbers, pl.Series("line", self._lines, dtype=pl.Int64)


def _stop(file: RawFile, message: str, hint: str) -> TruceError:
    return stop(message, at=file.name, hint=hint, stage="ingest", exit_code=1)
