"""The tables in `work/`, and what each stage made them from, so that nothing is made twice."""

import json
import re
from collections.abc import Callable, Generator, Iterable, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import Final, cast

import polars as pl

from truce.case import _files
from truce.issues import Issue

WORK: Final = "work"
#: What each finished stage was made from, which tables it left, and what faults it found.
STAGES: Final = f"{WORK}/stages.json"
#: Rows in a row group; fixed, so that the same table is always the same bytes.
_GROUP: Final = 100_000

Tables = Mapping[str, pl.DataFrame]


@dataclass(frozen=True, slots=True)
class Kept:
    """What a stage left in `work/`: its tables, read when asked for, and the faults it found."""

    root: Path
    hashes: Mapping[str, str]
    issues: tuple[Issue, ...]

    def table(self, name: str) -> pl.DataFrame:
        """Return one of the stage's tables."""
        return pl.read_parquet(self.root / _file(name))

    def tables(self) -> dict[str, pl.DataFrame]:
        """Return all of the stage's tables by name."""
        return {name: self.table(name) for name in self.hashes}


def kept(root: Path, stage: str, stamp: str) -> Kept | None:
    """Return what the stage left, if it was made from what `stamp` stands for and is unaltered.

    Null if it was made from something else, was stopped half way, or a table was changed since.
    """
    found = _finished(root).get(stage)
    if found is None or found["stamp"] != stamp:
        return None
    hashes = cast("dict[str, str]", found["tables"])
    if any(_files.digest(root, _file(name)) != sha for name, sha in hashes.items()):
        return None
    issues = cast("list[dict[str, str]]", found["issues"])
    return Kept(root, hashes, tuple(_issue(row) for row in issues))


def keep(
    root: Path, stage: str, stamp: str, batches: Iterable[Tables], issues: Iterable[Issue]
) -> Kept:
    """Write a stage's tables, batch by batch, then note that it is done; return what it left.

    Each batch has the same tables; a table's batches follow one another in its file, so that
    tables larger than memory can be written.
    """
    parts: dict[str, list[str]] = {}
    for number, batch in enumerate(batches):
        for name, table in batch.items():
            parts.setdefault(name, []).append(f"{WORK}/.{name}-{number:05}{_files.PART}")
            _files.write_with(root, parts[name][-1], _fill(table))
    for name, files in parts.items():
        _join(root, files, _file(name))
    hashes = {name: _files.digest(root, _file(name)) or "" for name in parts}
    rows = [issue.row() for issue in issues]
    finished = _finished(root) | {stage: {"stamp": stamp, "tables": hashes, "issues": rows}}
    _files.write(root, STAGES, (json.dumps(finished, indent=1, sort_keys=True) + "\n").encode())
    return Kept(root, hashes, tuple(_issue(row) for row in rows))


def parquet(table: pl.DataFrame) -> bytes:
    """Return a table as the bytes of a Parquet file."""
    buffer = BytesIO()
    table.write_parquet(buffer, row_group_size=_GROUP)
    return buffer.getvalue()


def _fill(table: pl.DataFrame) -> Callable[[Path], None]:
    def fill(path: Path) -> None:
        with _engine_faults():
            table.write_parquet(path, row_group_size=_GROUP)

    return fill


def _join(root: Path, parts: list[str], name: str) -> None:
    if len(parts) == 1:
        _files.move(root, parts[0], name)
        return

    def fill(path: Path) -> None:
        with _engine_faults():
            frame = pl.scan_parquet([root / part for part in parts])
            frame.sink_parquet(path, row_group_size=_GROUP, maintain_order=True)

    _files.write_with(root, name, fill)
    for part in parts:
        _files.remove(root, part)


@contextmanager
def _engine_faults() -> Generator[None]:
    """Raise as OSError, as Python itself does, what the table engine says of a full disk."""
    try:
        yield
    except pl.exceptions.ComputeError as fault:
        said = re.search(r"([^:]+) \(os error (\d+)\)", str(fault))
        if said is None:
            raise
        raise OSError(int(said.group(2)), said.group(1).strip()) from fault


def _file(name: str) -> str:
    return f"{WORK}/{name}.parquet"


def _finished(root: Path) -> dict[str, dict[str, object]]:
    """Return what is noted of each stage; nothing if the note is not there or not whole."""
    try:
        found: object = json.loads(_files.read(root, STAGES, 64 * _files.MIB) or b"{}")
    except (ValueError, RecursionError):
        return {}
    noted = cast("dict[str, object]", found) if isinstance(found, dict) else {}
    return {
        stage: cast("dict[str, object]", entry)
        for stage, entry in noted.items()
        if isinstance(entry, dict) and {"stamp", "tables", "issues"} <= entry.keys()
    }


def _issue(row: Mapping[str, str]) -> Issue:
    return Issue(**row)  # pyright: ignore[reportArgumentType]  # written from an Issue by `keep`
