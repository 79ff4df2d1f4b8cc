"""A command line run in this process, and cases that were judged once."""

from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import pytest

from tests.run.cases import tiny
from truce import case
from truce.cli.app import guarded


class Ran(NamedTuple):
    """How a command ended, and what it printed."""

    code: int
    out: str
    err: str


Truce = Callable[..., Ran]


@pytest.fixture
def truce(capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Truce:
    """Run a command line and return how it ended; paths may be given as they are."""
    monkeypatch.setenv("COLUMNS", "100")

    def ran(*arguments: object) -> Ran:
        capfd.readouterr()
        code = guarded([str(argument) for argument in arguments])
        out, err = capfd.readouterr()
        return Ran(code, out, err)

    return ran


@pytest.fixture
def new(tmp_path: Path) -> Path:
    return tiny(tmp_path / "case")


@pytest.fixture(scope="session")
def shipped(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The shipped case, judged once; tests that change it take a copy."""
    folder = tmp_path_factory.mktemp("shipped") / "energy-2025"
    case.copy_shipped("energy-2025", folder)
    assert guarded(["run", str(folder), "--quiet"]) == 0
    return folder
