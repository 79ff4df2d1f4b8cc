"""Bytes to rows: encodings, dialects, packing; every row is read or refused with a reason."""

import gzip
import io
import json
import zipfile

import pytest

from tests.ingest.intakes import said, take
from truce.ingest import Limits
from truce.issues import TruceError

REFUSED = (
    "it is refused, since such a file can fill the memory. "
    "If it is genuine, split it into smaller files."
)
ROW = "id,place\n1,Anyville\n"


def zipped(**members: bytes) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return buffer.getvalue()


def stopped(*args, **kwargs) -> str:
    with pytest.raises(TruceError) as fault:
        take(*args, **kwargs)
    assert fault.value.exit_code in (1, 2)
    return str(fault.value)


def refused(intake) -> list[tuple[int, str]]:
    return intake.rejects.select("row_number", "reason").rows()


@pytest.mark.parametrize(
    "data",
    [
        "id,place\n1,Café\n".encode(),
        "id;place\r\n1;Café\r\n".encode("utf-8-sig"),
        "id\tplace\n1\tCafé".encode("utf-16"),
        'id,place\r1,"Café"\r'.encode(),
        gzip.compress("id,place\n1,Café\n".encode(), mtime=0),
        zipped(a="id,place\n1,Café\n".encode()),
    ],
    ids=["utf-8", "BOM and semicolon", "utf-16 and tab", "quoted, old line ends", "gzip", "zip"],
)
def test_the_same_row_in_other_clothes(data):
    intake = take(data)
    assert intake.records.select("source_row", "place").rows() == [("1", "Café")]
    assert intake.issues == []


def test_a_fallback_encoding_must_be_declared():
    data = "id,place\n1,Café\n".encode("windows-1252")
    assert stopped(data) == (
        "raw/rows.csv:2: byte 0xe9 is not UTF-8 text. Save it as UTF-8, or say in the map which "
        'encoding it has, as in `fallback = "windows-1252"`.'
    )
    intake = take(data, map_text='[file]\nfallback = "windows-1252"\n')
    assert intake.records["place"].to_list() == ["Café"]
    assert said(intake) == ["raw/rows.csv: the file is not UTF-8 and was read as windows-1252."]


def test_a_byte_that_even_the_fallback_does_not_have():
    told = stopped(b"id,place\n1,\x81\xff\n", map_text='[file]\nfallback = "windows-1252"\n')
    assert told == ("raw/rows.csv:2: byte 0x81 is not WINDOWS-1252 text. Save it again as UTF-8.")


@pytest.mark.parametrize(
    ("data", "told"),
    [
        (
            "",
            "raw/rows.csv: the file is empty: it has no heading. "
            "The first line must name the columns.",
        ),
        (
            "id,,place\n",
            "raw/rows.csv: column 2 has no heading. "
            "Every column needs a name, so that none is left out unseen.",
        ),
        (
            "id,place,id\n",
            "raw/rows.csv: the heading `id` stands over columns 1 and 3: which is meant is not "
            "clear. Give each its own name.",
        ),
        (
            'id,"place\n',
            "raw/rows.csv: the row cannot be split into cells: unexpected end of data. "
            "The first line must name the columns.",
        ),
        (
            "place,url\nAnyville,\n",
            "raw/rows.csv:1: there is no column `id`, which the map of records-csv needs. "
            "The file has place, url.",
        ),
    ],
)
def test_a_file_that_is_no_table(data, told):
    assert stopped(data) == told


def test_a_heading_alone_has_no_rows():
    intake = take("id,place\n")
    assert (intake.rows, intake.records.height, intake.rejects.height) == (0, 0, 0)


def test_a_ragged_row_is_refused_and_kept_in_words():
    intake = take("id,place\n1,Anyville\n2\n3,a,b\n\n,\n4,Elsewhere\n")
    assert intake.records.select("source_row", "row_number").rows() == [("1", 1), ("4", 5)]
    assert refused(intake) == [
        (2, "cells in the row: 1, in the heading: 2"),
        (3, "cells in the row: 3, in the heading: 2"),
        (4, "no cell of the row is filled"),
    ]
    assert [json.loads(words) for words in intake.rejects["words"]] == [
        ["2"],
        ["3", "a", "b"],
        ["", ""],
    ]


