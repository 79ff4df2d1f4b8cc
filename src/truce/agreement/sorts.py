"""What sort of agreement a reading describes, worked out from its fields, never from its title.

The names are used interchangeably in titles (UN DPPA, Guidance on Mediation of Ceasefires, 2022,
chapter 1), so they are kept apart here by what the fields say:

- *undertakings*: nothing must be refrained from, only done; a *humanitarian arrangement* if that is
  letting aid in, opening a crossing or releasing people.
- *object-limited pause*: attacks are forbidden on some things only (DPPA's example: a side that
  spares pipelines and ports).
- *pause of unstated reach*: attacks are forbidden, and the text does not say on what.
- *partial cessation of hostilities*: only some ways of attack are forbidden (ETH/PRIO `partial`).
- *humanitarian pause*: all attacks, for a set period, for a humanitarian purpose (OCHA glossary).
- *temporary cessation of hostilities*: all attacks, for a set period (OCHA glossary).
- *ceasefire*: all attacks, no set period, several parties bound, and somebody watches, judges or
  enforces (ETH/PRIO class 2, cessation with compliance; DPPA's test).
- *cessation of hostilities*: all attacks, and less than that (ETH/PRIO class 1).

`unilateral` goes before it if one party alone is bound by every such term; the last standing goes
before that if no such term was ever in force.
"""

from typing import Final

from truce.agreement.model import IN_FORCE, Reading, Term
from truce.what import tree
from truce.when import OPEN_END

_RELIEF: Final = ("aid_delivery", "crossing_opened", "release")
_COMPLIANCE: Final = ("monitor", "dispute_settlement", "enforcement")


def type_of(reading: Reading) -> str:
    """Return the sort of agreement, as in `proposed unilateral object-limited pause`."""
    armed = [term for term in reading.terms if term.duty == "refrain" and _attacks(term)]
    sort = _sort(armed) if armed else _undertakings(reading.terms)
    bound = {p for term in armed or reading.terms for p in (*term.parties, *term.perhaps)}
    words = (_standing(armed or list(reading.terms)), "unilateral" if len(bound) == 1 else "", sort)
    return " ".join(word for word in words if word)


def _attacks(term: Term) -> bool:
    """Return whether a term forbids some attack, or may do so."""
    trunk = tree("acts")
    kinds = term.acts.value.yes if term.acts.value else frozenset({trunk.root})
    return any(trunk.holds("attack", k) or trunk.holds(k, "attack") for k in kinds)


def _sort(terms: list[Term]) -> str:
    whole = [t for t in terms if t.objects.value and t.objects.value.kinds.everything]
    if not whole:
        unstated = any(term.objects.value is None for term in terms)
        return "pause of unstated reach" if unstated else "object-limited pause"
    every = [t for t in whole if t.acts.value and t.acts.value.answer("attack")]
    if not every:
        return "partial cessation of hostilities"
    if all(_set_period(term) for term in every):
        relief = _humanitarian(every)
        return "humanitarian pause" if relief else "temporary cessation of hostilities"
    bound = {party for term in every for party in term.parties}
    said = {name for term in every for name, field in term.others.items() if field.value}
    watched = bool(said & {*_COMPLIANCE})
    return "ceasefire" if watched and len(bound) > 1 else "cessation of hostilities"


def _set_period(term: Term) -> bool:
    return term.duration.value is not None or term.end.value not in (None, OPEN_END)


def _humanitarian(terms: list[Term]) -> bool:
    return any(
        "purpose" in term.others and term.others["purpose"].value == "humanitarian"
        for term in terms
    )


def _undertakings(terms: tuple[Term, ...]) -> str:
    owed = [t.acts.value for t in terms if t.duty == "perform" and t.acts.value]
    done = {kind for kinds in owed for kind in kinds.yes}
    return "humanitarian arrangement" if done & {*_RELIEF} else "undertakings"


def _standing(terms: list[Term]) -> str:
    statuses = [standing.status.value for term in terms for standing in term.standing]
    if not statuses or IN_FORCE & set(statuses):
        return ""
    return str(statuses[-1]).replace("_", " ")
