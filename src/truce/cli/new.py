"""`truce new`: a case to begin with."""

from pathlib import Path

import click

from truce.cli import rooms, show
from truce.cli.options import json_option


@click.command(
    short_help="Begin a case of your own.",
    epilog="\b\nExample: truce new my-case",
)
@click.argument("folder", type=click.Path(path_type=Path))
@json_option
def new(folder: Path, *, as_json: bool) -> int:
    """Write a small case into FOLDER, with comments, that loads and runs as it is."""
    files = rooms.case.new(folder)
    if as_json:
        show.as_json({"case": str(folder), "files": files})
        return 0
    show.say(f"A case to begin with is in {folder}:")
    for name in files:
        show.say(f"  {name}")
    show.say(f"Next: truce run {folder}, then put your own texts and rows in its files.")
    return 0
