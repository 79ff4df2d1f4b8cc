"""Rules about several readings of one agreement: what they tell differently."""

from collections.abc import Callable, Hashable, Iterator
from dataclasses import dataclass, replace
from typing import Final

from truce.agreement.gap import Gap, Subject
from truce.agreement.model import Agreement, Field, Term
from truce.issues import Mark

#: Forms of a text that more than one side has put its name to.
_COMMON: Final = frozenset({"joint_statement", "signed_text", "resolution"})


@dataclass(frozen=True, slots=True)
class _Facet:
    """A part of a term that readings may tell differently.

    `value` is what is compared, `words` how a person reads it, `at` where it stands.
    """

    name: str
    question: str
    value: Callable[[Term], Hashable]
    words: Callable[[Term], str]
    at: Callable[[Term], Mark]
    hint: str


def between_readings(agreement: Agreement) -> Iterator[Gap]:
    """Yield what readings tell differently on terms of one id, and the want of a common text."""
    terms: dict[str, list[Subject]] = {}
    for reading in agreement.readings.values():
        for term in reading.terms:
            terms.setdefault(term.id, []).append(Subject(agreement, reading, term))
    for subjects in terms.values():
        for facet in _FACETS:
            yield from _difference(facet, subjects)
    yield from _no_common_text(agreement)


def _difference(facet: _Facet, subjects: list[Subject]) -> Iterator[Gap]:
    groups: dict[Hashable, list[Subject]] = {}
    for subject in subjects:
        groups.setdefault(facet.value(subject.term), []).append(subject)
    if len(groups) < 2:
        return
    first, *others = (subject for group in groups.values() for subject in group)
    told = "; ".join(_told(facet, group) for group in groups.values())
    yield Gap(
        code="readings-differ-" + facet.name.strip("`").removeprefix("its "),
        at=facet.at(first.term),
        reading=first.reading.id,
        term=first.term.id,
        question=facet.question,
        message=f"Readings of `{first.term.id}` differ on {facet.name}: {told}.",
        hint=facet.hint,
        also=tuple(facet.at(subject.term) for subject in others),
    )


def _told(facet: _Facet, group: list[Subject]) -> str:
    places = ", ".join(f"{s.reading.id} at {facet.at(s.term)}" for s in group)
    return f"{facet.words(group[0].term)} ({places})"


def _no_common_text(agreement: Agreement) -> Iterator[Gap]:
    forms = {document.form for document in agreement.documents.values()}
    sides = {reading.party for reading in agreement.readings.values()}
    if len(sides) > 1 and not forms & _COMMON:
        first = min(agreement.readings.values(), key=lambda reading: reading.at)
        yield Gap(
            code="no-common-text",
            at=first.at,
            reading="",
            term="",
            question="",
            message=f"No text carries the names of more than one side: {len(sides)} parties tell "
            "the agreement, each in its own words.",
            hint="Publish one text, or one list, that all sides confirm.",
        )


def _field(name: str, question: str, hint: str) -> _Facet:
    """Return the facet of one field."""

    def field(term: Term) -> Field[Hashable]:
        return getattr(term, name)

    return _Facet(
        f"`{name}`",
        question,
        value=lambda term: field(term).value,
        words=lambda term: field(term).words or "silent",
        at=lambda term: field(term).at,
        hint=hint,
    )


def _protected(term: Term) -> Hashable:
    objects = term.objects.value
    return objects and (objects.kinds, objects.sites, objects.held_by)


def _on_the_clock(words: str, term: Term) -> str:
    """Return words of time with the zone they are read in, which may be all that differs."""
    return f"{words}, {term.clock.words or 'in no stated zone'}" if words else "silent"


def _start(term: Term) -> str:
    return _on_the_clock(term.start.words, term)


def _end(term: Term) -> str:
    length = term.duration.value
    counting = f" counted as {length.counting}" if length is not None else ""
    return _on_the_clock(_last_field(term).words + counting, term)


def _last_field(term: Term) -> Field[Hashable]:
    return term.duration if term.duration.value is not None else term.end


def _standings(term: Term) -> str:
    return _on_the_clock(", then ".join(s.status.words for s in term.standing), term)


def _clauses(term: Term) -> str:
    return ", ".join(sorted(f"{c.kind} `{c.id}`" for c in term.clauses)) or "none"


def _exceptions(term: Term) -> str:
    return ", ".join(sorted(f"`{e.id}`" for e in term.exceptions)) or "none"


def _clauses_at(term: Term) -> Mark:
    return term.clauses[0].stated.at if term.clauses else term.at


def _exceptions_at(term: Term) -> Mark:
    return term.exceptions[0].stated.at if term.exceptions else term.at


def _monitor(term: Term) -> str:
    return term.others["monitor"].words if "monitor" in term.others else "silent"


def _monitor_at(term: Term) -> Mark:
    return term.others["monitor"].at if "monitor" in term.others else term.at


def _amount(term: Term) -> str:
    return term.amount.words if term.amount is not None and term.amount.words else "silent"


_FACETS: Final = (
    _Facet(
        "standing",
        "standing",
        value=lambda term: tuple((s.status.value, s.since) for s in term.standing),
        words=_standings,
        at=lambda term: term.standing[0].status.at if term.standing else term.at,
        hint="State in one text whether the term is agreed, and since when.",
    ),
    _field("binds", "who", "Name in one text whom the term binds."),
    _field("acts", "act", "Name in one text the acts that are forbidden or owed."),
    replace(
        _field("objects", "object", "Attach one list, and say that it is closed."),
        value=_protected,
    ),
    _field("zone", "where", "Name one area, or attach a map."),
    replace(_field("start", "when", "Name one instant, with its zone."), words=_start),
    _Facet(
        "its end",
        "when",
        value=lambda term: (term.end.value, term.duration.value, term.clock.value),
        words=_end,
        at=lambda term: _last_field(term).at,
        hint="Name one last instant, with its zone.",
    ),
    _Facet(
        "conditions",
        "standing",
        value=_clauses,
        words=_clauses,
        at=_clauses_at,
        hint="Say in one text on what the term depends, and on what it does not.",
    ),
    _Facet(
        "exceptions",
        "exception",
        value=_exceptions,
        words=_exceptions,
        at=_exceptions_at,
        hint="Say in one text what excuses an act.",
    ),
    _Facet(
        "`monitor`",
        "",
        value=_monitor,
        words=_monitor,
        at=_monitor_at,
        hint="Name one monitor that all sides accept.",
    ),
    _Facet(
        "`amount`",
        "amount",
        value=_amount,
        words=_amount,
        at=lambda term: term.amount.at if term.amount is not None else term.at,
        hint="Name one quantity, and the time it is counted over.",
    ),
)
