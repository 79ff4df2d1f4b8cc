"""The import contract is kept, and notices what it should."""

import os
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

from tests.house.repository import ROOT, SRC

CONTRACTS = {
    contract["id"]: contract
    for contract in tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["tool"][
        "importlinter"
    ]["contracts"]
}
WINGS = {"world-wing": {"ingest", "fuse"}, "word-wing": {"read", "agreement"}}


def lint(root: Path, contract: str) -> subprocess.CompletedProcess[str]:
    run = "from importlinter.cli import lint_imports_command; lint_imports_command()"
    return subprocess.run(
        [sys.executable, "-c", run, "--no-logo", "--no-cache", "--contract", contract],
        cwd=root,
        env=os.environ | {"PYTHONPATH": str(root / "src")},
        check=False,
        capture_output=True,
        text=True,
    )


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    shutil.copytree(SRC, tmp_path / "src/truce", ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    return tmp_path


@pytest.mark.parametrize(
    ("contract", "module", "line"),
    [
        ("house", "when", "from truce import tables"),
        ("house", "who", "from truce import when"),
        ("world-wing", "fuse/planted", "import truce.agreement.model"),
        ("word-wing", "agreement/planted", "def late():\n    import truce.ingest"),
        ("words", "agreement/planted", "import polars"),
        ("geometry", "assess/planted", "from shapely import Point"),
        ("yaml", "case", "import ruamel.yaml"),
        ("terminal", "run", "import rich"),
        ("templates", "assess/planted", "import jinja2"),
        ("zones", "assess/planted", "from zoneinfo import ZoneInfo"),
    ],
)
def test_a_planted_import_breaks_its_contract(copy, contract, module, line):
    path = next(
        p
        for p in (copy / f"src/truce/{module}.py", copy / f"src/truce/{module}/planted.py")
        if p.parent.is_dir() and (p.exists() or p.stem == "planted")
    )
    path.write_text((path.read_text("utf-8") if path.exists() else "") + f"\n{line}\n", "utf-8")
    broken = lint(copy, contract)
    assert broken.returncode == 1, broken.stdout + broken.stderr
    assert "1 broken" in broken.stdout


def test_a_room_that_no_layer_names_breaks_the_house(copy):
    (copy / "src/truce/attic.py").write_text('"""Nobody declared this room."""\n', "utf-8")
    broken = lint(copy, "house")
    assert broken.returncode == 1
    assert "truce.attic" in broken.stdout


@pytest.mark.parametrize("contract", WINGS)
def test_every_room_of_a_wing_is_in_its_contract(contract):
    def built(rooms: set[str]) -> set[str]:
        return {f"truce.{room}" for room in rooms if (SRC / room).exists()}

    other = next(rooms for name, rooms in WINGS.items() if name != contract)
    assert set(CONTRACTS[contract]["source_modules"]) == built(WINGS[contract])
    assert set(CONTRACTS[contract]["forbidden_modules"]) == built(other)
