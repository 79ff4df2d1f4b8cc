"""`truce what-if`: verdicts that change if a field of a reading said something else."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING, Final, cast

import click

from truce.cli import rooms, show
from truce.cli.options import Judging, case_argument, json_option, judging_options, quiet_option
from truce.cli.run import asked, judged
from truce.issues import stop

if TYPE_CHECKING:
    from truce.agreement import Op
    from truce.run import Result

_CHANGE: Final = re.compile(r"([^=]+?)([+-]?=)(.*)", re.DOTALL)


@click.command(
    "what-if",
    short_help="Show what would change if a text were other.",
    epilog="\b\nExample: truce what-if my-case betaland-post.energy.start=2030-03-04",
)
@case_argument
@click.argument("changes", nargs=-1, required=True, metavar="PATH=VALUE...")
@judging_options
@json_option
@quiet_option
def what_if(
    case: Path, *, changes: tuple[str, ...], judging: Judging, as_json: bool, quiet: bool
) -> int:
    """Show which verdicts of CASE would change if a reading said something else.

    PATH is READING.TERM.FIELD. `=` sets the field, `+=` adds to a list (a kind, a party), `-=`
    takes out of it. Several changes are made together. Nothing on disk changes.
    """
    before = judged(case, judging, quiet=quiet)
    text = before.case.agreement_text()
    for path, op, value in map(_parsed, changes):
        text = rooms.agreement.change(text, path, op, value)
    after = rooms.run.judge_by(before, text)
    rows = _rows(before, after)
    if as_json:
        show.as_json({"changes": list(changes), "verdicts": rows})
    else:
        _print(before, after, rows)
    return 0


def _parsed(change: str) -> tuple[str, Op, str]:

    found = _CHANGE.fullmatch(change)
    if found is None:
        raise stop(
            f"`{change}` is not a change.",
            at="what-if",
            hint="Write READING.TERM.FIELD=VALUE, or += or -= to add to a list or take out of it.",
        )
    path, op, value = found.groups()
    return path.strip(), cast("Op", op), value.strip()


def _rows(before: Result, after: Result) -> list[dict[str, object]]:

    view = before.view
    titles = {row["incident"]: row["title"] for row in view.rows}
    return [
        {
            "reading": row["reading"],
            "incident": row["incident"],
            "label": view.labels[row["incident"]],
            "title": titles[row["incident"]],
            "before": row["verdict_before"],
            "after": row["verdict_after"],
            "why_before": _why(before, row["incident"], row["reading"]),
            "why_after": _why(after, row["incident"], row["reading"]),
        }
        for row in rooms.run.changes(before, after).to_dicts()
    ]


def _why(result: Result, incident: str, reading: str) -> str:
    """Return the sentence that gives a verdict its reason; empty where there is no such reading."""
    teller = rooms.because.Teller(result.case.settings.zone, strict=result.options.strict)
    for explanation in result.explain(incident):
        if explanation.reading == reading:
            terms = {t.id: t for t in result.agreement.readings[reading].terms}
            return teller.why(explanation, terms[explanation.term])
    return ""


def _print(before: Result, after: Result, rows: list[dict[str, object]]) -> None:

    asked(before)
    if not rows:
        show.say("No verdict changes.")
        return
    for reading in dict.fromkeys(str(row["reading"]) for row in rows):
        changed = [row for row in rows if row["reading"] == reading]
        show.say(f"{reading}: {rooms.words.count(len(changed), 'verdict')} change")
        show.say(f"  violations {_range(before, reading)} -> {_range(after, reading)}")
        show.table(
            ("row", "incident", "from", "to", "why"),
            (
                (
                    row["label"],
                    row["title"],
                    rooms.words.VERDICTS.get(str(row["before"]), "–"),
                    rooms.words.VERDICTS.get(str(row["after"]), "–"),
                    _reason(row),
                )
                for row in changed
            ),
        )


def _reason(row: dict[str, object]) -> object:
    """Return the reason of the verdict that is not a violation: it says what was changed."""
    return row["why_before" if row["after"] == rooms.kleene.VIOLATION else "why_after"]


def _range(result: Result, reading: str) -> str:

    for row in result.tables["ranges"].to_dicts():
        if row["reading"] == reading:
            return rooms.words.span(row["at_least"], row["at_most"])
    return "–"