def test_a_quote_that_is_never_closed_costs_its_own_line_only():
    intake = take('id,place\n1,"open\n2,Anyville\n3,"two\nlines"\n4,"half"quoted\n5,Elsewhere\n')
    assert intake.records.select("source_row", "place", "row_number").rows() == [
        ("2", "Anyville", 2),
        ("3", "two\nlines", 3),
        ("5", "Elsewhere", 5),
    ]
    assert [number for number, _ in refused(intake)] == [1, 4]
    assert refused(intake)[1][1] == "the row cannot be split into cells: ',' expected after '\"'"


def test_lines_count_physical_lines_so_that_an_editor_finds_them():
    intake = take('id,place,act\n1,"two\nlines",attack\n\n2,Anyville,sorcery\n')
    assert intake.issues[0].at == "raw/rows.csv:5"


def test_a_nul_and_an_endless_cell_are_refused():
    intake = take("id,place\n1,a\0b\n2,cccccccccccc\n3,d\n", limits=Limits(cell_characters=10))
    assert refused(intake) == [
        (1, "the row holds a NUL character: the file is damaged or not text"),
        (2, "a cell is longer than 10 characters"),
    ]
    assert len(take("id,place\n1," + "x" * 200_000 + "\n2,y\n").rejects["words"][0]) < 101_000


def test_a_row_of_hxl_tags_belongs_to_the_heading():
    intake = take("id,place,lon\n,#loc+name,#geo+lon\n1,Anyville,\n2,#5,\n")
    assert intake.records.select("row_number", "place").rows() == [(1, "Anyville"), (2, "#5")]


@pytest.mark.parametrize(
    ("data", "limits", "told"),
    [
        (
            gzip.compress(b"id,place\n" + b"1,x\n" * 50_000, mtime=0),
            Limits(ratio=20, ratio_from=1000),
            "raw/rows.csv: the file holds more than 20 times its packed size: " + REFUSED,
        ),
        (
            zipped(a=b"id\n", b=b"id\n1\n" * 1000),
            Limits(unpacked_bytes=1000),
            "raw/rows.csv: the file holds more than 1,000 bytes once unpacked: " + REFUSED,
        ),
        (
            zipped(a=b"id\n", b=b"id\n"),
            Limits(members=1),
            "raw/rows.csv: the file holds 2 files, the limit is 1: " + REFUSED,
        ),
        (
            b"id,place\n" * 200,
            Limits(unpacked_bytes=1000),
            "raw/rows.csv: the file holds 1,800 bytes, the limit is 1,000: " + REFUSED,
        ),
        (b"id\n1\n2\n", Limits(rows=1), "raw/rows.csv: the file has more than 1 rows. Split it."),
        (
            b"id,a,b\n",
            Limits(columns=2),
            "raw/rows.csv: the heading names 3 columns. Is this a table?",
        ),
    ],
    ids=["gzip bomb", "zip bomb", "too many members", "too large", "too long", "too wide"],
)
def test_what_could_fill_the_memory_is_refused(data, limits, told):
    assert stopped(data, limits=limits) == told


def test_a_real_bomb_is_refused_before_it_is_unpacked():
    bomb = gzip.compress(b"0" * 100_000_000, 9, mtime=0)
    assert "times its packed size" in stopped(bomb)


@pytest.mark.parametrize("packed", [gzip.compress(ROW.encode(), mtime=0), zipped(a=ROW.encode())])
def test_a_damaged_archive_is_an_error_in_words(packed):
    told = stopped(packed[: len(packed) // 2])
    assert told.startswith(
        "raw/rows.csv: the archive is damaged or of a kind that cannot be read ("
    )
    assert told.endswith("). Download it again, or unpack it by hand.")


def test_two_files_of_one_name_cannot_be_told_apart():
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr("a", "id\n1\n")
        with pytest.warns(UserWarning, match="Duplicate name"):
            archive.writestr("a", "id\n2\n")
    assert stopped(buffer.getvalue()) == (
        "raw/rows.csv/a: two files of this source have this name, so that their rows could not be "
        "told apart. Rename one of them."
    )


def test_a_zip_of_two_tables_is_two_files_of_one_source():
    intake = take(zipped(a=b"id,place\n1,A\n", b=b"id,place\n2,B\n1,C\n"))
    assert intake.records.select("file", "place").rows() == [
        ("raw/rows.csv/a", "A"),
        ("raw/rows.csv/b", "B"),
    ]
    assert refused(intake) == [(2, "the id `1` already stands in row 1 of raw/rows.csv/a")]
