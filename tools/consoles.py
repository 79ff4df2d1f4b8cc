"""Run the commands that a page shows, and print what they print."""

from __future__ import annotations

import doctest
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

ROOT = Path(__file__).parents[1]
#: Pages whose ```console blocks are run.
SHOWN = (ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md")))
_BLOCK = re.compile(r"(?<=^```console\n)(.*?)(?=^```$)", re.M | re.S)
_FILE = re.compile(r"^```\w+ title=(\S+)\n(.*?)^```$", re.M | re.S)


def replay(page: str) -> str:
    """Return the page with the true output under each `$ command` of its ```console blocks.

    Commands run in order in one empty folder that has the page's files (```yaml title=NAME) and
    the shipped cases. Output that already says the same, with `...` for any text, stays as it is.
    """
    if not _BLOCK.search(page):
        return page
    with TemporaryDirectory() as folder:
        shutil.copytree(ROOT / "cases", Path(folder, "cases"))
        for name, text in _FILE.findall(page):
            Path(folder, name).parent.mkdir(parents=True, exist_ok=True)
            Path(folder, name).write_text(text, "utf-8")
        return _BLOCK.sub(lambda block: _run_all(block.group(), folder), page)


def _run_all(block: str, folder: str) -> str:
    steps = re.split(r"^(?=\$ )", block, flags=re.M)
    return "".join(_step(step, folder) for step in steps if step)


def _step(step: str, folder: str) -> str:
    command, _, shown = step.partition("\n")
    printed = _run(command.removeprefix("$ "), folder)
    same = doctest.OutputChecker().check_output(shown, printed, doctest.ELLIPSIS)
    return f"{command}\n{shown if same else printed}"


def _run(command: str, folder: str) -> str:
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    plain = {
        "PATH": path,
        "COLUMNS": "100",
        "NO_COLOR": "1",
        "TERM": "dumb",
        "SOURCE_DATE_EPOCH": "0",
        "PYTHONUNBUFFERED": "1",
    }
    ran = subprocess.run(
        ["bash", "-c", command],
        cwd=folder,
        env=os.environ | plain,
        check=False,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    printed = "".join(f"{line.rstrip()}\n" for line in ran.stdout.splitlines())
    return printed + (f"(exit {ran.returncode})\n" if ran.returncode else "")
