import re

import polars as pl
import pytest

from tests.report import goldens, world
from truce import report
from truce.report import exports, tally
from truce.report.sheet import cell


@pytest.fixture(scope="module")
def view():
    return world.view()


def test_markdown_is_as_it_was(view):
    goldens.same("report.md", report.markdown(view))


def table(text: str, heading: str) -> list[list[str]]:
    """Return the rows of the first table under a heading, its own heading left out."""
    part = text.split(f"## {heading}", 1)[1]
    lines = [line for line in part.split("\n## ", 1)[0].splitlines() if line.startswith("|")]
    return [[c.strip(" *") for c in re.split(r"(?<!\\)\|", line)[1:-1]] for line in lines[2:]]


def test_page_markdown_and_exports_carry_the_same_figures(view):
    page, sheet = report.html(view), report.markdown(view)
    frame = exports.table(view)
    ranges = table(sheet, "Violations, at least and at most, under each reading")
    for row, told in zip(tally.ranges(view), ranges, strict=True):
        verdicts = frame[f"verdict_{row.reading.id}"]
        assert verdicts.eq("undetermined").sum() == row.undetermined == int(told[5])
        assert verdicts.eq("not_covered").sum() == row.not_covered == int(told[6])
        assert verdicts.eq("violation").sum() == row.violation
        assert told[4] == f"{row.at_least}–{row.at_most}"
        cells = f'<b>{told[4]}</b></td><td class="num">{told[5]}</td><td class="num">{told[6]}<'
        assert cells in page
        counts = f"{row.violation} violation, {told[5]} undetermined, {told[6]} not covered"
        assert f'aria-label="{counts}"' in page
        assert f"Map under {row.name}: {counts}." in page


def test_page_and_markdown_carry_the_same_ledger(view):
    page, sheet = report.html(view), report.markdown(view)
    ledger = table(sheet, "Ledger of incidents")
    body = page.split('class="led"')[1].split("</table>")[0].split("<tbody>")[1]
    glyphs = {"v": "◆", "u": "▨", "n": "○"}
    told = [
        [glyphs[c] for c in re.findall(r"<td class=([vun])>", row)] for row in body.split("</tr>")
    ]
    assert told[:-1] == [row[5:] for row in ledger]


def test_page_and_markdown_carry_the_same_hinges(view):
    page, sheet = report.html(view), report.markdown(view)
    for pair in tally.pairs(view):
        assert f'href="#p-{pair.first}-{pair.second}">{pair.incidents}</a>' in page
        assert f"| {pair.first} and {pair.second} | {pair.incidents} |" in sheet


def test_nothing_in_a_cell_is_markup():
    assert cell("a|b\n*c* <script> [x](y) `z`") == (r"a\|b \*c\* \<script\> \[x\](y) \`z\`")


def test_hostile_words_break_no_table():
    told = world.records().with_columns(
        pl.lit("| x | <script>\n# y").alias(c) for c in ("place", "object_words", "claimant")
    )
    sheet = report.markdown(world.view(told=told))
    assert {len(row) for row in table(sheet, "Ledger of incidents")} == {8}
    assert "<script>" not in sheet
