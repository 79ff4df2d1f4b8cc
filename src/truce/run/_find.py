"""Incidents by what a person knows of them: an id, a source's row, or words."""

import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime, timedelta

import polars as pl

from truce.run._result import Result
from truce.when import local

#: Days of a bracket that can be searched for; a wider bracket is found by its first.
_DAYS = 7


def find(result: Result, what: str) -> list[str]:
    """Return the ids of the incidents that `what` names, in the order of the incidents table.

    It may be an incident's id or the beginning of one, a record's id, a source's id of a row, or
    words. Incidents are found that have all the words in title and dates (`2025-03-18`, `18 March
    2025`); if there are none, in places, objects and acts too.
    """
    wanted = what.strip()
    named = _by_id(result, wanted)
    if named:
        return named
    words = _words(wanted)
    told = {str(row["incident"]): str(row["said"]) for row in _told(result).to_dicts()}
    rows = result.tables["incidents"].to_dicts()
    zone = result.case.settings.zone
    narrow = _holding(words, ((row, [*_days(row, zone), str(row["title"])]) for row in rows))
    return narrow or _holding(words, ((row, _texts(row, zone, told)) for row in rows))


def _holding(
    words: set[str], told: Iterable[tuple[Mapping[str, object], Iterable[str]]]
) -> list[str]:
    """Return the incidents in whose texts all the words stand."""
    return [
        str(row["incident"]) for row, texts in told if words and words <= _words(" ".join(texts))
    ]


def _by_id(result: Result, wanted: str) -> list[str]:
    incidents = result.tables["incidents"]
    begun = incidents.filter(
        pl.col("incident").str.starts_with(wanted) & pl.lit(wanted.startswith("inc_"))
    )
    rows = result.tables["records"].filter(
        (pl.col("record") == wanted) | (pl.col("source_row").str.to_lowercase() == wanted.lower())
    )
    members = result.tables["members"].join(rows, on="record", how="semi")
    found = {*begun["incident"], *members["incident"]}
    return [i for i in incidents["incident"] if i in found]


def _told(result: Result) -> pl.DataFrame:
    """Return per incident what its records say of object, act and place, in their own words."""
    columns = ("object_words", "act_words", "place", "admin1")
    said = pl.concat_str(*columns, separator=" ", ignore_nulls=True).alias("said")
    joined = result.tables["members"].join(result.tables["records"], on="record")
    return joined.group_by("incident").agg(said.str.join(" "))


def _texts(row: Mapping[str, object], zone: str, told: Mapping[str, str]) -> Iterator[str]:
    for column in ("title", "place", "admin1", "country", "object", "act"):
        yield str(row[column] or "").replace("_", " ")
    yield told.get(str(row["incident"]), "")
    yield from _days(row, zone)


def _days(row: Mapping[str, object], zone: str) -> Iterator[str]:
    """Yield the days on which it may have happened, as people write them."""
    start, end = row["moment_start_utc"], row["moment_end_utc"]
    if not isinstance(start, datetime) or not isinstance(end, datetime):
        known = [local(at, zone) for at in (start, end) if isinstance(at, datetime)]
    else:
        last = local(end - timedelta(microseconds=1) if end > start else end, zone)
        first = local(start, zone)
        days = min((last.date() - first.date()).days, _DAYS)
        known = [first + timedelta(days=n) for n in range(days + 1)]
    for day in known:
        yield f"{day:%Y-%m-%d} {day.day} {day:%B} {day:%Y}"


def _words(text: str) -> set[str]:
    return set(re.findall(r"\d{4}-\d\d-\d\d|\w+", text.casefold()))
