"""The questions a term asks of an incident: for each, one expression that is true, false or null.

True means that on this question the obligation is engaged and broken; a violation is all true.
"""

from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass, field

import polars as pl

from truce import kleene
from truce.agreement.model import Exemption, Objects, Term
from truce.what import Kinds

#: Columns of an incident that each question looks at.
FACTS = {
    "who": ("perpetrators",),
    "act": ("act",),
    "object": ("object", "held_by"),
    "where": ("lon", "lat", "radius_m", "country"),
    "when": ("moment_start_utc", "moment_end_utc"),
    "standing": ("moment_start_utc", "moment_end_utc"),
    "amount": ("act", "amount", "amount_unit"),
    "exception": ("act", "perpetrators"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Inquiry:
    """What the questions need beside the incident's own columns.

    `links` are rows of the links table; `decisions` says for incident, reading, term and exception
    whether a person found that the exception applies.
    """

    links: pl.DataFrame
    decisions: pl.DataFrame
    strict: bool = False


@dataclass(frozen=True, slots=True)
class Answer:
    """An expression and a key: equal keys are the same expression, so it is evaluated once."""

    key: Hashable
    expression: pl.Expr = field(compare=False)


def ask(term: Term, reading: str, inquiry: Inquiry) -> dict[str, Answer]:
    """Return the answer to each question of `truce.tables.QUESTIONS`, in that order."""
    return {question: build(term, reading, inquiry) for question, build in _QUESTIONS.items()}


def _who(term: Term, reading: str, inquiry: Inquiry) -> Answer:
    actors = term.binds.held(strict=inquiry.strict)
    if actors is None:
        return _UNKNOWN
    return Answer(("who", actors), actors.within("perpetrators"))


def _act(term: Term, reading: str, inquiry: Inquiry) -> Answer:
    acts = term.acts.held(strict=inquiry.strict)
    if term.duty == "refrain":
        return _among(acts)
    undone = _among(term.breached_by)
    if term.amount is None:
        return undone
    # Its own act breaks a duty too, if done in too small an amount; so unknown acts leave it open.
    done = _among(acts)
    return Answer(
        ("act", undone.key, done.key), kleene.any_of([undone.expression, done.expression])
    )


def _among(kinds: Kinds | None) -> Answer:
    if kinds is None:
        return _UNKNOWN
    return Answer(("act", kinds), kinds.within("act", of=kleene.alternatives))


def _object(term: Term, reading: str, inquiry: Inquiry) -> Answer:
    objects = term.objects.held(strict=inquiry.strict)
    if objects is None:
        return _UNKNOWN
    parts = [objects.kinds.within("object", of=kleene.together)]
    if objects.sites:
        parts.append(_at_sites(objects, inquiry.links))
    protected = kleene.any_of(parts)
    if objects.held_by is not None:
        protected = kleene.all_of([protected, objects.held_by.within("held_by")])
    return Answer(("object", objects), protected)


def _at_sites(objects: Objects, links: pl.DataFrame) -> pl.Expr:
    wanted = list(objects.sites)
    named = links.filter(pl.col("name").is_in(wanted) | pl.col("source_row").is_in(wanted))
    certain = named.filter("certain")["incident"].unique().implode()
    possible = named["incident"].unique().implode()
    incident = pl.col("incident")
    return (
        pl.when(incident.is_in(certain))
        .then(True)
        .when(incident.is_in(possible))
        .then(kleene.UNKNOWN)
        .otherwise(False)
    )


def _where(term: Term, reading: str, inquiry: Inquiry) -> Answer:
    zone = term.zone.held(strict=inquiry.strict)
    # A zone is one object per agreement; its identity is cheaper to compare than its borders.
    return _UNKNOWN if zone is None else Answer(("where", id(zone)), zone.within(area="country"))


def _when(term: Term, reading: str, inquiry: Inquiry) -> Answer:
    window = term.window(strict=inquiry.strict)
    return Answer(("time", window), window.within())


def _standing(term: Term, reading: str, inquiry: Inquiry) -> Answer:
    strict = inquiry.strict
    windows = [term.in_force(strict=strict), *(c.window(strict=strict) for c in term.clauses)]
    return Answer(("standing", *windows), kleene.all_of(w.within() for w in windows))


def _amount(term: Term, reading: str, inquiry: Inquiry) -> Answer:
    if term.amount is None:
        return _TRUE
    amount, acts = term.amount.held(strict=inquiry.strict), term.acts.held(strict=inquiry.strict)
    if amount is None or acts is None:
        return _UNKNOWN
    done = acts.within("act", of=kleene.alternatives)
    short = (
        pl.when(pl.col("amount_unit") == amount.unit)
        .then(pl.col("amount") < amount.at_least)
        .otherwise(kleene.UNKNOWN)
    )
    # A report that the act was done says how much; a report that it was not needs no amount.
    return Answer(("amount", amount, acts), kleene.any_of([~done, short]))


def _exception(term: Term, reading: str, inquiry: Inquiry) -> Answer:
    if not term.exceptions:
        return _TRUE
    answers = [_unexcused(e, term, reading, inquiry) for e in term.exceptions]
    return Answer(("exception", reading, term.id), kleene.all_of(answers))


def _unexcused(exemption: Exemption, term: Term, reading: str, inquiry: Inquiry) -> pl.Expr:
    """Return true where the exception does not excuse, false where a person found that it does."""
    decided = inquiry.decisions.filter(
        (pl.col("reading") == reading)
        & (pl.col("term") == term.id)
        & (pl.col("exception") == exemption.id)
    )
    excused, refused = (
        pl.col("incident").is_in(decided.filter(pl.col("applies") == applies)["incident"].implode())
        for applies in (True, False)
    )
    could = kleene.all_of(
        [
            exemption.acts.within("act", of=kleene.alternatives),
            exemption.actors.within("perpetrators"),
        ]
    )
    return pl.when(excused).then(False).when(refused | ~could).then(True).otherwise(kleene.UNKNOWN)


_UNKNOWN = Answer("unknown", kleene.UNKNOWN)
_TRUE = Answer("true", kleene.TRUE)
_QUESTIONS: dict[str, Callable[[Term, str, Inquiry], Answer]] = {
    "who": _who,
    "act": _act,
    "object": _object,
    "where": _where,
    "when": _when,
    "standing": _standing,
    "amount": _amount,
    "exception": _exception,
}

NO_DECISIONS = pl.DataFrame(
    schema={
        "incident": pl.String,
        "reading": pl.String,
        "term": pl.String,
        "exception": pl.String,
        "applies": pl.Boolean,
    }
)


def distinct(answers: Sequence[Answer]) -> dict[Hashable, pl.Expr]:
    """Return one expression per key, so that readings that ask the same share the work."""
    return {answer.key: answer.expression for answer in answers}
