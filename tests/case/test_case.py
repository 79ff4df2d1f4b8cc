"""A case from its folder: what goes in, what comes out, and cases to begin with."""

from pathlib import Path

import pytest

from truce import case, seal
from truce.case import Case
from truce.issues import TruceError


@pytest.fixture
def new(tmp_path: Path) -> Path:
    case.new(tmp_path / "case")
    return tmp_path / "case"


def test_a_folder_without_a_case_is_refused(tmp_path: Path) -> None:
    for path in (tmp_path, tmp_path / "none"):
        with pytest.raises(TruceError) as caught:
            Case(path)
        assert str(caught.value) == (
            f"{path}: there is no case here: no truce.toml was found. `truce new {path}` begins"
            " one; `truce demo` brings one along."
        )
        assert caught.value.exit_code == 2


def test_a_new_case_loads(new: Path) -> None:
    opened = Case(new)
    assert opened.settings.name == "pause-in-the-valley"
    assert list(opened.agreement().readings) == ["alphaland-readout", "betaland-post"]
    assert not [issue for rows in opened.hands() for issue in rows.issues]
    (source,) = opened.settings.sources
    assert opened.raw(source).missing == ()
    assert sorted(opened.inputs()) == [
        "agreement.yaml",
        "documents/alphaland-readout.txt",
        "hand/conditions.csv",
        "hand/corrections.csv",
        "hand/exceptions.csv",
        "hand/merges.csv",
        "hand/reviews.csv",
        "raw/incidents.csv",
        "truce.toml",
    ]
    assert opened.inputs()["truce.toml"] == seal.digest((new / "truce.toml").read_bytes())


def test_new_does_not_write_over_anything(new: Path, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("mine")
    for path in (new, tmp_path / "file"):
        with pytest.raises(TruceError) as caught:
            case.new(path)
        assert str(caught.value) == (
            f"{path}: there is something here already, and truce does not write over it. Name a"
            " folder that does not exist yet."
        )
    (tmp_path / "empty").mkdir()
    assert case.new(tmp_path / "empty")


def test_new_where_nothing_can_be_written(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("mine")
    with pytest.raises(TruceError, match="cannot be written: not a directory"):
        case.new(tmp_path / "file" / "case")


def test_the_shipped_case_is_copied_without_results(tmp_path: Path) -> None:
    assert "energy-2025" in case.shipped()
    case.copy_shipped("energy-2025", tmp_path / "copy")
    assert (tmp_path / "copy/agreement.yaml").is_file()
    assert not any((tmp_path / "copy" / n).exists() for n in ("work", "out", "ledger.jsonl"))
    with pytest.raises(TruceError, match="there is something here already"):
        case.copy_shipped("energy-2025", tmp_path / "copy")
    (tmp_path / "copy/agreement.yaml").write_text("mine")
    case.copy_shipped("energy-2025", tmp_path / "copy", fresh=True)
    assert (tmp_path / "copy/agreement.yaml").read_text() != "mine"


def test_fresh_takes_nothing_away_but_a_copy(new: Path) -> None:
    with pytest.raises(TruceError, match="there is something here already"):
        case.copy_shipped("energy-2025", new, fresh=True)
    assert (new / "agreement.yaml").is_file()


def test_a_case_that_is_not_shipped(tmp_path: Path) -> None:
    with pytest.raises(TruceError) as caught:
        case.copy_shipped("none", tmp_path / "x")
    assert str(caught.value).startswith("none: no case of that name is shipped (energy-2025).")


def test_a_case_without_an_agreement(new: Path) -> None:
    (new / "agreement.yaml").unlink()
    with pytest.raises(TruceError) as caught:
        Case(new).agreement()
    assert str(caught.value) == (
        "agreement.yaml: the case has no agreement, so there is nothing to judge by. `truce new` in"
        " another folder shows how one begins."
    )


def test_a_document_outside_the_case_is_refused(new: Path) -> None:
    (new.parent / "secret.txt").write_text("Both sides agreed to stop strikes")
    agreement = (new / "agreement.yaml").read_text()
    inside = "documents/alphaland-readout.txt"
    (new / "agreement.yaml").write_text(agreement.replace(inside, "../secret.txt"))
    with pytest.raises(TruceError, match=r"agreement.yaml:\d+:\d+: `../secret.txt` leads out"):
        Case(new).agreement()
    (new / "documents/link.txt").symlink_to(new.parent / "secret.txt")
    (new / "agreement.yaml").write_text(agreement.replace(inside, "documents/link.txt"))
    with pytest.raises(TruceError, match="is a link that leads out of the case"):
        Case(new).agreement()


def test_raw_files_and_maps_outside_the_case_are_refused(new: Path) -> None:
    toml = (new / "truce.toml").read_text()
    (new / "truce.toml").write_text(toml.replace("raw/incidents.csv", "../../etc/passwd"))
    (source,) = Case(new).settings.sources
    with pytest.raises(TruceError, match="is not the name of a file inside the case"):
        Case(new).raw(source)


def test_a_missing_map_is_said_with_its_place(new: Path) -> None:
    with (new / "truce.toml").open("a") as toml:
        toml.write('map = "raw/none.toml"\n')
    (source,) = Case(new).settings.sources
    with pytest.raises(TruceError) as caught:
        Case(new).spec(source)
    assert str(caught.value) == (
        "truce.toml:13: the map `raw/none.toml` of source `incidents` is not in the case. Put it"
        " there, or correct the name."
    )


def test_missing_raw_files_are_told_apart(new: Path) -> None:
    (new / "raw/incidents.csv").unlink()
    (source,) = Case(new).settings.sources
    raw = Case(new).raw(source)
    assert (raw.files, raw.missing) == ((), ("raw/incidents.csv",))


def test_the_ledger_grows_by_whole_entries_and_loses_no_byte(new: Path) -> None:
    opened = Case(new)
    assert opened.ledger() == ""
    opened.record([], "2030-01-01T00:00:00Z")
    assert not (new / "ledger.jsonl").exists()
    entry = seal.Entry(kind="input", files={"a": "b"})
    opened.record([entry], "2030-01-01T00:00:00Z")
    first = (new / "ledger.jsonl").read_bytes()
    (new / "ledger.jsonl").write_bytes(b"\xff\xfe odd\n" + first)
    opened.record([entry], "2030-01-01T00:00:00Z")
    assert (new / "ledger.jsonl").read_bytes().startswith(b"\xff\xfe odd\n" + first)
    assert str(seal.broken(opened.ledger())).startswith("ledger.jsonl:1: this line is not an entry")


def test_a_file_is_written_only_if_it_changes(new: Path) -> None:
    opened = Case(new)
    opened.keep_file("out/x", b"1")
    before = (new / "out/x").stat().st_mtime_ns
    opened.keep_file("out/x", b"1")
    assert (new / "out/x").stat().st_mtime_ns == before
    opened.keep_file("out/x", b"2")
    assert (new / "out/x").read_bytes() == b"2"


def test_an_old_copy_of_a_new_skeleton_is_plain_text() -> None:
    """The skeleton is read by people: no byte of it may be odd."""
    folder = Path(case.__file__).parent / "skeleton"
    for path in folder.rglob("*.*"):
        path.read_text("ascii")
