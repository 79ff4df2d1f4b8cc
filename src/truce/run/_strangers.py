"""Actors in the records that no party answers for: third parties, or names spelt otherwise."""

from collections.abc import Iterator
from difflib import get_close_matches

import polars as pl

from truce.agreement.model import Agreement
from truce.issues import Issue


def strangers(incidents: pl.DataFrame, agreement: Agreement) -> Iterator[Issue]:
    """Yield one warning per accused actor whom no party answers for, nearest name in the hint."""
    known = {
        name
        for party in agreement.parties.values()
        for name in (*party.actors.yes, *party.actors.unclear)
    }
    accused = incidents.select(pl.col("perpetrators").drop_nulls().str.split(";").explode())
    accused = accused.with_columns(pl.col("perpetrators").str.strip_chars())
    counted = accused.group_by("perpetrators").len().sort("perpetrators")
    for name, count in counted.iter_rows():
        if name not in known:
            yield _stranger(str(name), int(count), known)


def _stranger(name: str, count: int, known: set[str]) -> Issue:
    near = get_close_matches(name, sorted(known), n=1, cutoff=0.6)
    hint = f"If `{near[0]}` is meant, correct the name. " if near else ""
    return Issue(
        stage="assess",
        severity="warning",
        at="agreement.yaml",
        message=f"no party answers for `{name}`, accused in {count} incident"
        f"{'' if count == 1 else 's'}; under every reading it counts as not bound.",
        hint=f"{hint}If a party answers for it, add it to the party's `answers_for` or `unclear`.",
        field="perpetrators",
        value=name,
    )
