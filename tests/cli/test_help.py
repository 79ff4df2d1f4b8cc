"""Help: quick, complete, and every example in it runs."""

import os
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

from tests.cli.conftest import Truce
from tests.cli.test_bench_read import LINE
from tests.cli.test_compare import STORY
from tests.run.cases import tiny
from truce.cli import options
from truce.cli.app import truce as commands
from truce.outlines import Boundaries
from truce.tables import EVIDENCE

VERBS = list(commands.commands)
BUDGET_S = 0.3
#: What the examples of the reading verbs name.
TEXTS = {
    "story.txt": STORY.replace("spare ports", "halt attacks on ports")
    + "\nUpdate 5/14/31, 1:51 p.m. ET: This article was updated.\n",
    "readout-a.txt": "Both sides agreed to halt strikes on ports for 30 days.\n",
    "readout-b.txt": "Both sides agreed to halt strikes on ports for 60 days.\n",
    "labelled.jsonl": LINE + "\n",
}


def helped(*command: str) -> str:
    return CliRunner().invoke(commands, [*command, "--help"], prog_name="truce").output


def examples(*command: str) -> list[str]:
    said = helped(*command)
    return [" ".join(said.partition("Example: ")[2].split())]


def test_help_names_every_verb_in_the_order_of_use() -> None:
    assert VERBS == [
        "demo",
        "new",
        "read",
        "compare",
        "draft",
        "check",
        "gaps",
        "run",
        "explain",
        "hinges",
        "what-if",
        "report",
        "export",
        "verify",
        "schema",
        "bench-read",
    ]
    listed = [line.split()[0] for line in helped().partition("Commands:")[2].splitlines() if line]
    assert listed[: len(VERBS)] == VERBS
    assert "..." not in helped().partition("Commands:")[2]


@pytest.mark.parametrize("verb", VERBS)
def test_every_help_ends_with_an_example_that_runs(
    truce: Truce, verb: str, shipped: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    if verb != "demo":
        shutil.copytree(shipped, tmp_path / "truce-demo/energy-2025")
    if verb != "new":
        tiny(tmp_path / "my-case")
    for text, words in TEXTS.items():
        (tmp_path / text).write_text(words, "utf-8")
    (example,) = examples(verb)
    name, *arguments = shlex.split(example.partition(" > ")[0])
    assert (name, arguments[0]) == ("truce", verb)
    ran = truce(*arguments)
    assert (ran.code, ran.err) == (0, ""), ran.err
    assert ran.out


def test_words_that_are_not_loaded_for_help_are_those_of_the_tables() -> None:
    assert options.EVIDENCE == EVIDENCE
    assert Boundaries.__args__ == options.BOUNDARIES


def test_help_is_quick() -> None:
    """In time of the processor, as the machine may be busy with other things."""
    command = [sys.executable, "-c", "from truce.cli import main; main()", "--help"]

    def takes() -> float:
        begun = os.times()
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
        ended = os.times()
        return sum(ended[2:4]) - sum(begun[2:4])

    assert min(takes() for _ in range(3)) < BUDGET_S
