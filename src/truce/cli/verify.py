"""`truce verify`: whether anything was altered since the ledger recorded it."""

from pathlib import Path
from typing import cast

import click

from truce.cli import rooms, show
from truce.cli.options import case_argument, json_option
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
    known = rooms.seal.recorded(ledger)
    told: dict[str, object] = {
        "holds": fault is None,
        "entries": ledger.count("\n"),
        "files": len(known),
        "head": None if fault else rooms.seal.head(ledger),
        "unrecorded": [name for name in opened.inputs() if name not in known],
        "fault": fault.row() if fault else None,
    }
    if as_json:
        show.as_json(told)
    elif fault:
        show.note(str(fault))
    else:
        _print(told)
    return 1 if fault else 0


def _print(told: dict[str, object]) -> None:
    show.say(f"All as recorded: {told['entries']} entries, {told['files']} files.")
    show.say(f"Head: {told['head']}")
    show.say("Keep the head in another place; `--head` then shows whether entries were cut off.")
    for name in cast("list[str]", told["unrecorded"]):
        show.note(f"{name}: not recorded yet; `truce run` records it.")


def _absent(ledger: str, head: str | None) -> Issue | None:

    if not ledger:
        said, hint = "the case has no ledger yet.", "`truce run` begins one."
    elif head and f'"hash":"{head}"' not in ledger:
        said = f"no entry has the hash {head}, so entries were removed since it was noted down."
        hint = "Restore the ledger from a copy."
    else:
        return None
    return Issue(stage="verify", severity="error", at=rooms.seal.LEDGER, message=said, hint=hint)
