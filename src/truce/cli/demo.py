"""`truce demo`: the shipped case, judged."""

from pathlib import Path
from typing import Final

import click

from truce.cli import rooms, show
from truce.cli import run as runs
from truce.cli.options import Judging, json_option, quiet_option

_SHIPPED: Final = "energy-2025"


@click.command(
    short_help="Judge the shipped case and write its report.",
    epilog="\b\nExample: truce demo",
)
@click.argument("folder", type=click.Path(path_type=Path), default=f"truce-demo/{_SHIPPED}")
@click.option("--fresh", is_flag=True, help="Throw away an earlier copy in FOLDER and start over.")
@json_option
@quiet_option
def demo(folder: Path, *, fresh: bool, as_json: bool, quiet: bool) -> int:
    """Copy the shipped case to FOLDER, judge it, and write its report.

    FOLDER is truce-demo/energy-2025 unless you name another. A copy that is already there is used
    as it stands, with whatever you changed in it.
    """
    there = (folder / "truce.toml").is_file()
    if fresh or not there:
        rooms.case.copy_shipped(_SHIPPED, folder, fresh=there)
    else:
        show.note(f"Using the copy in {folder}; --fresh starts over.", quiet=quiet)
    judging = Judging(strict=False, as_of=None, evidence=())
    result = runs.judged(folder, judging, quiet=quiet, write=True)
    if as_json:
        show.as_json(runs.summary(result))
    else:
        runs.ranges(result)
        runs.report(result)
        show.say(f"Next: truce hinges {folder}")
    runs.issues(result, quiet=quiet)
    return result.exit_code
