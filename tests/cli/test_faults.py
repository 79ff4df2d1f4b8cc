"""Whatever goes wrong, a person is told in words; no traceback, and nothing outside is touched."""

import os
import pty
import re
import subprocess
import sys
from pathlib import Path

import polars as pl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.cli.conftest import Truce
from tests.run.cases import edit, tiny
from truce import run
from truce.cli import app


@pytest.fixture
def broken(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object, **__: object) -> None:
        raise RuntimeError("the wheel came off")

    monkeypatch.setattr(run, "run", fail)


@pytest.mark.usefixtures("broken")
def test_a_fault_of_truce_is_said_to_be_one(truce: Truce, new: Path) -> None:
    ran = truce("run", new)
    assert (ran.code, ran.out) == (70, "")
    assert ran.err.startswith(
        "truce: this is a fault of truce, not of your input: RuntimeError: the wheel came off\n"
        "Nothing half done was left behind. Please report it, with what `TRUCE_DEBUG=1 truce ...`"
        " prints (truce "
    )
    assert "Traceback" not in ran.err


@pytest.mark.usefixtures("broken")
def test_the_traceback_is_there_for_those_who_ask(
    truce: Truce, new: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TRUCE_DEBUG", "1")
    assert "Traceback" in truce("run", new).err


@pytest.mark.parametrize(
    ("fault", "code", "said"),
    [
        (KeyboardInterrupt(), 130, "truce: stopped; nothing half done was left behind.\n"),
        (OSError(28, "No space left on device", "out"), 1, "out: No space left on device.\n"),
        (MemoryError(), 70, "truce: this is a fault of truce"),
        (RecursionError("too deep"), 70, "truce: this is a fault of truce"),
    ],
)
def test_faults_of_the_machine_are_words(
    truce: Truce,
    new: Path,
    monkeypatch: pytest.MonkeyPatch,
    fault: BaseException,
    code: int,
    said: str,
) -> None:
    def fail(*_: object, **__: object) -> None:
        raise fault

    monkeypatch.setattr(run, "run", fail)
    ran = truce("run", new)
    assert ran.code == code
    assert ran.err.lstrip().startswith(said)


def test_a_panic_of_the_table_engine_is_words(
    truce: Truce, new: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object, **__: object) -> None:
        raise pl.exceptions.PanicException("index out of bounds")

    monkeypatch.setattr(run, "run", fail)
    assert truce("run", new).code == 70


HOSTILE = [
    ("truce.toml", '"raw/incidents.csv"', '"../../secret.csv"'),
    ("truce.toml", '"raw/incidents.csv"', '"/etc/passwd"'),
    ("truce.toml", '"raw/incidents.csv"', '"raw/link.csv"'),
    ("truce.toml", '"raw/incidents.csv"', '"."'),
    ("agreement.yaml", "documents/alphaland-readout.txt", "../secret.txt"),
    ("agreement.yaml", "documents/alphaland-readout.txt", "/etc/passwd"),
    ("agreement.yaml", "documents/alphaland-readout.txt", "raw/link.csv"),
    ("agreement.yaml", "{point: [20.0, 10.0], metres: 60000}", "{geojson: ../secret.txt}"),
]


@pytest.mark.parametrize(("file", "old", "hostile"), HOSTILE)
def test_names_that_lead_out_of_the_case_are_refused(
    truce: Truce, new: Path, file: str, old: str, hostile: str
) -> None:
    secret = new.parent / "secret.txt"
    secret.write_text("a secret that must not be shown")
    (new / "raw/link.csv").symlink_to(secret)
    edit(new, file, old, hostile)
    for command in ("run", "check", "gaps"):
        ran = truce(command, new)
        assert ran.code == 1, ran.err
        assert "a secret" not in ran.out + ran.err
        assert "Traceback" not in ran.err
    assert not (new / "out").exists()


def test_results_are_not_written_through_a_link(truce: Truce, new: Path) -> None:
    elsewhere = new.parent / "elsewhere"
    elsewhere.mkdir()
    (new / "out").symlink_to(elsewhere)
    ran = truce("run", new)
    assert ran.code == 1
    assert "is a link that leads out of the case" in ran.err
    assert list(elsewhere.iterdir()) == []


def test_a_ledger_that_names_files_outside_reads_none(truce: Truce, new: Path) -> None:
    truce("run", new)
    ledger = (new / "ledger.jsonl").read_text()
    (new / "ledger.jsonl").write_text(ledger.replace("raw/incidents.csv", "../../secret"))
    assert truce("verify", new).code == 1


@pytest.mark.parametrize(
    "content",
    [b"", b"\0" * 100, b"\xff\xfe\x00", b"PK\x03\x04nonsense", b"id\n" + b"x" * 300_000, b'id\n"'],
    ids=["empty", "zeros", "utf-16", "zip", "huge cell", "open quote"],
)
def test_raw_files_of_any_bytes_are_words(truce: Truce, new: Path, content: bytes) -> None:
    (new / "raw/incidents.csv").write_bytes(content)
    for command in ("run", "check"):
        ran = truce(command, new)
        assert ran.code in (0, 1, 3), ran.err
        assert "Traceback" not in ran.err


FILES = ["truce.toml", "agreement.yaml", "raw/incidents.csv", "hand/conditions.csv"]


@settings(max_examples=25, suppress_health_check=list(HealthCheck))
@given(st.sampled_from(FILES), st.data())
def test_files_with_any_slip_are_words(
    tmp_path_factory: pytest.TempPathFactory, file: str, data: st.DataObject
) -> None:
    case = tiny(tmp_path_factory.mktemp("slip") / "case")
    content = (case / file).read_bytes()
    place = data.draw(st.integers(0, len(content)))
    cut = data.draw(st.integers(0, 40))
    put = data.draw(st.one_of(st.binary(max_size=20), st.text(max_size=20).map(str.encode)))
    (case / file).write_bytes(content[:place] + put + content[place + cut :])
    assert app.guarded(["run", str(case), "--quiet"]) in (0, 1, 2, 3)


def test_a_reader_that_closes_early_is_no_fault(new: Path) -> None:
    command = f"{sys.executable} -c 'from truce.cli import main; main()' gaps {new} | head -n 1"
    ran = subprocess.run(
        ["bash", "-o", "pipefail", "-c", command], capture_output=True, text=True, check=False
    )
    assert ran.stdout.startswith("agreement.yaml:")
    assert ran.stderr == ""


def terminal(command: list[str], **environment: str) -> str:
    """Return what a command prints on a terminal of 80 columns."""
    pid, handle = pty.fork()
    if pid == 0:
        os.environ.update({"TERM": "xterm", "COLUMNS": "80", **environment})
        os.execv(
            sys.executable, [sys.executable, "-c", "from truce.cli import main; main()", *command]
        )
    shown = b""
    while True:
        try:
            part = os.read(handle, 65536)
        except OSError:
            break
        if not part:
            break
        shown += part
    os.waitpid(pid, 0)
    return shown.decode()


def test_a_terminal_shows_progress_and_no_line_is_too_wide(new: Path) -> None:
    shown = terminal(["run", str(new)])
    assert "\x1b[" in shown
    assert "reading sources" in shown
    plain = re.sub(r"\x1b\[[0-9;?]*[A-Za-z]", "", shown)
    wide = [line for line in re.split(r"[\r\n]+", plain) if len(line) > 80]
    assert [line for line in wide if not line.startswith("Report: ")] == []


def test_quiet_and_no_color_are_kept(new: Path) -> None:
    shown = terminal(["run", str(new), "--quiet"], NO_COLOR="1")
    assert not re.search(r"\x1b\[[0-9;]*[34]\d[;m]", shown)
    assert "reading sources" not in shown
