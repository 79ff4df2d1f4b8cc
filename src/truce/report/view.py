"""The one model behind a report: HTML, Markdown and the exports read this and nothing else."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property

import polars as pl

from truce.agreement.model import Agreement, Reading
from truce.assess import Explanation
from truce.outlines import Boundaries

Row = Mapping[str, object]


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceNote:
    """What a reader must know of a source: who, under what licence, counting what, blind to what.

    `rows` were read from it; `rejects` of them could not become records. `unit` is what the source
    counts, in its words; empty texts are not known.
    """

    id: str
    publisher: str = ""
    licence: str = ""
    url: str = ""
    unit: str = ""
    cannot_see: tuple[str, ...] = ()
    rows: int = 0
    rejects: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Opening:
    """What the agreement leaves open: where in the file, what, and incidents that hang on it."""

    at: str
    message: str
    incidents: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Options:
    """What was asked for: each of these changes a figure, so all are printed.

    `evidence` lists the standings kept, empty means all; `as_of` is null if nothing is held back.
    """

    strict: bool = False
    evidence: tuple[str, ...] = ()
    boundaries: Boundaries = "disputed"
    as_of: datetime | None = None


@dataclass(frozen=True, kw_only=True)
class View:
    """Everything a report says. Frames are tables of `truce.tables`, filters already applied.

    `ranges` and `hinges` are as `truce.assess` returns them; `explain` gives an incident's
    explanations, one per reading. `inputs` maps each input file to its SHA-256; `inputs_seal` is
    the hash of them all, which the ledger's entry of the run carries (the ledger's own head holds
    the hash of the report, so the report cannot hold it).
    """

    id: str
    title: str
    zone: str
    known_as_of: datetime
    agreement: Agreement
    records: pl.DataFrame
    incidents: pl.DataFrame
    members: pl.DataFrame
    links: pl.DataFrame
    sites: pl.DataFrame
    totals: pl.DataFrame
    findings: pl.DataFrame
    verdicts: pl.DataFrame
    rejects: pl.DataFrame
    issues: pl.DataFrame
    ranges: pl.DataFrame
    hinges: pl.DataFrame
    explain: Callable[[str], Sequence[Explanation]]
    sources: tuple[SourceNote, ...] = ()
    gaps: tuple[Opening, ...] = ()
    options: Options = field(default_factory=Options)
    inputs_seal: str = ""
    inputs: Mapping[str, str] = field(default_factory=dict[str, str])
    version: str = ""

    @cached_property
    def readings(self) -> tuple[Reading, ...]:
        """Return the readings that judge, by name of the party, then by date, then by id."""
        return in_order(self.agreement)

    @cached_property
    def numbers(self) -> dict[str, int]:
        """Return each reading's number in this report, from 1, in the order of `readings`."""
        return {reading.id: n for n, reading in enumerate(self.readings, 1)}

    @cached_property
    def rows(self) -> list[dict[str, object]]:
        """Return the incidents in order of time, those without a time last."""
        order = ("moment_start_utc", "moment_end_utc", "incident")
        return self.incidents.sort(order, nulls_last=True).to_dicts()

    @cached_property
    def judged(self) -> dict[str, dict[str, str]]:
        """Return incident -> reading -> verdict."""
        found: dict[str, dict[str, str]] = {str(row["incident"]): {} for row in self.rows}
        kept = self.verdicts.select("incident", "reading", pl.col("verdict").cast(pl.String))
        for incident, reading, verdict in kept.iter_rows():
            if incident in found:
                found[incident][reading] = verdict
        return found

    @cached_property
    def termed(self) -> dict[tuple[str, str, str], str]:
        """Return (incident, reading, term) -> verdict of that term."""
        keys = self.findings.select(
            "incident", "reading", "term", pl.col("verdict").cast(pl.String)
        )
        return {(i, r, t): verdict for i, r, t, verdict in keys.iter_rows()}

    @cached_property
    def accounts(self) -> dict[str, list[dict[str, object]]]:
        """Return incident -> the records behind it, as published; `why` says who joined them."""
        joined = self.records.join(self.members, on="record", how="inner")
        found: dict[str, list[dict[str, object]]] = {}
        for row in joined.sort("source", "file", "row_number").to_dicts():
            found.setdefault(str(row["incident"]), []).append(row)
        return found

    @cached_property
    def labels(self) -> dict[str, str]:
        """Return incident -> a short name: the first of its records' own row ids, else its id."""
        return {
            str(row["incident"]): next((str(r["source_row"]) for r in rows), str(row["incident"]))
            for row in self.rows
            for rows in [self.accounts.get(str(row["incident"]), [])]
        }

    def differs(self, incident: str) -> bool:
        """Return whether two readings judge the incident differently."""
        return len(set(self.judged[incident].values())) > 1

    def speaker(self, reading: Reading) -> str:
        """Return the name of the party whose reading it is."""
        return speaker(self.agreement, reading)

    def named(self, reading: Reading) -> str:
        """Return a reading's name in the report; see `named`."""
        return named(self.agreement, reading)


def in_order(agreement: Agreement) -> tuple[Reading, ...]:
    """Return the readings that judge, by name of the party, then by date, then by id."""

    def place(reading: Reading) -> tuple[str, datetime, str]:
        return speaker(agreement, reading).casefold(), reading.issued.earliest, reading.id

    return tuple(sorted((r for r in agreement.readings.values() if r.terms), key=place))


def speaker(agreement: Agreement, reading: Reading) -> str:
    """Return the name of the party whose reading it is."""
    party = agreement.parties.get(reading.party)
    return party.name if party else reading.party


def named(agreement: Agreement, reading: Reading) -> str:
    """Return a reading's title, with the name of its party before it unless it begins so."""
    said = speaker(agreement, reading)
    return reading.title if reading.title.startswith(said) else f"{said}: {reading.title}"


def text(row: Row, column: str) -> str:
    """Return a cell as text, empty where it is null."""
    value = row.get(column)
    return "" if value is None else str(value)
