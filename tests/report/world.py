"""A small invented case for the report: two parties, three readings, a dozen incidents, real logic.

The land is real (outlines need some) and empty desert; nobody in it is.
"""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any

import polars as pl

from tests import worlds as w
from truce import assess
from truce.agreement.model import (
    Agreement,
    Anchor,
    Document,
    Field,
    Objects,
    Party,
    Reading,
    Term,
)
from truce.fuse import fuse, link
from truce.report import Opening, Options, SourceNote, View
from truce.tables import ISSUES, RECORDS, REJECTS, SITES, TOTALS
from truce.when import UTC, Bracket
from truce.who import Actors

ZONE = "Africa/Casablanca"
START = datetime(2030, 3, 1, tzinfo=UTC)
NAMES = ("Alphaland", "Betaland")


def at(day: float, hour: float = 0) -> datetime:
    return START + timedelta(days=day, hours=hour)


def since(day: float, length: float = 0) -> Bracket:
    return Bracket(at(day), at(day + length))


def quoted(value: Any, name: str, quote: str, document: str, words: str = "") -> Field[Any]:
    anchors = (Anchor(document=document, quote=quote),)
    return Field(
        name=name, at=w.AT, basis="quoted", value=value, anchors=anchors, words=words or quote
    )


def assumed(value: Any, name: str, reason: str, words: str) -> Field[Any]:
    return Field(name=name, at=w.AT, basis="assumed", value=value, reason=reason, words=words)


def party(name: str) -> Party:
    return Party(
        id=name.lower(),
        name=name,
        role="belligerent",
        actors=Actors(yes=frozenset({name})),
        kind="state",
        at=w.AT,
    )


def document(id_: str, name: str, *words: str) -> Document:
    return Document(
        id=id_,
        title=f"Statement of {name}",
        publisher=f"Government of {name}",
        issued=since(0),
        issued_words="1 March 2030",
        at=w.AT,
        party=name.lower(),
        form="press_statement",
        url=f"https://example.org/{id_}",
        excerpts=words,
    )


def things(yes: Sequence[str], no: Sequence[str] = ()) -> Objects:
    return Objects(kinds=w.kinds("things", yes, [], no))


def term(doc: str, names: tuple[str, str], **given: Any) -> Term:
    both = Actors(yes=frozenset(names))
    acts = w.kinds("acts", ["attack"], ["attempted_attack"])
    usual: dict[str, Any] = {
        "binds": quoted(both, "binds", "both sides", doc),
        "acts": quoted(acts, "acts", "strikes", doc, "attack; unclear: attempted_attack"),
        "zone": assumed(w.ANYWHERE, "zone", "the text names no place", "anywhere"),
        "start": quoted(since(0), "start", "from 1 March", doc, "2030-03-01T00:00Z"),
        "end": quoted(since(20), "end", "for twenty days", doc, "2030-03-21T00:00Z"),
        "duration": w.silent("duration"),
    }
    return w.term(**{**usual, **given})


def reading(id_: str, by: str, title: str, *terms: Term, issued: Bracket) -> Reading:
    return Reading(
        id=id_, title=title, party=by, documents=(id_,), issued=issued, terms=terms, at=w.AT
    )


def readings(names: tuple[str, str]) -> list[Reading]:
    """Return a narrow reading of the first party, a wide and a later one of the second."""
    a, b = (name.lower() for name in names)
    narrow = quoted(things(["energy"], ["coal"]), "objects", "energy, coal apart", f"{a}-text")
    everything = things(["energy", "transport", "health"])
    wide = quoted(everything, "objects", "all infrastructure", f"{b}-text")
    late = quoted(everything, "objects", "all infrastructure", f"{b}-late")
    ships = quoted(things(["shipping"]), "objects", "ships", f"{b}-late")
    start = quoted(since(7, 1), "start", "as of 8 March", f"{b}-late", "2030-03-08")
    energy = term(f"{b}-late", names, objects=late, start=start, end=w.silent("end"))
    sea = term(f"{b}-late", names, id="sea", title="At sea", objects=ships)
    first, sixth = since(0), since(6)
    return [
        reading(
            f"{a}-text", a, "Statement", term(f"{a}-text", names, objects=narrow), issued=first
        ),
        reading(f"{b}-text", b, "Statement", term(f"{b}-text", names, objects=wide), issued=first),
        reading(f"{b}-late", b, "Later list", energy, sea, issued=sixth),
    ]


