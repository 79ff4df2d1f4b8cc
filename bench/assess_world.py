"""Made-up incidents as full tables of truce, and an agreement that asks every question of them.

Places are those of `worlds`; kinds, actors and times are as vague as reports are: an eighth names
no actor, a fifth knows only a coarse kind, a third only the day. Nothing here is real.
"""

from __future__ import annotations

import csv
import json
import shutil
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import polars as pl
import shapely
import shapely.affinity
import worlds
from assess_rules import write_rules

from truce.kleene import split
from truce.tables import EVIDENCE, INCIDENTS, Evidence
from truce.what import tree

if TYPE_CHECKING:
    from collections.abc import Mapping

#: Incidents drawn at once, and incidents in a row group.
PART, GROUP = 1_000_000, 250_000
AGREEMENT = Path(__file__).parent / "agreement.yaml"
FIRST_DAY, DAYS = datetime(2030, 3, 1), 100
#: When the way out of one reading was used; between the two nobody knows.
CONDITIONS = (
    {"from": "", "to": "2030-04-20", "state": "unmet"},
    {"from": "2030-04-22T09:00", "to": "2030-05-05T18:00", "state": "met"},
)
DECISION = {
    "clause": "r3-beta.energy.exit",
    "clock": "Europe/Athens",
    "who": "nobody",
    "when": "2030-06-01",
    "why": "made up",
    "source": "",
}
#: The exception people decided about, and for one incident in how many.
EXCEPTION = {"reading": "r4-alpha", "term": "energy", "exception": "self-defence"}
DECIDED_ONE_IN = 5_000

_ACTS = {
    "drone_strike": 24,
    "missile_strike": 9,
    "shelling": 10,
    "artillery_fire": 6,
    "air_strike": 7,
    "guided_bomb_strike": 4,
    "attempted_air_strike": 11,
    "attempted_attack": 2,
    "sabotage": 2,
    "attack": 5,
    "small_arms_fire": 2,
    "overflight": 3,
    "movement": 2,
    "withdrawal": 1,
    "presence": 1,
    "detention": 1,
    "shipping_obstruction": 1,
    "aid_delivery": 4,
    "aid_withheld": 2,
    "act": 2,
    None: 1,
}
_ACTORS = {
    "Alpha": 30,
    "Beta": 30,
    "Alpha Navy": 3,
    "Alpha Volunteers": 5,
    "Beta Militia": 5,
    "Beta Company": 3,
    "Gamma": 1,
    "Delta": 2,
    "Alpha;Alpha Volunteers": 3,
    "Alpha;Beta": 4,
    "Beta Militia;Delta": 2,
    None: 12,
}
_THINGS_HIT = {1: 88, 2: 9, 3: 1, 0: 2}
_OFTEN_MIXED = 24
#: Hours between the earliest and the latest instant; -1 is open on one side.
_BRACKETS_H = {0.0: 25, 1.0: 25, 8.0: 12, 24.0: 28, 168.0: 6, -1.0: 4}
_SCATTER = 0x5_DEEC_E66D


def made(folder: Path, rows: int, seed: int = 2026) -> Path:
    """Return the folder with this world's files, drawn now if they are not there.

    What the peers are given of the agreement is always made anew, by the truce that is timed.
    """
    world = folder / f"assess-{rows}-{seed}"
    if not (world / "zones" / "sea.json").exists():
        shutil.rmtree(world, ignore_errors=True)
        (world / "zones").mkdir(parents=True)
        _draw_incidents(folder, world, rows, seed)
        _draw_zones(worlds.made(folder, min(PART, rows), 10, seed), world / "zones")
    shutil.copy(AGREEMENT, world)
    _write_conditions(world / "conditions.csv")
    write_rules(world, sorted({name for words in filter(None, _ACTORS) for name in split(words)}))
    return world


def _draw_incidents(folder: Path, world: Path, rows: int, seed: int) -> None:
    decided, parts = [], []
    for number, first in enumerate(range(0, rows, PART)):
        places = worlds.made(folder, min(PART, rows - first), 10, seed + number)
        part = _incidents(places, first, np.random.default_rng([seed, number]))
        parts.append(world / f"part-{number}.parquet")
        part.write_parquet(parts[-1])
        decided.append(_decided(part))
    pl.scan_parquet(parts).sink_parquet(world / "incidents.parquet", row_group_size=GROUP)
    pl.concat(decided).write_parquet(world / "exceptions.parquet")
    for path in parts:
        path.unlink()


def _draw_zones(places: Path, folder: Path) -> None:
    """Two lands of districts, overlapping, and a sea; the rest the agreement draws by itself."""
    drawn = shapely.from_wkb(pl.read_parquet(places / "zones.parquet")["wkb"].to_numpy())
    wide = [shapely.affinity.scale(shape, 2, 2) for shape in drawn[:-2]]
    for name, shapes in {"land": wide[:14], "islands": wide[14:], "sea": drawn[-1:]}.items():
        whole = shapely.geometry.mapping(shapely.union_all(shapes))
        (folder / f"{name}.json").write_text(json.dumps(whole))


