"""`truce explain`: one incident under every reading, question by question."""

from __future__ import annotations

from dataclasses import asdict
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Final

import click

from truce.cli import rooms, show
from truce.cli.options import Judging, case_argument, json_option, judging_options, quiet_option
from truce.cli.run import asked, judged
from truce.issues import stop

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from truce.agreement.model import Field, Reading, Term
    from truce.assess import Explanation, Reason
    from truce.report import View
    from truce.report.because import Teller
    from truce.report.incident import Claim, Section
    from truce.run import Result

#: Matches that are listed; more are counted.
_LISTED: Final = 40
_LABEL: Final = 15
_ANSWER: Final = 13


@click.command(
    short_help="Show one incident under every reading.",
    epilog="\b\nExample: truce explain truce-demo/energy-2025 E119",
)
@case_argument
@click.argument("what", nargs=-1, required=True)
@click.option(
    "--reading", "only", multiple=True, metavar="ID", help="Only this reading; repeatable."
)
@judging_options
@json_option
@quiet_option
def explain(  # noqa: PLR0913 - one parameter for each option
    case: Path,
    *,
    what: tuple[str, ...],
    only: tuple[str, ...],
    judging: Judging,
    as_json: bool,
    quiet: bool,
) -> int:
    """Show one incident of CASE under every reading: facts, claims, and every question's answer.

    WHAT is an incident's id, a source's row id, or words of its title, place or date. If several
    incidents fit, they are listed.
    """
    result = judged(case, judging, quiet=quiet)
    found = rooms.run.find(result, " ".join(what))
    if not found:
        raise _nothing(" ".join(what))
    if len(found) > 1:
        _several(result.narrowed(found).view, found, as_json=as_json)
        return 0
    alone = result.narrowed(found)
    told = list(_told(alone, found[0], only))
    section = _section(alone.view, found[0])
    if as_json:
        show.as_json(_json(alone, section, told))
    else:
        _print(alone, section, told)
    return 0


def _nothing(what: str) -> Exception:

    return stop(
        "no incident of the case is called so, and none has all these words.",
        at=what,
        hint="Try fewer words, or a source's row id.",
    )


def _several(view: View, found: Sequence[str], *, as_json: bool) -> None:

    rows = [row for row in view.rows if row["incident"] in set(found)]
    listed: list[dict[str, object]] = [
        {
            "label": view.labels[str(row["incident"])],
            "incident": row["incident"],
            "when": rooms.times.bracket(row["moment_start_utc"], row["moment_end_utc"], view.zone),  # pyright: ignore[reportArgumentType]
            "title": row["title"],
        }
        for row in rows
    ]
    if as_json:
        show.as_json({"matches": listed})
        return
    show.say(f"{rooms.words.count(len(listed), 'incident')} fit; name one by its row or id:")
    show.table(
        ("row", "incident", "when", "title"),
        (tuple(match.values()) for match in listed[:_LISTED]),
    )
    if len(listed) > _LISTED:
        show.say(f"... and {len(listed) - _LISTED} more; add a word or a date.")


def _told(
    result: Result, incident: str, only: Sequence[str]
) -> Iterator[tuple[Reading, Explanation]]:
    """Yield each reading asked for with its explanation, in the order of the report."""
    view = result.view
    for name in only:
        if name not in view.numbers:
            raise stop(
                f"`{name}` is not a reading that judges.",
                at="--reading",
                hint=f"Known: {', '.join(view.numbers)}.",
            )
    explained = {e.reading: e for e in result.explain(incident)}
    for reading in view.readings:
        if reading.id in explained and (not only or reading.id in only):
            yield reading, explained[reading.id]


def _section(view: View, incident: str) -> Section:

    row = next(row for row in view.rows if row["incident"] == incident)
    return rooms.incident.Sections(view, rooms.anchors.Anchors(view, ())).section(row)


# ---------------------------------------------------------------------------------------- text


def _print(result: Result, section: Section, told: Sequence[tuple[Reading, Explanation]]) -> None:

    view = result.view
    show.wrapped(f"{section.label}  {section.title}  ({section.id})", hang="  ")
    for name, value in section.facts:
        _line(name, value)
    show.say("\nWho says what (nothing here is taken to be true)")
    for claim in section.claims:
        _print_claim(claim)
    show.say("\nVerdicts, readings in alphabetical order of who made them")
    asked(result)
    for reading, explanation in told:
        show.wrapped(
            f"{_mark(explanation.verdict)}  {result.named(reading)}",
            "  ",
            " " * 20,
        )
    teller = rooms.because.Teller(view.zone, strict=view.options.strict)
    for reading, explanation in told:
        show.say()
        _print_reading(result, teller, reading, explanation)


