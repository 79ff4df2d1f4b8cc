"""The judging in pandas, whose nullable booleans know Kleene's logic; zones in GeoPandas."""

from functools import reduce
from operator import and_

import entry
import frames
import numpy as np
import pandas as pd
from pandas.arrays import BooleanArray
from rules import rules_of

READ = ["incident", "lon", "lat", "radius_m", "amount", "amount_unit", "object", "act"]
READ += ["perpetrators", "moment_start_utc", "moment_end_utc"]


def run(world):
    incidents = pd.read_parquet(world / "incidents.parquet", columns=READ)
    rules = rules_of(world)
    answers = _answers(world, incidents)
    decided = pd.read_parquet(world / "exceptions.parquet")
    asked = [dict(_questions(term, incidents, answers, decided)) for term in rules["terms"]]
    settled = [reduce(and_, questions.values()) for questions in asked]
    zones = _zones(world, incidents, rules, settled)
    shown, verdicts = {"incident": incidents["incident"]}, {}
    for term, questions, answer in zip(rules["terms"], asked, settled, strict=True):
        if term["zone"] is not None:
            questions["where"] = zones.get(term["zone"], _unknown(len(incidents)))
        if rules["whole"]:
            shown |= {f"{term['reading']}.{term['term']}.{q}": a for q, a in questions.items()}
        broken = answer & questions.get("where", True)
        verdicts[term["reading"]] = verdicts.get(term["reading"], False) | broken
    return pd.DataFrame(shown | verdicts)


def _answers(world, incidents):
    """The answers of every set to each incident, asked once per distinct word."""
    tables = {"actors": "perpetrators", "acts": "act", "things": "object"}
    answers = {}
    for name, column in tables.items():
        codes, words = pd.factorize(incidents[column])
        parts = pd.Series(words).str.split(";").explode()
        known = pd.read_parquet(world / f"{name}.parquet").set_index(column).reindex(parts)
        for set_ in known.columns:
            values = known[set_].astype("boolean").set_axis(parts.index)
            each = (_together if name == "things" else _one_of_them)(values)
            answers[set_] = each.array.take(codes, allow_fill=True)
    return answers


def _together(values):
    lists = values.groupby(level=0)
    return lists.any().mask(~lists.any() & values.isna().groupby(level=0).any())


def _one_of_them(values):
    lists = values.groupby(level=0)
    unsure = values.isna().groupby(level=0).any() | (lists.any() != lists.all())
    return lists.any().mask(unsure)


def _questions(term, incidents, answers, decided):
    """Each question that is not answered yes for every incident, but where."""
    yield "who", answers[term["who"]]
    yield "act", answers[term["act"]]
    if term["object"]:
        yield "object", answers[term["object"]]
    when, *standing = (_window(window, incidents) for window in term["windows"])
    yield "when", when
    yield "standing", reduce(and_, standing)
    if term["amount"]:
        yield "amount", _amount(term["amount"], incidents, answers)
    excused = [
        _unexcused(term, e, incidents["incident"], answers, decided) for e in term["exceptions"]
    ]
    if excused:
        yield "exception", reduce(and_, excused)


def _window(window, incidents):
    start, end = (
        incidents[column].dt.tz_localize(None).to_numpy()
        for column in ("moment_start_utc", "moment_end_utc")
    )
    inside, outside = (
        np.logical_or.reduce([_held(start, end, *interval) for interval in window[side]])
        for side in ("inside", "outside")
    )
    return BooleanArray(inside, ~(inside | outside))


def _held(start, end, first, last):
    held = np.ones(len(start), bool)
    if first:
        held &= start >= np.datetime64(first)
    if last:
        held &= (end <= np.datetime64(last)) & ~(start >= np.datetime64(last))
    return held


def _amount(amount, incidents, answers):
    told = incidents["amount_unit"].eq(amount["unit"]).fillna(False) & incidents["amount"].notna()
    short = (incidents["amount"] < amount["at_least"]).to_numpy(bool)
    return ~answers[amount["act"]] | BooleanArray(short, ~told.to_numpy(bool))


def _unexcused(term, exception, incident, answers, decided):
    mine = (decided["reading"] == term["reading"]) & (decided["term"] == term["term"])
    known = decided[mine & (decided["exception"] == exception["id"])].set_index("incident")
    applies = incident.map(known["applies"]).astype("boolean")
    could = answers[exception["act"]] & answers[exception["who"]]
    cannot = BooleanArray(np.ones(len(could), bool), could.fillna(True).to_numpy(bool))
    return (~applies).fillna(pd.Series(cannot, incident.index)).array


def _zones(world, incidents, rules, settled):
    """The answer of each zone; for verdicts alone, only what is not settled is asked."""
    placed = (incidents["lon"].notna() & incidents["radius_m"].notna()).to_numpy()
    zoned = [a for t, a in zip(rules["terms"], settled, strict=True) if isinstance(t["zone"], int)]
    open_ = np.logical_or.reduce([answer.fillna(True).to_numpy(bool) for answer in zoned])
    rows = np.flatnonzero(placed & (open_ | rules["whole"]))
    tables = (pd.read_parquet(world / f"{name}.parquet") for name in ("zones", "pieces"))
    found = frames.sides(incidents.iloc[rows], *tables)
    row, zones = rows[found["incident"]], {}
    for zone in range(rules["zones"]):
        inside, unknown = np.zeros(len(incidents), bool), ~placed
        mine = found["zone"] == zone
        inside[row[mine]] = found["answer"][mine] == 1
        unknown[row[mine & (found["answer"] == 0)]] = True
        zones[zone] = BooleanArray(inside, unknown)
    return zones


def _unknown(rows):
    return BooleanArray(np.zeros(rows, bool), np.ones(rows, bool))


def flat(verdicts):
    columns = {"incident": np.array(verdicts.pop("incident").to_list(), "S")}
    return columns | {
        name: verdicts[name].astype("Int8").fillna(-1).to_numpy(np.int8) for name in verdicts
    }


entry.main(run, flat)
