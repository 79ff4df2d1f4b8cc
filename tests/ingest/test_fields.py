"""Words to kinds, actors, times, places and numbers: what a map can say, and what stays unknown."""

import pytest

from tests.ingest.intakes import said, take
from truce.when import say


def one(data: str, map_text: str | None = None) -> dict:
    intake = take(data, map_text=map_text)
    assert intake.records.height == 1, said(intake)
    return intake.records.to_dicts()[0] | {"issues": said(intake)}


def bracket(record: dict) -> tuple[str | None, str | None]:
    ends = (record["moment_start_utc"], record["moment_end_utc"])
    start, end = (None if at is None else say(at) for at in ends)
    return start, end


# ------------------------------------------------------------------ kinds

OBJECTS = """
id = "id"
[kinds.object]
column = "what"
[kinds.object.words]
"Umspannwerk" = "substation"
"homes and power" = ["residential", "energy"]
"pipe" = "gas"
"n/a" = ""
[[kinds.object.refine]]
column = "note"
matches = '\\b110 kV\\b'
kind = "transmission_substation"
[[kinds.object.refine]]
column = "note"
matches = '(?i)village'
kind = "gas_distribution_pipe"
[[kinds.object.refine]]
column = "note"
matches = 'and a school'
adds = "education"
[text]
note = "note"
"""


@pytest.mark.parametrize(
    ("what", "note", "kinds"),
    [
        ("Umspannwerk", "", "substation"),
        ("  umspannwerk ", "", "substation"),
        ("Umspannwerk", "of 110 kV", "transmission_substation"),
        ("Umspannwerk", "of 1110 kV", "substation"),
        ("pipe", "of 110 kV", "gas"),
        ("pipe", "in the Village", "gas_distribution_pipe"),
        ("homes and power", "", "residential;energy"),
        ("homes and power", "and a school", "residential;energy;education"),
        ("n/a", "and a school", None),
        ("Umspannwerk; pipe", "", "substation;gas"),
        ("refinery;pipe", "", "refinery;gas"),
        ("refinery;refinery", "", "refinery"),
        ("", "and a school", None),
    ],
)
def test_words_for_things(what, note, kinds):
    record = one(f"id,what,note\n1,{what},{note}\n", OBJECTS)
    assert record["object"] == kinds
    assert record["issues"] == []


def test_an_unknown_word_leaves_the_kind_unknown_and_is_told_with_its_rows():
    rows = "".join(f"{n},fort,\n" for n in range(7))
    intake = take(f"id,what,note\n{rows}7,pipe;fort,\n", map_text=OBJECTS)
    assert intake.records["object"].to_list() == [None] * 7 + ["gas;thing"]
    assert said(intake) == [
        "raw/rows.csv:2: object: `fort`: the vocabulary of column `what` does not have it. 8 rows, "
        'lines 2, 3, 4, 5, 6, .... Add to the map under [kinds.object.words]: "fort" = "a kind"'
    ]


def test_many_unknown_words_are_counted_and_not_all_listed():
    rows = "".join(f"{n},word{n},\n" for n in range(50))
    told = said(take(f"id,what,note\n{rows}", map_text=OBJECTS))
    assert len(told) == 21
    assert told[-1] == (
        "raw/rows.csv:22: object: 30 more values cannot be used. "
        "30 rows, lines 22, 23, 24, 25, 26, ...."
    )


ACTS = """
id = "id"
[kinds.act]
column = "what"
[kinds.act.words]
"air attack" = "air_strike"
"shelling, then bombs" = ["shelling", "air_strike"]
"hit" = "attack"
[kinds.act.weapon]
column = "weapon"
words = { "UAV" = "drone_strike", "guns" = "artillery_fire", "?" = "" }
"""


@pytest.mark.parametrize(
    ("what", "weapon", "act"),
    [
        ("air attack", "UAV", "drone_strike"),
        ("air attack", "guns", "air_strike"),
        ("air attack", "?", "air_strike"),
        ("hit", "guns", "artillery_fire"),
        ("hit", "", "attack"),
        ("shelling, then bombs", "", "attack"),
        ("shelling, then bombs", "UAV", "drone_strike"),
        ("", "UAV", None),
        ("overflight", "UAV", "overflight"),
    ],
)
def test_a_weapon_makes_an_act_finer_only_inside_it(what, weapon, act):
    assert one(f'id,what,weapon\n1,"{what}",{weapon}\n', ACTS)["act"] == act


# ------------------------------------------------------------------ actors and countries

ACTORS = """
id = "id"
[actors.perpetrators]
column = "by"
words = { "army of A" = "party-a", "either" = ["party-a", "party-b"], "unknown men" = "" }
[actors.claimant_side]
column = "who"
[country]
column = "land"
words = { "Landia" = "NR" }
"""


