"""`truce verify`: whether anything was altered since the ledger recorded it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from truce.cli import rooms, show
from truce.cli.options import case_argument, json_option
from truce.issues import Issue

if TYPE_CHECKING:
    from truce.issues import Issue


@click.command(
    short_help="Name what was altered since a run.",
    epilog="\b\nExample: truce verify truce-demo/energy-2025",
)
@case_argument
@click.option(
    "--head",
    metavar="HASH",
    help="A hash noted down earlier: if the ledger lacks it, entries were cut off.",
)
@json_option
def verify(case: Path, *, head: str | None, as_json: bool) -> int:
    """Replay the ledger of CASE and name the first altered entry or file.

    Exit code 0 if all is as recorded, 1 if not.
    """

    opened = rooms.case.Case(case)
    ledger = opened.ledger()
    fault = _absent(ledger, head) or rooms.seal.replay(ledger, opened.digest)
    entries, files = ledger.count("\n"), len(rooms.seal.recorded(ledger))
    if as_json:
        show.as_json(
            {
                "holds": fault is None,
                "entries": entries,
                "files": files,
                "head": None if fault else rooms.seal.head(ledger),
                "fault": fault.row() if fault else None,
            }
        )
    elif fault:
        show.note(str(fault))
    else:
        show.say(f"All as recorded: {entries} entries, {files} files.")
        show.say(f"Head: {rooms.seal.head(ledger)}")
        show.say(
            "Keep the head in another place; `--head` then shows whether entries were cut off."
        )
    return 1 if fault else 0


def _absent(ledger: str, head: str | None) -> Issue | None:

    if not ledger:
        said, hint = "the case has no ledger yet.", "`truce run` begins one."
    elif head and f'"hash":"{head}"' not in ledger:
        said = f"no entry has the hash {head}, so entries were removed since it was noted down."
        hint = "Restore the ledger from a copy."
    else:
        return None
    return Issue(stage="verify", severity="error", at=rooms.seal.LEDGER, message=said, hint=hint)
