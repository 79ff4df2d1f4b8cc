"""Every command on the shipped case: the questions it was made for get their answers."""

import json
from pathlib import Path
from typing import Any

import pytest

from tests.cli.conftest import Truce

#: Words a person would type -> the row they must lead to.
ASKED = {
    "Sumy hospital 18 March": "E119",
    "Vasyurinskaya 12 April": "E075",
    "DTEK 17 April": "E155",
}


def explained(truce: Truce, shipped: Path, *what: str) -> dict[str, Any]:
    ran = truce("explain", shipped, *what, "--json")
    assert ran.code == 0, ran.err
    return json.loads(ran.out)


@pytest.mark.parametrize(("words", "label"), ASKED.items())
def test_a_person_finds_an_incident_by_words(
    truce: Truce, shipped: Path, words: str, label: str
) -> None:
    assert explained(truce, shipped, *words.split())["incident"]["label"] == label


@pytest.mark.parametrize(
    ("row", "question"),
    [
        ("E119", "object"),  # Sumy, hospital: "infrastructure"
        ("E001", "when"),  # Kavkazskaya, night of 18/19 March: the start
        ("E134", "object"),  # Poltava, gas production: the list
        ("E155", "when"),  # DTEK, 17 April: the end
        ("E160", "when"),  # Kherson, 22-23 April: the end
    ],
)
def test_readings_differ_for_the_right_reason(
    truce: Truce, shipped: Path, row: str, question: str
) -> None:
    told = explained(truce, shipped, row)
    verdicts = {r["verdict"] for r in told["readings"]}
    assert len(verdicts) > 1
    holding = {
        q["question"]
        for r in told["readings"]
        if r["verdict"] != "violation"
        for q in r["questions"]
        if q["term"] == r["term"] and q["decides"]
    }
    assert question in holding


def test_every_claim_leads_to_an_address(truce: Truce, shipped: Path) -> None:
    for row in ("E119", "E001", "E075"):
        for claim in explained(truce, shipped, row)["claims"]:
            assert claim["url"].startswith("https://")


def test_the_ranges_add_up(truce: Truce, shipped: Path) -> None:
    told = json.loads(truce("run", shipped, "--json", "--quiet").out)
    assert told["records"] == 161
    for reading in told["readings"]:
        assert 0 <= reading["at_least"] <= reading["at_most"]
        assert reading["at_most"] + reading["not_covered"] == reading["incidents"]
        assert reading["incidents"] == told["incidents"]


def test_hinges_count_what_a_pair_lists(truce: Truce, shipped: Path) -> None:
    told = json.loads(truce("hinges", shipped, "--json").out)
    numbers = {r["reading"]: r["number"] for r in told["readings"]}
    for pair in told["pairs"][:3]:
        one, two = numbers[pair["reading_a"]], numbers[pair["reading_b"]]
        listed = json.loads(truce("hinges", shipped, "--pair", one, two, "--json").out)
        assert len(listed["incidents"]) == pair["incidents"]
        assert sum(part["incidents"] for part in pair["parted_by"]) == pair["incidents"]


def test_a_later_day_knows_no_less(truce: Truce, shipped: Path) -> None:
    counts = [
        json.loads(truce("run", shipped, "--json", "--as-of", day).out)["incidents"]
        for day in ("2025-03-19", "2025-03-28", "2025-04-18", "2025-06-01")
    ]
    assert counts == sorted(counts)
    assert 0 < counts[0] < counts[-1]
    assert truce("run", shipped, "--quiet").code == 0


def test_the_case_holds_as_recorded(truce: Truce, shipped: Path) -> None:
    assert truce("verify", shipped).code == 0


def test_the_case_has_no_fault(truce: Truce, shipped: Path) -> None:
    ran = truce("check", shipped)
    assert ran.code == 0, ran.out
