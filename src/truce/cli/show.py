"""What a person or a program is shown: tables and JSON on stdout, notes and progress on stderr."""

import json
import shutil
import sys
import textwrap
from collections.abc import Callable, Generator, Iterable, Sequence
from contextlib import contextmanager
from typing import Final

import click

from truce.cli import rooms

#: Told the name of a stage, how much of it is done and how much there is; 0 of 0 is "begun".
Progress = Callable[[str, int, int], None]
#: Stages as a person knows them.
_STAGES: Final = {
    "ingest": "reading sources",
    "fuse": "joining records",
    "assess": "judging incidents",
    "report": "writing results",
}
#: Width of a table that goes into a file or another program.
_PIPE_WIDTH: Final = 100
_SHOWN: Final = 5


def as_json(value: object) -> None:
    """Print a value made of JSON's types; keys keep their order."""
    click.echo(json.dumps(value, ensure_ascii=False, indent=2))


def say(text: str = "") -> None:
    """Print a line of the result."""
    click.echo(text)


def note(text: str, *, quiet: bool = False) -> None:
    """Print a line of talk on stderr."""
    if not quiet:
        click.echo(text, err=True)


def table(
    columns: Sequence[str], rows: Iterable[Sequence[object]], right: Sequence[int] = ()
) -> None:
    """Print a table; no word is cut, long cells take several lines.

    `right` are the places of columns whose cells stand flush right. Null is shown as a dash.
    """
    shown = rooms.table.Table(box=rooms.box.SIMPLE, pad_edge=False, padding=(0, 1))
    for place, name in enumerate(columns):
        align = "right" if place in right else "left"
        shown.add_column(name, justify=align, overflow="fold")
    for row in rows:
        shown.add_row(*(rooms.text.Text("–" if cell is None else str(cell)) for cell in row))
    width = None if sys.stdout.isatty() else _PIPE_WIDTH
    rooms.console.Console(file=sys.stdout, width=width, highlight=False).print(shown)


def wrapped(text: str, indent: str = "", hang: str | None = None) -> None:
    """Print a paragraph folded to the width of the terminal; `hang` begins its further lines."""
    width = min(shutil.get_terminal_size((_PIPE_WIDTH, 24)).columns, 100)
    further = indent if hang is None else hang
    for line in text.splitlines() or [""]:
        say(textwrap.fill(line, width, initial_indent=indent, subsequent_indent=further))


def faults(said: Sequence[str], *, quiet: bool = False) -> None:
    """Print faults on stderr: the first few, and how many more there are."""
    for line in said[:_SHOWN]:
        note(line, quiet=quiet)
    if len(said) > _SHOWN:
        note(f"... and {len(said) - _SHOWN} more; `truce check` lists all.", quiet=quiet)


@contextmanager
def progress(*, quiet: bool) -> Generator[Progress]:
    """Yield what stages report to: a bar on stderr if that is a terminal, else nothing."""
    if quiet or not sys.stderr.isatty():
        yield lambda stage, done, total: None
        return

    columns = (
        rooms.progress.TextColumn("{task.description}"),
        rooms.progress.BarColumn(),
        rooms.progress.MofNCompleteColumn(),
        rooms.progress.TimeElapsedColumn(),
    )
    stderr = rooms.console.Console(stderr=True)
    with rooms.progress.Progress(*columns, console=stderr, transient=True) as shown:
        tasks: dict[str, rooms.progress.TaskID] = {}

        def step(stage: str, done: int, total: int) -> None:
            if stage not in tasks:
                tasks[stage] = shown.add_task(_STAGES.get(stage, stage), total=None)
            shown.update(tasks[stage], completed=done, total=total or None)

        yield step
