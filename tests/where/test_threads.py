"""Zones are asked by several threads at once; a mistake there ends the process, so a child asks."""

import subprocess
import sys

ASK_NEW_ZONES_FROM_TWO_THREADS = """
from threading import Barrier, Thread
import numpy as np, shapely
from truce.where.sides import Area

turn = np.linspace(0, 2 * np.pi, 8_000)[:-1]
draw = np.random.default_rng(0)
lon, lat = draw.uniform(-2, 2, (2, 20_000))
for _ in range(40):
    size = 1 + 0.2 * np.sin(7 * turn) + draw.normal(0, 0.02, len(turn))
    area = Area.of(shapely.Polygon(np.column_stack([size * np.cos(turn), size * np.sin(turn)])))
    start = Barrier(2)

    def ask():
        start.wait()
        shapely.intersects_xy(area.shape, lon, lat)

    threads = [Thread(target=ask) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
"""


def test_a_new_zone_may_be_asked_by_two_threads_at_once():
    child = subprocess.run(
        [sys.executable, "-c", ASK_NEW_ZONES_FROM_TWO_THREADS], capture_output=True, check=False
    )
    assert child.returncode == 0, child.stderr.decode()
