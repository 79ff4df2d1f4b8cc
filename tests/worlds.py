"""A small invented world for tests: parties A and B, a few terms, incidents from a few words."""

from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta
from typing import Any

import polars as pl

from truce.agreement.model import (
    Agreement,
    Amount,
    Clause,
    Decision,
    Duration,
    Exemption,
    Field,
    Objects,
    Party,
    Reading,
    Standing,
    Term,
)
from truce.issues import Mark
from truce.tables import INCIDENTS, LINKS, RECORDS
from truce.what import Kinds
from truce.when import OPEN_END, SINCE_EVER, UTC, Bracket
from truce.where import Zone
from truce.who import Actors

AT = Mark(file="agreement.yaml", line=1, column=1)
DAY_ONE = datetime(2030, 3, 1, tzinfo=UTC)
ANYWHERE = Zone.anywhere()


def hour(n: float) -> datetime:
    """Return the instant `n` hours after the first day began."""
    return DAY_ONE + timedelta(hours=n)


def bracket(first: float, last: float | None = None) -> Bracket:
    return Bracket(hour(first), hour(first if last is None else last))


def quoted(value: Any, name: str = "field") -> Field[Any]:
    return Field(name=name, at=AT, basis="quoted", value=value, words=str(value))


def assumed(value: Any, name: str = "field") -> Field[Any]:
    return Field(name=name, at=AT, basis="assumed", value=value, reason="for the test")


def silent(name: str = "field") -> Field[Any]:
    return Field(name=name, at=AT)


def kinds(tree: str, yes: Iterable[str], unclear: Iterable[str] = (), no: Iterable[str] = ()):
    return Kinds(tree=tree, yes=frozenset(yes), unclear=frozenset(unclear), no=frozenset(no))


def term(**given: Any) -> Term:
    """Return a term that forbids A and B any attack on energy from hour 0 on, or as given."""
    fields: dict[str, Any] = {
        "id": "energy",
        "title": "Energy",
        "duty": "refrain",
        "at": AT,
        "standing": (Standing(status=quoted("agreed"), since=SINCE_EVER),),
        "binds": quoted(Actors(yes=frozenset({"A", "B"}))),
        "acts": quoted(kinds("acts", ["attack"])),
        "objects": quoted(Objects(kinds=kinds("things", ["energy"]))),
        "zone": quoted(ANYWHERE),
        "start": quoted(bracket(0)),
        "end": quoted(OPEN_END),
        "duration": silent("duration"),
        "clock": quoted("UTC"),
    }
    return Term(**{**fields, **given})


def reading(id_: str, *terms: Term, party: str = "a") -> Reading:
    return Reading(
        id=id_, title=id_, party=party, documents=(), issued=bracket(0), terms=terms, at=AT
    )


def agreement(*readings: Reading) -> Agreement:
    parties = {
        id_: Party(
            id=id_,
            name=name,
            role="belligerent",
            actors=Actors(yes=frozenset({name})),
            kind="state",
            at=AT,
        )
        for id_, name in (("a", "A"), ("b", "B"))
    }
    return Agreement(
        title="Test",
        about="",
        parties=parties,
        documents={},
        zones={},
        readings={r.id: r for r in sorted(readings, key=lambda r: r.id)},
    )


_INCIDENT: dict[str, Any] = {
    "title": "substation, town",
    "moment_start_utc": hour(10),
    "moment_end_utc": hour(11),
    "lon": 10.0,
    "lat": 50.0,
    "radius_m": 1000.0,
    "object": "substation",
    "act": "drone_strike",
    "perpetrators": "A",
    "evidence": "claimed",
    "denied": False,
    "records": 1,
    "sources": 1,
}


def incidents(*rows: Mapping[str, Any]) -> pl.DataFrame:
    """Return incidents: a drone strike by A on a substation in hour 10, but as given."""
    told = [{"incident": f"inc_{n:04}", **_INCIDENT, **row} for n, row in enumerate(rows)]
    return INCIDENTS.fit(
        pl.DataFrame(told, schema_overrides=INCIDENTS.schema, infer_schema_length=None)
    )


_RECORD: dict[str, Any] = {
    "source": "s",
    "file": "s.csv",
    "row_hash": "0",
    "words": "{}",
    "moment_start_utc": hour(10),
    "moment_end_utc": hour(11),
    "place": "Town",
    "lon": 10.0,
    "lat": 50.0,
    "radius_m": 1000.0,
    "object": "substation",
    "act": "drone_strike",
    "perpetrators": "A",
    "claimant": "ministry of B",
    "claimant_side": "B",
    "reported_end_utc": hour(24),
}


def records(*rows: Mapping[str, Any]) -> pl.DataFrame:
    """Return records r0, r1 ...: the ministry of B says A struck a substation, but as given."""
    told = [
        {"record": f"rec_{n:04}", "source_row": f"r{n}", "row_number": n + 1, **_RECORD, **row}
        for n, row in enumerate(rows)
    ]
    return RECORDS.fit(
        pl.DataFrame(told, schema_overrides=RECORDS.schema, infer_schema_length=None)
    )


def links(*rows: Mapping[str, Any]) -> pl.DataFrame:
    return LINKS.fit(pl.DataFrame(list(rows), schema=LINKS.schema)) if rows else LINKS.empty()


def clause(kind: str, *states: tuple[float, float, str]) -> Clause:
    decisions = tuple(
        Decision(
            start=bracket(first),
            end=bracket(last),
            state=state,
            who="reviewer",
            why="for the test",
            source="",
            at=AT,
        )
        for first, last, state in states
    )
    return Clause(id=kind, kind=kind, what=kind, stated=quoted(kind), states=decisions)


def standing(*since: tuple[str, float, float]) -> tuple[Standing, ...]:
    return tuple(Standing(status=quoted(s), since=bracket(a, b)) for s, a, b in since)


def days(count: int, counting: str) -> Field[Any]:
    return quoted(Duration(count=count, unit="days", counting=counting))


def exemption(id_: str, acts: Iterable[str], actors: Iterable[str]) -> Exemption:
    return Exemption(
        id=id_,
        what=id_,
        stated=quoted(id_),
        acts=kinds("acts", acts),
        actors=Actors(yes=frozenset(actors)),
    )


def amount(at_least: float, unit: str) -> Field[Any]:
    return quoted(Amount(at_least=at_least, unit=unit))
