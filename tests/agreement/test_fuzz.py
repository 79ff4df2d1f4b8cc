"""Whatever comes in, an agreement or a TruceError comes out: no other exception, and no hang."""

import re
from functools import cache

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from tests.agreement.files import BAD, FOLDER, GOOD, read
from truce.agreement import Agreement, change, decode, gaps, load, type_of
from truce.agreement.decisions import COLUMNS
from truce.issues import TruceError

TOKEN = re.compile(r"[\w.-]+|[^\w\s]|\s+")
#: Words that have broken readers of YAML, of numbers or of dates before.
NASTY = (
    *("", "~", "null", "true", "NO", "0", "-0", "1e400", "nan", ".inf", "-1", "9" * 400, "0x1F"),
    *("22:30", "0001-01-01", "9999-12-31", "10000-01-01", "2030-02-30", "2030-03-31T01:30"),
    *("20300301", "2030-W10-1", "2030-03-01T24:00", "0001-01-01T00:00+14:00", "open", "silent"),
    *("9999-12-31T23:59-12:00", "anything", "anywhere", "is", "<<", "&a", "*a", "!!str", "? "),
    *("- ", ": ", "{", "}", "[", "]", "|", ">", "%", "@", "`", "'", '"', "\\", "\t", "\n", "\r"),
    *("\0", "\x85", "\u2028", "\ufeff", "\ud800", "é", "Europe/London", "Etc/GMT+14", "../x"),
    *("/etc/x", "C:x", "__class__", "{0}", "%s", "a.b.c", "1_0"),
)


@cache
def texts() -> list[str]:
    return [path.read_text("utf-8") for path in (*GOOD, *BAD)]


def answered(text: str) -> None:
    """Load a text, and use what it means as the rest of the program would."""
    try:
        agreement = load(text, read=read)
    except TruceError as error:
        assert error.issues
        assert all(issue.message for issue in error.issues)
        return
    assert isinstance(agreement, Agreement)
    assert all(gap.message for gap in gaps(agreement))
    for reading in agreement.readings.values():
        assert type_of(reading)
        for term in reading.terms:
            for strict in (False, True):
                term.window(strict=strict)
                term.in_force(strict=strict)


@given(st.data())
def test_swapped_words(data: st.DataObject) -> None:
    words = TOKEN.findall(data.draw(st.sampled_from(texts())))
    for _ in range(data.draw(st.integers(1, 4))):
        place = data.draw(st.integers(0, len(words) - 1))
        words[place] = data.draw(st.sampled_from([*NASTY, *words]))
    answered("".join(words))


@given(st.data())
def test_flipped_and_cut_bytes(data: st.DataObject) -> None:
    raw = bytearray(data.draw(st.sampled_from(texts())).encode())
    for _ in range(data.draw(st.integers(0, 6))):
        raw[data.draw(st.integers(0, len(raw) - 1))] = data.draw(st.integers(0, 255))
    cut = data.draw(st.integers(0, len(raw)))
    for part in (bytes(raw), bytes(raw[:cut]), bytes(raw[cut:])):
        try:
            text = decode(part)
        except TruceError:
            continue
        answered(text)


@given(st.text(max_size=60))
@example('a: "\\UFFFFFFFF"')
@example("\ufeff")
@example("%YAML 1.1\n---\n- a")
@example("? [a]\n: b")
def test_any_text(text: str) -> None:
    answered(text)


@given(st.binary(max_size=60))
def test_any_bytes(raw: bytes) -> None:
    try:
        text = decode(raw)
    except TruceError:
        return
    answered(text)


@given(st.data())
def test_lines_moved_about(data: st.DataObject) -> None:
    lines = data.draw(st.sampled_from(texts())).splitlines(keepends=True)
    for _ in range(data.draw(st.integers(1, 3))):
        line = lines.pop(data.draw(st.integers(0, len(lines) - 1)))
        lines.insert(
            data.draw(st.integers(0, len(lines))), data.draw(st.sampled_from(["", " "])) + line
        )
    answered("".join(lines))


CONDITION = """\
        conditions:
          - {id: relief, kind: precedent, what: sanctions end, assumed: a test}
"""
WORDS = ("a-readout.energy.relief", "met", "unmet", "2030-03-05", "2030-03-09T10:00", *NASTY)
CELLS = st.one_of(st.sampled_from(WORDS), st.text(max_size=8))


def with_condition() -> str:
    return (FOLDER / "good" / "smallest.yaml").read_text("utf-8") + CONDITION


@given(st.lists(st.dictionaries(st.sampled_from([*COLUMNS, "x"]), CELLS), max_size=6))
def test_any_decisions(rows: list[dict[str, str]]) -> None:
    try:
        load(with_condition(), conditions=rows)
    except TruceError as error:
        assert all(issue.at.startswith("hand/conditions.csv:") for issue in error.issues)


def test_ten_thousand_decisions_are_compared_quickly() -> None:
    row = {"clause": "a-readout.energy.relief", "who": "N", "when": "x", "why": "y"}
    rows = [{**row, "state": state} for state in ("met", "unmet") for _ in range(5000)]
    with pytest.raises(TruceError) as error:
        load(with_condition(), conditions=rows)
    assert len(error.value.issues) == 5000


PATHS = [
    f"{reading}{term}{field}{part}"
    for reading in ("a-letter", "a-readout", "x")
    for term in ("", ".guns", ".relief", ".energy", ".")
    for field in (
        "",
        ".clock",
        ".start",
        ".end",
        ".objects",
        ".acts",
        ".binds",
        ".standing",
        ".amount",
    )
    for part in ("", ".unclear", ".except", ".counted", ".x")
]


@given(
    st.sampled_from(["every-key", "smallest"]),
    st.sampled_from(PATHS),
    st.sampled_from(["=", "+=", "-="]),
    st.one_of(st.sampled_from(NASTY), st.text(max_size=20), st.sampled_from(["energy", "[port]"])),
)
def test_any_change(name: str, path: str, op: str, value: str) -> None:
    text = (FOLDER / "good" / f"{name}.yaml").read_text("utf-8")
    try:
        changed = change(text, path, op, value)  # pyright: ignore[reportArgumentType]
    except TruceError as error:
        assert error.issues
        return
    assert changed.count("\n") == text.count("\n")
    answered(changed)


GEOJSON = (
    *("", "[", "[" * 100_000, "null", "1", "[]", "{}", "\0", "é", '{"type": 1}'),
    '{"type": "Feature"}',
    '{"type": "Feature", "geometry": null}',
    '{"type": "FeatureCollection"}',
    '{"type": "FeatureCollection", "features": 1}',
    '{"type": "FeatureCollection", "features": [1]}',
    '{"type": "GeometryCollection", "geometries": []}',
    '{"type": "Polygon"}',
    '{"type": "Polygon", "coordinates": "x"}',
    '{"type": "Polygon", "coordinates": [[[1e999, 1]]]}',
    '{"type": "Polygon", "coordinates": [[[0, 0], [1, 1], [0, 1], [1, 0], [0, 0]]]}',
)


@pytest.mark.parametrize("held", GEOJSON, ids=range(len(GEOJSON)))
def test_geojson_is_whatever_it_is(held: str) -> None:
    text = (FOLDER / "bad" / "geojson-absent.yaml").read_text("utf-8")
    with pytest.raises(TruceError, match=r"zones/absent\.geojson"):
        load(text, read=lambda _: held)
