"""`truce draft`: what a person is told, and what is written where."""

from pathlib import Path

import pytest

from tests.cli.conftest import Truce

READOUT = "Both sides agreed to halt strikes on ports for 30 days.\n"
GIVEN = ("--genre", "readout", "--publisher", "Northland", "--issued", "2031-05-14")


@pytest.fixture
def readout(tmp_path: Path) -> Path:
    path = tmp_path / "readout.txt"
    path.write_text(READOUT, "utf-8")
    return path


def test_a_draft_becomes_a_case_that_loads(truce: Truce, readout: Path, tmp_path: Path):
    case = tmp_path / "My case"
    made = truce("draft", readout, *GIVEN, "--into", case)
    assert made == (0, "", f"The draft is in {case}. Next: truce check {case}\n")
    assert (case / "documents/readout.txt").read_text("utf-8") == READOUT
    assert truce("check", case).code == 0


def test_nothing_is_overwritten(truce: Truce, readout: Path, tmp_path: Path):
    case = tmp_path / "case"
    case.mkdir()
    (case / "notes.txt").write_text("mine", "utf-8")
    assert truce("draft", readout, *GIVEN, "--into", case) == (
        2,
        "",
        f"{case}: there is something here already, and truce does not write over it."
        " Name a folder that does not exist yet.\n",
    )
    assert [path.name for path in case.iterdir()] == ["notes.txt"]


def test_two_documents_of_one_name_are_two(truce: Truce, readout: Path, tmp_path: Path):
    other = tmp_path / "other" / "readout.txt"
    other.parent.mkdir()
    other.write_text(READOUT.replace("ports", "hospitals"), "utf-8")
    case = tmp_path / "case"
    assert truce("draft", readout, other, readout, *GIVEN, "--into", case).code == 0
    names = sorted(path.name for path in (case / "documents").iterdir())
    assert names == ["readout-2.txt", "readout.txt"]
    assert truce("check", case).code == 0


def test_a_folder_of_documents_is_drafted(truce: Truce, readout: Path):
    assert truce("draft", readout.parent, *GIVEN).out == truce("draft", readout, *GIVEN).out


@pytest.mark.parametrize(
    ("words", "given", "code", "said"),
    [
        (
            "It rained in the town all day, and nobody went out.",
            GIVEN,
            1,
            "{at}: No term was found: nothing in it is told as agreed, ordered, proposed or"
            " declined. `truce read` shows what was found; a readout may need `--genre readout`.\n",
        ),
        (
            READOUT,
            GIVEN[:4],
            2,
            "readout.txt: The document does not say when it was issued, and a reading is dated by"
            " that. Give it with --issued, as in --issued 2030-03-01.\n",
        ),
        (
            READOUT,
            (*GIVEN[:4], "--issued", "18.3"),
            2,
            "--issued: `18.3` is not a moment; write 2025-03-18, 2025-03-18T18:00 or"
            " 2025-03-18T18:00Z. Give a date, as in 2030-03-01.\n",
        ),
        (
            READOUT,
            (*GIVEN[:4], "--clock", "UTC"),
            2,
            "--clock: --clock is that of --issued. Give both.\n",
        ),
        ("", GIVEN, 1, "readout.txt: the document holds no text. Is it the right file?\n"),
    ],
)
def test_what_stops_a_draft(
    truce: Truce, readout: Path, words: str, given: tuple[str, ...], code: int, said: str
):
    readout.write_text(words, "utf-8")
    assert truce("draft", readout, *given) == (code, "", said.format(at=readout))


def test_what_is_not_there_is_said(truce: Truce, tmp_path: Path):
    at = tmp_path / "none.txt"
    said = f"{at}: there is no such file or folder. Name a document to read.\n"
    for verb in (("read",), ("draft",), ("compare", "--genre", "post")):
        assert truce(*verb, at) == (2, "", said)
