"""What is committed: one version, a lock file of public sources, nobody else's data."""

import gzip
import re
import tomllib
import zipfile
from itertools import islice
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from hatchling.builders.wheel import WheelBuilder
from ruamel.yaml import YAML

import truce
from tests.house.repository import ROOT, SRC, files, short

PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
PUBLIC = {"pypi.org", "files.pythonhosted.org"}
LINE = 60


def test_the_version_stands_in_one_place():
    assert PROJECT["project"]["dynamic"] == ["version"]
    assert PROJECT["tool"]["hatch"]["version"]["path"] == short(SRC / "__init__.py")


def test_citation_and_changelog_speak_of_this_version():
    citation = YAML(typ="safe").load(ROOT / "CITATION.cff")
    headings = re.findall(r"^## (\S+)", (ROOT / "CHANGELOG.md").read_text("utf-8"), re.M)
    assert citation["version"] == truce.__version__
    assert headings[0] == truce.__version__


def test_the_lock_file_knows_public_sources_only():
    lock = (ROOT / "uv.lock").read_text("utf-8")
    hosts = {urlsplit(url).hostname for url in re.findall(r'"(\w+://[^"]+)"', lock)}
    assert hosts == PUBLIC
    assert 'source = { editable = "." }' in lock


def lines(path: Path) -> set[str]:
    """Return the lines of a text file, packed or not, that are long enough to be known again.

    The first two lines name the columns, and those are in the files of whoever reads that source.
    """
    opened = gzip.open if path.suffix == ".gz" else open
    with opened(path, "rt", encoding="utf-8", errors="replace") as file:
        return {line.strip() for line in islice(file, 2, None) if len(line) > LINE}


def test_no_line_of_the_data_beside_the_repository_is_in_it(shared):
    ours = {line: short(path) for path in files() for line in lines(path)}
    theirs = (path for path in (shared / "data").rglob("*") if path.is_file())
    assert not {ours[line] for path in theirs for line in ours.keys() & lines(path)}


@pytest.fixture(scope="module")
def wheel(tmp_path_factory) -> set[str]:
    folder = tmp_path_factory.mktemp("wheel")
    (built,) = WheelBuilder(str(ROOT)).build(directory=str(folder), versions=["standard"])
    with zipfile.ZipFile(built) as archive:
        return set(archive.namelist())


def test_the_wheel_holds_the_package_its_data_and_the_cases(wheel):
    committed = {path for path in files() if path.is_relative_to(SRC)}
    cases = {path for path in files() if path.is_relative_to(ROOT / "cases")}
    assert {"truce/what.toml", "truce/outlines/outlines.json.gz", "truce/py.typed"} <= wheel
    assert {path.relative_to(ROOT / "src").as_posix() for path in committed} <= wheel
    assert cases, "there is no shipped case"
    assert {f"truce/{short(path)}" for path in cases} <= wheel


def test_the_wheel_holds_no_output_of_a_run(wheel):
    assert not [name for name in wheel if re.match(r"truce/cases/[^/]+/(work|out)/", name)]
