"""Nothing outside the case is read or written, and nothing is ever half written."""

import os
import resource
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from truce.case import _files
from truce.issues import TruceError


def said(caught: pytest.ExceptionInfo[TruceError]) -> str:
    return str(caught.value)


@pytest.mark.parametrize(
    "name", ["../x", "a/../../x", "/etc/passwd", "", "  ", "a\0b", "..\\x", "..", "a\\..\\..\\x"]
)
def test_a_name_that_leads_out_is_refused(tmp_path: Path, name: str) -> None:
    (tmp_path / "x").write_text("secret")
    case = tmp_path / "case"
    case.mkdir()
    with pytest.raises(TruceError) as caught:
        _files.read(case, name, 100)
    assert said(caught) == (
        f"{name or '(empty name)'}: is not the name of a file inside the case. Copy the file into"
        " the case and name it from there, as in raw/incidents.csv."
    )


def test_a_link_that_leads_out_is_refused(tmp_path: Path) -> None:
    (tmp_path / "secret").write_text("secret")
    case = tmp_path / "case"
    case.mkdir()
    (case / "raw").symlink_to(tmp_path)
    (case / "inner").write_text("mine")
    (case / "alias").symlink_to("inner")
    with pytest.raises(TruceError, match="raw/secret: is a link that leads out of the case"):
        _files.read(case, "raw/secret", 100)
    with pytest.raises(TruceError, match="leads out of the case"):
        _files.write(case, "raw/new", b"x")
    assert not (tmp_path / "new").exists()
    assert _files.read(case, "alias", 100) == b"mine"


def test_names_that_cannot_be_followed_are_refused_in_words(tmp_path: Path) -> None:
    (tmp_path / "a").symlink_to("b")
    (tmp_path / "b").symlink_to("a")
    for name in ("a", "x" * 5000, "\ud800"):
        with pytest.raises(TruceError):
            _files.read(tmp_path, name, 100)


@given(st.text(max_size=30))
def test_no_name_reads_outside_or_breaks(name: str) -> None:
    root = Path(__file__).parent
    try:
        content = _files.read(root, name, 10_000_000)
    except TruceError as fault:
        assert fault.issues
    else:
        assert content is None or (root / name).resolve().is_relative_to(root)


def test_what_is_not_a_plain_file_is_refused_at_once(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    (tmp_path / "folder").mkdir()
    for name in ("pipe", "folder"):
        with pytest.raises(TruceError) as caught:
            _files.read(tmp_path, name, 100)
        assert said(caught) == f"{name}: is not a plain file. Put a plain file in its place."


def test_a_file_over_the_limit_is_refused(tmp_path: Path) -> None:
    (tmp_path / "big").write_bytes(b"x" * 1001)
    with pytest.raises(TruceError) as caught:
        _files.read(tmp_path, "big", 1000)
    assert said(caught) == (
        "big: has 1,001 bytes; truce reads at most 1,000 of such a file. Split it, or leave out"
        " what the case does not need."
    )


def test_a_missing_file_is_null(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    assert _files.read(tmp_path, "none", 100) is None
    assert _files.read(tmp_path, "file/none", 100) is None
    assert _files.digest(tmp_path, "none") is None


@pytest.mark.skipif(os.geteuid() == 0, reason="the superuser may read every file")
def test_an_unreadable_file_is_said_in_words(tmp_path: Path) -> None:
    (tmp_path / "shut").write_text("x")
    (tmp_path / "shut").chmod(0)
    with pytest.raises(TruceError) as caught:
        _files.read(tmp_path, "shut", 100)
    assert said(caught) == (
        "shut: cannot be read: permission denied. See who may read it, and what it is."
    )


def test_any_fault_of_reading_is_said_in_words(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(path: Path) -> bytes:
        raise OSError(5, "Input/output error")

    (tmp_path / "f").write_text("x")
    monkeypatch.setattr(Path, "read_bytes", fail)
    with pytest.raises(TruceError) as caught:
        _files.read(tmp_path, "f", 100)
    assert said(caught) == (
        "f: cannot be read: input/output error. See who may read it, and what it is."
    )


def test_write_replaces_as_a_whole_and_leaves_no_part(tmp_path: Path) -> None:
    _files.write(tmp_path, "deep/er/f", b"one")
    _files.write(tmp_path, "deep/er/f", b"two")
    assert [p.name for p in (tmp_path / "deep/er").iterdir()] == ["f"]
    assert (tmp_path / "deep/er/f").read_bytes() == b"two"


def test_a_failed_write_keeps_what_stood_there(tmp_path: Path) -> None:
    _files.write(tmp_path, "f", b"old")

    def fail(part: Path) -> None:
        part.write_bytes(b"ne")
        raise OSError(28, "No space left on device")

    with pytest.raises(TruceError) as caught:
        _files.write_with(tmp_path, "f", fail)
    assert said(caught) == (
        "f: cannot be written: no space left on device. What stood there before still stands; put"
        " that right and run this again."
    )
    assert [p.name for p in tmp_path.iterdir()] == ["f"]
    assert (tmp_path / "f").read_bytes() == b"old"


def test_a_disk_that_takes_no_more_is_said_in_words(tmp_path: Path) -> None:
    """A real fault of the system, not a pretended one: the process may write no large file."""
    script = (
        "import sys\nfrom pathlib import Path\nimport polars as pl\n"
        "from truce.case import _shelf\nfrom truce.issues import TruceError\n"
        "frame = pl.DataFrame({'a': [str(i * 7919) for i in range(200_000)]})\n"
        "try:\n    _shelf.keep(Path(sys.argv[1]), 's', 'x', [{'t': frame}], ())\n"
        "except TruceError as fault:\n    print(fault)\n"
    )

    def little() -> None:
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (100_000, 100_000))

    ran = subprocess.run(
        [sys.executable, "-c", script, str(tmp_path)],
        check=False,
        capture_output=True,
        text=True,
        preexec_fn=little,
    )
    assert "cannot be written: file too large" in ran.stdout.lower(), ran.stderr
    assert list((tmp_path / "work").iterdir()) == []


def test_sweep_takes_only_what_was_left_half_written(tmp_path: Path) -> None:
    for name in (".f.part", ".t-00001.part", "f", "f.part", ".keep"):
        (tmp_path / name).write_text("x")
    _files.sweep(tmp_path)
    assert sorted(p.name for p in tmp_path.iterdir()) == [".keep", "f", "f.part"]


def test_only_one_may_write_at_a_time(tmp_path: Path) -> None:
    (tmp_path / "truce.toml").write_text("")
    with _files.locked(tmp_path, "truce.toml"):
        with pytest.raises(TruceError) as caught, _files.locked(tmp_path, "truce.toml"):
            pass
        assert said(caught) == (
            f"{tmp_path}: another truce is writing in this case. Wait until it has ended, then run"
            " this again."
        )
    with _files.locked(tmp_path, "truce.toml"):
        pass


def test_listed_is_sorted_and_shows_no_hidden_file(tmp_path: Path) -> None:
    for name in ("b/2", "b/1", "a", ".x/1", "b/.y"):
        path = tmp_path / "f" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("")
    assert _files.listed(tmp_path, "f") == ["f/a", "f/b/1", "f/b/2"]
    assert _files.listed(tmp_path, "none") == []
