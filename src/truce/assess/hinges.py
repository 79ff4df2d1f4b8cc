"""Hinges: which incidents two readings judge differently, and which questions part them."""

from itertools import combinations

import polars as pl

from truce import kleene
from truce.tables import QUESTIONS

#: What joins the questions when more than one parts two readings.
JOIN = " + "
_ANSWER_BEHIND = {kleene.NOT_COVERED: False, kleene.UNDETERMINED: None}


def hinges(findings: pl.DataFrame, verdicts: pl.DataFrame) -> pl.DataFrame:
    """Return one row per pair of readings and incident that they judge differently.

    Columns: incident, reading_a, verdict_a, reading_b, verdict_b, parted_by. `parted_by` names the
    questions that hold the weaker verdict down in the term that decides it: those answered no if
    it is `not_covered`, those unknown if it is `undetermined`; joined by ` + `, as all of them
    would have to be answered otherwise.
    """
    decided = verdicts.join(
        findings.drop("verdict"), on=["incident", "reading", "term"], how="left"
    ).with_columns(_holding_down().alias("held_by_question"))
    parts = {str(r): f for (r,), f in decided.partition_by("reading", as_dict=True).items()}
    pairs = [_pair(parts[a], parts[b]) for a, b in combinations(sorted(parts), 2)]
    return pl.concat(pairs).sort("reading_a", "reading_b", "incident") if pairs else _EMPTY


def matrix(parted: pl.DataFrame) -> pl.DataFrame:
    """Return per pair of readings and question(s): reading_a, reading_b, parted_by, incidents."""
    return (
        parted.group_by("reading_a", "reading_b", "parted_by")
        .agg(pl.len().cast(pl.Int64).alias("incidents"))
        .sort(
            ["reading_a", "reading_b", "incidents", "parted_by"],
            descending=[False, False, True, False],
        )
    )


def _holding_down() -> pl.Expr:
    def named(answer: bool | None) -> pl.Expr:
        tests = [
            pl.when(pl.col(q).is_null() if answer is None else pl.col(q) == answer).then(pl.lit(q))
            for q in QUESTIONS
        ]
        return pl.concat_list(tests).list.drop_nulls().list.join(JOIN)

    return (
        pl.when(pl.col("verdict") == kleene.NOT_COVERED)
        .then(named(_ANSWER_BEHIND[kleene.NOT_COVERED]))
        .otherwise(named(_ANSWER_BEHIND[kleene.UNDETERMINED]))
    )


def _pair(one: pl.DataFrame, two: pl.DataFrame) -> pl.DataFrame:
    joined = one.join(two, on="incident", suffix="_b").filter(
        pl.col("verdict") != pl.col("verdict_b")
    )
    # The enum's order runs from violation to not_covered, so the larger is the weaker verdict.
    first_is_weaker = pl.col("verdict").to_physical() > pl.col("verdict_b").to_physical()
    return joined.select(
        "incident",
        pl.col("reading").alias("reading_a"),
        pl.col("verdict").alias("verdict_a"),
        pl.col("reading_b"),
        pl.col("verdict_b"),
        pl.when(first_is_weaker)
        .then(pl.col("held_by_question"))
        .otherwise(pl.col("held_by_question_b"))
        .alias("parted_by"),
    )


_EMPTY = pl.DataFrame(
    schema={
        "incident": pl.String,
        "reading_a": pl.String,
        "verdict_a": kleene.Verdict,
        "reading_b": pl.String,
        "verdict_b": kleene.Verdict,
        "parted_by": pl.String,
    }
)
