"""`truce compare` on invented texts, read by the rules."""

import json
from pathlib import Path

import pytest

from truce.cli.compare import compare
from truce.issues import TruceError

pytest.importorskip("spacy", reason="the parser is not installed")

STORY = """Two tell of a truce

TOWN, May 14, 2031 - The leaders of Northland and Southland spoke on Tuesday, officials said.

The leaders agreed to spare ports for 30 days, the Northland government said in its readout.

"The parties will refrain from attacks on hospitals," the Northland readout said.

The Southland government said in its readout that the leaders discussed sparing ports.

The Southland readout did not mention hospitals.
"""


def ran(capfd: pytest.CaptureFixture[str], *arguments: object) -> tuple[str, str]:
    capfd.readouterr()
    compare.main([str(argument) for argument in arguments], standalone_mode=False)
    return capfd.readouterr()


@pytest.fixture
def story(tmp_path: Path) -> Path:
    path = tmp_path / "story.txt"
    path.write_text(STORY, "utf-8")
    return path


def test_a_story_is_taken_apart(story: Path, capfd: pytest.CaptureFixture[str]):
    out, _ = ran(capfd, story, "--json")
    shown = json.loads(out)
    assert [teller["title"] for teller in shown["tellers"]] == [
        "Northland government readout",
        "Southland government readout",
    ]
    port = next(row for row in shown["rows"] if row["title"] == "port")
    assert port["relation"] == "conflict"
    firm = next(field for field in port["fields"] if field["name"] == "how firm")
    assert firm["words"] == [["agreed"], ["discussed"]]
    for row in shown["rows"]:
        for cell in row["cells"]:
            for quote in cell["quotes"]:
                said = STORY[quote["start"] : quote["end"]]
                assert " ".join(said.split()) == quote["words"]


def test_the_table_shows_glyph_word_and_quotes(story: Path, capfd: pytest.CaptureFixture[str]):
    out, _ = ran(capfd, story)
    assert " ".join(out.split()).startswith(
        "Northland government readout and Southland government readout: accounts side by side"
    )
    assert "≠ they conflict" in out
    assert "Accounts stand in alphabetical order; the order carries no judgement." in out


def test_a_page_is_written_beside_what_is_printed(
    story: Path, tmp_path: Path, capfd: pytest.CaptureFixture[str]
):
    page = tmp_path / "accounts.html"
    out, err = ran(capfd, story, "--markdown", "--html", page)
    assert out.startswith(
        "# Northland government readout and Southland government readout: accounts side by side\n"
    )
    assert f"The page is {page}." in err
    assert page.read_text("utf-8").startswith(("<!doctype html>", "\n<!doctype html>"))


def test_two_copies_of_a_file_say_the_same(
    story: Path, tmp_path: Path, capfd: pytest.CaptureFixture[str]
):
    copy = tmp_path / "copy.txt"
    copy.write_text(STORY, "utf-8")
    out, _ = ran(capfd, story, copy, "--json")
    shown = json.loads(out)
    assert {row["relation"] for row in shown["rows"]} == {"all"}
    assert len({teller["title"] for teller in shown["tellers"]}) == 2


def test_one_account_is_not_enough(story: Path):
    with pytest.raises(TruceError) as caught:
        compare.main([str(story), "--account", "northland"], standalone_mode=False)
    assert str(caught.value).startswith(f"{story}: there are not two accounts to compare in it;")
    assert str(caught.value).endswith("Name a second document, or other accounts with --account.")


def test_accounts_are_chosen_within_one_document_only(story: Path):
    with pytest.raises(TruceError) as caught:
        compare.main([str(story), str(story), "--account", "x"], standalone_mode=False)
    assert str(caught.value) == (
        "--account: --account chooses accounts within one document; here each document is one"
        " account. Leave it out, or name one document."
    )


def test_one_form_is_printed(story: Path):
    with pytest.raises(TruceError) as caught:
        compare.main([str(story), "--json", "--markdown"], standalone_mode=False)
    assert str(caught.value) == (
        "--json: --markdown and --json cannot both be printed. Choose one."
    )
