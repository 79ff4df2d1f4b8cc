"""One incident as a section of the page: facts, claims, and every reading side by side."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby
from typing import Final

from truce import kleene
from truce.agreement.model import Term
from truce.assess import Explanation
from truce.report import times, words
from truce.report.anchors import Anchors, link
from truce.report.because import Teller
from truce.report.quotes import Quote, Quotes
from truce.report.view import Row, View, text
from truce.tables import QUESTIONS

#: Sites in reach that are listed, nearest first.
_SITES: Final = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """What one source row says: `url` is empty if it cannot be followed."""

    anchor: str
    claimant: str
    side: str
    what: str
    effect: str
    when: str
    who: str
    denied_by: str
    denial: str
    note: str
    url: str
    row: str
    joined: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One term's answers, in the order of the questions, and its own verdict."""

    term: str
    verdict: str
    answers: tuple[bool | None, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Judgement:
    """One reading on one incident: its lines, the quoted words, why, and what would change it.

    The deciding term's line stands first; of the others, `idle` do not cover it and are left out.
    """

    number: int
    name: str
    verdict: str
    lines: tuple[Line, ...]
    idle: int
    quotes: list[Quote]
    why: str
    otherwise: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """Everything the page says of one incident. `strip` is verdict -> numbers of readings."""

    id: str
    label: str
    title: str
    facts: tuple[tuple[str, str], ...]
    same: tuple[tuple[str, str], ...]
    claims: tuple[Claim, ...]
    strip: tuple[tuple[str, str], ...]
    judgements: tuple[Judgement, ...]


class Sections:
    """Makes the sections of a view."""

    def __init__(self, view: View, anchors: Anchors) -> None:
        self._view = view
        self._anchors = anchors
        self._quotes = Quotes(view.agreement)
        self._teller = Teller(view.zone, strict=view.options.strict)
        self._terms = {r.id: {t.id: t for t in r.terms} for r in view.readings}
        self._doubts: dict[str, list[str]] = {}
        for row in view.rows:
            if row["doubt"] is not None:
                self._doubts.setdefault(text(row, "doubt"), []).append(text(row, "incident"))
        self._sites = _sites(view)

    def section(self, row: Row) -> Section:
        """Return the section of one incident."""
        incident = text(row, "incident")
        explained = {e.reading: e for e in self._view.explain(incident)}
        told = [explained[r.id] for r in self._view.readings if r.id in explained]
        return Section(
            id=incident,
            label=self._view.labels[incident],
            title=text(row, "title"),
            facts=tuple(self._facts(row)),
            same=tuple(self._same(row)),
            claims=tuple(self._claim(r) for r in self._view.accounts.get(incident, [])),
            strip=strip(self._view, incident),
            judgements=tuple(self._judgement(incident, e) for e in told),
        )

    def _facts(self, row: Row) -> Iterator[tuple[str, str]]:
        yield "When", self._when(row)
        yield "Where", _where(row)
        yield "What was hit", words.things(row["object"]) or "not known"
        yield "Act", words.either(words.kind(text(row, "act"))) or "not known"
        if held := words.either(row["held_by"]):
            yield "Held by", f"{held}, as the sources say"
        yield "Evidence", _evidence(row)
        yield "Reports", self._reports(row)
        if deaths := _deaths(row):
            yield "Deaths", deaths
        if row["amount"] is not None:
            yield "Amount", f"{row['amount']:g} {text(row, 'amount_unit')}"
        if near := self._sites.get(text(row, "incident")):
            yield "Sites", "; ".join(near)

    def _when(self, row: Row) -> str:
        first, last = times.bounds(row)
        if first is None and last is None:
            return times.NOT_KNOWN
        there = times.bracket(first, last, self._view.zone)
        return f"{there} ({self._view.zone}); {times.bracket(first, last, 'UTC')} UTC"

    def _reports(self, row: Row) -> str:
        told = row["reported_utc"]
        said = f"{words.count(_int(row, 'records'), 'record')} from "
        said += words.count(_int(row, "sources"), "claimant or source", "claimants or sources")
        if isinstance(told, datetime):
            said += f"; first published by {times.moment(told, self._view.zone)}"
        return said

    def _same(self, row: Row) -> Iterator[tuple[str, str]]:
        for other in self._doubts.get(text(row, "doubt"), []):
            if other != row["incident"]:
                yield self._anchors.incident(other), self._view.labels[other]

    def _claim(self, row: Row) -> Claim:
        first, last = times.bounds(row)
        act = text(row, "act_words") or words.kind(text(row, "act"))
        thing = text(row, "object_words") or words.things(row["object"])
        return Claim(
            anchor=self._anchors.record(text(row, "record")),
            claimant=text(row, "claimant") or text(row, "source"),
            side=words.listed(text(row, "claimant_side").split(";")),
            what=": ".join(filter(None, [act, thing])),
            effect=text(row, "effect"),
            when=text(row, "moment_words") or times.bracket(first, last, self._view.zone),
            who=words.either(row["perpetrators"]) or "does not say",
            denied_by=text(row, "denied_by"),
            denial=text(row, "denial"),
            note=text(row, "note"),
            url=link(text(row, "url")),
            row=f"{text(row, 'source')}, row {text(row, 'source_row')}",
            joined=_joined(text(row, "why")),
        )

    def _judgement(self, incident: str, explanation: Explanation) -> Judgement:
        terms = self._terms[explanation.reading]
        reading = self._view.agreement.readings[explanation.reading]
        deciding = terms[explanation.term]
        key = (incident, explanation.reading)
        others = [t for t in terms.values() if t is not deciding]
        bearing = [t for t in others if self._view.termed[*key, t.id] != kleene.NOT_COVERED]
        return Judgement(
            number=self._view.numbers[explanation.reading],
            name=self._view.named(reading),
            verdict=explanation.verdict,
            lines=tuple(self._line(incident, explanation, t) for t in (deciding, *bearing)),
            idle=len(others) - len(bearing),
            quotes=self._quotes.behind(explanation, deciding),
            why=self._teller.why(explanation, deciding),
            otherwise=self._teller.otherwise(explanation),
        )

    def _line(self, incident: str, explanation: Explanation, term: Term) -> Line:
        answers = {r.question: r.answer for r in explanation.reasons if r.term == term.id}
        return Line(
            term=term.title if len(self._terms[explanation.reading]) > 1 else "",
            verdict=self._view.termed[incident, explanation.reading, term.id],
            answers=tuple(answers[question] for question in QUESTIONS),
        )


def strip(view: View, incident: str) -> tuple[tuple[str, str], ...]:
    """Return verdict -> numbers of the readings that reach it, in words: `3, 5–7`."""
    verdicts = view.judged[incident]
    found = {
        v: [n for r, n in view.numbers.items() if verdicts.get(r) == v] for v in kleene.VERDICTS
    }
    return tuple((verdict, runs(numbers)) for verdict, numbers in found.items() if numbers)


def runs(numbers: Sequence[int]) -> str:
    """Return rising numbers with neighbours joined: `1, 3–5`."""
    groups = groupby(enumerate(numbers), lambda pair: pair[1] - pair[0])
    parts = [[number for _, number in group] for _, group in groups]
    return ", ".join(words.span(part[0], part[-1]) for part in parts)


def _where(row: Row) -> str:
    if row["lon"] is None or row["lat"] is None:
        return f"{words.place(row)}; no position"
    there = f"{words.place(row)}, {words.km(row['radius_m']) or 'how exact is not known'}"
    country = f"; {text(row, 'country')} by recognised border" if row["country"] else ""
    return f"{there} (around {row['lat']:g}, {row['lon']:g}{country})"


def _evidence(row: Row) -> str:
    standing = text(row, "evidence")
    denied = "; denied by somebody" if row["denied"] and standing != "denied" else ""
    return f"{standing}: {words.EVIDENCE_MEANS[standing]}{denied}"


def _deaths(row: Row) -> str:
    low, best, high = (row[f"deaths_{name}"] for name in ("low", "best", "high"))
    if low is None and high is None:
        return "" if best is None else str(best)
    most = f"at most {high}" if high is not None else "no upper bound stated"
    return f"at least {low or 0}, {most}" + ("" if best is None else f", best estimate {best}")


def _joined(why: str) -> str:
    return "" if why == "alone" else why


def _int(row: Row, column: str) -> int:
    value = row[column]
    return value if isinstance(value, int) else 0


def _sites(view: View) -> dict[str, list[str]]:
    """Return incident -> sites its records name, then the nearest of those in reach, in words."""
    names = view.sites.select("site", "name")
    rows = view.links.join(names, on="site").sort("certain", "distance_m", descending=[True, False])
    found: dict[str, list[str]] = {}
    for row in rows.to_dicts():
        near = found.setdefault(text(row, "incident"), [])
        if row["certain"] or len(near) < _SITES:
            how = "named by the reports" if row["certain"] else "in reach"
            near.append(f"{text(row, 'name')} ({how}, {row['distance_m'] / 1000:.1f} km away)")
    return found
