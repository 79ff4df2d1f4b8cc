"""The report of the shipped case: every address holds, and it opens at once."""

import re
from collections import Counter
from pathlib import Path

import pytest

from tests.report.test_report_page import Page
from truce import report
from truce.case import Case
from truce.report import View, exports, tally, words
from truce.run import run

CASE = Path(__file__).parents[2] / "cases" / "energy-2025"


@pytest.fixture(scope="module")
def view() -> View:
    return run(Case(CASE), write=False).view


@pytest.fixture(scope="module")
def text(view: View) -> str:
    return report.html(view)


def test_the_page_is_under_four_megabytes(text: str):
    assert len(text.encode()) < 4_000_000


def test_every_address_holds_and_every_source_row_has_one(view: View, text: str):
    parsed = Page(text)
    names = Counter(parsed.all("id"))
    assert max(names.values()) == 1
    assert {h[1:] for h in parsed.all("href") if h.startswith("#")} <= set(names)
    assert set(view.records["source_row"]) <= set(names)
    assert set(view.incidents["incident"]) <= set(names)


def test_page_markdown_and_exports_carry_the_same_ranges(view: View, text: str):
    sheet, table = report.markdown(view), exports.table(view)
    for row in tally.ranges(view):
        verdicts = Counter(table[f"verdict_{row.reading.id}"])
        assert (verdicts["violation"], verdicts["undetermined"]) == (
            row.violation,
            row.undetermined,
        )
        told = f"{row.violation} violation, {row.undetermined} undetermined"
        assert f'aria-label="{told}, {row.not_covered} not covered"' in text
        span = re.escape(f"**{words.span(row.at_least, row.at_most)}**")
        assert re.search(rf"\| {row.number} \|.*\| {span} \| {row.undetermined} \|", sheet)


def test_every_reading_gives_every_incident_a_reason(text: str):
    reasons = re.findall(r"class=why><div>(.*?)<", text)
    assert len(reasons) == text.count('<article class="inc"') * text.count('<article class="card"')
    assert all(re.match(r"[A-Z0-9].*\S", reason) for reason in reasons)
