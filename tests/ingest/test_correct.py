"""Hand corrections: applied, or told why not; the original words never change."""

import polars as pl
import pytest

from tests.ingest.intakes import take
from truce.ingest import correct
from truce.ingest.correct import COLUMNS

DATA = "id,date,zone,object,lon,lat\n1,2031-03-01,Asia/Tokyo,energy,20,10\n2,2031-03-02,,,,\n"


@pytest.fixture
def records() -> pl.DataFrame:
    return take(DATA).records


def corrections(*rows: tuple[str, ...], who: str = "ann", why: str = "the row says so"):
    full = [("src", row, field, value, who, "2031-04-01", why) for row, field, value in rows]
    return pl.DataFrame(full, schema=dict.fromkeys(COLUMNS, pl.String), orient="row")


def test_values_are_set_in_the_column_s_type(records):
    fixed, issues = correct(
        records,
        corrections(
            ("1", "object", "refinery;residential"),
            ("1", "moment_start_utc", "2031-02-28T20:00Z"),
            ("1", "lon", "21.5"),
            ("2", "deaths_best", "3"),
            ("2", "perpetrators", "party-a;party-b"),
            ("1", "lat", ""),
        ),
    )
    assert issues == []
    assert fixed.select("object", "lon", "lat", "deaths_best", "perpetrators").rows() == [
        ("refinery;residential", 21.5, None, None, None),
        (None, None, None, 3, "party-a;party-b"),
    ]
    assert fixed["moment_start_utc"][0].hour == 20
    same = [c for c in records.columns if c in ("record", "words", "row_hash", "source_row")]
    assert fixed.select(same).equals(records.select(same))


@pytest.mark.parametrize(
    ("row", "field", "value", "told"),
    [
        ("9", "object", "energy", "no record `9` of source `src`."),
        (
            "1",
            "object",
            "refinry",
            "`refinry` is not a kind in the tree of things. Did you mean `refinery`?",
        ),
        ("1", "lon", "200", "`200`: lon lies between -180 and 180."),
        ("1", "lon", "nan", "`nan`: lon lies between -180 and 180."),
        ("1", "count", "1.5", "`1.5` is not a whole number."),
        ("1", "count", "-1", "`-1`: count lies between 0 and 9.0072e+15."),
        (
            "1",
            "moment_end_utc",
            "soon",
            "`soon` is not a moment; write 2025-03-18, 2025-03-18T18:00 or 2025-03-18T18:00Z",
        ),
        (
            "1",
            "moment_end_utc",
            "2031-03-01T10:00",
            "`2031-03-01T10:00` has an hour but no zone; add one, as in 2031-03-01T10:00Z",
        ),
    ],
)
def test_what_cannot_be_is_not_applied(records, row, field, value, told):
    fixed, issues = correct(records, corrections((row, field, value)))
    assert fixed.equals(records)
    assert [str(i) for i in issues] == [f"hand/corrections.csv:2: {told} It was not applied."]


@pytest.mark.parametrize("field", ["words", "row_hash", "record", "mood"])
def test_what_was_published_is_no_field_to_correct(records, field):
    fixed, issues = correct(records, corrections(("1", field, "x")))
    assert fixed.equals(records)
    assert issues[0].message.startswith(f"`{field}` is no field to correct; there are moment_start")


def test_a_correction_needs_somebody_and_a_reason(records):
    fixed, issues = correct(records, corrections(("1", "place", "Anyville"), who=" "))
    assert fixed.equals(records)
    assert issues[0].message == "a correction needs `who` and `why`."


def test_of_two_corrections_the_later_is_applied_and_both_places_are_told(records):
    fixed, issues = correct(records, corrections(("1", "place", "A"), ("1", "place", "B")))
    assert fixed["place"][0] == "B"
    assert [str(issue) for issue in issues] == [
        "hand/corrections.csv:3: line 2 corrects the same field of the same row. "
        "Line 3 was applied."
    ]


def test_a_time_that_would_end_before_it_begins_is_taken_back(records):
    fixed, issues = correct(records, corrections(("1", "moment_end_utc", "2031-02-01T00:00Z")))
    assert fixed.equals(records)
    assert [str(issue) for issue in issues] == [
        "hand/corrections.csv: record 1: the corrected time ends before it begins. Its time was "
        "left as it was; correct both moment_start_utc and moment_end_utc."
    ]


def test_the_line_is_that_of_the_file_where_it_is_known(records):
    told = corrections(("9", "place", "A")).with_columns(line=pl.lit(41))
    assert correct(records, told)[1][0].at == "hand/corrections.csv:41"


def test_no_corrections_change_nothing(records):
    assert correct(records, corrections())[0].equals(records)
