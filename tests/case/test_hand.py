"""The hand files: every faulty row is named with file and line, every sound one is kept."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from truce.case import _hand
from truce.case._hand import CONDITIONS, CORRECTIONS, MERGES, SHEETS, rows

HEAD = MERGES.header


def read(text: str) -> tuple[list[dict[str, object]], list[str]]:
    found = rows(MERGES, text.encode())
    return found.frame.to_dicts(), [str(issue) for issue in found.issues]


def test_no_file_decides_nothing() -> None:
    for sheet in SHEETS:
        found = rows(sheet, None)
        assert found.frame.height == 0
        assert found.issues == []
        assert found.frame.columns == [*sheet.columns, "line"]
        assert rows(sheet, sheet.header.encode()).issues == []


def test_rows_are_taken_in_any_order_of_columns() -> None:
    kept, issues = read(
        "why,when,who,sure,group,source_row,source\nsame hour,2030-01-02,N. N., yes ,g,E1,src\n"
    )
    assert issues == []
    assert kept == [
        {
            "source": "src",
            "source_row": "E1",
            "group": "g",
            "sure": "yes",
            "who": "N. N.",
            "when": "2030-01-02",
            "why": "same hour",
            "line": 2,
        }
    ]


def test_faulty_rows_are_named_by_line_and_the_others_kept() -> None:
    kept, issues = read(
        HEAD
        + "src,E1,g,yes,N,2030-01-02,good\n"
        + "\n"
        + "src,E2,g,perhaps,,2030-13-02,\n"
        + 'src,E3,g,yes,N,2030-01-02,"two\nlines"\n'
        + "src,E4,g\n"
        + "src,E5,g,maybe,N,2030-01-02,good\n"
    )
    assert [(row["source_row"], row["line"]) for row in kept] == [("E1", 2), ("E3", 5), ("E5", 8)]
    assert issues == [
        "hand/merges.csv:4: `who` is blank, so a decision that nobody signs cannot be used; the row"
        " is left out. Fill in `who`.",
        "hand/merges.csv:4: `why` is blank, so a decision that nobody signs cannot be used; the row"
        " is left out. Fill in `why`.",
        "hand/merges.csv:4: `sure` is `perhaps`; the row is left out. Write yes or maybe.",
        "hand/merges.csv:4: `when`: `2030-13-02` is not a date; write it as 2025-03-18; the row is"
        " left out.",
        "hand/merges.csv:7: has 3 cells where the header has 7; it is left out. Put quotes around"
        " text that has a comma.",
    ]


def test_a_wrong_header_leaves_out_every_row() -> None:
    assert read("source,row,group,sure,who,when,why,why\nsrc,E1,g,yes,N,2030-01-02,x,x\n") == (
        [],
        [
            "hand/merges.csv:1: the header lacks source_row; it does not know row; it repeats why;"
            " no row of the file is used. Write it as:"
            " source,source_row,group,sure,who,when,why"
        ],
    )


def test_blank_cells_that_may_be_blank_are_null() -> None:
    found = rows(CORRECTIONS, (CORRECTIONS.header + "s,E1,place,,N,2030-01-02,unknown\n").encode())
    assert found.issues == []
    assert found.frame["value"].to_list() == [None]
    found = rows(CONDITIONS, (CONDITIONS.header + "a.b.c,,,,met,N,2030-01-02,x,\n").encode())
    assert found.issues == []


def test_what_is_not_utf8_is_said_with_its_line() -> None:
    found = rows(MERGES, HEAD.encode() + b"src,E1,g,yes,N\xff,2030-01-02,x\n")
    assert [str(issue) for issue in found.issues] == [
        "hand/merges.csv:2: is not UTF-8 text here, so no row of the file can be trusted. Save the"
        " file as CSV in UTF-8."
    ]


def test_an_open_quote_leaves_out_the_rest() -> None:
    kept, issues = read(
        HEAD + 'src,E1,g,yes,N,2030-01-02,good\nsrc,E2,g,yes,N,2030-01-02,"open\nmore,E3\n'
    )
    assert [row["source_row"] for row in kept] == ["E1"]
    assert issues == [
        "hand/merges.csv:3: cannot be read as CSV from here on (unexpected end of data); the rows"
        " below are left out. Close the quotes of this row."
    ]


def test_a_byte_order_mark_does_no_harm() -> None:
    assert rows(MERGES, b"\xef\xbb\xbf" + HEAD.encode()).issues == []


@given(st.binary(max_size=200))
def test_no_bytes_break_it(content: bytes) -> None:
    for sheet in SHEETS:
        found = rows(sheet, content)
        assert found.frame.schema == sheet.schema
        body = sheet.header.encode() + content
        assert rows(sheet, body).frame.schema == sheet.schema


_cell = st.text(alphabet=st.characters(exclude_characters=',"\r\n\0', codec="utf-8"), max_size=8)


@given(st.lists(st.lists(_cell, min_size=7, max_size=7), max_size=6))
def test_every_row_is_kept_or_named(table: list[list[str]]) -> None:
    text = HEAD + "".join(",".join(cells) + "\n" for cells in table)
    found = rows(MERGES, text.encode())
    named = {int(issue.at.rpartition(":")[2]) for issue in found.issues}
    kept = set(found.frame["line"].to_list())
    written = {n for n, cells in enumerate(table, 2) if any(cell.strip() for cell in cells)}
    assert kept.isdisjoint(named)
    assert kept | named == written


@pytest.mark.parametrize("sheet", SHEETS, ids=lambda sheet: sheet.name)
def test_every_sheet_is_signed(sheet: _hand.Sheet) -> None:
    assert {"who", "when", "why"} <= set(sheet.columns)
    assert not sheet.blank & {"who", "when", "why"}
