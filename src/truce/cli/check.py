"""`truce check`: everything that is wrong with a case, at once, and the experts' examples."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from truce.cli import rooms, show
from truce.cli.options import case_argument, json_option, quiet_option

if TYPE_CHECKING:
    from collections.abc import Iterator

    from truce.issues import Issue
    from truce.run import Checked, Failure


@click.command(
    short_help="Find every fault of a case at once.",
    epilog="\b\nExample: truce check truce-demo/energy-2025",
)
@case_argument
@json_option
@quiet_option
def check(case: Path, *, as_json: bool, quiet: bool) -> int:
    """Find every fault of CASE at once: agreement, examples, hand files, sources.

    An example of the agreement that gets another verdict than it must is shown question by
    question. Nothing on disk changes. Exit code 1 if there is a fault, 0 if there are only
    warnings and notes.
    """
    opened = rooms.case.Case(case)
    with show.progress(quiet=quiet) as progress:
        found = rooms.run.check(opened, progress)
    if as_json:
        show.as_json(_json(found))
    else:
        _print(found)
    return found.exit_code


def _json(found: Checked) -> dict[str, object]:
    return {
        "issues": [issue.row() for issue in found.issues],
        "examples": found.examples,
        "failures": [
            {
                "at": str(failure.example.at),
                "reading": failure.reading,
                "expected": failure.expected,
                "verdict": failure.explanation.verdict,
                "reasons": list(_reasons(found, failure)),
            }
            for failure in found.failures
        ],
    }


def _print(found: Checked) -> None:
    for severity in ("error", "warning", "note"):
        for issue in found.of(severity):
            _print_issue(issue)
    for failure in found.failures:
        _print_failure(found, failure)
    counts = [(found.of(s), s) for s in ("error", "warning", "note")]
    said = ", ".join(f"{len(f)} {s}{'' if len(f) == 1 else 's'}" for f, s in counts)
    if found.agreement is None:
        show.say(f"{said}; examples were not tried, as the agreement has faults.")
        return
    kept = found.examples - len({failure.example.at for failure in found.failures})
    show.say(f"{said}; {kept} of {found.examples} examples hold.")


def _print_issue(issue: Issue) -> None:
    show.wrapped(f"{issue.severity}: {issue}", hang="    ")


def _print_failure(found: Checked, failure: Failure) -> None:

    got, wanted = (
        rooms.words.VERDICTS.get(v, v) for v in (failure.explanation.verdict, failure.expected)
    )
    said = f"under {failure.reading} the example gets `{got}` and must get `{wanted}`:"
    show.wrapped(f"error: {failure.example.at}: {said}", hang="    ")
    for reason in _reasons(found, failure):
        show.wrapped(
            f"{reason['question']:<10}{reason['answer']:<13}{reason['because']}", "    ", " " * 27
        )


def _reasons(found: Checked, failure: Failure) -> Iterator[dict[str, object]]:
    """Yield question, answer and reason of the term that decides."""
    if found.agreement is None:
        return
    teller = rooms.because.Teller("UTC", strict=False)
    terms = {t.id: t for t in found.agreement.readings[failure.reading].terms}
    for reason in failure.explanation.reasons:
        if reason.term == failure.explanation.term:
            yield {
                "question": reason.question,
                "answer": rooms.kleene.word(reason.answer),
                "because": teller.because(reason, terms[reason.term]),
            }
