"""No party, country or person is named under src/ outside source adapters and outline data."""

import re
import tomllib
from collections.abc import Iterator

import pytest
from ruamel.yaml import YAML

from tests.house.repository import ROOT, SRC, short, texts
from truce import outlines

NAMES = tomllib.loads((ROOT / "tests/house/names.toml").read_text("utf-8"))
#: Sources speak of whom they speak of; the outline data names every country alike.
MAY_NAME = ("src/truce/ingest/sources/", "src/truce/outlines/README.md")
CASES = sorted(path.parent for path in ROOT.glob("cases/*/agreement.yaml"))


def parties(agreement: dict[str, dict[str, dict[str, object]]]) -> Iterator[str]:
    for party, facts in agreement["parties"].items():
        yield party
        yield str(facts.get("name", party))
        for key in ("answers_for", "unclear"):
            yield from facts.get(key) or []


def forbidden() -> set[str]:
    names = set(outlines.names().values())
    for group in ("people_of", "spoken_of"):
        names.update(name for listed in NAMES[group].values() for name in listed)
    for case in CASES:
        names.update(parties(YAML(typ="safe").load(case / "agreement.yaml")))
    return {form for name in names for form in (name, name.lower())} - set(NAMES["allowed"])


def named(text: str, names: set[str]) -> list[str]:
    whole = "|".join(sorted((re.escape(name) for name in names), key=len, reverse=True))
    return [
        f"{text.count(chr(10), 0, found.start()) + 1}: {found.group()}"
        for found in re.finditer(rf"(?<!\w)(?:{whole})(?:s|'s)?(?!\w)", text)
    ]


def test_nobody_is_named_under_src():
    names = forbidden()
    said = [
        f"{short(path)}:{place}"
        for path, text in texts(SRC)
        if not short(path).startswith(MAY_NAME)
        for place in named(f"{path.stem}\n{text}", names)
    ]
    assert not said, "named under src/:\n" + "\n".join(said)


def test_the_search_finds_whole_words_only():
    assert named("an Atlantis text, Atlantean, atlantis\nAtlantis's", {"Atlantis"}) == [
        "1: Atlantis",
        "2: Atlantis's",
    ]


def test_lists_of_names_speak_of_countries_that_exist():
    assert set(NAMES["people_of"]) <= set(outlines.names())


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_every_shipped_case_says_whom_it_speaks_of(case):
    assert NAMES["spoken_of"].get(case.name), f"add {case.name} to tests/house/names.toml"
