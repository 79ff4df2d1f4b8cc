"""The map: a TOML file that says how a source's columns and words become a table's.

An adapter has one beside it; a case gives one to map a spreadsheet without code. Every column of
the source is named here: used, or ignored and why.
"""

from collections.abc import Iterator
from typing import Annotated, Literal, cast

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field


class _Section(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Part(_Section):
    """Text out of one column.

    `blank` lists cells that say nothing. With `words`, only the cells listed give a text, and that
    text is the word's. `label` stands before the text.
    """

    column: str
    label: str = ""
    blank: list[str] = Field(default_factory=list)
    words: dict[str, str] = Field(default_factory=dict)


def _part(value: object) -> object:
    return {"column": value} if isinstance(value, str) else value


def _list(value: object) -> object:
    several = cast("list[object]", value) if isinstance(value, list) else [value]
    return [_part(one) for one in several]


def _joined(value: object) -> object:
    return ";".join(map(str, cast("list[object]", value))) if isinstance(value, list) else value


#: A column's name, or a table; a list of them is joined by "; ".
OnePart = Annotated[Part, BeforeValidator(_part)]
Parts = Annotated[list[Part], BeforeValidator(_list)]
#: Kinds or actors, `;` joined or in a list; "" says that the word leaves it open.
Several = Annotated[str, BeforeValidator(_joined)]


class FileForm(_Section):
    """How the file is written; null means: found out from the file."""

    fallback: str | None = None
    delimiter: Literal[",", ";", "\t"] | None = None
    decimal: Literal[".", ","] = "."


class Rule(_Section):
    """Where the text of `column` matches a regular expression, a finer kind or one kind more.

    `kind` replaces each kind found that holds it; `adds` joins another thing that was hit too.
    """

    column: str
    matches: str
    kind: str | None = None
    adds: str | None = None


class Weapon(_Section):
    """The act that a weapon stands for; it counts where it is a finer kind of the act found."""

    column: str
    words: dict[str, str] = Field(default_factory=dict)


class Kinds(_Section):
    """A column of words that stand for kinds; a word that is itself a kind needs no entry."""

    column: str
    words: dict[str, Several] = Field(default_factory=dict)
    refine: list[Rule] = Field(default_factory=list[Rule])
    weapon: Weapon | None = None


class Names(_Section):
    """Words that stand for actors or countries; without `words` they pass as written."""

    column: str
    words: dict[str, Several] = Field(default_factory=dict)


class DayPart(_Section):
    """What a precision word says: hours from local midnight of the row's date or of `day`."""

    first: float = Field(default=0, ge=-9_000, le=9_000)
    last: float = Field(default=24, ge=-9_000, le=9_000)
    day: str | None = None


class Minutes(_Section):
    """What a precision word says of a clock time: so many minutes earlier or later."""

    about: float = Field(ge=0, le=1_000_000)


class TimeRule(_Section):
    """Where the text of `column` matches, the precision word `word` stands in place of the cell."""

    column: str
    matches: str
    word: str
    instead_of: str | None = None


class Zones(_Section):
    """A column whose words stand for time zones; a word that is itself a zone needs no entry."""

    column: str
    words: dict[str, str] = Field(default_factory=dict)


class When(_Section):
    """How the time of the event is written.

    `start` and `end` are moments (2025-03-18T18:00Z, a local time of the zone, or a day); where
    `start` is empty, `date` and `time`, or `date` and the `precision` word, say it. `zone` is the
    zone of all times without an offset, or null: then the first column of `zones` that knows one.
    """

    start: str | None = None
    end: str | None = None
    date: str | None = None
    time: OnePart | None = None
    precision: str | None = None
    means: dict[str, str | DayPart | Minutes] = Field(default_factory=dict)
    refine: list[TimeRule] = Field(default_factory=list[TimeRule])
    forms: list[str] = Field(default_factory=list)
    zone: str | None = None
    zones: list[Zones] = Field(default_factory=list[Zones])
    not_after_report: bool = False


class Reported(_Section):
    """When the row was published: a column of days or moments, and the zone of days.

    Without a zone a day is as wide as the Earth's zones make it.
    """

    date: str
    forms: list[str] = Field(default_factory=list)
    zone: str | None = None


class Place(_Section):
    """Coordinates in degrees (WGS 84), and how far off they can be: in metres, km, or by code.

    `metres` gives each code of `precision` a radius, or says that no disc surely holds the event.
    """

    lon: str
    lat: str
    radius_m: str | None = None
    radius_km: str | None = None
    precision: str | None = None
    metres: dict[str, float | Literal["unknown"]] = Field(default_factory=dict)


class Numbers(_Section):
    """A column of numbers; with `words`, only the cells listed give one."""

    column: str
    words: dict[str, float] = Field(default_factory=dict)
    blank: list[str] = Field(default_factory=list)


class Toll(_Section):
    """Deaths in the words of a column: a number, or low, best and high."""

    column: str
    words: dict[str, int | tuple[int, int, int]]


class Expect(_Section):
    """What the files should hold; where they do not, an issue says so.

    `required` null: every column that the map names. `rows` and `dates` are least and most.
    """

    required: list[str] | None = None
    rows: tuple[int, int] | None = None
    dates: tuple[str, str] | None = None


class Description(_Section):
    """What the case says about the source; it stands in place of what the adapter says."""

    publisher: str | None = None
    licence: str | None = None
    unit_of_record: str | None = None
    cannot_see: list[str] | None = None
    usual_lag: str | None = None
    citation: str | None = None


class Parameter(_Section):
    """A parameter that the case can set in truce.toml."""

    means: str
    required: bool = False


class Map(_Section):
    """A whole map. Field names are columns of the table that the adapter fills."""

    about: Description = Description()
    file: FileForm = FileForm()
    id: str | None = None
    text: dict[str, Parts] = Field(default_factory=dict)
    kinds: dict[str, Kinds] = Field(default_factory=dict)
    actors: dict[str, Names] = Field(default_factory=dict)
    country: Annotated[Names, BeforeValidator(_part)] | None = None
    when: When | None = None
    reported: Reported | None = None
    place: Place | None = None
    numbers: dict[str, Annotated[Numbers, BeforeValidator(_part)]] = Field(default_factory=dict)
    deaths: Toll | None = None
    used: dict[str, str] = Field(default_factory=dict)
    ignored: dict[str, str] = Field(default_factory=dict)
    expect: Expect = Expect()
    parameters: dict[str, Parameter] = Field(default_factory=dict)
    takes_map: bool = False

    def columns(self) -> set[str]:
        """Return the names of all columns of the source that the map uses."""
        named = {self.id} if self.id else set[str]()
        return named | set(self.used) | set(_columns(self))


#: Keys of the sections that name a column of the source.
_NAMING = ("column", "start", "end", "date", "precision", "lon", "lat", "radius_m", "radius_km")


def _columns(section: object) -> Iterator[str]:
    """Yield every column that a section, or one within it, names."""
    if isinstance(section, BaseModel):
        for name in type(section).model_fields:
            value: object = getattr(section, name)
            if name in _NAMING and isinstance(value, str):
                yield value
            else:
                yield from _columns(value)
    elif isinstance(section, dict):
        yield from _columns([*cast("dict[str, object]", section).values()])
    elif isinstance(section, list):
        for value in cast("list[object]", section):
            yield from _columns(value)
