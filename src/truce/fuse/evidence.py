"""How an incident is known: the standing of evidence, from who reports it and who denies it."""

import polars as pl

from truce.tables import Evidence
from truce.who import INDEPENDENT, SENSOR


def with_evidence(
    incidents: pl.DataFrame, accounts: pl.DataFrame, reviews: pl.DataFrame
) -> pl.DataFrame:
    """Return the incidents with columns records, sources and evidence.

    `accounts` are the records with their incident. The strongest standing that holds is given:
    confirmed (a reviewer says so), corroborated (two independent claimants, or any claimant and a
    sensor), admitted (the one accused says so too), reported (one independent claimant, or a
    sensor), denied (only claimed, and somebody denies it), claimed.
    """
    side = pl.col("claimant_side").str.split(";").list.eval(pl.element().str.strip_chars())
    sides = accounts.with_columns(side.alias("side"))
    independent, sensed = (pl.col("side").list.contains(s).fill_null(False) for s in _NEUTRAL)
    who = pl.coalesce("claimant", "source")
    counted = sides.group_by("incident").agg(
        pl.len().cast(pl.Int64).alias("records"),
        who.n_unique().cast(pl.Int64).alias("sources"),
        who.filter(independent).n_unique().alias("independents"),
        sensed.any().alias("sensed"),
        (~sensed).any().alias("told"),
        _admits().any().alias("admitted"),
    )
    confirmed = accounts.join(
        reviews.filter(pl.col("decision") == "confirmed"), on=["source", "source_row"], how="semi"
    )["incident"]
    return (
        incidents.join(counted, on="incident", how="left", maintain_order="left")
        .with_columns(_standing(pl.col("incident").is_in(confirmed.unique().implode())))
        .drop("independents", "sensed", "told", "admitted")
    )


_NEUTRAL = (INDEPENDENT, SENSOR)


def _admits() -> pl.Expr:
    """Return whether an account is the accused's own: it names itself as the one who did it.

    Several alternatives (`A;B`) equal no single side, so nobody admits for another.
    """
    return pl.col("side").list.contains(pl.col("perpetrators")).fill_null(False)


def _standing(confirmed: pl.Expr) -> pl.Expr:
    corroborated = (pl.col("independents") >= 2) | (pl.col("sensed") & pl.col("told"))
    one_accused = ~pl.col("perpetrators").str.contains(";").fill_null(True)
    admitted = pl.col("admitted") & one_accused
    return (
        pl.when(confirmed)
        .then(pl.lit("confirmed"))
        .when(corroborated)
        .then(pl.lit("corroborated"))
        .when(admitted)
        .then(pl.lit("admitted"))
        .when((pl.col("independents") > 0) | pl.col("sensed"))
        .then(pl.lit("reported"))
        .when("denied")
        .then(pl.lit("denied"))
        .otherwise(pl.lit("claimed"))
        .cast(Evidence)
        .alias("evidence")
    )
