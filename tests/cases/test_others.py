"""Two invented ceasefires, written from the documentation alone by someone who had not seen code.

`line`: sixty days without fire, a withdrawal behind a line, a disputed right of self-defence.
`aid`: duties other than not to strike: let aid in, release people, withdraw. Their `expected.csv`
was reasoned from the texts before the program was run.
"""

import csv
from pathlib import Path

import pytest

from truce.assess import hinges
from truce.case import Case
from truce.run import check, run

HERE = Path(__file__).parent


@pytest.fixture(scope="module", params=["line", "aid"])
def folder(request):
    return HERE / request.param


@pytest.fixture(scope="module")
def case(folder):
    return Case(folder)


def test_every_verdict_is_the_one_that_was_reasoned_beforehand(case, folder):
    tables = run(case, write=False).tables
    rows = tables["records"].join(tables["members"], on="record")
    judged = rows.join(tables["verdicts"], on="incident")
    got = {(r["source_row"], r["reading"]): r["verdict"] for r in judged.to_dicts()}
    with (folder / "expected.csv").open(encoding="utf-8") as file:
        expected = {(r["record"], r["reading"]): r["verdict"] for r in csv.DictReader(file)}
    assert len(expected) > 40
    assert got == expected


def test_nothing_is_wrong_with_it_and_its_examples_hold(case):
    found = check(case, lambda *_: None)
    assert [str(issue) for issue in found.issues] == []
    assert found.failures == ()
    assert found.examples >= 7


def test_the_question_that_parts_two_readings_is_that_of_the_term_in_question():
    """A delivery is parted by its amount, not by a term on fire that forbids other acts."""
    tables = run(Case(HERE / "aid"), write=False).tables
    rows = tables["records"].join(tables["members"], on="record")
    named = dict(rows.select("incident", "source_row").iter_rows())
    parted = hinges(tables["findings"], tables["verdicts"]).to_dicts()
    by = {named[p["incident"]]: p["parted_by"] for p in parted}
    assert {row: by[row] for row in ("G02", "G04", "G10", "G13", "G21")} == {
        "G02": "amount",
        "G04": "standing",
        "G10": "amount",
        "G13": "when",
        "G21": "where",
    }
