"""`truce run`: a case judged under every reading."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from truce.cli import rooms, show
from truce.cli.options import Judging, case_argument, json_option, judging_options, quiet_option
from truce.issues import worst

if TYPE_CHECKING:
    from truce.outlines import Boundaries
    from truce.run import Result


@click.command(
    short_help="Judge every incident under every reading.",
    epilog="\b\nExample: truce run truce-demo/energy-2025 --strict",
)
@case_argument
@judging_options
@json_option
@quiet_option
def run(case: Path, *, judging: Judging, as_json: bool, quiet: bool) -> int:
    """Judge every incident of CASE under every reading; write tables, reports and a ledger entry.

    What has not changed since the last run is not made again. A run that is stopped at any moment
    leaves a case that the next run completes.
    """
    result = judged(case, judging, quiet=quiet, write=True)
    if as_json:
        show.as_json(summary(result))
    else:
        ranges(result)
        report(result)
    issues(result, quiet=quiet)
    return result.exit_code


def judged(
    path: Path,
    judging: Judging,
    *,
    quiet: bool,
    write: bool = False,
    boundaries: Boundaries = "disputed",
) -> Result:
    """Return the case judged; where not `write`, nothing on disk changes."""
    case = rooms.case.Case(path)
    with show.progress(quiet=quiet) as progress:
        return rooms.run.run(case, judging.options(case, boundaries), progress, write=write)


def ranges(result: Result) -> None:
    """Print the range of violations under each reading, and what was counted."""
    counts = {row["reading"]: row for row in result.tables["ranges"].to_dicts()}
    show.say(result.case.settings.title)
    show.say(f"Violations under each reading, of {result.tables['incidents'].height} incidents:")
    show.table(
        ("", "reading", "at least", "at most", "not covered"),
        (
            (number, result.named(r), *(counts[r.id][c] for c in _COUNTS))
            for number, r in enumerate(result.readings, 1)
        ),
        right=(0, 2, 3, 4),
    )
    show.wrapped(
        "At least: every question is answered yes, if the reports are true and what the readings "
        "only assume holds (--strict sets assumptions aside). At most: those and the undetermined. "
        "Readings stand in alphabetical order of who made them; the order carries no judgement."
    )
    zone = result.case.settings.zone
    show.say(f"Known as of {rooms.times.moment(result.known_as_of, zone)} ({zone}).")
    asked(result)


def report(result: Result) -> None:
    """Print where the report is, or why there is none."""
    if result.large:
        show.wrapped(
            "No report: it shows incidents one by one, and here are too many. Narrow them with "
            "--evidence or --as-of, ask for one with `truce explain`, or read work/*.parquet."
        )
    else:
        show.say(f"Report: {result.case.where('out/report.html')}")


_COUNTS = ("at_least", "at_most", "not_covered")


def asked(result: Result) -> None:
    """Print a line for each option given that changes a figure."""
    options = result.options
    if options.as_of is not None:
        at = rooms.times.moment(options.as_of, result.case.settings.zone)
        show.say(f"As of {at}: only what had surely been published by then.")
    if options.strict:
        show.say("Strict: what a reading only assumes is taken as unknown.")
    if options.evidence:
        kept = ", ".join(options.evidence)
        show.say(f"Only incidents of this standing of evidence: {kept}.")


def summary(result: Result) -> dict[str, object]:
    """Return what a run has to say, for a program."""
    counts = {row["reading"]: row for row in result.tables["ranges"].to_dicts()}
    return {
        "case": str(result.case),
        "title": result.case.settings.title,
        "known_as_of": rooms.when.say(result.known_as_of),
        "options": options(result),
        "records": result.tables["records"].height,
        "rejects": result.tables["rejects"].height,
        "incidents": result.tables["incidents"].height,
        "readings": [
            {"reading": r.id, "title": r.title, "party": r.party, **counts[r.id]}
            for r in result.readings
        ],
        "missing": [issue.value for issue in result.missing],
        "issues": [issue.row() for issue in result.issues],
        "written": list(result.written),
    }


def options(result: Result) -> dict[str, object]:
    """Return the options that change a figure, for a program."""
    asked = result.options
    return {
        "strict": asked.strict,
        "as_of": None if asked.as_of is None else rooms.when.say(asked.as_of),
        "evidence": list(asked.evidence),
    }


def issues(result: Result, *, quiet: bool) -> None:
    """Print the faults that count against the exit code, and how many others there are."""
    bad = [str(i) for i in (*worst(result.issues), *result.missing)]
    show.faults(bad, quiet=quiet)
    if others := len(result.issues) - len(worst(result.issues)):
        show.note(
            f"{others} notes and warnings on the data: `truce check {result.case}`", quiet=quiet
        )
