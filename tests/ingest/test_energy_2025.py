"""The shipped case's own sources: no row lost, no word left unread, and single rows as they are."""

import csv
import io

import polars as pl
import pytest

from tests.ingest.intakes import ROOT
from truce.ingest import RawFile, SourceSpec, correct, ingest
from truce.kleene import split
from truce.tables import RECORDS, SITES, TOTALS
from truce.what import tree
from truce.when import say

CASE = ROOT / "cases/energy-2025"
ADAPTERS = {"incidents": "records-csv", "sites": "sites-csv", "totals": "totals-csv"}


def source(name: str):
    spec = SourceSpec(
        id=f"energy-2025-{name}",
        adapter=ADAPTERS[name],
        map_text=(CASE / f"raw/{name}.toml").read_text("utf-8"),
        map_name=f"raw/{name}.toml",
    )
    return ingest(spec, [RawFile(f"raw/{name}.csv", (CASE / f"raw/{name}.csv").read_bytes())])


@pytest.fixture(scope="module")
def records() -> pl.DataFrame:
    return source("incidents").records


@pytest.mark.parametrize(("name", "rows"), [("incidents", 161), ("sites", 49), ("totals", 38)])
def test_every_row_is_kept_and_nothing_is_unread(name, rows):
    intake = source(name)
    assert (intake.rows, intake.rejects.height, intake.issues) == (rows, 0, [])
    assert intake.records.height + intake.sites.height + intake.totals.height == rows
    assert RECORDS.check(intake.records) is intake.records
    assert SITES.check(intake.sites) is intake.sites
    assert TOTALS.check(intake.totals) is intake.totals
    assert intake.source.cannot_see


@pytest.mark.parametrize("name", ["incidents", "sites"])
def test_the_files_are_those_that_were_compiled(shared, name):
    compiled = shared / f"case-energy-2025/{name}.csv"
    assert (CASE / f"raw/{name}.csv").read_bytes() == compiled.read_bytes()


def test_every_kind_stands_in_the_trees(records):
    assert records["object"].null_count() == records["act"].null_count() == 0
    for words in records["object"]:
        assert all(tree("things").check(kind) for kind in split(words))
    assert all(tree("acts").check(act) for act in records["act"])


def test_what_kinds_came_of_it(records):
    acts = dict(records["act"].value_counts().iter_rows())
    assert acts == {
        "drone_strike": 98,
        "shelling": 19,
        "attack": 15,
        "artillery_fire": 11,
        "attempted_air_strike": 9,
        "missile_strike": 5,
        "air_strike": 1,
        "guided_bomb_strike": 1,
        "detonation": 1,
        "interception": 1,
    }
    things = records["object"].str.split(";").explode().value_counts(sort=True)
    counted = dict(things.iter_rows())
    assert {k: counted[k] for k in ("power_line", "distribution_line", "transmission_line")} == {
        "power_line": 23,
        "distribution_line": 13,
        "transmission_line": 8,
    }
    assert {k: counted[k] for k in ("rail_power", "gas_distribution_pipe", "gas_production")} == {
        "rail_power": 3,
        "gas_distribution_pipe": 6,
        "gas_production": 2,
    }


