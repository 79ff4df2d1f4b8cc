"""Why: the same questions asked of one incident, with what each answer stands on. No sentences."""

from collections.abc import Mapping
from dataclasses import dataclass

import polars as pl

from truce import kleene
from truce.agreement.model import Agreement, Field, Term
from truce.assess.findings import Findings, assess
from truce.assess.questions import FACTS, NO_DECISIONS
from truce.tables import QUESTIONS


@dataclass(frozen=True, slots=True, kw_only=True)
class Reason:
    """One question of one term: the answer, the facts it was given, the fields it stands on.

    `facts` maps columns of the incident to their values. `decides` is whether this answer holds
    the term's verdict where it is. `otherwise` is the verdict the term would have if this answer
    alone were yes; null where that would change nothing.
    """

    reading: str
    term: str
    question: str
    answer: bool | None
    facts: Mapping[str, object]
    fields: tuple[Field[object], ...]
    decides: bool
    otherwise: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Explanation:
    """One reading's verdict on one incident, the term that decides it, and every reason."""

    reading: str
    verdict: str
    term: str
    reasons: tuple[Reason, ...]

    def deciding(self) -> tuple[Reason, ...]:
        """Return the reasons that hold the verdict where it is, in the deciding term."""
        return tuple(r for r in self.reasons if r.term == self.term and r.decides)


def explain(
    incident: pl.DataFrame,
    links: pl.DataFrame,
    agreement: Agreement,
    *,
    strict: bool = False,
    exceptions: pl.DataFrame = NO_DECISIONS,
) -> list[Explanation]:
    """Return, for one incident (a frame of one row), the explanation under each reading.

    The answers come from `assess` itself, so they cannot differ from the verdict.
    """
    found = assess(incident, links, agreement, strict=strict, exceptions=exceptions)
    return explained(incident.to_dicts()[0], found, agreement)


def explained(
    facts: Mapping[str, object], found: Findings, agreement: Agreement
) -> list[Explanation]:
    """Return what `explain` does, from findings made before: those of one incident, and its row."""
    findings = {(row["reading"], row["term"]): row for row in found.findings.to_dicts()}
    return [
        Explanation(
            reading=row["reading"],
            verdict=row["verdict"],
            term=row["term"],
            reasons=tuple(
                _reason(question, term, findings[row["reading"], term.id], facts)
                for term in agreement.readings[row["reading"]].terms
                for question in QUESTIONS
            ),
        )
        for row in found.verdicts.to_dicts()
    ]


def _reason(
    question: str, term: Term, finding: Mapping[str, object], facts: Mapping[str, object]
) -> Reason:
    answers = {q: finding[q] for q in QUESTIONS}
    verdict = str(finding["verdict"])
    return Reason(
        reading=str(finding["reading"]),
        term=term.id,
        question=question,
        answer=_bool(answers[question]),
        facts={column: facts.get(column) for column in FACTS[question]},
        fields=fields_behind(question, term),
        decides=answers[question] is _BEHIND[verdict],
        otherwise=_otherwise(question, answers, verdict),
    )


_BEHIND = {kleene.VIOLATION: True, kleene.UNDETERMINED: None, kleene.NOT_COVERED: False}


def _otherwise(question: str, answers: Mapping[str, object], verdict: str) -> str | None:
    if answers[question] is True:
        return None
    rest = [answer for q, answer in answers.items() if q != question]
    if False in rest:
        return None
    then = kleene.UNDETERMINED if None in rest else kleene.VIOLATION
    return None if then == verdict else then


def _bool(value: object) -> bool | None:
    return None if value is None else bool(value)


def fields_behind(question: str, term: Term) -> tuple[Field[object], ...]:
    """Return the fields of a term that a question stands on; none if the text has no such field."""
    fields: dict[str, tuple[Field[object], ...]] = {
        "who": (term.binds,),
        "act": (term.acts,),
        "object": (term.objects,),
        "where": (term.zone,),
        "when": tuple(f for f in (term.start, term.end, term.duration) if f.value is not None)
        or (term.start,),
        "standing": (*(s.status for s in term.standing), *(c.stated for c in term.clauses)),
        "amount": (term.amount,) if term.amount else (),
        "exception": tuple(e.stated for e in term.exceptions),
    }
    return fields[question]
