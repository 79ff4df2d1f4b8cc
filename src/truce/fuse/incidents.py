"""Records -> incidents and members. A record nobody joined to another is an incident of its own."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import polars as pl

from truce.fuse import accounts
from truce.fuse.evidence import with_evidence
from truce.issues import Issue
from truce.tables import INCIDENTS, MEMBERS

_KEY = ("source", "source_row")
#: Columns that a merged incident takes over only where all its accounts agree.
_AGREED = ("place", "admin1", "country", "count", "count_unit", "amount", "amount_unit")


@dataclass(frozen=True, slots=True)
class Fused:
    """Incidents, the members (record -> incident) and the faults of the hand files."""

    incidents: pl.DataFrame
    members: pl.DataFrame
    issues: list[Issue]


def fuse(records: pl.DataFrame, merges: pl.DataFrame, reviews: pl.DataFrame) -> Fused:
    """Return the incidents behind the records.

    `merges` has columns source, source_row, group, sure (yes, maybe), who, when, why: rows of one
    sure group are one incident; rows of a `maybe` group stay apart and share the group as `doubt`.
    `reviews` has source, source_row, decision (confirmed), who, when, why.
    Every record is in exactly one incident.
    """
    issues = [*_unknown(records, merges, "merges"), *_unknown(records, reviews, "reviews")]
    sure = merges.filter(pl.col("sure") == "yes")
    joined = _joined(records, sure, issues)
    members = _members(joined)
    alone = joined.filter(pl.col("group").is_null() | ~pl.col("group").is_duplicated())
    several = joined.filter(~pl.col("record").is_in(alone["record"].implode()))
    merged = [_merge(f) for _, f in sorted(several.group_by("group"), key=lambda g: str(g[0]))]
    incidents = pl.concat([_single(alone), *merged], how="vertical")
    doubts = _doubts(records, merges.filter(pl.col("sure") == "maybe"), members)
    known = with_evidence(incidents, records.join(members, on="record"), reviews)
    complete = known.join(doubts, on="incident", how="left")
    order = pl.col("moment_start_utc"), pl.col("incident")
    return Fused(INCIDENTS.fit(complete.sort(*order, nulls_last=True)), members, issues)


def _joined(records: pl.DataFrame, sure: pl.DataFrame, issues: list[Issue]) -> pl.DataFrame:
    """Return the records with their group, its author and reason, and the incident's id."""
    rows = sure.select(*_KEY, "group", "who", "why")
    twice = sure.filter(sure.select(_KEY).is_duplicated()).unique(_KEY, keep="last")
    for row in twice.to_dicts():
        issues.append(_twice(row))
    first = rows.unique(_KEY, keep="first", maintain_order=True)
    joined = records.join(first, on=_KEY, how="left", maintain_order="left")
    head = pl.col("record").first().over(pl.coalesce("group", "record"), order_by="record")
    return joined.with_columns((pl.lit("inc_") + head.str.strip_prefix("rec_")).alias("incident"))


def _members(joined: pl.DataFrame) -> pl.DataFrame:
    with_others = pl.col("incident").is_duplicated()
    why = pl.format("{}: {}", pl.col("who").fill_null("?"), pl.col("why").fill_null("?"))
    reason = pl.when(with_others).then(why).otherwise(pl.lit("alone")).alias("why")
    return MEMBERS.check(joined.select("record", "incident", reason).sort("record"))


def _title(what: pl.Expr) -> pl.Expr:
    place = pl.when(pl.col("place").is_null()).then(pl.lit("")).otherwise(", " + pl.col("place"))
    return pl.concat_str(what, place).alias("title")


_WHAT = pl.coalesce("object_words", "object", "act_words", "act", pl.lit("unspecified incident"))


def _single(alone: pl.DataFrame) -> pl.DataFrame:
    given = [c for c in INCIDENTS.names if c in alone.columns]
    return alone.select(
        *given,
        _title(_WHAT),
        pl.col("claimant_side").alias("claimants"),
        pl.col("denied_by").is_not_null().alias("denied"),
        pl.col("reported_end_utc").alias("reported_utc"),
    ).select(_MADE)


def _merge(group: pl.DataFrame) -> pl.DataFrame:
    rows = group.sort("record").to_dicts()
    first = group.sort("record").head(1).select(_title(_WHAT))["title"][0]
    return pl.DataFrame(
        [_settled(rows, str(first))], schema={n: INCIDENTS.schema[n] for n in _MADE}
    )


def _settled(rows: Sequence[Mapping[str, object]], title: str) -> dict[str, object]:
    start, end = accounts.moment(rows)
    lon, lat, radius = accounts.disc(rows)
    published = [r["reported_end_utc"] for r in rows if r["reported_end_utc"] is not None]
    return {
        "incident": rows[0]["incident"],
        "title": title,
        "moment_start_utc": start,
        "moment_end_utc": end,
        "held_by": accounts.either(rows, "held_by"),
        "lon": lon,
        "lat": lat,
        "radius_m": radius,
        "object": accounts.kind(rows, "object", "things"),
        "act": accounts.kind(rows, "act", "acts"),
        "perpetrators": accounts.either(rows, "perpetrators"),
        "claimants": accounts.either(rows, "claimant_side"),
        "denied": any(r["denied_by"] is not None for r in rows),
        "reported_utc": min(published, key=str) if published else None,
        "deaths_low": accounts.edge(rows, "deaths_low", min),
        "deaths_best": accounts.same(rows, "deaths_best"),
        "deaths_high": accounts.edge(rows, "deaths_high", max),
        **{column: accounts.same(rows, column) for column in _AGREED},
    }


_LATER = ("evidence", "records", "sources", "doubt")
_MADE = [name for name in INCIDENTS.names if name not in _LATER]


def _doubts(records: pl.DataFrame, maybe: pl.DataFrame, members: pl.DataFrame) -> pl.DataFrame:
    """Return incident and doubt: groups that share an incident are one group, by its first name."""
    rows = records.select("record", *_KEY).join(maybe.select(*_KEY, "group"), on=_KEY)
    named = rows.join(members.select("record", "incident"), on="record").select("incident", "group")
    first = named.with_columns(pl.col("group").alias("doubt"))
    while True:
        # The least name spreads along shared incidents and groups until nothing moves.
        spread = first.with_columns(pl.col("doubt").min().over("incident")).with_columns(
            pl.col("doubt").min().over("group")
        )
        if spread.equals(first):
            return first.group_by("incident").agg(pl.col("doubt").min())
        first = spread


def _unknown(records: pl.DataFrame, hand: pl.DataFrame, file: str) -> Iterator[Issue]:
    for row in hand.join(records.select(_KEY), on=_KEY, how="anti").to_dicts():
        yield Issue(
            stage="fuse",
            severity="warning",
            at=_place(file, row),
            message=f"names row {row['source_row']} of {row['source']}, which is not in the case;"
            " the decision has no effect.",
            hint="Correct the row's name, or take the line out.",
            field="source_row",
            value=str(row["source_row"]),
        )


def _place(file: str, row: Mapping[str, object]) -> str:
    """Return the hand file and, if the row has it, the line."""
    return f"hand/{file}.csv" + (f":{row['line']}" if "line" in row else "")


def _twice(row: Mapping[str, object]) -> Issue:
    return Issue(
        stage="fuse",
        severity="error",
        at=_place("merges", row),
        message=f"puts row {row['source_row']} of {row['source']} into two groups, and a record"
        " belongs to one incident; the first is used.",
        hint="Keep one of the lines, or give both groups one name.",
        field="group",
        value=str(row["group"]),
    )
