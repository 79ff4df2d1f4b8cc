"""Write the generated pages of docs/ and the printed output in the pages that show commands.

`python -m tools.make_docs` rewrites what is out of date. A test calls the same functions and
compares, so a page cannot say what the program does not do.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

from click.testing import CliRunner

from tools.consoles import SHOWN, replay
from truce import tables, what
from truce.cli.app import truce as commands
from truce.what import Tree

ROOT = Path(__file__).parents[1]
DOCS = ROOT / "docs"
HEAD = "<!-- Written by `make docs`; do not edit. -->\n\n"
TREES: dict[what.TreeName, str] = {
    "things": "What can be hit or protected.",
    "acts": "What can be done, forbidden or required.",
    "actors": "Who can act or be bound, by kind.",
}


def kinds() -> str:
    """Return the page of the three trees of kinds with their definitions."""
    parts = [
        "# Kinds\n",
        "A record says what was hit and done as finely as its source allows; a term names the kinds"
        " it covers. Each kind holds all kinds set in below it. If a record's kind is coarser than"
        " the term's, the answer is unknown.\n",
    ]
    for name, about in TREES.items():
        tree = what.tree(name)
        parts += [f"## {name.capitalize()}\n", about + "\n", *_branch(tree, tree.root, 0), ""]
    return HEAD + "\n".join(parts).rstrip() + "\n"


def _branch(tree: Tree, kind: str, depth: int) -> Iterator[str]:
    yield f"{'  ' * depth}- `{kind}`: {tree.meanings[kind]}"
    for inner, above in tree.parents.items():
        if above == kind:
            yield from _branch(tree, inner, depth + 1)


def table_pages() -> str:
    """Return the page of every table's columns."""
    parts = [
        "# Tables\n",
        "Every table that truce writes to `work/` and exports, with what each column means. In CSV"
        " and in print an unknown verdict is spelled `undetermined`; times are UTC.\n",
    ]
    for table in tables.ALL:
        parts += [f"## {table.name}\n", f"One row: {table.row}.{_key(table)}\n", *_columns(table)]
    return HEAD + "\n".join(parts).rstrip() + "\n"


def _key(table: tables.Table) -> str:
    return f" Key: {', '.join(f'`{name}`' for name in table.key)}." if table.key else ""


def _columns(table: tables.Table) -> Iterator[str]:
    yield "| column | type | meaning | null means |\n|---|---|---|---|"
    for column in table.columns:
        null = column.null or "never null"
        yield f"| `{column.name}` | {_kind_of(column)} | {column.meaning} | {null} |"
    yield ""


def _kind_of(column: tables.Column) -> str:
    return str(column.dtype).split("(")[0].removeprefix("<class '").removesuffix("'>").lower()


def command_page() -> str:
    """Return the page of every command's help."""
    parts = ["# Commands\n", f"```text\n{_help()}```\n"]
    for name in commands.commands:
        parts += [f"## truce {name}\n", f"```text\n{_help(name)}```\n"]
    return HEAD + "\n".join(parts).rstrip() + "\n"


def _help(*command: str) -> str:
    asked = CliRunner().invoke(
        commands,
        [*command, "--help"],
        prog_name="truce",
        terminal_width=100,
        catch_exceptions=False,
    )
    return asked.output


GENERATED: dict[Path, Callable[[], str]] = {
    DOCS / "commands.md": command_page,
    DOCS / "kinds.md": kinds,
    DOCS / "tables.md": table_pages,
}


def main() -> None:
    """Rewrite every generated page, then the output shown in pages with commands."""
    for page, write in GENERATED.items():
        page.write_text(write(), "utf-8")
    for page in SHOWN:
        page.write_text(replay(page.read_text("utf-8")), "utf-8")


if __name__ == "__main__":
    main()
