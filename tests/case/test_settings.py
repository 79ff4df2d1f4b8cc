"""truce.toml: all faults at once, each with its line."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from truce.case._settings import settings
from truce.issues import TruceError

GOOD = """\
name = "a-case"
title = "A case"
zone = "UTC"

[[sources]]
id = "one"
adapter = "records-csv"
files = ["raw/one.csv", "raw/more.csv"]
map = "raw/one.toml"
parameters = { release = 25.1 }

[[sources]]
id = "two"
adapter = "sites-csv"
files = ["raw/two.csv"]
"""


def faults(text: str) -> list[str]:
    with pytest.raises(TruceError) as caught:
        settings(text.encode())
    assert caught.value.exit_code == 1
    return [str(issue) for issue in caught.value.issues]


def test_a_whole_file() -> None:
    found = settings(GOOD.encode())
    assert (found.name, found.title, found.zone) == ("a-case", "A case", "UTC")
    one, two = found.sources
    assert (one.id, one.adapter, one.map) == ("one", "records-csv", "raw/one.toml")
    assert one.files == ("raw/one.csv", "raw/more.csv")
    assert one.parameters == {"release": "25.1"}
    assert str(one.at) == "truce.toml:6"
    assert two.map is None


def test_a_case_may_have_no_source() -> None:
    assert settings(b'name = "a"\ntitle = "A"\nzone = "UTC"\n').sources == ()


def test_all_faults_are_found_at_once_with_their_lines() -> None:
    assert faults(
        """\
name = "A case"
titel = "A"
zone = "Europe/Atlantis"
[[sources]]
id = "one"
adapter = 7
files = "raw/one.csv"
[[sources]]
id = "one"
adaptor = "x"
files = []
parameters = 3
"""
    ) == [
        'truce.toml: `title` is missing. Write title = "What the case is about".',
        "truce.toml:1: `A case` cannot be used as a name for files. Use small letters, digits and"
        " - _ . @ between them, as in energy-2025.",
        "truce.toml:2: truce does not know the key `titel`. Did you mean `title`?",
        "truce.toml:3: `Europe/Atlantis` is not a time zone; write it as Europe/Vienna.",
        'truce.toml:6: `adapter` must be words in quotes. Write adapter = "records-csv".',
        'truce.toml:7: `files` must be a list of file names. Write files = ["raw/incidents.csv"].',
        'truce.toml:8: `adapter` is missing. Write adapter = "records-csv".',
        "truce.toml:9: `one` is the id of another source too, at truce.toml:5. Give each source an"
        " id of its own.",
        "truce.toml:10: truce does not know the key `adaptor`. Did you mean `adapter`?",
        'truce.toml:11: `files` must be a list of file names. Write files = ["raw/incidents.csv"].',
        'truce.toml:12: `parameters` must be a table. Write parameters = { release = "25.1" }.',
    ]


def test_what_is_not_toml_is_said_with_its_place() -> None:
    assert faults('name = "a"\nzone = UTC\n') == [
        'truce.toml:2:8: this is not TOML: Invalid value. Write key = "value", one a line.'
    ]
    assert faults("name =") == [
        'truce.toml: this is not TOML: Invalid value. Write key = "value", one a line.'
    ]


def test_what_is_not_text_is_said_with_its_line() -> None:
    with pytest.raises(TruceError) as caught:
        settings(b'name = "a"\ntitle = "\xff"\n')
    assert str(caught.value) == (
        'truce.toml:2: this is not TOML: not UTF-8 text. Write key = "value", one a line.'
    )


def test_sources_that_are_no_tables() -> None:
    head = 'name = "a"\ntitle = "A"\nzone = "UTC"\n'
    assert faults(head + "sources = 3\n") == [
        "truce.toml:4: `sources` must be tables. Begin each with [[sources]]."
    ]


@given(st.one_of(st.text(), st.binary().map(lambda b: b.decode("latin-1"))))
def test_no_text_breaks_it(text: str) -> None:
    try:
        settings(text.encode("utf-8", "surrogatepass"))
    except TruceError as fault:
        assert fault.issues


@given(st.integers(0, len(GOOD) - 1), st.characters(codec="utf-8"))
def test_no_slip_of_the_pen_breaks_it(place: int, char: str) -> None:
    try:
        settings((GOOD[:place] + char + GOOD[place + 1 :]).encode())
    except TruceError as fault:
        assert fault.issues