#: Row -> (object, act, who held the place, for whom the claimant speaks, start, end).
ROWS = {
    "E001": "oil_storage drone_strike Russia Russia 2025-03-18T17:00Z 2025-03-19T05:00Z",
    "E003": "military_airfield drone_strike Russia Ukraine;Russia "
    "2025-03-19T23:00Z 2025-03-20T01:00Z",
    "E005": "gas_metering_station detonation Russia;Ukraine Russia "
    "2025-03-20T21:19Z 2025-03-20T21:21Z",
    "E010": "gas_production attempted_air_strike Russia Russia 2025-03-23T17:59Z 2025-03-23T18:51Z",
    "E024": "refinery attempted_air_strike Russia Russia 2025-03-28T00:00Z 2025-03-28T08:00Z",
    "E059": "transmission_line drone_strike Russia Russia 2025-04-07T06:46Z 2025-04-07T06:48Z",
    "E075": "rail_power drone_strike Russia Russia 2025-04-11T23:39Z 2025-04-11T23:41Z",
    "E101": "substation drone_strike Russia Russia 2025-04-16T09:00Z 2025-04-17T09:00Z",
    "E111": "military_industry drone_strike Russia independent 2025-03-21T20:00Z 2025-03-22T20:00Z",
    "E115": "military_base drone_strike Russia Ukraine 2025-04-14T21:00Z 2025-04-15T21:00Z",
    "E117": "military_base drone_strike Russia Ukraine;independent "
    "2025-04-16T23:00Z 2025-04-17T01:00Z",
    "E119": "hospital drone_strike Ukraine Ukraine 2025-03-18T14:00Z 2025-03-18T22:00Z",
    "E121": "rail_power drone_strike Ukraine Ukraine 2025-03-19T02:00Z 2025-03-19T10:00Z",
    "E124": "energy interception Ukraine Russia 2025-03-18T14:00Z 2025-03-18T22:00Z",
    "E125": "energy;residential drone_strike Ukraine Ukraine 2025-03-20T14:00Z 2025-03-20T22:00Z",
    "E133": "electricity;rail_station artillery_fire Ukraine Ukraine "
    "2025-03-26T22:00Z 2025-03-27T22:00Z",
    "E134": "gas_production drone_strike Ukraine Ukraine 2025-03-27T18:00Z 2025-03-28T22:00Z",
    "E137": "hospital drone_strike Ukraine Ukraine 2025-03-29T16:00Z 2025-03-30T05:00Z",
    "E145": "residential;commercial missile_strike Ukraine Ukraine;Russia "
    "2025-04-04T15:48Z 2025-04-04T15:50Z",
    "E148": "residential missile_strike Ukraine Ukraine;Russia 2025-04-13T06:00Z 2025-04-13T08:00Z",
    "E155": "energy drone_strike Ukraine Ukraine 2025-04-17T01:00Z 2025-04-17T09:00Z",
    "E160": "substation attack Ukraine Ukraine 2025-04-21T21:00Z 2025-04-23T21:00Z",
    "E161": "energy attack Russia Russia 2025-04-17T21:00Z 2025-04-19T21:00Z",
}


@pytest.mark.parametrize("row", ROWS)
def test_single_rows(records, row):
    (record,) = records.filter(source_row=row).to_dicts()
    kinds = [record[name] for name in ("object", "act", "held_by", "claimant_side")]
    times = [say(record[name]) for name in ("moment_start_utc", "moment_end_utc")]
    assert " ".join([*kinds, *times]) == ROWS[row]


def test_counts_keep_their_unit(records):
    counted = records.filter(pl.col("count").is_not_null())
    assert counted.select("source_row", "count", "count_unit").rows() == [
        ("E130", 2, "attacks"),
        ("E161", 10, "attacks"),
    ]


def test_no_event_is_later_than_its_report(records):
    late = pl.col("moment_end_utc") > pl.col("reported_end_utc")
    assert records.filter(late).height == 0


def test_corrections_are_all_applied(records):
    told = pl.read_csv(CASE / "hand/corrections.csv", infer_schema=False)
    fixed, issues = correct(records, told)
    assert issues == []
    (row,) = fixed.filter(source_row="E161").to_dicts()
    assert (row["country"], row["radius_m"]) == (None, 550_000.0)
    changed = fixed.filter(pl.col("country").is_null() | (pl.col("radius_m") == 550_000.0))
    assert changed["source_row"].to_list() == ["E161"]


def test_merges_are_the_groups_that_the_compilers_marked(records):
    rows = list(csv.DictReader(io.StringIO((CASE / "raw/incidents.csv").read_text("utf-8"))))
    marked = {(row["id"], row["dup_group"]) for row in rows if row["dup_group"]}
    merges = list(csv.DictReader((CASE / "hand/merges.csv").open(encoding="utf-8")))
    decided = {
        (m["source_row"], m["group"] + ("?" if m["sure"] == "maybe" else "")) for m in merges
    }
    assert decided == marked
    assert {m["source"] for m in merges} == set(records["source"])
    assert all(m["who"] and m["when"] and m["why"] for m in merges)


def test_daily_counts_add_to_what_the_compilers_added():
    totals = source("totals").totals
    daily = totals.filter(unit="attacks in 24 h")
    assert daily.height == 17
    assert daily["printed"].sum() - 10 == 96  # 1 to 18 April; 19 April stands apart
    hours = (daily["moment_end_utc"] - daily["moment_start_utc"]).dt.total_hours()
    assert set(hours) == {24}
