"""The spatial engine beside its peers: same data, same answers, one table for each task.

    .venv/bin/python bench/spatial.py [--rows 1000000] [--sites 20000] [--rounds 3]
    .venv/bin/python bench/spatial.py --scale

Every run is a fresh process from its start to results in memory, the best of interleaved rounds.
"work" leaves out the start of Python and the imports. Before the clock runs, each engine writes its
answer once, and it is compared with ours row by row: ties within 1 cm of a limit are counted apart.
"""

from __future__ import annotations

import argparse
from pathlib import Path

import scale
import worlds
from answers import CHECKS
from peers import SPATIAL
from race import compared, rounds, show

DATA = Path(__file__).parent / ".data"
TASKS = {
    "pairs": "pairs in reach of each site's own radius",
    "nearest": "nearest site within 20 km",
    "zones": "point with radius in 30 zones: inside, outside, across",
}


def main() -> None:
    """Read the command line, run, print."""
    options = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    options.add_argument("--rows", type=int, default=1_000_000)
    options.add_argument("--sites", type=int, default=20_000)
    options.add_argument("--rounds", type=int, default=3)
    options.add_argument("--tasks", nargs="+", choices=list(TASKS), default=list(TASKS))
    options.add_argument("--peers", nargs="*", choices=list(SPATIAL), default=list(SPATIAL))
    options.add_argument("--scale", action="store_true", help="our own cost at 1e5, 1e6, 1e7 rows")
    asked = options.parse_args()
    if asked.scale:
        scale.main(DATA, asked.sites)
        return
    world = worlds.made(DATA, asked.rows, asked.sites)
    for task in asked.tasks:
        engines = ["truce", *asked.peers]
        same = compared(task, engines, world, CHECKS[task])
        title = f"{TASKS[task]}: {asked.rows:,} incidents, {asked.sites:,} sites"
        show(title, rounds(task, engines, world, asked.rounds), same)


if __name__ == "__main__":
    main()