@pytest.mark.parametrize(
    ("by", "perpetrators", "issues"),
    [
        ("army of A", "party-a", 0),
        ("either", "party-a;party-b", 0),
        ("Army of A; either", "party-a;party-b", 0),
        ("unknown men", None, 0),
        ("", None, 0),
        ("army of C", None, 1),
    ],
)
def test_words_for_actors(by, perpetrators, issues):
    record = one(f"id,by,who,land\n1,{by},Ministry;paper,Landia\n", ACTORS)
    assert (record["perpetrators"], len(record["issues"])) == (perpetrators, issues)
    assert (record["claimant_side"], record["country"]) == ("Ministry;paper", "NR")


def test_a_country_is_a_code():
    record = one("id,country\n1,Landia\n")
    assert record["country"] is None
    assert record["issues"] == [
        "raw/rows.csv:2: country: `Landia`: not a country code of two letters (ISO 3166-1). 1 row, "
        'line 2. Add to the map under [country.words]: "Landia" = "an ISO 3166-1 code"'
    ]


# ------------------------------------------------------------------ times

TIMES = """
id = "id"
[when]
start = "utc"
end = "utc_end"
date = "date"
time = { column = "hour", blank = ["00:00"] }
precision = "precision"
forms = ["%Y-%m-%d", "%d.%m.%Y"]
not_after_report = true
zones = [{ column = "town", words = { "Farville" = "Asia/Tokyo" } }, { column = "zone" }]
[when.means]
"to the hour" = { about = 30 }
"roughly, to the hour" = { about = 90 }
"24 h to 6 March noon" = { day = "2031-03-05", first = 12, last = 36 }
"small hours" = { first = 0, last = 5 }
"tea" = "afternoon"
[[when.refine]]
column = "precision"
matches = "^roughly"
instead_of = "roughly"
word = "roughly, to the hour"
[reported]
date = "reported"
zone = "Africa/Lagos"
[ignored]
x = "used to try ignored columns"
"""
HEAD = "id,utc,utc_end,date,hour,precision,town,zone,reported,x\n"


@pytest.mark.parametrize(
    ("row", "start", "end"),
    [
        ("2031-03-05T10:00Z,,,,,,,,", "2031-03-05T10:00Z", "2031-03-05T10:00Z"),
        ("2031-03-05T10:00Z,,,,to the hour,,,,", "2031-03-05T09:30Z", "2031-03-05T10:30Z"),
        ("2031-03-05T10:00Z,,,,roughly,,,,", "2031-03-05T08:30Z", "2031-03-05T11:30Z"),
        ("2031-03-05T10:00Z,2031-03-05T12:00Z,,,,,,,", "2031-03-05T10:00Z", "2031-03-05T12:00Z"),
        ("2031-03-05T10:00+02:00,,,,,,,,", "2031-03-05T08:00Z", "2031-03-05T08:00Z"),
        ("2031-03-05T10:00,,,,,,Africa/Lagos,,", "2031-03-05T09:00Z", "2031-03-05T09:00Z"),
        (",,2031-03-05,10:00,,,Africa/Lagos,,", "2031-03-05T09:00Z", "2031-03-05T09:00Z"),
        (",,05.03.2031,,,,Africa/Lagos,,", "2031-03-04T23:00Z", "2031-03-05T23:00Z"),
        (",,2031-03-05,00:00,,,Africa/Lagos,,", "2031-03-04T23:00Z", "2031-03-05T23:00Z"),
        (",,2031-03-05,,,Farville,Africa/Lagos,,", "2031-03-04T15:00Z", "2031-03-05T15:00Z"),
        (",,2031-03-05,,,,,,", "2031-03-04T10:00Z", "2031-03-06T12:00Z"),
        (",,2031-03-05,,night,,Africa/Lagos,,", "2031-03-04T19:00Z", "2031-03-06T05:00Z"),
        (",,2031-03-05,,Tea,,Africa/Lagos,,", "2031-03-05T11:00Z", "2031-03-05T17:00Z"),
        (",,2031-03-05,,small hours,,Africa/Lagos,,", "2031-03-04T23:00Z", "2031-03-05T04:00Z"),
        (",,2031-03-09,,24 h to 6 March noon,,UTC,,", "2031-03-05T12:00Z", "2031-03-06T12:00Z"),
        (",,2031-03-05,,night,,UTC,2031-03-05,", "2031-03-04T20:00Z", "2031-03-05T23:00Z"),
        (",2031-03-05T12:00Z,,,,,,,", None, "2031-03-05T12:00Z"),
        (",,,,,,,2031-03-05,", None, "2031-03-05T23:00Z"),
        (",,,,,,,,", None, None),
    ],
)
def test_times(row, start, end):
    record = one(f"{HEAD}1,{row}\n", TIMES)
    assert bracket(record) == (start, end)
    assert record["issues"] == []


