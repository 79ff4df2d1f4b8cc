"""Tables in work/: kept only while they are what the stage left, and the same bytes every time."""

import json
from itertools import pairwise
from pathlib import Path

import polars as pl
import pytest

from truce.case import _shelf
from truce.issues import Issue
from truce.kleene import Verdict

FRAME = pl.DataFrame(
    {"id": ["a", "b", None], "n": [1, 2, 3], "v": ["violation", None, "not_covered"]},
    schema={"id": pl.String, "n": pl.Int64, "v": Verdict},
)
ISSUE = Issue(stage="s", severity="note", at="f:1", message="m", hint="h", field="n", value="v")


def work(root: Path) -> dict[str, bytes]:
    return {p.name: p.read_bytes() for p in sorted((root / "work").iterdir())}


def test_what_is_kept_comes_back(tmp_path: Path) -> None:
    left = _shelf.keep(tmp_path, "fuse", "x", [{"t": FRAME, "u": FRAME.head(0)}], [ISSUE])
    found = _shelf.kept(tmp_path, "fuse", "x")
    assert found is not None
    assert found == left
    assert found.issues == (ISSUE,)
    assert found.tables()["t"].equals(FRAME)
    assert found.tables()["u"].schema == FRAME.schema


@pytest.mark.parametrize("rows", [[3], [1, 1, 1], [2, 0, 1]])
def test_batches_follow_one_another_in_one_file(tmp_path: Path, rows: list[int]) -> None:
    ends = [sum(rows[:n]) for n in range(len(rows) + 1)]
    batches = [{"t": FRAME[a:b]} for a, b in pairwise(ends)]
    kept = _shelf.keep(tmp_path, "s", "x", batches, ())
    assert kept.table("t").equals(FRAME)
    assert set(work(tmp_path)) == {"stages.json", "t.parquet"}


def test_the_same_tables_are_the_same_bytes(tmp_path: Path) -> None:
    many = pl.DataFrame({"a": [str(n * 7919) for n in range(250_000)]})
    for name in ("one", "two"):
        batches = [{"t": part} for part in many.iter_slices(100_000)]
        _shelf.keep(tmp_path / name, "s", "x", batches, ())
    assert work(tmp_path / "one") == work(tmp_path / "two")


def test_another_stamp_is_stale(tmp_path: Path) -> None:
    _shelf.keep(tmp_path, "s", "x", [{"t": FRAME}], ())
    assert _shelf.kept(tmp_path, "s", "y") is None
    assert _shelf.kept(tmp_path, "other", "x") is None


@pytest.mark.parametrize("content", [None, b"", b"PAR1", b"x" * 100])
def test_a_changed_table_is_stale(tmp_path: Path, content: bytes | None) -> None:
    _shelf.keep(tmp_path, "s", "x", [{"t": FRAME}], ())
    path = tmp_path / "work/t.parquet"
    path.unlink() if content is None else path.write_bytes(content)
    assert _shelf.kept(tmp_path, "s", "x") is None


@pytest.mark.parametrize(
    "note", [b"", b"{", b"[]", b"3", b'{"s": 3}', b'{"s": {}}', b"[" * 100_000, b"\xff"]
)
def test_a_broken_note_is_no_note(tmp_path: Path, note: bytes) -> None:
    _shelf.keep(tmp_path, "s", "x", [{"t": FRAME}], ())
    (tmp_path / _shelf.STAGES).write_bytes(note)
    assert _shelf.kept(tmp_path, "s", "x") is None
    _shelf.keep(tmp_path, "s", "x", [{"t": FRAME}], ())
    assert _shelf.kept(tmp_path, "s", "x") is not None


def test_stages_do_not_forget_one_another(tmp_path: Path) -> None:
    _shelf.keep(tmp_path, "one", "x", [{"t": FRAME}], ())
    _shelf.keep(tmp_path, "two", "x", [{"u": FRAME}], ())
    assert _shelf.kept(tmp_path, "one", "x") is not None
    assert sorted(json.loads((tmp_path / _shelf.STAGES).read_text())) == ["one", "two"]
