"""UCDP GED: the invented samples agree in every layout; the real files, where they are at hand."""

import polars as pl
import pytest

from tests.ingest.intakes import HERE, said, take

SAMPLES = sorted(path for path in (HERE / "ucdp_ged").glob("*.csv") if path.stem != "expected")
REAL = {
    "ged_ukraine_2014-2018_oldest_release_hxl": 993,
    "ged_ukraine_2014-2019_older_release_hxl": 1167,
    "ged_ukraine_2014-2021_hxl": 2989,
    "ged_ukraine_cp1252": 3883,
    "ged_world_sample_1000": 1000,
}
#: Columns that differ between the layouts, as they should.
OWN = ["file", "row_hash", "words", "moment_words", "note"]


@pytest.fixture(scope="module")
def released(shared):
    def load(name: str):
        data = (shared / f"data/ucdp-ged/{name}.csv.gz").read_bytes()
        return take(data, "ucdp-ged", release=name, zone="Europe/Kyiv")

    return load


def test_all_layouts_say_the_same():
    tables = [
        take(path.read_bytes(), "ucdp-ged", release="31.1").records.drop(OWN) for path in SAMPLES
    ]
    assert len(tables) == 5
    assert all(table.equals(tables[0]) for table in tables)


def test_the_release_is_part_of_the_source_and_of_every_id():
    data = SAMPLES[0].read_bytes()
    one, two = (take(data, "ucdp-ged", release=r).records for r in ("31.1", "31.2"))
    assert one["source_row"].equals(two["source_row"])
    assert one["source"][0] == "src@31.1"
    assert not set(one["record"]) & set(two["record"])


def test_the_sides_of_a_dyad_are_alternatives_but_for_one_sided_violence():
    records = take(SAMPLES[0].read_bytes(), "ucdp-ged", release="31.1").records
    assert records.select("perpetrators", "object").rows() == [
        ("Government of Alphaland;Party B", None),
        ("Group C;Group D", None),
        ("Government of Alphaland", "civilians"),
        ("Government of Alphaland;Party B", None),
    ]


def test_days_are_as_wide_as_the_earth_unless_a_zone_is_given():
    data = SAMPLES[0].read_bytes()
    anywhere = take(data, "ucdp-ged", release="31.1").records
    local = take(data, "ucdp-ged", release="31.1", zone="Pacific/Nauru").records
    width = pl.col("moment_end_utc") - pl.col("moment_start_utc")
    assert (anywhere.select(width.dt.total_hours()).to_series() == [50, 122, 770, 194]).all()
    assert (local.select(width.dt.total_hours()).to_series() == [24, 96, 744, 168]).all()


@pytest.mark.parametrize("name", REAL)
def test_no_row_of_a_real_file_is_lost(released, name):
    intake = released(name)
    assert (intake.rows, intake.rejects.height) == (REAL[name], 0)
    assert intake.records.height == REAL[name]


def test_what_the_real_files_make_truce_say(released):
    told = {name: said(released(name)) for name in REAL}
    assert {name: lines for name, lines in told.items() if lines} == {
        "ged_ukraine_cp1252": ["raw/rows.csv: the file is not UTF-8 and was read as windows-1252."],
        "ged_world_sample_1000": [
            "raw/rows.csv:106: country: `345`: the vocabulary of column `country_id` does not have "
            "it. 7 rows, lines 106, 245, 321, 465, 707, .... Add to the map under [country.words]: "
            '"345" = "an ISO 3166-1 code"'
        ],
    }


def test_dates_of_the_spreadsheet_copy_agree_with_those_published(released):
    """2,989 rows stand in both files, and the copy writes dates in two forms of its own."""
    copy, published = (
        released(n).records for n in ("ged_ukraine_cp1252", "ged_ukraine_2014-2021_hxl")
    )
    both = published.join(copy, on="source_row", suffix="_copy")
    assert both.height == 2989
    for name in ("moment_start_utc", "moment_end_utc", "perpetrators", "radius_m"):
        assert both[name].equals(both[f"{name}_copy"], null_equal=True)


def test_coarse_places_have_no_disc(released):
    records = released("ged_ukraine_2014-2021_hxl").records
    counted = dict(records["radius_m"].value_counts().iter_rows())
    assert counted == {15000.0: 730, 40000.0: 1542, 150000.0: 16, None: 701}


def test_clear_and_unrecorded_are_not_remarked_on(released):
    notes = released("ged_world_sample_1000").records["note"]
    assert not notes.str.contains("Clear|number_of_sources -1").any()
    assert notes.str.contains("number_of_sources 2").any()


def test_the_soviet_union_is_no_country_of_today(released):
    records = released("ged_world_sample_1000").records
    russia = records.filter(pl.col("words").str.contains('"country_id":"365.0"', literal=True))
    years = {
        country: (part["moment_end_utc"].min().year, part["moment_end_utc"].max().year)
        for (country,), part in russia.group_by("country")
    }
    assert years["RU"][0] >= 1992
    assert years.get(None, (0, 0))[1] <= 1991
