"""Our own cost as the rows grow: incidents streamed from Parquet in batches, memory bounded.

Processor seconds, not those of a clock on the wall: what else the machine does must not show.
"""

from __future__ import annotations

import json
import resource
import subprocess
import sys
import time
from pathlib import Path

import polars as pl
import shapely
import worlds

from truce.where import Zone, nearest, pairs_in_reach

BATCH = 250_000


def main(folder: Path, sites: int) -> None:
    """Print processor seconds and peak memory at 1e5, 1e6 and 1e7 incidents, one process each."""
    heads = ("incidents", "pairs", "pairs s", "nearest s", "zones s", "us/row", "MB")
    print("".join(f"{head:>11}" for head in heads))
    for rows in (100_000, 1_000_000, 10_000_000):
        world = worlds.made(folder, rows, sites)
        command = [sys.executable, __file__, str(world)]
        done = subprocess.run(command, check=True, capture_output=True, text=True)
        took = json.loads(done.stdout)
        each = (took["pairs s"] + took["nearest s"] + took["zones s"]) / rows * 1e6
        print(
            f"{rows:>11,}{took['pairs']:>11,}{took['pairs s']:>11.2f}{took['nearest s']:>11.2f}"
            f"{took['zones s']:>11.2f}{each:>11.2f}{took['MB']:>11.0f}",
            flush=True,
        )


def streamed(world: Path) -> dict[str, float]:
    """All three tasks, batch by batch, nothing kept but counts."""
    sites = pl.read_parquet(world / "sites.parquet")
    zones = [
        Zone.polygon(g) for g in shapely.from_wkb(pl.read_parquet(world / "zones.parquet")["wkb"])
    ]
    tests = [zone.within().alias(str(number)) for number, zone in enumerate(zones)]
    took = {"pairs": 0, "pairs s": 0.0, "nearest s": 0.0, "zones s": 0.0}
    for batch in pl.scan_parquet(world / "incidents.parquet").collect_batches(chunk_size=BATCH):
        lon, lat = batch["lon"].to_numpy(), batch["lat"].to_numpy()
        marks = [time.process_time()]
        found = pairs_in_reach(lon, lat, 0.0, sites["lon"], sites["lat"], sites["reach_m"])
        marks.append(time.process_time())
        nearest(lon, lat, sites["lon"], sites["lat"], 20_000.0)
        marks.append(time.process_time())
        batch.select(tests)
        marks.append(time.process_time())
        took["pairs"] += len(found[0])
        for name, start, end in zip(
            ("pairs s", "nearest s", "zones s"), marks, marks[1:], strict=False
        ):
            took[name] += end - start
    return took | {"MB": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024}


if __name__ == "__main__":
    print(json.dumps(streamed(Path(sys.argv[1]))))
