"""`truce hinges`: which incidents the readings judge differently, and which question parts them."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from itertools import combinations
from pathlib import Path
from typing import TYPE_CHECKING

import click

from truce.cli import rooms, show
from truce.cli.options import Judging, case_argument, json_option, judging_options, quiet_option
from truce.cli.run import asked, judged
from truce.issues import stop

if TYPE_CHECKING:
    from collections.abc import Sequence

    from truce.report import View
    from truce.run import Result


@click.command(
    short_help="Show what parts the readings.",
    epilog="\b\nExample: truce hinges truce-demo/energy-2025 --pair 1 2",
)
@case_argument
@click.option(
    "--pair",
    nargs=2,
    metavar="A B",
    help="List the incidents that two readings judge differently; numbers or ids of readings.",
)
@judging_options
@json_option
@quiet_option
def hinges(
    case: Path, *, pair: tuple[str, str] | None, judging: Judging, as_json: bool, quiet: bool
) -> int:
    """Show for each pair of readings of CASE how many incidents they judge differently, and why."""
    result = judged(case, judging, quiet=quiet)
    view = result.view
    if pair is not None:
        one, two = (_reading(view, name) for name in pair)
        parted = _between(view, one, two)
        if as_json:
            show.as_json({"reading_a": one, "reading_b": two, "incidents": _rows(view, parted)})
        else:
            _print_pair(result, one, two, parted)
    elif as_json:
        show.as_json({"readings": _readings(view), "pairs": [_json(p) for p in _pairs(view)]})
    else:
        _print_all(result)
    return 0


def _readings(view: View) -> list[dict[str, object]]:
    return [
        {"number": view.numbers[r.id], "reading": r.id, "title": r.title, "party": r.party}
        for r in view.readings
    ]


def _reading(view: View, name: str) -> str:
    """Return the id of the reading that a number or an id names."""
    for reading, number in view.numbers.items():
        if name in (reading, str(number)):
            return reading
    raise stop(
        f"`{name}` is neither a reading's id nor its number.",
        at="--pair",
        hint="`truce hinges` without --pair lists them.",
    )


def _between(view: View, one: str, two: str) -> list[dict[str, str]]:
    """Return the incidents that two readings judge differently, `a` being the first reading."""
    straight = view.hinges.filter(reading_a=one, reading_b=two).to_dicts()
    turned = view.hinges.filter(reading_a=two, reading_b=one).to_dicts()
    swapped = [
        {**row, "verdict_a": row["verdict_b"], "verdict_b": row["verdict_a"]} for row in turned
    ]
    order = {incident: place for place, incident in enumerate(view.judged)}
    return sorted([*straight, *swapped], key=lambda row: order[row["incident"]])


def _rows(view: View, parted: list[dict[str, str]]) -> list[dict[str, object]]:
    titles = {row["incident"]: row["title"] for row in view.rows}
    return [
        {
            "incident": row["incident"],
            "label": view.labels[row["incident"]],
            "title": titles[row["incident"]],
            "verdict_a": row["verdict_a"],
            "verdict_b": row["verdict_b"],
            "parted_by": row["parted_by"].split(" + "),
        }
        for row in parted
    ]


@dataclass(frozen=True, slots=True)
class _Pair:
    """Two readings, how many incidents they judge differently, and the counts by question."""

    one: str
    two: str
    incidents: int
    parted_by: list[tuple[str, int]]


def _pairs(view: View) -> list[_Pair]:
    """Return each pair of readings in the order of the view, most frequent question first."""
    found: list[_Pair] = []
    for one, two in combinations(view.numbers, 2):
        parted = [row["parted_by"] for row in _between(view, one, two)]
        counts = sorted(Counter(parted).items(), key=lambda count: (-count[1], count[0]))
        found.append(_Pair(one, two, len(parted), counts))
    return found


def _json(pair: _Pair) -> dict[str, object]:
    return {
        "reading_a": pair.one,
        "reading_b": pair.two,
        "incidents": pair.incidents,
        "parted_by": [
            {"questions": questions.split(" + "), "incidents": n} for questions, n in pair.parted_by
        ],
    }


def _print_all(result: Result) -> None:
    view = result.view
    show.wrapped(
        "Readings, in alphabetical order of who made them; the order carries no judgement:"
    )
    for reading in view.readings:
        said = f"{view.numbers[reading.id]:>3}  {result.named(reading)} ({reading.id})"
        show.wrapped(said, hang="     ")
    show.say("\nIncidents that each pair judges differently:")
    pairs = _pairs(view)
    _print_matrix(view, pairs)
    show.say("\nWhat parts them (questions joined by + part them together):")
    show.table(
        ("readings", "incidents", "parted by"), (_line(view, pair) for pair in pairs), right=(1,)
    )
    show.say("To see the incidents of two readings, add --pair with their numbers.")
    asked(result)


def _print_matrix(view: View, pairs: Sequence[_Pair]) -> None:
    """Print a triangle of counts, as narrow as its numbers, so that many readings fit."""
    counts = {(pair.one, pair.two): pair.incidents for pair in pairs}
    ids = list(view.numbers)
    width = 1 + max(len(str(n)) for n in (*counts.values(), *view.numbers.values(), 0))
    show.say("   " + "".join(f"{view.numbers[b]:>{width}}" for b in ids[1:]))
    for a in ids[:-1]:
        cells = "".join(f"{counts.get((a, b), ''):>{width}}" for b in ids[1:])
        show.say(f"{view.numbers[a]:>3}{cells}")


def _line(view: View, pair: _Pair) -> tuple[str, int, str]:
    numbers = f"{view.numbers[pair.one]} and {view.numbers[pair.two]}"
    said = ", ".join(f"{questions} {n}" for questions, n in pair.parted_by)
    return numbers, pair.incidents, said or "–"


def _print_pair(result: Result, one: str, two: str, parted: list[dict[str, str]]) -> None:
    words = rooms.words
    for letter, reading in (("A", one), ("B", two)):
        named = result.named(result.agreement.readings[reading])
        show.wrapped(f"{letter}  {named} ({reading})", hang="   ")
    titles = {row["incident"]: row["title"] for row in result.view.rows}
    show.say(f"{words.count(len(parted), 'incident')} judged differently:")
    show.table(
        ("row", "incident", "A", "B", "parted by"),
        (
            (
                result.view.labels[row["incident"]],
                titles[row["incident"]],
                words.VERDICTS[row["verdict_a"]],
                words.VERDICTS[row["verdict_b"]],
                row["parted_by"],
            )
            for row in parted
        ),
    )
    asked(result)