def _print_claim(claim: Claim) -> None:
    show.wrapped(f"- {claim.claimant}: {claim.what}", "  ", "    ")
    _line("    who did it", claim.who)
    _line("    when", claim.when)
    for name, value in (
        ("    effect", claim.effect),
        ("    denied by", ": ".join(filter(None, [claim.denied_by, claim.denial]))),
        ("    note", claim.note),
        ("    source", claim.url),
        ("    row", claim.row),
    ):
        if value:
            _line(name, value)


def _print_reading(
    result: Result, teller: Teller, reading: Reading, explanation: Explanation
) -> None:
    terms = {term.id: term for term in reading.terms}
    term = terms[explanation.term]
    show.wrapped(f"{_mark(explanation.verdict)}  {result.named(reading)}", hang="   ")
    _line("  reading", f"{reading.id}, term {term.id}: {term.title}")
    for reason in _reasons(explanation, term):
        answer = f"{_answer(reason.answer):<{_ANSWER}}"
        hang = " " * (_LABEL + _ANSWER)
        said = f"  {reason.question:<{_LABEL - 2}}{answer}{teller.because(reason, term)}"
        show.wrapped(said, hang=hang)
        for line in _stands_on(reason.fields):
            show.wrapped(line, hang, f"{hang}  ")
    if others := [_other(explanation, t) for t in reading.terms if t.id != term.id]:
        _line("  other terms", "; ".join(others))
    _line("  why", teller.why(explanation, term))
    _line("  would change", teller.otherwise(explanation))


def _reasons(explanation: Explanation, term: Term) -> list[Reason]:
    return [reason for reason in explanation.reasons if reason.term == term.id]


def _other(explanation: Explanation, term: Term) -> str:

    answers = [reason.answer for reason in _reasons(explanation, term)]
    verdict = rooms.kleene.NOT_COVERED if False in answers else rooms.kleene.UNDETERMINED
    return f"{term.title} ({rooms.words.VERDICTS[verdict]})"


def _stands_on(fields: Sequence[Field[object]]) -> Iterator[str]:
    """Yield what each field of the text stands on: its words, a reason, or nothing."""
    for field in fields:
        if field.basis == "silent":
            yield f"{field.name}: the text is silent"
        elif field.basis == "assumed":
            yield f"{field.name}: assumed: {field.reason}"
        for anchor in field.anchors:
            yield f"{field.name}: “{anchor.quote}” ({anchor.document})"


def _mark(verdict: str) -> str:

    return f"{rooms.words.GLYPHS[verdict]} {rooms.words.VERDICTS[verdict]:<12}"


def _answer(answer: bool | None) -> str:

    return rooms.kleene.word(answer)


def _line(name: str, value: str) -> None:
    show.wrapped(f"{name:<{_LABEL}}{value}", hang=" " * _LABEL)


# ---------------------------------------------------------------------------------------- JSON


def _json(
    result: Result, section: Section, told: Sequence[tuple[Reading, Explanation]]
) -> dict[str, object]:

    view = result.view
    teller = rooms.because.Teller(view.zone, strict=view.options.strict)
    row = next(row for row in view.rows if row["incident"] == section.id)
    return {
        "incident": {
            "label": section.label,
            **{name: _plain(value) for name, value in row.items()},
        },
        "claims": [
            {name: value for name, value in asdict(claim).items() if name != "anchor"}
            for claim in section.claims
        ],
        "readings": [
            {
                "reading": reading.id,
                "title": reading.title,
                "party": reading.party,
                "verdict": explanation.verdict,
                "term": explanation.term,
                "why": teller.why(explanation, _term(reading, explanation.term)),
                "would_change": teller.otherwise(explanation),
                "questions": [
                    _question(teller, reason, _term(reading, reason.term))
                    for reason in explanation.reasons
                ],
            }
            for reading, explanation in told
        ],
    }


def _question(teller: Teller, reason: Reason, term: Term) -> dict[str, object]:
    return {
        "term": reason.term,
        "question": reason.question,
        "answer": _answer(reason.answer),
        "because": teller.because(reason, term),
        "facts": {name: _plain(value) for name, value in reason.facts.items()},
        "fields": [
            {
                "field": field.name,
                "basis": field.basis,
                "at": str(field.at),
                "assumed": field.reason,
                "quotes": [{"document": a.document, "words": a.quote} for a in field.anchors],
            }
            for field in reason.fields
        ],
        "decides": reason.decides,
        "verdict_if_yes": reason.otherwise,
    }


def _term(reading: Reading, term: str) -> Term:
    return next(t for t in reading.terms if t.id == term)


def _plain(value: object) -> object:

    return rooms.when.say(value) if isinstance(value, datetime) else value
