"""The shipped case, end to end: what its readings part on, and the laws on real facts."""

import re
from pathlib import Path

import polars as pl
import pytest

from truce.assess import assess, explain, hinges
from truce.case import Case
from truce.run import run
from truce.tables import QUESTIONS

CASE = Path(__file__).parents[2] / "cases" / "energy-2025"


@pytest.fixture(scope="module")
def result():
    return run(Case(CASE), write=False)


@pytest.fixture(scope="module")
def told(result):
    """Return for a source's row: reading -> (verdict, deciding questions)."""
    tables = result.tables
    members = tables["records"].join(tables["members"], on="record")

    def ask(row):
        name = members.filter(source_row=row)["incident"][0]
        one = tables["incidents"].filter(incident=name)
        return {
            e.reading: (e.verdict, tuple(r.question for r in e.deciding()))
            for e in explain(one, tables["links"], result.agreement, exceptions=result.exceptions)
        }

    return ask


def test_every_row_is_in_one_incident_or_in_the_rejects(result):
    tables = result.tables
    assert tables["records"].height == 161
    assert tables["rejects"].height == 0
    assert tables["incidents"].height == 158
    assert tables["incidents"]["records"].sum() == 161
    assert tables["sites"].height == 49


def test_the_three_marked_duplicates_are_joined_and_the_three_possible_ones_doubted(result):
    tables = result.tables
    rows = tables["records"].join(tables["members"], on="record")
    joined = rows.filter(pl.col("incident").is_duplicated()).sort("source_row")
    assert joined.group_by("incident", maintain_order=True).agg("source_row")[
        "source_row"
    ].to_list() == [["E001", "E002"], ["E005", "E006"], ["E022", "E023"]]
    assert sorted(tables["incidents"]["doubt"].drop_nulls()) == [
        *["D04"] * 2,
        *["D05"] * 2,
        *["D07"] * 2,
    ]


@pytest.mark.parametrize(
    ("row", "reading", "verdict", "because"),
    [
        # A hospital: only a text that says "infrastructure" leaves it open.
        ("E119", "ru1-readout", "not_covered", ("object",)),
        ("E119", "us2-post", "undetermined", ("object", "when", "standing")),
        ("E119", "ua5-from-25-march", "not_covered", ("object", "when", "standing")),
        # The night that the order was given: the hour parts the readings.
        ("E001", "ru3-list", "undetermined", ("when",)),
        ("E001", "ua5-from-25-march", "not_covered", ("when", "standing")),
        # Gas production stands on one list and not on the other.
        ("E134", "ru3-list", "not_covered", ("object",)),
        ("E134", "ua4-list", "violation", QUESTIONS),
        # A railway's contact line: each side counts it when it is hit; the closed list is unclear.
        ("E075", "ru9-counts", "violation", QUESTIONS),
        ("E075", "ru3-list", "undetermined", ("object",)),
        # After thirty days from the 18th on one count, inside thirty days from the 25th.
        ("E155", "ru9-counts", "undetermined", ("when",)),
        ("E155", "ua5-from-25-march", "violation", QUESTIONS),
        ("E160", "ru3-list", "not_covered", ("when",)),
        ("E160", "ua5-from-25-march", "violation", QUESTIONS),
        # An attack that did not arrive: one side counts it, the other does not say.
        ("E024", "ru9-counts", "violation", QUESTIONS),
        ("E024", "ua5-from-25-march", "undetermined", ("act",)),
    ],
)
def test_readings_differ_for_the_right_reason(told, row, reading, verdict, because):
    assert told(row)[reading] == (verdict, tuple(because))


def test_hinges_count_them(result):
    tables = result.tables
    parted = hinges(tables["findings"], tables["verdicts"])
    rows = tables["records"].join(tables["members"], on="record")
    named = dict(rows.select("source_row", "incident").iter_rows())
    pair = parted.filter(reading_a="ru3-list", reading_b="ua4-list")
    by = dict(pair.select("incident", "parted_by").iter_rows())
    assert by[named["E134"]] == "object"
    assert by[named["E160"]] == "when"
    assert "when" in by[named["E155"]]
    assert named["E119"] not in by


def test_neutral_the_parties_swapped_throughout_judge_the_same(result):
    """Rename each party to the other in the agreement and in the facts: no verdict moves."""
    swap = {"Russia": "Ukraine", "Ukraine": "Russia", "russia": "ukraine", "ukraine": "russia"}
    names = re.compile(rf"\b({'|'.join(swap)})\b")

    def swapped(words):
        return names.sub(lambda found: swap[found[0]], words)

    case = Case(CASE)
    text = (CASE / "agreement.yaml").read_text("utf-8")
    other = case.agreement(swapped(text))
    facts = result.tables["incidents"].with_columns(
        pl.col("perpetrators", "held_by", "claimants").map_elements(swapped, return_dtype=pl.String)
    )
    found = assess(facts, result.tables["links"], other, exceptions=result.exceptions)
    key = ["incident", "reading"]
    assert found.verdicts.sort(key).equals(result.tables["verdicts"].sort(key))


def test_every_quoted_word_stands_in_its_document(result):
    agreement = result.agreement
    anchors = [
        anchor
        for reading in agreement.readings.values()
        for term in reading.terms
        for field in term.fields()
        for anchor in field.anchors
    ]
    assert len(anchors) > 150
    assert all(agreement.documents[a.document].holds(a.quote) for a in anchors)


def test_every_field_is_quoted_assumed_or_silent(result):
    for reading in result.agreement.readings.values():
        for field in (f for term in reading.terms for f in term.fields()):
            stands = {
                "quoted": bool(field.anchors),
                "assumed": bool(field.reason),
                "silent": field.value is None,
            }
            assert stands[field.basis], f"{field.at}: {field.name} is {field.basis} on nothing"


def test_counts_in_different_units_are_kept_apart(result):
    aggregate = result.tables["records"].filter(source_row="E161").to_dicts()[0]
    assert (aggregate["count"], aggregate["count_unit"]) == (10, "attacks")
