"""A run killed at any moment leaves a case that the next run completes to the same bytes."""

import os
import random
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from io import BytesIO
from pathlib import Path
from typing import Any

import polars as pl
import pytest

from tests.run.cases import AT, add, edit, made, tiny
from truce.case import Case, _files
from truce.run import _run as room
from truce.run import run


class KilledError(BaseException):
    """The process is gone: nothing it would still have done happens."""


class Disk:
    """Every step that changes the disk, counted; from step `last` on, none happens.

    A write is two steps, so that it can also be cut in its middle.
    """

    def __init__(self, patch: pytest.MonkeyPatch, last: int) -> None:
        self.steps = 0
        self.last = last
        write, replace, unlink = Path.write_bytes, Path.replace, Path.unlink

        def half(path: Path, content: bytes) -> int:
            self.step()
            write(path, content[: len(content) // 2])
            self.step()
            return write(path, content)

        patch.setattr(Path, "write_bytes", half)
        patch.setattr(Path, "replace", self.counted(replace))
        patch.setattr(Path, "unlink", self.counted(unlink))
        patch.setattr(Path, "mkdir", self.counted(Path.mkdir))
        # The table engine writes by itself; here its tables take the same way as other files.
        patch.setattr("polars.DataFrame.write_parquet", _by_path(half))

    def counted(self, act: Callable[..., Any]) -> Callable[..., Any]:
        def do(*args: Any, **named: Any) -> Any:
            self.step()
            return act(*args, **named)

        return do

    def step(self) -> None:
        if self.steps >= self.last:
            raise KilledError
        self.steps += 1


def _by_path(write: Callable[[Path, bytes], int]) -> Callable[..., None]:
    engine = pl.DataFrame.write_parquet

    def do(table: pl.DataFrame, target: Any, **named: Any) -> None:
        if not isinstance(target, Path):
            return engine(table, target, **named)
        buffer = BytesIO()
        engine(table, buffer, **named)
        write(target, buffer.getvalue())
        return None

    return do


@pytest.fixture(autouse=True)
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    """Fix the clock, and leave out pages that take long to make: they are bytes like any other."""
    monkeypatch.setenv("SOURCE_DATE_EPOCH", AT)
    csv = room._RESULTS["out/incidents.csv"]
    monkeypatch.setattr(room, "_RESULTS", dict.fromkeys(("out/a", "out/b"), csv))
    monkeypatch.setattr(_files, "_flush", lambda path: None)


def attempt(case: Path, last: int) -> int | None:
    """Run until `last` steps are done; return their number if the run came to its end."""
    with pytest.MonkeyPatch.context() as patch:
        disk = Disk(patch, last)
        try:
            run(Case(case))
        except KilledError:
            return None
        return disk.steps


def stops(case: Path, scene: Path, stride: int) -> Iterator[Path]:
    """Yield a copy of the case for each step at which a run can be killed, killed there."""
    last = 0
    while True:
        shutil.copytree(case, scene)
        done = attempt(scene, last) is not None
        yield scene
        shutil.rmtree(scene)
        if done:
            return
        last += stride


def changed(case: Path) -> None:
    """Make every stage of a case stale."""
    add(case, "agreement.yaml", "# a remark")
    add(case, "hand/merges.csv", "incidents,B2,g,maybe,N,2030-04-01,same day")
    add(case, "hand/corrections.csv", "incidents,A1,place,Mill Town,N,2030-04-01,its spelling")


@pytest.mark.parametrize(("begin", "stride"), [("new", 1), ("changed", 3)])
def test_killed_at_any_step(tmp_path: Path, begin: str, stride: int) -> None:
    case = tiny(tmp_path / "case")
    if begin == "changed":
        run(Case(case))
        changed(case)
    whole = tmp_path / "whole"
    shutil.copytree(case, whole)
    run(Case(whole))
    wanted = made(whole)
    count = 0
    for scene in stops(case, tmp_path / "scene", stride):
        run(Case(scene))
        assert made(scene) == wanted, f"killed at step {count}"
        count += 1
    assert count * stride > 80


def test_killed_twice_and_turned_back(tmp_path: Path) -> None:
    """What was half made for other inputs is not taken for these."""
    case = tiny(tmp_path / "case")
    run(Case(case))
    wanted = made(case)
    del wanted["ledger.jsonl"]
    for last in range(0, 60, 7):
        edit(case, "agreement.yaml", "metres: 60000", "metres: 600000")
        add(case, "hand/corrections.csv", "incidents,A1,place,X,N,2030-04-01,x")
        attempt(case, last)
        attempt(case, last // 2)
        edit(case, "agreement.yaml", "metres: 600000", "metres: 60000")
        edit(case, "hand/corrections.csv", "incidents,A1,place,X,N,2030-04-01,x\n", "")
        run(Case(case))
        found = made(case)
        del found["ledger.jsonl"]
        assert found == wanted, f"killed at step {last}"


def test_killed_for_real(tmp_path: Path) -> None:
    """The same with `kill -9` of a process, at moments spread over all of its run."""
    case = tiny(tmp_path / "case")
    environment = os.environ | {"SOURCE_DATE_EPOCH": AT}
    command = [sys.executable, "-c", "from truce.cli import main; main()", "run", "--quiet"]

    def start(path: Path) -> subprocess.Popen[bytes]:
        return subprocess.Popen([*command, str(path)], env=environment, stdout=subprocess.DEVNULL)

    whole, scene = tmp_path / "whole", tmp_path / "scene"
    shutil.copytree(case, whole)
    begun = time.monotonic()
    assert start(whole).wait() == 0
    takes = time.monotonic() - begun
    shutil.copytree(case, scene)
    moments = random.Random(7)
    for _ in range(4):
        process = start(scene)
        time.sleep(takes * moments.uniform(0.5, 1.0))
        process.send_signal(signal.SIGKILL)
        process.wait()
    assert start(scene).wait() == 0
    found, wanted = made(scene), made(whole)
    assert found.keys() == wanted.keys()
    assert [name for name in found if found[name] != wanted[name]] == []
