"""Hinges: which incidents two readings judge differently, and which questions part them."""

from collections.abc import Mapping
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
    questions that hold the weaker verdict down: those answered no if it is `not_covered`, those
    unknown if it is `undetermined`; joined by ` + `, as all of them would have to be answered
    otherwise. They are read in the weaker reading's term of the same id as the term that decides
    the stronger one, if that term has the weaker verdict too, and else in its own deciding term.
    """
    told = findings.select("incident", "reading", "term", "verdict", _holding_down())
    parts = {str(r): f for (r,), f in told.partition_by("reading", as_dict=True).items()}
    heads = {str(r): f for (r,), f in verdicts.partition_by("reading", as_dict=True).items()}
    pairs = [_pair(heads[a], heads[b], parts) for a, b in combinations(sorted(heads), 2)]
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
        .alias("holding_down")
    )


def _pair(one: pl.DataFrame, two: pl.DataFrame, parts: Mapping[str, pl.DataFrame]) -> pl.DataFrame:
    joined = one.join(two, on="incident", suffix="_b").filter(
        pl.col("verdict") != pl.col("verdict_b")
    )
    # The enum's order runs from violation to not_covered, so the larger is the weaker verdict.
    first_is_weaker = pl.col("verdict").to_physical() > pl.col("verdict_b").to_physical()
    sides = [("", "_b", first_is_weaker), ("_b", "", ~first_is_weaker)]
    told = [
        _with_cause(joined.filter(chosen), parts[str(frame["reading"][0])], weak, strong)
        for frame, (weak, strong, chosen) in zip((one, two), sides, strict=True)
    ]
    return pl.concat(told).select(
        "incident",
        pl.col("reading").alias("reading_a"),
        pl.col("verdict").alias("verdict_a"),
        "reading_b",
        "verdict_b",
        "parted_by",
    )


def _with_cause(rows: pl.DataFrame, weaker: pl.DataFrame, weak: str, strong: str) -> pl.DataFrame:
    """Add `parted_by` from the weaker reading: its term that answers the stronger's, or its own."""
    verdict = f"verdict{weak}"
    causes = weaker.select("incident", "term", pl.col("verdict").alias(verdict), "holding_down")
    for name, side in (("twin", strong), ("own", weak)):
        known = causes.rename({"term": f"term{side}", "holding_down": name})
        keys = ["incident", f"term{side}", verdict]
        rows = rows.join(known, on=keys, how="left", maintain_order="left")
    return rows.with_columns(pl.coalesce("twin", "own").alias("parted_by"))


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
