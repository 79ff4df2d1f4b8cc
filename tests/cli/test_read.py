"""`truce read`: what is printed, where, and with which exit code."""

import builtins
import json
import sys
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from tests.cli.conftest import Truce

STORY = """Two tell of a truce

TOWN, May 14, 2031 - The leaders of Northland and Southland spoke for an hour, officials said.

"The parties will spare ports," the Northland government said in its readout.
"""


@pytest.fixture
def story(tmp_path: Path) -> Path:
    path = tmp_path / "story.txt"
    path.write_text(STORY, "utf-8")
    return path


def test_one_document_gives_an_object_and_several_a_list(truce: Truce, story: Path, tmp_path: Path):
    one = json.loads(truce("read", story, "--json").out)
    assert list(one) == ["document", "statements"]
    (tmp_path / "copy.txt").write_text(STORY, "utf-8")
    several = json.loads(truce("read", tmp_path, "--json").out)
    assert [held["document"]["name"] for held in several] == ["copy.txt", "story.txt"]
    assert several[1] == one


def test_every_content_is_in_the_file(truce: Truce, story: Path):
    held = json.loads(truce("read", story, "--rules", "--json").out)
    said = [STORY[c["start"] : c["end"]] for s in held["statements"] for c in s["content"]]
    assert '"The parties will spare ports,"' in said


def test_the_notes_of_a_document_are_talk(truce: Truce, story: Path):
    ran = truce("read", story)
    assert ran.code == 0
    assert "story.txt: news: " in ran.err
    assert ran.out.startswith(
        "Two tell of a truce\npublisher not named, issued on a day it does not name\n"
    )
    assert truce("read", story, "--quiet") == (0, ran.out, "")


def test_a_faulty_document_stops_no_other(truce: Truce, story: Path, tmp_path: Path):
    empty = tmp_path / "empty.txt"
    empty.write_text("", "utf-8")
    ran = truce("read", empty, story, "--json")
    assert ran.code == 1
    assert ran.err == "empty.txt: the document holds no text. Is it the right file?\n"
    assert [held["document"]["name"] for held in json.loads(ran.out)] == ["story.txt"]


def test_what_is_told_of_a_document_is_in_it(truce: Truce, story: Path):
    told = ("--genre", "post", "--publisher", "Northland", "--issued", "2031-05-15")
    held = json.loads(truce("read", story, *told, "--json").out)["document"]
    assert (held["genre"], held["publisher"], held["issued"]) == ("post", "Northland", "2031-05-15")


@pytest.mark.parametrize(
    ("given", "said"),
    [
        (
            ("--llm-url", "http://localhost:1"),
            "truce read: --llm-url and --llm-model go together. Give both.\n",
        ),
        (("--llm-key", "KEY"), "--llm-key: --llm-key needs --llm-url. Give the address too.\n"),
        (
            ("--rules", "--llm-url", "http://localhost:1", "--llm-model", "m"),
            "--rules: --rules and --llm-url cannot go together. Choose one.\n",
        ),
        (("--diff",), "--diff: --diff compares two revisions. Name OLD and NEW.\n"),
    ],
)
def test_options_that_do_not_go_together(
    truce: Truce, story: Path, given: tuple[str, ...], said: str
):
    assert truce("read", story, *given) == (2, "", said)


def test_a_revision_is_shown_sentence_by_sentence(truce: Truce, story: Path, tmp_path: Path):
    new = tmp_path / "new.txt"
    new.write_text(STORY.replace("ports", "ports and hospitals"), "utf-8")
    ran = truce("read", "--diff", story, new)
    assert ran.code == 0
    assert ran.out.endswith("1 sentences differ.\n")
    assert len(json.loads(truce("read", "--diff", story, new, "--json").out)) == 1


MISSING = {
    "spacy": ("story.txt", STORY.encode()),
    "trafilatura": ("page.html", b"<html><body><p>The parties will spare ports.</p></body></html>"),
    "pypdf": ("paper.pdf", b"%PDF-1.4\n"),
    "py3langid": ("story.txt", STORY.encode()),
    "charset_normalizer": ("story.txt", "Сторони домовилися".encode("cp1251")),
    "markdown_it": ("story.md", b"# A\n\nThe parties will spare ports.\n"),
}


@pytest.mark.parametrize("library", MISSING)
def test_a_library_that_is_missing_is_named(
    truce: Truce, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, library: str
):
    name, data = MISSING[library]
    path = tmp_path / name
    path.write_bytes(data)
    real = builtins.__import__

    def blocked(wanted: str, *rest: Any) -> ModuleType:
        if wanted.split(".", maxsplit=1)[0] == library:
            raise ModuleNotFoundError(f"No module named {wanted!r}", name=wanted)
        return real(wanted, *rest)

    for module in [m for m in sys.modules if m.startswith("truce.read.said")]:
        monkeypatch.delitem(sys.modules, module)
    monkeypatch.setattr(builtins, "__import__", blocked)
    ran = truce("read", path)
    assert ran.code == 1
    assert ran.err.endswith("pip install 'truce-monitor[read]'\n")
    assert library in ran.err or library == "spacy"
    assert "Traceback" not in ran.err
