"""`truce gaps`: what an agreement leaves open, and what hangs on it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from truce.cli import rooms, show
from truce.cli.options import Judging, case_argument, json_option, judging_options, quiet_option
from truce.cli.run import asked, judged

if TYPE_CHECKING:
    from collections.abc import Sequence

    from truce.agreement import Gap
    from truce.run import Result

#: Incidents that are named; more are counted.
_NAMED = 8


@click.command(
    short_help="List what an agreement leaves open.",
    epilog="\b\nExample: truce gaps truce-demo/energy-2025",
)
@case_argument
@judging_options
@json_option
@quiet_option
def gaps(case: Path, *, judging: Judging, as_json: bool, quiet: bool) -> int:
    """List what the agreement of CASE leaves open, or lets two readings differ on.

    With each stand the incidents of the case whose verdict hangs on it: a reading leaves them
    undetermined on that very question. What a drafter closes here cannot be quarrelled over later.
    """
    result = judged(case, judging, quiet=quiet)
    listed = rooms.agreement.gaps(result.agreement)
    found = [(gap, rooms.run.hanging(gap, result.tables)) for gap in listed]
    if as_json:
        show.as_json({"gaps": [_json(result, gap, incidents) for gap, incidents in found]})
        return 0
    for gap, incidents in found:
        _print(result, gap, incidents)
    asked(result)
    show.say(f"{len(found)} places are open." if found else "Nothing is left open.")
    return 0


def _json(result: Result, gap: Gap, incidents: Sequence[str]) -> dict[str, object]:
    return {
        "code": gap.code,
        "at": str(gap.at),
        "also": [str(at) for at in gap.also],
        "reading": gap.reading or None,
        "term": gap.term or None,
        "question": gap.question or None,
        "message": gap.message,
        "hint": gap.hint,
        "incidents": [{"incident": i, "label": result.view.labels[i]} for i in incidents],
    }


def _print(result: Result, gap: Gap, incidents: Sequence[str]) -> None:
    show.wrapped(f"{gap.at}: {gap.message}", hang="    ")
    if gap.hint:
        show.wrapped(gap.hint, "    ")
    if incidents:
        labels = [result.view.labels[i] for i in incidents]
        more = f" and {len(labels) - _NAMED} more" if len(labels) > _NAMED else ""
        named = ", ".join(labels[:_NAMED])
        show.wrapped(f"Verdicts that hang on it ({len(labels)}): {named}{more}", "    ", "      ")