def agreement(names: tuple[str, str] = NAMES) -> Agreement:
    a, b = names
    documents = [
        document(f"{a.lower()}-text", a, "energy, coal apart", "both sides"),
        document(f"{b.lower()}-text", b, "all infrastructure", "both sides"),
        document(f"{b.lower()}-late", b, "as of 8 March", "ships"),
    ]
    return Agreement(
        title="Pause of strikes",
        about="",
        parties={p.id: p for p in map(party, names)},
        documents={d.id: d for d in documents},
        zones={},
        readings={r.id: r for r in sorted(readings(names), key=lambda r: r.id)},
    )


#: row, object, act, who is said to have done it (0, 1), day, hour, hours long, lon, lat, km
ROWS: Sequence[tuple[str, str | None, str, Sequence[int], float, float, float, float, float, float]]
ROWS = (
    ("W01", "substation", "drone_strike", [0], 0, 9, 0, -11.4, 27.2, 5),
    ("W02", "hospital", "drone_strike", [0], 1, 18, 6, -13.1, 27.1, 6),
    ("W03", "coal_mine", "shelling", [1], 2, 0, 24, -9.0, 28.4, 12),
    ("W04", "refinery", "missile_strike", [1], 3, 4, 8, -9.6, 29.7, 20),
    ("W05", "energy", "attempted_attack", [1], 4, 2, 0, -11.1, 28.4, 40),
    ("W06", "rail_power", "drone_strike", [0], 5, 1, 1, -8.0, 27.0, 8),
    ("W07", "gas_production", "drone_strike", [0], 8, 1, 1, -8.0, 27.0, 8),
    ("W08", "gas_production", "drone_strike", [0], 8, 2, 3, -8.0, 27.0, 8),
    ("W09", None, "attack", [], 9, 0, 24, -6.5, 26.1, 90),
    ("W10", "merchant_ship", "naval_attack", [1], 12, 12, 2, -13.9, 28.0, 30),
    ("W11", "residential", "shelling", [0], 14, 20, 12, -10.2, 26.4, 4),
    ("W12", "oil_storage;residential", "drone_strike", [0, 1], 19, 12, 48, -12.0, 29.0, 15),
    ("W13", "substation", "drone_strike", [0], 0, 9, 0, -11.4, 27.2, 5),
)


def record(n: int, row: Sequence[Any], names: tuple[str, str]) -> dict[str, Any]:
    id_, thing, act, doers, day, hour, length, lon, lat, km = row
    told = names[1] if doers == [0] else names[0]
    start = at(day, hour)
    denied = n % 4 == 1
    return {
        "record": f"rec_{n:012x}",
        "source_row": id_,
        "source": "reports",
        "file": "reports.csv",
        "moment_start_utc": start,
        "moment_end_utc": start + timedelta(hours=length),
        "place": f"Town {id_[1:]}",
        "admin1": "Province",
        "country": "MA",
        "lon": lon,
        "lat": lat,
        "radius_m": km * 1000.0,
        "object": thing,
        "object_words": f"{(thing or 'site').replace('_', ' ')} in town {id_[1:]}",
        "act": act,
        "act_words": "struck",
        "perpetrators": ";".join(names[i] for i in doers) or None,
        "claimant": f"Ministry of {told}",
        "claimant_side": told,
        "denied_by": f"Army of {names[doers[0]]}" if denied else None,
        "denial": "not our doing" if denied else None,
        "reported_start_utc": at(day + 1),
        "reported_end_utc": at(day + 1 + n % 3),
        "url": f"https://example.org/{id_}",
    }


def records(names: tuple[str, str] = NAMES) -> pl.DataFrame:
    return w.records(*(record(n, row, names) for n, row in enumerate(ROWS)))


