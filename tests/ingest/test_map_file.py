"""The map: what it may hold, and the message for each way in which it can be wrong."""

import pytest

from tests.ingest.intakes import take
from truce.issues import TruceError

DATA = "id,what\n1,fort\n"


def faults(map_text: str, **kwargs) -> list[str]:
    with pytest.raises(TruceError) as stopped:
        take(DATA, map_text=map_text, **kwargs)
    return str(stopped.value).splitlines()


@pytest.mark.parametrize(
    ("map_text", "told"),
    [
        (
            'id = "id"\nid = "what"\n[text]\n',
            "raw/rows.toml:2:12: the map is not TOML: Cannot overwrite a value.",
        ),
        (
            'idd = "id"',
            "raw/rows.toml:1: `idd` is not a key that a map has. Did you mean `id`?",
        ),
        (
            'id = "id"\n[when]\nprecison = "what"',
            "raw/rows.toml:3: `when.precison` is not a key that a map has.",
        ),
        (
            'id = "id"\n[place]\nlon = 3\nlat = "what"',
            "raw/rows.toml:3: `place.lon`: Input should be a valid string.",
        ),
        (
            'id = "id"\n[text]\nplaec = "what"',
            "raw/rows.toml:3: `text.plaec`: the table of records has no such column; [text] can "
            "hold moment_words, place, admin1, object_words, act_words, claimant, denied_by, "
            "denial, effect, url, note, count_unit, amount_unit. Did you mean `place`?",
        ),
        (
            'id = "id"\n[kinds.object]\ncolumn = "what"\nwords = { fort = "refinry" }',
            "raw/rows.toml:4: `fort`: `refinry` is not a kind in the tree of things. "
            "Did you mean `refinery`?",
        ),
        (
            'id = "id"\n[kinds.act]\ncolumn = "what"\n[[kinds.act.refine]]\ncolumn = "what"\n'
            'matches = "(open"\nkind = "attack"',
            "raw/rows.toml:6: `(open` is not a pattern that can be used: unclosed group.",
        ),
        (
            'id = "id"\n[kinds.act]\ncolumn = "what"\n[[kinds.act.refine]]\ncolumn = "what"\n'
            'matches = "x"',
            "raw/rows.toml:6: the rule `x` needs either `kind` or `adds`.",
        ),
        (
            'id = "id"\n[when]\ndate = "what"\nzone = "Nowhere/Land"',
            "raw/rows.toml:4: `Nowhere/Land` is not a time zone; write it as Europe/Vienna",
        ),
        (
            'id = "id"\n[when]\ndate = "what"\nmeans = { soon = "teatime" }',
            "raw/rows.toml:4: `teatime` is no part of a day; use one of day, dawn, morning, "
            "afternoon, evening, late_evening, night, night_before, night_after, "
            "midday_to_midday, midday_before_to_midday, day_or_next, day_or_before, "
            "day_before_or_after, week_around.",
        ),
        (
            'id = "id"\n[text]\nplace = "what"\n[ignored]\nwhat = "not needed"',
            "raw/rows.toml:3: column `what` is both used and ignored; take it out of one.",
        ),
        (
            'id = "id"\n[text]\nplace = "what"\n[file]\nfallback = "klingon"',
            "raw/rows.toml:5: `klingon` is not an encoding; write it as windows-1252.",
        ),
        (
            'id = "id"\n[text]\nplace = "wat"\n[ignored]\nwhat = "not needed"',
            "raw/rows.csv:1: there is no column `wat`, which raw/rows.toml needs. "
            "Did you mean `what`?",
        ),
    ],
)
def test_a_faulty_map(map_text, told):
    assert faults(map_text) == [told]


def test_all_faults_are_told_at_once():
    assert len(faults('id = "id"\n[text]\nx = "a"\ny = "b"\n[kinds.z]\ncolumn = "c"')) == 3


def test_a_map_nested_without_end_is_an_error_in_words():
    assert faults("a = " + "[" * 100_000)[0].startswith("raw/rows.toml: the map is ")


def test_an_unknown_adapter_names_the_known_ones():
    with pytest.raises(TruceError) as stopped:
        take(DATA, "record-csv")
    assert str(stopped.value) == (
        "truce.toml: there is no adapter `record-csv`. Did you mean `records-csv`? Known are "
        "records-csv, sites-csv, totals-csv, ucdp-ged."
    )


@pytest.mark.parametrize(
    ("parameters", "told"),
    [
        (
            {},
            "source src: ucdp-ged needs the parameter `release`: the release of the file, as in "
            "22.1; ids recur in later releases with other values.",
        ),
        (
            {"release": "22.1", "relese": "22.1"},
            "source src: `relese` is not a parameter of ucdp-ged; known: release, zone, released.",
        ),
        (
            {"release": "22.1", "zone": "Nowhere/Land"},
            "source src: parameter `zone`: `Nowhere/Land` is not a time zone; "
            "write it as Europe/Vienna.",
        ),
        (
            {"release": "22.1", "released": "soon"},
            "source src: parameter `released`: `soon` is not a moment; write 2025-03-18, "
            "2025-03-18T18:00 or 2025-03-18T18:00Z.",
        ),
    ],
)
def test_parameters_are_checked(parameters, told):
    with pytest.raises(TruceError) as stopped:
        take(DATA, "ucdp-ged", **parameters)
    assert str(stopped.value) == told


def test_an_adapter_with_its_own_columns_takes_only_what_adds_to_them():
    with pytest.raises(TruceError) as stopped:
        take(DATA, "ucdp-ged", 'id = "id"', release="22.1")
    assert str(stopped.value) == (
        "raw/rows.toml: ucdp-ged reads its columns itself: a map can only hold about, file, "
        "ignored, expect. Take the rest out, or read the file with records-csv and this map."
    )


def test_what_the_case_says_about_a_source_stands_in_place_of_the_adapters_words():
    intake = take(
        "id,place\n1,A\n",
        map_text='[about]\npublisher = "Somebody"\ncannot_see = ["the night"]',
    )
    assert (intake.source.publisher, intake.source.cannot_see) == ("Somebody", ("the night",))
    assert intake.source.unit_of_record == "a row of the table"


def test_expectations_that_are_not_met_are_issues():
    intake = take(
        "id,date,zone\n1,2031-03-01,Asia/Tokyo\n2,2041-03-01,Asia/Tokyo\n",
        map_text='[expect]\nrows = [3, 9]\ndates = ["2031-01-01", "2031-12-31"]',
    )
    assert [str(issue) for issue in intake.issues] == [
        "src: 2 rows came, the map expects 3 to 9: the file may be cut short, or another one. "
        "Download it again, or set [expect] in the map.",
        "src: rows that lie outside: 1 (2), the map expects 2030-12-31T10:00Z to "
        "2032-01-01T12:00Z: the file may be cut short, or another one. Download it again, or set "
        "[expect] in the map.",
    ]
