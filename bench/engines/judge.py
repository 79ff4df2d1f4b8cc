"""The agreement of a world, as truce reads it."""

import csv

from truce.agreement import load


def agreement(world):
    with (world / "conditions.csv").open(encoding="utf-8", newline="") as rows:
        return load(
            (world / "agreement.yaml").read_text("utf-8"),
            read=lambda name: (world / name).read_text("utf-8"),
            conditions=list(csv.DictReader(rows)),
        )