def merges(told: pl.DataFrame) -> pl.DataFrame:
    """Return that the first and last row are one incident, the seventh and eighth perhaps."""
    rows = told["source_row"].to_list()
    groups = (
        (0, "G1", "yes"),
        (len(rows) - 1, "G1", "yes"),
        (6, "G2", "maybe"),
        (7, "G2", "maybe"),
    )
    lines = [
        (told["source"][n], rows[n], group, word, "Ana", "same place, an hour apart at most")
        for n, group, word in groups
        if 0 <= n < len(rows)
    ]
    names = ["source", "source_row", "group", "sure", "who", "why"]
    return pl.DataFrame(lines, schema=dict.fromkeys(names, pl.String), orient="row")


REVIEWS = pl.DataFrame(
    schema=dict.fromkeys(("source", "source_row", "decision", "who", "why"), pl.String)
)


def _one(schema: pl.Schema, **row: Any) -> pl.DataFrame:
    return pl.DataFrame([row], schema_overrides=schema)


def sites() -> pl.DataFrame:
    return SITES.fit(
        _one(
            SITES.schema,
            site="sit_1",
            source="sites",
            file="sites.csv",
            row_number=1,
            source_row="S1",
            name="Gas field North",
            kind="gas_production",
            lon=-8.01,
            lat=27.01,
            radius_m=2000.0,
            words="{}",
        )
    )


def totals(names: tuple[str, str] = NAMES) -> pl.DataFrame:
    a, b = names
    return TOTALS.fit(
        _one(
            TOTALS.schema,
            total="tot_1",
            source="totals",
            file="totals.csv",
            row_number=1,
            claimant=f"Ministry of {b}",
            claimant_side=b,
            against=a,
            moment_start_utc=at(0),
            moment_end_utc=at(9),
            printed=12,
            bound="more_than",
            unit="breaches",
            claim="More than twelve breaches in nine days",
            url="https://example.org/total",
        )
    )


def rejects() -> pl.DataFrame:
    reason = "the date is not in the calendar"
    row = {"source": "reports", "file": "reports.csv", "row_number": 14, "reason": reason}
    return REJECTS.fit(_one(REJECTS.schema, **row, words="{}"))


SOURCES = (
    SourceNote(
        id="reports",
        publisher="Institute of the Desert",
        licence="CC BY 4.0",
        url="https://example.org/reports",
        unit="strikes",
        cannot_see=("Strikes that nobody published.", "Losses of either army."),
        rows=14,
        rejects=1,
    ),
)


def view(
    *,
    names: tuple[str, str] = NAMES,
    text: Agreement | None = None,
    told: pl.DataFrame | None = None,
    **others: Any,
) -> View:
    """Return the view of the small case, or of `text` and `told`, judged by `truce.assess`."""
    text = text or agreement(names)
    rows = RECORDS.check(records(names) if told is None else told)
    fused = fuse(rows, merges(rows), REVIEWS)
    links = link(fused.incidents, fused.members, rows, sites())
    strict = others["options"].strict if "options" in others else False
    found = assess.assess(fused.incidents, links, text, strict=strict)
    usual: dict[str, Any] = {
        "id": "desert",
        "title": "Pause in the desert",
        "zone": ZONE,
        "known_as_of": at(22),
        "agreement": text,
        "records": rows,
        "incidents": fused.incidents,
        "members": fused.members,
        "links": links,
        "sites": sites(),
        "totals": totals(names),
        "findings": found.findings,
        "verdicts": found.verdicts,
        "rejects": rejects(),
        "issues": ISSUES.empty(),
        "ranges": assess.ranges(found.verdicts, fused.incidents),
        "hinges": assess.hinges(found.findings, found.verdicts),
        "explain": explainer(fused.incidents, found, text),
        "sources": SOURCES,
        "gaps": (Opening(at="agreement.yaml:12:5", message="The text names no hour of start."),),
        "options": Options(),
        "inputs_seal": "c0ffee" * 10,
        "inputs": {"agreement.yaml": "ab" * 32, "raw/reports.csv": "cd" * 32},
        "version": "0.0.test",
    }
    return View(**{**usual, **others})


def explainer(incidents: pl.DataFrame, found: assess.Findings, text: Agreement):
    """Return what explains an incident from findings made before."""

    def explain(incident: str) -> list[assess.Explanation]:
        mine = pl.col("incident") == incident
        row: Mapping[str, object] = incidents.filter(mine).to_dicts()[0]
        some = assess.Findings(found.findings.filter(mine), found.verdicts.filter(mine))
        return assess.explained(row, some, text)

    return explain
