"""The whole judging beside its peers: the same incidents, readings and answers, one table.

    .venv/bin/python bench/assess.py [--rows 1000000] [--rounds 3] [--verdicts]
    .venv/bin/python bench/assess.py --scale

Eight readings with eleven terms (`agreement.yaml`). Every engine returns each term's answer to each
question and each reading's verdict; with `--verdicts` the peers return verdicts alone, and so may
leave out zones that change none. Every run is a fresh process from its start to results in memory,
the best of interleaved rounds; "work" leaves out the start of Python and the imports. Before the
clock runs, all answers are compared with ours, one by one.
"""

from __future__ import annotations

import argparse
import json
import os
import resource
import subprocess
import sys
import time
from pathlib import Path

import assess_world
import polars as pl
from assess_answers import same
from engines.judge import agreement
from peers import SPATIAL
from race import compared, rounds, show

from truce.assess import assess, ranges
from truce.tables import LINKS

DATA = Path(__file__).parent / ".data"
BATCH = 250_000


def main() -> None:
    """Read the command line, run, print."""
    options = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    options.add_argument("--rows", type=int, default=1_000_000)
    options.add_argument("--rounds", type=int, default=3)
    options.add_argument("--peers", nargs="*", choices=list(SPATIAL), default=list(SPATIAL))
    options.add_argument("--verdicts", action="store_true", help="peers return verdicts alone")
    options.add_argument("--scale", action="store_true", help="our own cost at 1e5, 1e6, 1e7 rows")
    options.add_argument("--stream", type=Path, help=argparse.SUPPRESS)
    asked = options.parse_args()
    if asked.stream:
        print(json.dumps(streamed(asked.stream)))
    elif asked.scale:
        scale()
    else:
        side_by_side(asked)


def side_by_side(asked: argparse.Namespace) -> None:
    """Compare all answers, then time all engines, then print."""
    if asked.verdicts:
        os.environ["ASSESS"] = "verdicts"
    world = assess_world.made(DATA, asked.rows)
    engines = ["truce", *asked.peers]
    differing = compared("assess", engines, world, same)
    what = "verdicts (truce: and answers)" if asked.verdicts else "answers and verdicts"
    title = f"{what} of the whole assess: {asked.rows:,} incidents, 8 readings, 11 terms"
    show(title, rounds("assess", engines, world, asked.rounds), differing)


def scale() -> None:
    """Print our seconds and peak memory at 1e5, 1e6 and 1e7 incidents, one process each."""
    heads = ("incidents", "wall s", "cpu s", "cpu us/row", "MB")
    print("".join(f"{head:>12}" for head in heads))
    for rows in (100_000, 1_000_000, 10_000_000):
        world = assess_world.made(DATA, rows)
        command = [sys.executable, __file__, "--stream", str(world)]
        took = json.loads(subprocess.run(command, check=True, capture_output=True).stdout)
        each = took["cpu"] / rows * 1e6
        print(
            f"{rows:>12,}{took['wall']:>12.1f}{took['cpu']:>12.1f}{each:>12.2f}{took['MB']:>12.0f}",
            flush=True,
        )


def streamed(world: Path) -> dict[str, float]:
    """Judge batch by batch, as `truce run` does with a large case; of each keep the ranges."""
    clock, spent = time.perf_counter(), time.process_time()
    judged, decided = agreement(world), pl.read_parquet(world / "exceptions.parquet")
    counted = []
    for batch in pl.scan_parquet(world / "incidents.parquet").collect_batches(chunk_size=BATCH):
        found = assess(batch, LINKS.empty(), judged, exceptions=decided)
        counted.append(ranges(found.verdicts, batch))
    total = pl.concat(counted).group_by("reading").agg(pl.all().sum())
    return {
        "rows": int(total["incidents"][0]),
        "wall": time.perf_counter() - clock,
        "cpu": time.process_time() - spent,
        "MB": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
    }


if __name__ == "__main__":
    main()
