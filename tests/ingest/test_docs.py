"""docs/adapters.md says what the code does: its tables are generated, its examples run."""

import importlib
import re
import sys
import tomllib

import pytest

from tests.ingest.intakes import ROOT, golden, said, take
from truce.ingest import adapters
from truce.ingest.headings import headings
from truce.ingest.mapping import Map, When
from truce.ingest.source import MAKERS

PAGE = ROOT / "docs/adapters.md"
TEXT = PAGE.read_text("utf-8")
SHOWN = [
    *("source_row", "moment_start_utc", "moment_end_utc", "radius_m", "object", "act"),
    *("perpetrators", "claimant_side"),
]


def blocks(language: str) -> list[str]:
    return re.findall(rf"^```{language}\n(.*?)^```", TEXT, re.DOTALL | re.MULTILINE)


def example():
    (table,) = blocks("csv")
    (text,) = [block for block in blocks("toml") if block.startswith('id = "No"')]
    return take(table, map_text=text)


def records_of_the_example() -> str:
    frame = example().records.select(SHOWN)
    lines = [" | ".join(map(str, row)) for row in frame.iter_rows()]
    rows = [f"| {line} |".replace("+00:00", "Z").replace(":00Z", "Z") for line in lines]
    rows = [row.replace("None", "") for row in rows]
    return "\n".join([f"| {' | '.join(SHOWN)} |", "|---" * len(SHOWN) + "|", *rows])


def headings_of(name: str) -> str:
    rows = [
        f"| `{h.name}` | {'must be there' if h.required else ''} | {h.meaning} |"
        for h in headings(name)
    ]
    return "\n".join(["| heading | | what stands under it |", "|---|---|---|", *rows])


def generated() -> str:
    text = TEXT
    parts = {f"headings of {n}": headings_of(n) for n in ("records-csv", "sites-csv", "totals-csv")}
    for name, part in {**parts, "records of the example": records_of_the_example()}.items():
        begin, rest = text.split(f"<!-- {name} -->\n")
        text = f"{begin}<!-- {name} -->\n{part}\n<!-- end -->{rest.split('<!-- end -->', 1)[1]}"
    return text


def test_the_tables_are_generated():
    golden(PAGE, generated())


def test_the_example_maps_every_row_and_leaves_nothing_unread():
    intake = example()
    assert (intake.rows, intake.records.height, said(intake)) == (3, 3, [])
    assert intake.source.cannot_see[0] == "attacks that nobody told of"


@pytest.mark.parametrize("name", [*Map.model_fields, *When.model_fields])
def test_every_section_of_a_map_is_spoken_of(name):
    assert re.search(rf"\b{name}\b", TEXT)


@pytest.mark.parametrize("name", ["records-csv", "sites-csv", "totals-csv", "ucdp-ged"])
def test_every_adapter_is_spoken_of(name):
    assert f"`{name}`" in TEXT
    assert name in adapters()


@pytest.mark.parametrize("name", ["records-csv", "sites-csv", "totals-csv"])
def test_the_headings_listed_are_read_without_a_map(name):
    listed = headings(name)
    must = {h.name: "x" for h in listed if h.required}
    row = ",".join(must.get(h.name, "") for h in listed)
    intake = take(",".join(h.name for h in listed) + f"\n{row}\n", name)
    assert (intake.rows, intake.rejects.height, intake.issues) == (1, 0, [])


def test_the_adapter_shown_works(tmp_path, monkeypatch):
    (code,) = [block for block in blocks("python") if "SOURCE" in block]
    (text,) = [block for block in blocks("toml") if block.startswith("[used]")]
    package = tmp_path / "my_package"
    package.mkdir()
    for name, content in {"__init__.py": "", "sirens.py": code, "sirens.toml": text}.items():
        (package / name).write_text(content, "utf-8")
    monkeypatch.syspath_prepend(tmp_path)
    module = importlib.import_module("my_package.sirens")
    monkeypatch.setattr("truce.ingest.frame.adapter", {"sirens": module}.get)
    intake = take(
        "district,from,to,test,siren\n"
        "North,2031-03-01T10:00,2031-03-01T10:20,,4\n"
        "North,2031-03-02T12:00,2031-03-02T12:01,yes,4\n",
        "sirens",
    )
    assert intake.records.select("source_row", "admin1").rows() == [("raw/rows.csv:1", "North")]
    assert intake.rejects["reason"].to_list() == ["a test of the sirens"]
    del sys.modules["my_package.sirens"]


def test_the_sources_shown_name_adapters_that_exist():
    (text,) = [block for block in blocks("toml") if block.startswith("[[sources]]")]
    assert {source["adapter"] for source in tomllib.loads(text)["sources"]} <= set(adapters())
    assert all(f"`{maker}`" in TEXT or f"`{maker}(" in TEXT for maker in MAKERS)
