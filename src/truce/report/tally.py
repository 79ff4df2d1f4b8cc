"""The figures of a report, each worked out once: every format prints these same numbers."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations

import polars as pl

from truce import kleene
from truce.agreement.model import Field, Reading, Term
from truce.assess.hinges import JOIN
from truce.kleene import split
from truce.report.times import bounds
from truce.report.view import Row, View
from truce.tables import QUESTIONS


@dataclass(frozen=True, slots=True, kw_only=True)
class Range:
    """The range of one reading. `at_least` counts incidents that may be one and the same once.

    `violation`, `undetermined` and `not_covered` are verdicts and add up to `incidents`.
    """

    reading: Reading
    number: int
    name: str
    at_least: int
    at_most: int
    violation: int
    undetermined: int
    not_covered: int
    incidents: int

    @property
    def fields(self) -> Iterator[Field[object]]:
        """Yield every field of every term, without the end or duration that its twin makes idle."""
        for term in self.reading.terms:
            yield from (field for field in term.fields() if not idle(term, field))


def idle(term: Term, field: Field[object]) -> bool:
    """Return whether a field says nothing only because its twin (end, duration) says it."""
    twins = {id(term.end): term.duration, id(term.duration): term.end}
    twin = twins.get(id(field))
    if twin is None or field.basis != "silent":
        return False
    return twin.basis != "silent" or field is term.duration


def ranges(view: View) -> list[Range]:
    """Return the range of every reading, in the order of the report."""
    rows = {str(row["reading"]): row for row in view.ranges.to_dicts()}
    found = Counter((reading, v) for by in view.judged.values() for reading, v in by.items())
    return [
        Range(
            reading=reading,
            number=number,
            name=view.named(reading),
            at_least=int(rows.get(reading.id, _NONE)["at_least"]),
            at_most=int(rows.get(reading.id, _NONE)["at_most"]),
            violation=found[reading.id, kleene.VIOLATION],
            undetermined=found[reading.id, kleene.UNDETERMINED],
            not_covered=int(rows.get(reading.id, _NONE)["not_covered"]),
            incidents=int(rows.get(reading.id, _NONE)["incidents"]),
        )
        for number, reading in enumerate(view.readings, 1)
    ]


_NONE = {"at_least": 0, "at_most": 0, "not_covered": 0, "incidents": 0}


@dataclass(frozen=True, slots=True)
class Pair:
    """Two readings by number, the smaller first, and what parts them: question(s) -> incidents."""

    first: int
    second: int
    parts: tuple[tuple[str, tuple[str, ...]], ...]

    @property
    def incidents(self) -> int:
        """Return how many incidents the two judge differently."""
        return sum(len(incidents) for _, incidents in self.parts)


def pairs(view: View) -> list[Pair]:
    """Return every pair of readings; what parts most incidents stands first."""
    order = {str(row["incident"]): n for n, row in enumerate(view.rows)}
    found: dict[tuple[int, int], dict[str, list[str]]] = {}
    for incident, one, two, parted in _hinges(view):
        if incident in order and one in view.numbers and two in view.numbers:
            key = _ordered(view.numbers[one], view.numbers[two])
            found.setdefault(key, {}).setdefault(parted, []).append(incident)
    for parts in found.values():
        for incidents in parts.values():
            incidents.sort(key=order.__getitem__)
    numbers = range(1, len(view.readings) + 1)
    return [Pair(a, b, _sorted(found.get((a, b), {}))) for a, b in combinations(numbers, 2)]


def _hinges(view: View) -> Iterator[tuple[str, str, str, str]]:
    names = ("incident", "reading_a", "reading_b", "parted_by")
    yield from view.hinges.select(names).iter_rows()


def _ordered(one: int, two: int) -> tuple[int, int]:
    return (one, two) if one < two else (two, one)


def _sorted(parts: dict[str, list[str]]) -> tuple[tuple[str, tuple[str, ...]], ...]:
    ordered = sorted(parts.items(), key=lambda part: (-len(part[1]), part[0]))
    return tuple((parted, tuple(incidents)) for parted, incidents in ordered)


def parting(view: View) -> list[tuple[str, int]]:
    """Return per question how many incidents it helps to part at least two readings on."""
    found: dict[str, set[str]] = {question: set() for question in QUESTIONS}
    for incident, _, _, parted in _hinges(view):
        for question in parted.split(JOIN):
            found.setdefault(question, set()).add(incident)
    counted = [(question, len(incidents)) for question, incidents in found.items() if incidents]
    return sorted(counted, key=lambda c: (-c[1], c[0]))


def differing(view: View) -> int:
    """Return how many incidents get more than one verdict."""
    return sum(view.differs(incident) for incident in view.judged)


@dataclass(frozen=True, slots=True)
class Held:
    """Incidents held that bear on a printed total: surely in its period, and perhaps in it."""

    at_least: int
    at_most: int


def totals(view: View) -> list[dict[str, object]]:
    """Return the printed totals in order of their period."""
    return view.totals.sort("moment_start_utc", "total", nulls_last=True).to_dicts()


def held(view: View, total: Row) -> Held | None:
    """Return the incidents this case holds from the total's claimant against the one accused.

    Null if the total names no side or no period: then nothing can be set beside it.
    """
    start, end = bounds(total)
    side, against = total["claimant_side"], total["against"]
    if side is None or start is None or end is None:
        return None
    told = view.incidents.filter(_names("claimants", str(side)))
    if against is not None:
        told = told.filter(_names("perpetrators", str(against)))
    first, last = pl.col("moment_start_utc"), pl.col("moment_end_utc")
    inside = told.filter((first >= start) & (last <= end)).height
    beside = told.filter((first >= end) | (last <= start)).height
    return Held(inside, told.height - beside)


def _names(column: str, wanted: str) -> pl.Expr:
    parts = pl.col(column).str.split(";").list.eval(pl.element().str.strip_chars())
    return parts.list.contains(wanted).fill_null(False)


@dataclass(frozen=True, slots=True)
class Unseen:
    """One thing the incidents do not say, and how many of them."""

    what: str
    incidents: int


_LONG = pl.duration(hours=6)


def unseen(view: View) -> list[Unseen]:
    """Return what the incidents leave open, with counts; what none leaves open is left out."""
    unknown = {
        "no position: on no map": pl.col("lon").is_null() | pl.col("lat").is_null(),
        "position without a radius": pl.col("lon").is_not_null() & pl.col("radius_m").is_null(),
        "place known to no better than 50 km": pl.col("radius_m") > 50_000,
        "no hour: time known to no better than six hours": ~_within(_LONG),
        "not said what was hit": pl.col("object").is_null(),
        "not said who did it": pl.col("perpetrators").is_null(),
        "said of several, one of whom did it": pl.col("perpetrators").str.contains(";"),
        "not known who held the place": pl.col("held_by").is_null(),
        "denied by somebody": pl.col("denied"),
        "perhaps the same as another incident": pl.col("doubt").is_not_null(),
        "not known when it was first published": pl.col("reported_utc").is_null(),
    }
    counted = view.incidents.select(
        said.fill_null(False).sum().alias(what) for what, said in unknown.items()
    ).row(0)
    return [Unseen(what, n) for what, n in zip(unknown, counted, strict=True) if n]


def _within(length: pl.Expr) -> pl.Expr:
    return ((pl.col("moment_end_utc") - pl.col("moment_start_utc")) < length).fill_null(False)


def sides(view: View) -> list[tuple[str, int]]:
    """Return per side that claimants speak for how many records it brought, by name of the side.

    A record of several sides counts for each; a claimant whose side is not known counts as such.
    """
    found: Counter[str] = Counter()
    for side in view.records["claimant_side"]:
        found.update(split(side) or ["side not known"])
    return sorted(found.items())


def tabulated(frame: pl.DataFrame, by: Sequence[str]) -> list[dict[str, object]]:
    """Return the rows of a frame counted by some columns, sorted by them; column `n` counts."""
    return frame.group_by(by).agg(pl.len().alias("n")).sort(by).to_dicts()
