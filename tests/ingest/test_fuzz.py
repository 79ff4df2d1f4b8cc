"""Whatever comes: records + rejects = rows, or a TruceError in words; nothing else, and no hang."""

import gzip
import io
import zipfile

import polars as pl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.ingest.intakes import HERE, ROOT, filled, said, take
from truce.ingest import Limits, correct
from truce.ingest.correct import COLUMNS
from truce.issues import TruceError
from truce.tables import RECORDS

CASE = ROOT / "cases/energy-2025/raw"
INCIDENTS = (CASE / "incidents.csv").read_bytes().splitlines(keepends=True)
UCDP = [path.read_bytes() for path in sorted((HERE / "ucdp_ged").glob("[!e]*.csv"))]
SOURCES = {
    "records-csv": ((HERE / "records_csv/sample.csv").read_bytes(), None),
    "records-csv by a map": (
        b"".join(INCIDENTS[:6]),
        (CASE / "incidents.toml").read_text("utf-8"),
    ),
    "ucdp-ged": (UCDP[0], None),
    "ucdp-ged, HXL": (UCDP[1], None),
}
#: Cells that break programs: not numbers, off the Earth, off the calendar, quotes, endless, NUL.
NASTY = [
    *("nan", "NaN", "inf", "-inf", "1e400", "-0", "0", "181", "-91", "1_000", "0x10", "٣", "½"),
    *("0000-01-01", "0001-01-01", "9999-12-31", "2025-02-30", "2025-03-30T02:30", "24:00", "Z"),
    *('"', '""', '"unclosed', 'a"b', "\n", "\r", '"two\nlines"', ";", ";;", ",", "\t", "#tag"),
    *("\0", "a\0b", "\ufeff", "\u2028", "\x1c", "\x85", "𝛼" * 300, "é", "x" * 3000, "=1+1", " "),
    *("refinery;foo", "act", "thing;thing", "energy;", "party-a;;party-b", "Europe/Kyiv", "../x"),
]
LIMITS = Limits(cell_characters=2000, unpacked_bytes=2_000_000, ratio_from=500_000)
LENIENT = settings(suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])


def survives(data: bytes, name: str) -> None:
    adapter, _, _ = name.replace(",", " ").partition(" ")
    parameters = {"release": "31.1"} if adapter == "ucdp-ged" else {}
    try:
        intake = take(data, adapter, SOURCES[name][1], LIMITS, **parameters)
    except TruceError as fault:
        assert fault.issues
        assert all(issue.message and issue.at for issue in fault.issues)
        return
    table = RECORDS.check(intake.records)
    assert table.height + intake.rejects.height == intake.rows
    assert intake.rejects["reason"].null_count() == 0
    assert all(said(intake))
    places = filled(intake).select(pl.col("lon").abs().max(), pl.col("lat").abs().max()).row(0)
    assert all(
        value is None or value <= limit for value, limit in zip(places, (180, 90), strict=True)
    )
    assert not (table["moment_start_utc"] > table["moment_end_utc"]).any()


@pytest.mark.parametrize("name", SOURCES)
@LENIENT
@given(data=st.data())
def test_bytes_changed_cut_and_repeated(name, data):
    raw = bytearray(SOURCES[name][0])
    for _ in range(data.draw(st.integers(1, 8))):
        place = data.draw(st.integers(0, len(raw)))
        length = data.draw(st.integers(0, 40))
        raw[place : place + length] = data.draw(
            st.one_of(
                st.binary(max_size=20),
                st.sampled_from(NASTY).map(str.encode),
                st.just(bytes(raw[:60])),
            )
        )
    if data.draw(st.booleans()):
        del raw[data.draw(st.integers(0, len(raw))) :]
    survives(bytes(raw), name)


@pytest.mark.parametrize("name", SOURCES)
@settings(LENIENT, max_examples=40)
@given(data=st.data())
def test_cells_that_break_programs(name, data):
    head, *rows = SOURCES[name][0].decode("utf-8", "replace").splitlines()
    width = head.count(",") + 1
    nasty = st.one_of(st.sampled_from(NASTY), st.text(max_size=8), st.just(""))
    made = [data.draw(st.lists(nasty, min_size=width, max_size=width)) for _ in range(3)]
    quoted = [",".join('"' + c.replace('"', '""') + '"' for c in row) for row in made]
    raw = data.draw(st.sampled_from([quoted, [",".join(row) for row in made]]))
    survives("\n".join([head, *raw, *rows[:2]]).encode("utf-8", "surrogatepass"), name)


@pytest.mark.parametrize("name", SOURCES)
@pytest.mark.parametrize(
    "encoding", ["utf-16", "utf-16-le", "utf-32", "cp1252", "shift_jis", "cp037"]
)
def test_the_wrong_encoding(name, encoding):
    text = SOURCES[name][0].decode("utf-8", "replace")
    survives(text.encode(encoding, "replace"), name)


@pytest.mark.parametrize("name", SOURCES)
@settings(LENIENT, max_examples=50)
@given(data=st.data())
def test_packed_and_then_damaged(name, data):
    plain = SOURCES[name][0]
    buffer = io.BytesIO()
    method = data.draw(
        st.sampled_from([zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED, zipfile.ZIP_LZMA])
    )
    with zipfile.ZipFile(buffer, "w", method) as archive:
        archive.writestr("a.csv", plain)
    raw = bytearray(data.draw(st.sampled_from([gzip.compress(plain, mtime=0), buffer.getvalue()])))
    for _ in range(data.draw(st.integers(0, 4))):
        raw[data.draw(st.integers(0, len(raw) - 1))] = data.draw(st.integers(0, 255))
    del raw[data.draw(st.integers(len(raw) // 2, len(raw))) :]
    survives(bytes(raw), name)


@pytest.mark.parametrize("name", SOURCES)
@settings(LENIENT, max_examples=30)
@given(raw=st.binary(max_size=300))
def test_noise(name, raw):
    survives(raw, name)


@pytest.mark.parametrize("name", SOURCES)
def test_bombs(name):
    survives(gzip.compress(b"id,place\n" + b"1,x\n" * 600_000, mtime=0), name)
    survives(gzip.compress(gzip.compress(b"\0" * 50_000_000, mtime=0), mtime=0), name)
    survives(b'id,place\n1,"' + b"x" * 1_900_000, name)
    survives(b"id,place\n" + b'"\n' * 20_000, name)
    survives(b"," * 100_000, name)


@settings(LENIENT, max_examples=40)
@given(st.lists(st.tuples(*(st.one_of(st.sampled_from(["", "a1", "src", "object", *NASTY]),
       st.sampled_from(RECORDS.names)) for _ in COLUMNS)), max_size=5))  # fmt: skip
def test_corrections_of_any_kind(rows):
    records = take(SOURCES["records-csv"][0]).records
    told = pl.DataFrame(
        [("src", "a1", *row[2:]) for row in rows],
        schema=dict.fromkeys(COLUMNS, pl.String),
        orient="row",
    )
    fixed, issues = correct(records, told)
    assert RECORDS.check(fixed)["words"].equals(records["words"])
    assert all(str(issue) for issue in issues)
    assert not (fixed["moment_start_utc"] > fixed["moment_end_utc"]).any()
