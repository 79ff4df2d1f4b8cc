"""Engines side by side: each run is a process of its own, and the rounds are interleaved."""

from __future__ import annotations

import json
import os
import subprocess
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import numpy as np
from peers import python_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from answers import Same

ENGINES = Path(__file__).parent / "engines"


class Run(NamedTuple):
    """Seconds from start to results, the part of it after imports, processor seconds, peak MB."""

    wall: float
    work: float
    cpu: float
    megabytes: float


def run(task: str, engine: str, world: Path, answer: Path | None = None) -> Run:
    """One run in a fresh process; with `answer` it also writes what it found, after the clock."""
    script = ENGINES / f"{task}_{engine}.py"
    command = [str(python_of(engine)), str(script), str(world), *([str(answer)] if answer else [])]
    start = time.monotonic()
    process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
    said = process.stdout.read() if process.stdout else ""
    _, status, used = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise RuntimeError(f"{script.name} ended with {process.returncode}: {said}")
    marks = json.loads(said.splitlines()[-1])
    return Run(
        marks["done"] - start,
        marks["done"] - marks["imported"],
        used.ru_utime + used.ru_stime,
        marks["megabytes"],
    )


def rounds(task: str, engines: list[str], world: Path, count: int) -> dict[str, Run]:
    """The least of each figure over interleaved rounds: other work on a machine only adds."""
    runs: dict[str, list[Run]] = {engine: [] for engine in engines}
    for _ in range(count):
        for engine in engines:
            runs[engine].append(run(task, engine, world))
    return {
        engine: Run(*(min(column) for column in zip(*each, strict=True)))
        for engine, each in runs.items()
    }


def compared(
    task: str, engines: list[str], world: Path, check: Callable[..., Same]
) -> dict[str, Same]:
    """How each peer's answer differs from ours."""
    answers = {}
    with tempfile.TemporaryDirectory() as folder:
        for engine in engines:
            path = Path(folder) / f"{engine}.npz"
            run(task, engine, world, path)
            with np.load(path) as found:
                answers[engine] = dict(found)
    ours = answers.pop("truce")
    return {engine: check(world, ours, theirs) for engine, theirs in answers.items()}


def show(title: str, runs: dict[str, Run], same: dict[str, Same]) -> None:
    """Print one task's table, the fastest first."""
    print(f"\n{title}")
    heads = ("wall s", "ratio", "work s", "ratio", "cpu s", "MB")
    print(f"{'engine':<10}{''.join(f'{head:>8}' for head in heads)}  equal to ours")
    ours = runs["truce"]
    for engine, took in sorted(runs.items(), key=lambda item: item[1].wall):
        other = same.get(engine)
        equal = "" if other is None else f"{other.wrong} wrong, {other.ties} ties"
        print(
            f"{engine:<10}{took.wall:8.2f}{took.wall / ours.wall:8.1f}{took.work:8.2f}"
            f"{took.work / ours.work:8.1f}{took.cpu:8.1f}{took.megabytes:8.0f}  {equal}",
            flush=True,
        )