@pytest.mark.parametrize(
    ("row", "why"),
    [
        (",,2031-02-30,,,,,,", "`2031-02-30` is not a date; write it as 2025-03-18"),
        (",,9999-12-31,,,,,,", "`9999-12-31` is at the edge of the calendar; truce cannot use it"),
        (
            ",,0001-01-05,,,,,,",
            "the year 1 is not plausible (1800 to 2199 are)",
        ),
        (",,1.2.3,,,,,,", "the year 3 is not plausible (1800 to 2199 are)"),
        ("2031-03-05T10:00,,,,,,,,", "`2031-03-05T10:00` has an hour but no zone; add one, as in "),
        (",,2031-03-05,,someday,,,,", "`someday` is not a precision that the map or truce knows"),
        (",,2031-03-05,,,,Nowhere/Land,,", "`Nowhere/Land` is not a time zone; write it as "),
        (
            "2031-03-05T10:00Z,2031-03-05T09:00Z,,,,,,,",
            "the bracket ends (2031-03-05T09:00Z) before ",
        ),
    ],
)
def test_a_time_that_cannot_be_is_unknown_and_told(row, why):
    record = one(f"{HEAD}1,{row}\n", TIMES)
    assert bracket(record) == (None, None)
    assert len(record["issues"]) == 1
    assert why in record["issues"][0]


def test_a_report_before_the_event_is_told_and_the_time_kept():
    record = one(f"{HEAD}1,2031-03-05T10:00Z,,,,,,,2031-03-04,\n", TIMES)
    assert bracket(record) == ("2031-03-05T10:00Z", "2031-03-05T10:00Z")
    assert record["issues"] == [
        "raw/rows.csv:2: moment_end_utc: `published until 2031-03-04T23:00Z`: the row was "
        "published before the event that it reports; its time is kept. 1 row, line 2. Set it right "
        "in hand/corrections.csv if the row's words tell."
    ]


# ------------------------------------------------------------------ places and numbers

PLACES = """
id = "id"
[file]
decimal = ","
[place]
lon = "x"
lat = "y"
radius_km = "km"
precision = "code"
metres = { 1 = 500, "Region" = 80000, 9 = "unknown" }
[numbers]
count = { column = "n", blank = ["?"] }
amount = "n2"
[deaths]
column = "dead"
words = { "three" = 3, "two to five" = [2, 3, 5] }
"""


@pytest.mark.parametrize(
    ("x", "y", "km", "code", "place"),
    [
        ("20,5", "10,25", "1,5", "", (20.5, 10.25, 1500.0)),
        ("20,5", "10,25", "", "1", (20.5, 10.25, 500.0)),
        ("20,5", "10,25", "", "region", (20.5, 10.25, 80000.0)),
        ("20,5", "10,25", "", "9", (20.5, 10.25, None)),
        ("20,5", "10,25", "", "", (20.5, 10.25, None)),
        ("-180", "-90", "0", "", (-180.0, -90.0, 0.0)),
        ("", "", "3", "", (None, None, None)),
    ],
)
def test_places(x, y, km, code, place):
    record = one(f"id;x;y;km;code;n;n2;dead\n1;{x};{y};{km};{code};;;\n", PLACES)
    assert (record["lon"], record["lat"], record["radius_m"]) == place
    assert record["issues"] == []


@pytest.mark.parametrize(
    ("x", "y", "km", "code"),
    [
        ("181", "0", "", ""),
        ("0", "91", "", ""),
        ("nan", "5", "", ""),
        ("inf", "5", "", ""),
        ("5", "", "", ""),
        ("5° E", "5", "", ""),
        ("0", "0", "", ""),
        ("5", "5", "-1", ""),
        ("5", "5", "30000", ""),
        ("5", "5", "", "7"),
    ],
)
def test_a_place_that_cannot_be_is_unknown_and_told(x, y, km, code):
    record = one(f"id;x;y;km;code;n;n2;dead\n1;{x};{y};{km};{code};;;\n", PLACES)
    assert record["radius_m"] is None
    assert (record["lon"] is None) == (record["lat"] is None) == (not (km or code))
    assert len(record["issues"]) == 1


@pytest.mark.parametrize(
    ("n", "n2", "dead", "numbers", "issues"),
    [
        ("7", "1,5", "three", (7, 1.5, 3, 3, 3), 0),
        ("7,0", "0", "two to five", (7, 0.0, 2, 3, 5), 0),
        ("?", "", "many", (None, None, None, None, None), 0),
        ("7,5", "-1", "", (None, None, None, None, None), 2),
        ("9007199254740993", "NaN", "", (None, None, None, None, None), 2),
    ],
)
def test_numbers(n, n2, dead, numbers, issues):
    record = one(f"id;x;y;km;code;n;n2;dead\n1;;;;;{n};{n2};{dead}\n", PLACES)
    toll = [record[name] for name in ("deaths_low", "deaths_best", "deaths_high")]
    assert (record["count"], record["amount"], *toll) == numbers
    assert len(record["issues"]) == issues


def test_texts_are_joined_labelled_and_left_blank():
    record = one(
        "id,a,b,c\n1, x ,none,y\n",
        'id = "id"\n[text]\n'
        'place = ["a", { column = "b", blank = ["none"] }, { column = "c", label = "near" }]\n'
        'note = { column = "a", words = { x = "cross" } }\n'
        'effect = { column = "c", words = {z = ""} }',
    )
    assert (record["place"], record["note"], record["effect"]) == ("x; near y", "cross", None)
