"""Every --json prints one object whose fields docs/json.md lists: all of them, and no others."""

import json
import re
import shutil
from collections.abc import Iterator
from fnmatch import fnmatchcase
from pathlib import Path

import pytest

from tests.cli.conftest import Truce
from tests.cli.test_bench_read import LINE
from tests.cli.test_compare import STORY
from tests.run.cases import add, edit
from truce.cli.app import truce as commands

PAGE = Path(__file__).parents[2] / "docs/json.md"
ISSUE = ["stage", "severity", "at", "message", "hint", "field", "value"]
NOTES = (
    STORY.replace("on Tuesday,", "on Tuesday (a truce of 30 days),")
    + """
Mara Ellin at the harbour of Elan on May 13, 2031. Photo: Oro Press

Update 5/14/31, 1:51 p.m. ET: This article was updated.

ADVERTISEMENT
"""
)
RUNS = {
    "compare": [["compare", "STORY"]],
    "read": [["read", "NOTES"]],
    "bench-read": [["bench-read", "LABELLED"]],
    "run": [["run", "CASE"]],
    "demo": [["demo", "CASE"]],
    "explain": [["explain", "CASE", "E119"], ["explain", "CASE", "hospital"]],
    "hinges": [["hinges", "CASE"], ["hinges", "CASE", "--pair", "1", "2"]],
    "what-if": [["what-if", "CASE", "us1-readout.energy.start=2025-03-25"]],
    "gaps": [["gaps", "CASE"]],
    "check": [["check", "CASE"]],
    "verify": [["verify", "CASE"]],
    "report": [["report", "CASE"]],
    "new": [["new", "FRESH"]],
}


def documented() -> dict[str, list[str]]:
    """Return the fields of each command, in the order of the page."""
    found: dict[str, list[str]] = {}
    for chapter in PAGE.read_text("utf-8").split("\n## ")[1:]:
        head, _, body = chapter.partition("\n")
        fields = re.findall(r"^\| `([^`]+)` \|", body, re.M)
        for command in re.findall(r"truce ([\w-]+)", head):
            found[command] = fields
    return found


def paths(value: object, under: str = "") -> Iterator[str]:
    """Yield the path of every field, `[]` for the entries of a list."""
    if isinstance(value, dict):
        for key, part in value.items():
            yield f"{under}.{key}" if under else key
            yield from paths(part, f"{under}.{key}" if under else key)
    elif isinstance(value, list):
        for part in value:
            yield from paths(part, f"{under}[]")


def listed(path: str, fields: list[str]) -> bool:
    issue = re.fullmatch(r"issues\[\]\.(\w+)", path)
    if issue:
        return issue[1] in ISSUE
    return any(fnmatchcase(path, field.replace("[]", "[[]]")) for field in fields)


def faulty(case: Path) -> None:
    """Put one fault of each kind into a copy of the shipped case, so that lists are not empty."""
    add(case, "hand/reviews.csv", "energy-2025-incidents,E119,perhaps,N,2025-05-01,seen")
    edit(case, "agreement.yaml", "      ua4-list: not_covered", "      ua4-list: violation")


@pytest.mark.parametrize("command", RUNS)
def test_every_field_is_documented_and_every_documented_field_printed(
    truce: Truce, shipped: Path, tmp_path: Path, command: str
) -> None:
    case = tmp_path / "case"
    story = tmp_path / "story.txt"
    story.write_text(STORY, "utf-8")
    texts = {"NOTES": tmp_path / "notes.txt", "LABELLED": tmp_path / "labelled.jsonl"}
    texts["NOTES"].write_text(NOTES, "utf-8")
    texts["LABELLED"].write_text(LINE + "\n", "utf-8")
    shutil.copytree(shipped, case)
    if command in ("run", "check", "verify"):
        faulty(case)
    seen: set[str] = set()
    for arguments in RUNS[command]:
        named = [
            {"CASE": case, "FRESH": tmp_path / "new", "STORY": story, **texts}.get(a, a)
            for a in arguments
        ]
        ran = (
            truce(*named, "--json", "--quiet")
            if command not in ("new", "verify", "bench-read")
            else truce(*named, "--json")
        )
        seen.update(paths(json.loads(ran.out)))
    fields = documented()[command]
    assert [path for path in sorted(seen) if not listed(path, fields)] == []
    unused = [f for f in fields if not any(listed(path, [f]) for path in seen)]
    assert unused == []


def test_every_command_that_prints_results_takes_json() -> None:
    assert set(documented()) == {*RUNS, "schema"}
    for name, command in commands.commands.items():
        takes = any("--json" in parameter.opts for parameter in command.params)
        assert takes == (name in RUNS), name
    assert set(commands.commands) - set(RUNS) == {"draft", "export", "schema"}


def test_the_same_question_gets_the_same_bytes(truce: Truce, shipped: Path) -> None:
    for arguments in (["explain", shipped, "E119"], ["hinges", shipped], ["gaps", shipped]):
        assert truce(*arguments, "--json").out == truce(*arguments, "--json").out
