"""What a source is, what comes in and what goes out of this room, and what an adapter must be."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final, Protocol

import polars as pl

from truce.issues import Issue

if TYPE_CHECKING:
    from truce.ingest.mapping import Map
    from truce.ingest.sheet import Sheet


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """Who publishes rows of which kind, and what can never be among them.

    `cannot_see` lists what is absent by design; empty means that nobody has written it down.
    """

    id: str
    publisher: str
    licence: str
    unit_of_record: str
    cannot_see: tuple[str, ...] = ()
    usual_lag: str = ""
    citation: str = ""


@dataclass(frozen=True, slots=True)
class RawFile:
    """A file as received: its name inside the case, and its bytes, packed or not."""

    name: str
    data: bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """The largest input that is read at all; beyond it a file is refused in words.

    `ratio` is unpacked to packed size, and only counts above `ratio_from` unpacked bytes.
    """

    unpacked_bytes: int = 2 * 2**30
    ratio: int = 250
    ratio_from: int = 16 * 2**20
    members: int = 100
    rows: int = 20_000_000
    columns: int = 2_000
    cell_characters: int = 100_000


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceSpec:
    """A source as the case declares it: its id, its adapter, a map (TOML text) and parameters."""

    id: str
    adapter: str
    map_text: str | None = None
    map_name: str = "map"
    parameters: Mapping[str, str] = field(default_factory=dict[str, str])
    limits: Limits = Limits()


@dataclass(frozen=True, slots=True, kw_only=True)
class Intake:
    """What came of a source's files: checked tables, of which those it does not fill are empty.

    `rows` is the number of data rows read: it equals the rows of the filled table and of `rejects`.
    """

    source: Source
    records: pl.DataFrame
    sites: pl.DataFrame
    totals: pl.DataFrame
    rejects: pl.DataFrame
    issues: list[Issue]
    rows: int


class Adapter(Protocol):
    """The two names every adapter module has; a third, one of `MAKERS`, makes its table."""

    SOURCE: Source

    def scan(self, file: RawFile, form: "Map", limits: Limits) -> "Sheet":
        """Return the file's rows as text columns, nothing renamed, and its faulty rows."""
        ...


class Maker(Protocol):
    """What `records`, `sites` or `totals` of an adapter is."""

    def __call__(
        self, raw: pl.DataFrame, form: "Map", parameters: Mapping[str, str]
    ) -> pl.DataFrame:
        """Return one row for each row of `raw`, in order.

        Columns are those of the table, any of which may be missing; `fault_<column>` columns say
        what could not be used (`fields.FAULT`); a text in `refused` refuses the row, and says why.
        """
        ...


#: An adapter has exactly one function of these names: the table that it fills.
MAKERS: Final = ("records", "sites", "totals")
