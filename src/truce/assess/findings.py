"""Findings: incident x reading x term with the answer to every question, and the verdicts."""

from collections.abc import Hashable, Iterator
from dataclasses import dataclass
from typing import Final

import polars as pl

from truce import kleene
from truce.agreement.model import Agreement, Reading
from truce.assess.questions import NO_DECISIONS, Answer, Inquiry, ask, distinct
from truce.tables import FINDINGS, INCIDENTS, QUESTIONS, VERDICTS

#: Columns of an incident that hold few different words, each asked by many terms.
_WORDS: Final = ("act", "held_by", "object", "perpetrators")


@dataclass(frozen=True, slots=True)
class Findings:
    """The findings table (incident x reading x term) and the verdicts (incident x reading)."""

    findings: pl.DataFrame
    verdicts: pl.DataFrame


def assess(
    incidents: pl.DataFrame,
    links: pl.DataFrame,
    agreement: Agreement,
    *,
    strict: bool = False,
    exceptions: pl.DataFrame = NO_DECISIONS,
) -> Findings:
    """Judge each incident under each term of each reading; row by row, nothing else counts.

    Raises ValueError if `incidents` is not a table of incidents.

    `strict` takes what a reading only assumes as unknown. `exceptions` has columns incident,
    reading, term, exception, applies: what people decided; where nobody did, the answer is unknown.
    """
    INCIDENTS.check(incidents)
    inquiry = Inquiry(links=links, decisions=exceptions, strict=strict)
    asked = [
        (reading, term, ask(term, reading.id, inquiry))
        for reading in agreement.readings.values()
        for term in reading.terms
    ]
    if not asked:
        return Findings(FINDINGS.empty(), VERDICTS.empty())
    known, names = _evaluate(incidents, [a for *_, answers in asked for a in answers.values()])
    frames = {
        (reading.id, term.id): known.select(
            "incident",
            pl.lit(reading.id).alias("reading"),
            pl.lit(term.id).alias("term"),
            *(pl.col(names[answer.key]).alias(q) for q, answer in answers.items()),
        ).with_columns(kleene.verdict(kleene.all_of(map(pl.col, QUESTIONS))).alias("verdict"))
        for reading, term, answers in asked
    }
    verdicts = [_decide(r, [frames[r.id, t.id] for t in r.terms]) for r in _readings(agreement)]
    # Keys cannot repeat: the incidents' do not, and every frame has its own reading and term.
    return Findings(
        FINDINGS.check(pl.concat(frames.values(), rechunk=False), keys=False),
        VERDICTS.check(pl.concat(verdicts, rechunk=False), keys=False),
    )


def _readings(agreement: Agreement) -> Iterator[Reading]:
    return (reading for reading in agreement.readings.values() if reading.terms)


def _evaluate(
    incidents: pl.DataFrame, answers: list[Answer]
) -> tuple[pl.DataFrame, dict[Hashable, str]]:
    """Return a frame with one column per distinct answer, and the column of each key."""
    expressions = distinct(answers)
    names = {key: f"answer_{n}" for n, key in enumerate(expressions)}
    words = [pl.col(name).cast(kleene.enum_of(incidents[name])) for name in _WORDS]
    known = incidents.with_columns(words).select(
        "incident", *(e.cast(pl.Boolean).alias(names[key]) for key, e in expressions.items())
    )
    return known, names


def _decide(reading: Reading, frames: list[pl.DataFrame]) -> pl.DataFrame:
    """Return the reading's verdict and the term it comes from.

    Kleene's *or* over the terms: the strongest verdict decides. Among terms of one verdict it is
    the one that came nearest, and then the first in the file.
    """
    best = _scored(frames[0])
    for frame in frames[1:]:
        other = _scored(frame)
        better = other["score"] > best["score"]
        best = best.with_columns(
            pl.when(better).then(other[name]).otherwise(pl.col(name)).alias(name)
            for name in ("term", "verdict", "score")
        )
    return best.select(VERDICTS.names)


#: What a term is about: one that forbids other acts, or protects other things, is further away
#: than one that speaks of the incident and fails on time, place or standing.
_ABOUT: Final = {"act": 5, "object": 5}
_NO, _UNKNOWN, _VERDICT = 10, 1, 10_000


def _scored(frame: pl.DataFrame) -> pl.DataFrame:
    """Return the term's verdict with a score: the verdict first, then how near the term came."""
    short = pl.sum_horizontal(
        pl.when(pl.col(q).is_null())
        .then(_UNKNOWN * _ABOUT.get(q, 1))
        .when(pl.col(q))
        .then(0)
        .otherwise(_NO * _ABOUT.get(q, 1))
        for q in QUESTIONS
    )
    # The enum runs from violation to not_covered, so a larger code is a weaker verdict.
    weakness = pl.col("verdict").to_physical().cast(pl.Int32)
    score = (-weakness * _VERDICT - short.cast(pl.Int32)).alias("score")
    return frame.select("incident", "reading", "term", "verdict", score)


def ranges(verdicts: pl.DataFrame, incidents: pl.DataFrame) -> pl.DataFrame:
    """Return per reading: at_least, at_most, not_covered and incidents, over `incidents` only.

    At least counts certain violations, and incidents that may be one and the same (column `doubt`)
    once; at most counts certain and undetermined ones.
    """
    one = pl.coalesce(pl.col("doubt"), pl.col("incident"))
    violation = pl.col("verdict") == kleene.VIOLATION
    uncovered = pl.col("verdict") == kleene.NOT_COVERED
    return (
        verdicts.join(incidents.select("incident", "doubt"), on="incident")
        .group_by("reading")
        .agg(
            one.filter(violation).n_unique().cast(pl.Int64).alias("at_least"),
            (~uncovered).sum().cast(pl.Int64).alias("at_most"),
            uncovered.sum().cast(pl.Int64).alias("not_covered"),
            pl.len().cast(pl.Int64).alias("incidents"),
        )
        .sort("reading")
    )
