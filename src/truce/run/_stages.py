"""The stages up to incidents: sources -> records -> incidents and links; none is made twice."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import Final, TypeVar

import polars as pl

from truce import fuse, ingest, seal
from truce.case import Case, Declared, Raw
from truce.ingest import Intake, SourceSpec
from truce.issues import Issue, TruceError
from truce.tables import RECORDS, REJECTS, SITES, TOTALS, Table

#: Told the name of a stage, how much of it is done and how much there is.
Progress = Callable[[str, int, int], None]
Tables = Mapping[str, pl.DataFrame]
T = TypeVar("T")
R = TypeVar("R")
#: What is known of each source; `cannot_see` has one line for each thing.
SOURCES: Final = pl.Schema(
    {
        "source": pl.String,
        "publisher": pl.String,
        "licence": pl.String,
        "unit": pl.String,
        "cannot_see": pl.String,
        "rows": pl.Int64,
        "rejects": pl.Int64,
    }
)


@dataclass(frozen=True, slots=True)
class Made:
    """What a stage made, or had made before: tables, the faults it found, and its stamp."""

    tables: Tables
    issues: tuple[Issue, ...]
    stamp: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Workshop:
    """A case, whether what is made is kept in it, and whom to tell of the progress."""

    case: Case
    write: bool
    progress: Progress

    def made(
        self,
        stage: str,
        basis: Mapping[str, object],
        make: Callable[[], tuple[Tables, list[Issue]]],
    ) -> Made:
        """Return what the stage makes of what `basis` describes, from `work/` if it is there."""
        stamp = seal.stamp({"stage": stage, "code": code(), **basis})
        self.progress(stage, 0, 0)
        if found := self.case.kept(stage, stamp):
            self.progress(stage, 1, 1)
            return Made(found.tables(), found.issues, stamp)
        tables, issues = make()
        if self.write:
            self.case.keep(stage, stamp, [tables], issues)
        self.progress(stage, 1, 1)
        return Made(tables, tuple(issues), stamp)


@cache
def code() -> str:
    """Return the SHA-256 of truce's own files, so that no other version's tables are used."""
    return seal.stamp({name: seal.digest(text) for name, text in _program(files("truce"), "")})


def _program(folder: Traversable, prefix: str) -> Iterable[tuple[str, bytes]]:
    for entry in sorted(folder.iterdir(), key=lambda e: e.name):
        name = f"{prefix}{entry.name}"
        if entry.is_dir() and entry.name not in ("cases", "__pycache__"):
            yield from _program(entry, f"{name}/")
        elif entry.is_file():
            yield name, entry.read_bytes()


# -------------------------------------------------------------------------------------- ingest


def records(shop: Workshop) -> tuple[Made, list[Issue]]:
    """Return records, sites, totals, rejects and sources, and an issue for each missing file.

    Raises TruceError with the faults of all sources that cannot be read.
    """
    declared = shop.case.settings.sources
    raws = [shop.case.raw(source) for source in declared]
    specs = _collected(declared, shop.case.spec)
    basis: dict[str, object] = {
        "sources": [_described(spec, raw) for spec, raw in zip(specs, raws, strict=True)],
        "corrections": shop.case.digest("hand/corrections.csv"),
    }
    made = shop.made("ingest", basis, lambda: _ingest(shop, specs, raws))
    return made, [
        _missing(s, name) for s, raw in zip(declared, raws, strict=True) for name in raw.missing
    ]


def _described(spec: SourceSpec, raw: Raw) -> dict[str, object]:
    return {
        "id": spec.id,
        "adapter": spec.adapter,
        "map": spec.map_text,
        "parameters": dict(spec.parameters),
        "files": {file.name: seal.digest(file.data) for file in raw.files},
    }


def _ingest(
    shop: Workshop, specs: Sequence[SourceSpec], raws: Sequence[Raw]
) -> tuple[Tables, list[Issue]]:
    there = [(spec, raw) for spec, raw in zip(specs, raws, strict=True) if raw.files]

    def take(pair: tuple[SourceSpec, Raw]) -> Intake:
        shop.progress("ingest", there.index(pair), len(there))
        return ingest.ingest(pair[0], pair[1].files)

    intakes = _collected(there, take)
    issues = [issue for intake in intakes for issue in intake.issues]
    hand = shop.case.hand("corrections")
    corrected, faults = ingest.correct(
        _joined(RECORDS, (i.records for i in intakes)), hand.frame.fill_null("")
    )
    tables = {
        "records": corrected,
        "sites": _joined(SITES, (i.sites for i in intakes)),
        "totals": _joined(TOTALS, (i.totals for i in intakes)),
        "rejects": _joined(REJECTS, (i.rejects for i in intakes)),
        "sources": pl.DataFrame([_noted(i) for i in intakes], schema=SOURCES),
    }
    return tables, [*issues, *hand.issues, *faults]


def _collected(items: Iterable[T], take: Callable[[T], R]) -> list[R]:
    """Return `take` of each item; raises one TruceError with the faults of all that fail."""
    found = [attempt(lambda item=item: take(item)) for item in items]
    if faults := [i for f in found if isinstance(f, TruceError) for i in f.issues]:
        raise TruceError(*faults)
    return [f for f in found if not isinstance(f, TruceError)]


def both(one: Callable[[], T], two: Callable[[], R]) -> tuple[T, R]:
    """Return what two steps return; raises one TruceError with the faults of either or both."""
    first, second = attempt(one), attempt(two)
    faults = [i for found in (first, second) if isinstance(found, TruceError) for i in found.issues]
    if isinstance(first, TruceError) or isinstance(second, TruceError):
        raise TruceError(*faults)
    return first, second


def attempt(step: Callable[[], T]) -> T | TruceError:
    """Return what a step returns, or the TruceError it raises."""
    try:
        return step()
    except TruceError as fault:
        return fault


def _joined(table: Table, frames: Iterable[pl.DataFrame]) -> pl.DataFrame:
    return table.check(pl.concat([table.empty(), *frames]))


def _noted(intake: Intake) -> dict[str, object]:
    source = intake.source
    return {
        "source": source.id,
        "publisher": source.publisher,
        "licence": source.licence,
        "unit": source.unit_of_record,
        "cannot_see": "\n".join(source.cannot_see),
        "rows": intake.rows,
        "rejects": intake.rejects.height,
    }


def _missing(source: Declared, name: str) -> Issue:
    return Issue(
        stage="ingest",
        severity="warning",
        at=str(source.at),
        message=f"`{name}` of source `{source.id}` is not in the case; its rows are not counted.",
        hint="Put the file there, or take its name out.",
        field="files",
        value=name,
    )


# ---------------------------------------------------------------------------------------- fuse


def incidents(shop: Workshop, taken: Made, as_of: datetime | None) -> Made:
    """Return incidents, members and links of the records published by `as_of` (null: of all)."""
    case = shop.case
    basis: dict[str, object] = {
        "ingest": taken.stamp,
        "as_of": None if as_of is None else as_of.isoformat(),
        "merges": case.digest("hand/merges.csv"),
        "reviews": case.digest("hand/reviews.csv"),
    }

    def make() -> tuple[Tables, list[Issue]]:
        merges, reviews = case.hand("merges"), case.hand("reviews")
        every = taken.tables["records"]
        known = published(every, as_of)
        later = every.join(known, on="record", how="anti")
        fused = fuse.fuse(known, _without(merges.frame, later), _without(reviews.frame, later))
        links = fuse.link(fused.incidents, fused.members, known, taken.tables["sites"])
        tables = {"incidents": fused.incidents, "members": fused.members, "links": links}
        return tables, [*merges.issues, *reviews.issues, *fused.issues]

    return shop.made("fuse", basis, make)


def published(records: pl.DataFrame, as_of: datetime | None) -> pl.DataFrame:
    """Return the records that had surely been published by then; all of them if null."""
    if as_of is None:
        return records
    return records.filter(pl.col("reported_end_utc") <= as_of)


def _without(decisions: pl.DataFrame, later: pl.DataFrame) -> pl.DataFrame:
    """Return the decisions less those on records that were published later."""
    return decisions.join(later, on=["source", "source_row"], how="anti")
