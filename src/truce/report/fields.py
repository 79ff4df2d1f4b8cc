"""What a term says, field by field, in words: the value, what it rests on, the quoted words."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from truce.agreement.model import Anchor, Field, Term
from truce.report import times, words
from truce.report.tally import idle
from truce.when import Bracket


@dataclass(frozen=True, slots=True)
class Said:
    """One line of a term: its name, its value in words (empty if silent), and what it rests on."""

    name: str
    value: str
    basis: str
    reason: str
    anchors: tuple[Anchor, ...]


def said(term: Term, zone: str) -> Iterator[Said]:
    """Yield the lines of a term; times are on the wall clock of `zone`."""
    for standing in term.standing:
        since = times.known(standing.since, zone)
        yield _line("standing", standing.status, f"{standing.status.value}, since {since}")
    for name, field in _fields(term).items():
        if not idle(term, field):
            yield _line(name, field, _value(field, zone))
    for clause in term.clauses:
        name = "way out" if clause.kind == "exit" else f"{clause.kind} condition"
        yield _line(name, clause.stated, clause.what)
    for exception in term.exceptions:
        yield _line("exception", exception.stated, exception.what)
    for name, field in term.others.items():
        yield _line(name, field, field.value or "")


def _fields(term: Term) -> dict[str, Field[object]]:
    fields: dict[str, Field[object]] = {
        "who is bound": term.binds,
        _ACTS[term.duty]: term.acts,
        "things protected": term.objects,
        "area": term.zone,
        "start": term.start,
        "end": term.end,
        "duration": term.duration,
        "clock of its days": term.clock,
    }
    return fields | ({} if term.amount is None else {"amount required": term.amount})


_ACTS: Final = {"refrain": "acts forbidden", "perform": "acts required"}


def _value(field: Field[object], zone: str) -> str:
    """Return the value as the agreement file puts it, and for a moment also when that is here."""
    if isinstance(field.value, Bracket):
        return f"{field.words} ({times.known(field.value, zone)}, {zone})"
    return field.words


def _line(name: str, field: Field[object], value: str) -> Said:
    shown = "" if field.basis == "silent" else words.kind(value)
    return Said(words.kind(name), shown, field.basis, field.reason, field.anchors)
