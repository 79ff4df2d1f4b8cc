"""What a run returns: everything a reader may ask for."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from functools import cached_property

import polars as pl

from truce import agreement as words
from truce import assess
from truce.agreement import Gap
from truce.agreement.model import Agreement, Reading
from truce.assess import Explanation
from truce.case import Case
from truce.issues import Issue, TruceError, stop, worst
from truce.report import Opening, Options, SourceNote, View
from truce.report.view import in_order, speaker
from truce.run._hanging import hanging
from truce.run._judged import BATCH
from truce.run._stages import Tables
from truce.tables import ISSUES
from truce.when import MIN


@dataclass(frozen=True, kw_only=True)
class Result:
    """A case judged. `tables` has those of `truce.tables` and `ranges`, filters already applied.

    `missing` says which raw files are not there; `written` names the files of the case that the
    run changed. Findings and verdicts of a case of more than `BATCH` incidents are only on disk.
    """

    case: Case
    options: Options
    agreement: Agreement
    tables: Tables
    exceptions: pl.DataFrame
    issues: tuple[Issue, ...]
    missing: tuple[Issue, ...]
    inputs: Mapping[str, str]
    seal: str
    version: str
    written: tuple[str, ...] = ()

    @property
    def exit_code(self) -> int:
        """Return 1 if the input has faults, else 3 if a source was missing, else 0."""
        return 1 if worst(self.issues) else 3 if self.missing else 0

    @property
    def large(self) -> bool:
        """Return whether there are more incidents than are held in memory."""
        return self.tables["incidents"].height > BATCH

    @property
    def known_as_of(self) -> datetime:
        """Return the instant asked for, or else that of the latest publication counted."""
        if self.options.as_of is not None:
            return self.options.as_of
        last = self.tables["records"]["reported_end_utc"].max()
        return last if isinstance(last, datetime) else MIN

    @property
    def readings(self) -> tuple[Reading, ...]:
        """Return the readings that judge, in the order of the report."""
        return in_order(self.agreement)

    def named(self, reading: Reading) -> str:
        """Return a reading's title, with the name of its party before it unless it begins so."""
        party = speaker(self.agreement, reading)
        return reading.title if reading.title.startswith(party) else f"{party}: {reading.title}"

    def explain(self, incident: str) -> Sequence[Explanation]:
        """Return why each reading judges an incident as it does."""
        mine = {
            name: self.tables[name].filter(incident=incident)
            for name in ("incidents", "findings", "verdicts")
        }
        found = assess.Findings(mine["findings"], mine["verdicts"])
        return assess.explained(mine["incidents"].to_dicts()[0], found, self.agreement)

    def narrowed(self, incidents: Sequence[str]) -> "Result":
        """Return the result with these incidents alone, and those that may be the same as one.

        It can be viewed however large the case is.
        """
        every = self.tables["incidents"]
        asked = every.filter(pl.col("incident").is_in(incidents))
        kept = every.join(asked.drop_nulls("doubt"), on="doubt", how="semi")
        tables = keep_only(self.tables, pl.concat([asked, kept]).unique(maintain_order=True))
        if "findings" not in tables:
            found = assess.assess(
                tables["incidents"],
                tables["links"],
                self.agreement,
                strict=self.options.strict,
                exceptions=self.exceptions,
            )
            tables = {**tables, "findings": found.findings, "verdicts": found.verdicts}
        return replace(self, tables=tables)

    @cached_property
    def view(self) -> View:
        """Return what the reports and exports are made of.

        Raises TruceError for a case too large to be shown incident by incident.
        """
        if self.large:
            raise _too_large(self.tables["incidents"].height)
        frames = self.tables
        rows = [issue.row() for issue in (*self.issues, *self.missing)]
        return View(
            id=self.case.settings.name,
            title=self.case.settings.title,
            zone=self.case.settings.zone,
            known_as_of=self.known_as_of,
            agreement=self.agreement,
            records=frames["records"],
            incidents=frames["incidents"],
            members=frames["members"],
            links=frames["links"],
            sites=frames["sites"],
            totals=frames["totals"],
            findings=frames["findings"],
            verdicts=frames["verdicts"],
            rejects=frames["rejects"],
            issues=pl.DataFrame(rows, schema=ISSUES.schema),
            ranges=frames["ranges"],
            hinges=assess.hinges(frames["findings"], frames["verdicts"]),
            explain=self.explain,
            sources=tuple(_note(row) for row in frames["sources"].to_dicts()),
            gaps=tuple(_opening(gap, frames) for gap in words.gaps(self.agreement)),
            options=self.options,
            inputs_seal=self.seal,
            inputs=self.inputs,
            version=self.version,
        )


def keep_only(tables: Tables, incidents: pl.DataFrame) -> Tables:
    """Return the tables with these incidents alone, and the records and findings of theirs."""
    kept = {
        name: tables[name].join(incidents, on="incident", how="semi", maintain_order="left")
        for name in ("members", "links", "findings", "verdicts")
        if name in tables
    }
    known = tables["records"].join(kept["members"], on="record", how="semi", maintain_order="left")
    return {**tables, **kept, "incidents": incidents, "records": known}


def _opening(gap: Gap, tables: Tables) -> Opening:
    said = f"{gap.message} {gap.hint}".strip()
    return Opening(at=str(gap.at), message=said, incidents=tuple(hanging(gap, tables)))


def _note(row: Mapping[str, object]) -> SourceNote:
    return SourceNote(
        id=str(row["source"]),
        publisher=str(row["publisher"]),
        licence=str(row["licence"]),
        unit=str(row["unit"]),
        cannot_see=tuple(filter(None, str(row["cannot_see"]).split("\n"))),
        rows=int(str(row["rows"])),
        rejects=int(str(row["rejects"])),
    )


def _too_large(incidents: int) -> TruceError:
    return stop(
        f"the case has {incidents:,} incidents; they can be shown one by one up to {BATCH:,}.",
        at="incidents",
        hint="Narrow them with --evidence or --as-of, or ask work/verdicts.parquet with any tool "
        "that reads Parquet.",
        stage="run",
        exit_code=1,
    )
