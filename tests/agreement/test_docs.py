"""The page on the agreement file: its files load, its fragments are YAML, it names every key."""

import csv
import re
from pathlib import Path
from typing import Any

import polars as pl
import pytest

from tests.worlds import incidents
from truce.agreement import gaps, load, schema, type_of
from truce.agreement.faults import Faults
from truce.agreement.text import parse
from truce.assess import assess
from truce.tables import LINKS
from truce.what import tree

PAGE = (Path(__file__).parents[2] / "docs" / "agreement-file.md").read_text("utf-8")
FILES = dict(re.findall(r"^```\w+ title=(\S+)\n(.*?)^```$", PAGE, re.M | re.S))
FRAGMENTS = re.findall(r"^```yaml\n(.*?)^```$", PAGE, re.M | re.S)
ROWS = list(csv.DictReader(FILES["hand/conditions.csv"].splitlines()))


def test_the_first_file_loads() -> None:
    agreement = load(FILES["pause/agreement.yaml"])
    assert {type_of(reading) for reading in agreement.readings.values()} == {"object-limited pause"}
    assert "readings-differ-start" in {gap.code for gap in gaps(agreement)}


def test_the_second_file_loads_with_its_own_files() -> None:
    agreement = load(FILES["truce/agreement.yaml"], read=FILES.__getitem__, conditions=ROWS)
    (reading,) = agreement.readings.values()
    assert type_of(reading) == "temporary cessation of hostilities"
    (aid,) = (term for term in reading.terms if term.id == "aid")
    assert len(aid.clauses[0].states) == 2


@pytest.mark.parametrize("name", ["pause/agreement.yaml", "truce/agreement.yaml"])
def test_the_examples_get_the_verdicts_that_the_page_gives(name: str) -> None:
    agreement = load(
        FILES[name], read=FILES.__getitem__, conditions=ROWS if "truce" in name else []
    )
    assert agreement.examples
    for example in agreement.examples:
        incident = incidents({"act": None, "object": None, "perpetrators": None, **example.facts})
        found = assess(incident, LINKS.empty(), agreement).verdicts
        told = dict(found.select("reading", pl.col("verdict").cast(pl.String)).iter_rows())
        assert {reading: told[reading] for reading in example.under} == example.under


@pytest.mark.parametrize("fragment", FRAGMENTS, ids=range(len(FRAGMENTS)))
def test_fragments_are_yaml(fragment: str) -> None:
    faults = Faults()
    parts = fragment.splitlines() if fragment.startswith("zone:") else [fragment]
    assert all(parse(part, "fragment", faults).data for part in parts)
    assert faults.found == []


def keys(part: Any) -> set[str]:
    found: set[str] = set()
    if isinstance(part, dict):
        found |= set(part["properties"]) if isinstance(part.get("properties"), dict) else set()
        return found.union(*(keys(value) for value in part.values()))
    return found.union(*(keys(item) for item in part)) if isinstance(part, list) else found


def test_every_key_of_the_language_is_named() -> None:
    written = set(re.findall(r"[a-z_]+", PAGE))
    assert keys(schema()) - written == set()


def test_every_kind_that_is_named_exists() -> None:
    known = {kind for name in ("things", "acts", "actors") for kind in tree(name).parents}
    table = PAGE[PAGE.index("| the text | duty |") : PAGE.index("Obligations in phases")]
    named = set(re.findall(r"`([a-z_]+)`", table)) - {"breached_by"}
    assert named <= known