def _write_conditions(path: Path) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        table = csv.DictWriter(file, ["from", "to", "state", *DECISION])
        table.writeheader()
        table.writerows(DECISION | row for row in CONDITIONS)


def _incidents(places: Path, first: int, draw: np.random.Generator) -> pl.DataFrame:
    where = pl.read_parquet(places / "incidents.parquet")
    rows = where.height
    numbers = np.arange(first, first + rows) * _SCATTER & 0xFFFF_FFFF_FFFF
    start, end = _brackets(draw, rows)
    known = {
        "incident": [f"inc_{number:012x}" for number in numbers],
        "moment_start_utc": start,
        "moment_end_utc": end,
        "object": _objects(draw, rows),
        "act": _choose(draw, _ACTS, rows),
        "perpetrators": _choose(draw, _ACTORS, rows),
        "lon": where["lon"],
        "lat": where["lat"],
        "radius_m": where["radius_m"],
        "evidence": _choose(draw, dict.fromkeys(EVIDENCE, 1), rows).cast(Evidence),
        "denied": draw.random(rows) < 0.2,
        "records": draw.integers(1, 4, rows),
        "sources": draw.integers(1, 3, rows),
    }
    return INCIDENTS.fit(_with_the_rest(pl.DataFrame(known), draw))


def _with_the_rest(known: pl.DataFrame, draw: np.random.Generator) -> pl.DataFrame:
    """Return the incidents with titles, places and amounts; one in 40 has no place."""
    lost, rows = pl.Series(draw.random(known.height) < 1 / 40), known.height
    counted = pl.col("act") == "aid_delivery"
    unit = _choose(draw, {"trucks per day": 90, "tonnes per day": 6, None: 4}, rows)
    amount = pl.Series(draw.integers(50, 1_000, rows).astype(float))
    place = pl.format("Place {}", pl.Series(draw.integers(0, worlds.SETTLEMENTS, rows)))
    return known.with_columns(
        pl.when(~lost).then(pl.col("lon", "lat", "radius_m")),
        place.alias("place"),
        pl.format("{}, {}", pl.col("object").fill_null("something"), place).alias("title"),
        pl.when(counted & pl.Series(draw.random(rows) < 0.9)).then(amount).alias("amount"),
        pl.when(counted).then(unit).alias("amount_unit"),
    )


def _brackets(draw: np.random.Generator, rows: int) -> tuple[pl.Series, pl.Series]:
    """Return starts and ends in UTC; brackets of a day or more begin at midnight."""
    hours = _choose(draw, _BRACKETS_H, rows).to_numpy()
    minutes = draw.integers(0, DAYS * 24 * 60, rows)
    minutes = np.where(hours >= 24, minutes // 1440 * 1440, minutes)
    start = np.datetime64(FIRST_DAY, "us") + minutes.astype("timedelta64[m]")
    end = start + np.maximum(hours, 0).astype("timedelta64[h]")
    early = draw.random(rows) < 0.5
    start[(hours < 0) & early], end[(hours < 0) & ~early] = "NaT", "NaT"
    return tuple(pl.Series(side).dt.replace_time_zone("UTC") for side in (start, end))


def _objects(draw: np.random.Generator, rows: int) -> pl.Series:
    """Return kinds of things: most of one kind, some of two or three hit together."""
    kinds = np.array(list(tree("things").parents), dtype=object)
    weights = draw.gamma(0.7, size=len(kinds)) + 0.02
    often = np.argsort(-weights)[:_OFTEN_MIXED]
    one = kinds[draw.choice(len(kinds), rows, p=weights / weights.sum())]
    a, b, c = (kinds[column] for column in np.sort(draw.choice(often, (rows, 3)), axis=1).T)
    hits = _choose(draw, _THINGS_HIT, rows).to_numpy()
    told = [None, one, a + ";" + c, a + ";" + b + ";" + c]
    return pl.Series(np.select([hits == n for n in range(4)], told))


def _choose(draw: np.random.Generator, weights: Mapping[object, int], rows: int) -> pl.Series:
    share = np.array(list(weights.values()), float)
    return pl.Series(list(weights))[draw.choice(len(weights), rows, p=share / share.sum())]


def _decided(incidents: pl.DataFrame) -> pl.DataFrame:
    """Return what people decided about the exception, one incident in `DECIDED_ONE_IN`."""
    return incidents.gather_every(DECIDED_ONE_IN).select(
        "incident",
        *(pl.lit(word).alias(column) for column, word in EXCEPTION.items()),
        (pl.int_range(pl.len()) % 3 > 0).alias("applies"),
    )
