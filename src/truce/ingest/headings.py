"""The headings of truce's own tables, as the maps beside the CSV adapters have them."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from truce.ingest.mapping import Map
from truce.ingest.registry import adapter, own_map, table_of
from truce.tables import Table

_ID: Final = "the row's own id; no two rows of a source share one"
#: What the headings that make up a time mean; the table has only the bracket that comes of them.
_TIMES: Final = {
    "start": "earliest moment, or the only one: `2025-03-18T18:00Z`, a local time, or a day",
    "end": "latest moment; empty: the same as `start`",
    "date": "day of the event, where there is no `start`",
    "time": "local time on that day, `18:00`",
    "precision": "part of that day: `day`, `night`, `morning` ... (see `truce.when.WORDS`)",
    "zone": "time zone of all of these, as in `Africa/Lagos`; empty: unknown",
    "reported": "day or moment of publication",
}


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading, whether it must be there, and what stands under it."""

    name: str
    required: bool
    meaning: str


def headings(name: str) -> list[Heading]:
    """Return the headings that an adapter for truce's own tables reads, in the table's order."""
    module = adapter(name)
    form = own_map(module)
    required = form.expect.required or []
    named = dict(_named(form, table_of(module)))
    return [Heading(heading, heading in required, named[heading]) for heading in named]


def _named(form: Map, table: Table) -> Iterator[tuple[str, str]]:
    """Yield (heading, meaning) in the order of the table's columns."""
    if form.id:
        yield form.id, _ID
    by_field = dict(_fields(form))
    for column in table.columns:
        if column.name == "moment_start_utc":
            yield from _times(form)
        elif column.name == "reported_start_utc" and form.reported:
            yield form.reported.date, _TIMES["reported"]
        elif column.name in by_field:
            yield by_field[column.name], column.meaning


def _fields(form: Map) -> Iterator[tuple[str, str]]:
    """Yield (column of the table, heading) for columns that one heading fills."""
    for name, parts in form.text.items():
        if len(parts) == 1:
            yield name, parts[0].column
    for section in (form.kinds, form.actors, form.numbers):
        for name, wanted in section.items():
            yield name, wanted.column
    if form.country:
        yield "country", form.country.column
    for name in ("lon", "lat", "radius_m"):
        if form.place and (heading := getattr(form.place, name)):
            yield name, heading


def _times(form: Map) -> Iterator[tuple[str, str]]:
    wanted = form.when
    if wanted is None:
        return
    time = wanted.time.column if wanted.time else None
    zones = [zones.column for zones in wanted.zones]
    for heading in (wanted.start, wanted.end, wanted.date, time, wanted.precision, *zones):
        if heading:
            yield heading, _TIMES[heading]
