"""How an engine is run: `python <task>_<engine>.py WORLD [ANSWER]`, timed from outside.

It says when its imports were done and when its results were in memory, and only then, if asked to,
writes them down. The clock is the machine's, so that the race can subtract its own start.
"""

import json
import sys
import time
from pathlib import Path


def main(run, flat=lambda columns: columns):
    imported = time.monotonic()
    columns = run(Path(sys.argv[1]))
    done = time.monotonic()
    print(json.dumps({"imported": imported, "done": done, "megabytes": _peak()}))
    if len(sys.argv) > 2:
        _write(flat(columns), Path(sys.argv[2]))


def _peak():
    # Not ru_maxrss, which starts at the size of the process that started this one.
    for line in Path("/proc/self/status").read_text().splitlines():
        if line.startswith("VmHWM"):
            return int(line.split()[1]) / 1024
    return float("nan")


def _write(columns, path):
    import numpy as np

    if hasattr(columns, "column_names"):
        columns = {name: columns[name].to_numpy() for name in columns.column_names}
    np.savez(path, **{name: np.asarray(values) for name, values in columns.items()})
