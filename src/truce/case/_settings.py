"""`truce.toml`: what a case is called, in which zone it reports, and which sources it has."""

import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from difflib import get_close_matches
from typing import Final, cast

from truce.issues import Issue, Mark, TruceError
from truce.when import check_zone

FILE: Final = "truce.toml"
_ID: Final = re.compile(r"[a-z0-9]+(?:[-_.@][a-z0-9]+)*")
_CASE_KEYS: Final = ("name", "title", "zone", "sources")
_SOURCE_KEYS: Final = ("id", "adapter", "files", "map", "parameters")
_HEADER: Final = re.compile(r"\s*\[\[?\s*([\w.-]+)\s*\]\]?")


@dataclass(frozen=True, slots=True, kw_only=True)
class Declared:
    """A source as the case declares it; `files` and `map` are names inside the case."""

    id: str
    adapter: str
    files: tuple[str, ...]
    map: str | None = None
    parameters: Mapping[str, str] = field(default_factory=dict[str, str])
    at: Mark


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """A case's name (used in file names), title, reporting zone (IANA) and sources."""

    name: str
    title: str
    zone: str
    sources: tuple[Declared, ...]


def settings(content: bytes) -> Settings:
    """Return the settings; raises TruceError with every fault found, each with its line."""
    text = _text(content)
    try:
        found: dict[str, object] = tomllib.loads(text)
    except (tomllib.TOMLDecodeError, RecursionError) as fault:
        raise _not_toml(str(fault)) from None
    reader = _Reader(text)
    made = Settings(
        name=reader.id(found, "name", 0),
        title=reader.text(found, "title", 0),
        zone=reader.zone(found),
        sources=tuple(reader.sources(found)),
    )
    reader.known(found, _CASE_KEYS, 0)
    if reader.faults:
        raise TruceError(*sorted(reader.faults, key=lambda i: _line(i.at)))
    return made


class _Reader:
    """Takes values out of the parsed file and notes what is wrong with them.

    A section is 0 for the case itself and n for the n-th source.
    """

    def __init__(self, text: str) -> None:
        self.places = dict(_places(text))
        self.faults: list[Issue] = []

    def at(self, section: int, key: str) -> Mark:
        line = self.places.get((section, key)) or self.places.get((section, ""), 0)
        return Mark(file=FILE, line=line)

    def fault(self, section: int, key: str, message: str, hint: str) -> None:
        at = str(self.at(section, key))
        self.faults.append(
            Issue(stage="case", severity="error", at=at, message=message, hint=hint, field=key)
        )

    def text(self, found: Mapping[str, object], key: str, section: int) -> str:
        value = found.get(key)
        if isinstance(value, str) and value.strip():
            return value
        what = "is missing" if value is None else "must be words in quotes"
        self.fault(section, key, f"`{key}` {what}.", f"Write {_SHAPES[key]}.")
        return ""

    def id(self, found: Mapping[str, object], key: str, section: int) -> str:
        value = self.text(found, key, section)
        if value and not _ID.fullmatch(value):
            hint = "Use small letters, digits and - _ . @ between them, as in energy-2025."
            self.fault(section, key, f"`{value}` cannot be used as a name for files.", hint)
        return value

    def zone(self, found: Mapping[str, object]) -> str:
        value = self.text(found, "zone", 0)
        try:
            return check_zone(value) if value else ""
        except ValueError as fault:
            self.fault(0, "zone", f"{fault}.", "")
            return ""

    def sources(self, found: Mapping[str, object]) -> Iterator[Declared]:
        listed = _tables(found.get("sources", []))
        if listed is None:
            self.fault(0, "sources", "`sources` must be tables.", "Begin each with [[sources]].")
            return
        ids: list[str] = []
        for section, source in enumerate(listed, 1):
            yield self._source(source, section)
            ids.append(str(source.get("id")))
            if ids[-1] in ids[:-1]:
                first = self.at(ids.index(ids[-1]) + 1, "id")
                said = f"`{ids[-1]}` is the id of another source too, at {first}."
                self.fault(section, "id", said, "Give each source an id of its own.")

    def _source(self, source: Mapping[str, object], section: int) -> Declared:
        self.known(source, _SOURCE_KEYS, section)
        return Declared(
            id=self.id(source, "id", section),
            adapter=self.text(source, "adapter", section),
            files=self._files(source, section),
            map=self.text(source, "map", section) if "map" in source else None,
            parameters=self._parameters(source, section),
            at=self.at(section, "id"),
        )

    def _files(self, source: Mapping[str, object], section: int) -> tuple[str, ...]:
        names = source.get("files")
        listed = cast("list[object]", names) if isinstance(names, list) else []
        if listed and all(isinstance(name, str) for name in listed):
            return tuple(map(str, listed))
        said = "`files` is missing." if names is None else "`files` must be a list of file names."
        self.fault(section, "files", said, f"Write {_SHAPES['files']}.")
        return ()

    def _parameters(self, source: Mapping[str, object], section: int) -> dict[str, str]:
        given = source.get("parameters", {})
        if isinstance(given, dict):
            return {str(k): str(v) for k, v in cast("dict[str, object]", given).items()}
        hint = 'Write parameters = { release = "25.1" }.'
        self.fault(section, "parameters", "`parameters` must be a table.", hint)
        return {}

    def known(self, found: Iterable[str], keys: tuple[str, ...], section: int) -> None:
        for key in found:
            if key not in keys:
                near = get_close_matches(key, keys, n=1, cutoff=0.5)
                hint = f"Did you mean `{near[0]}`?" if near else f"Known: {', '.join(keys)}."
                self.fault(section, key, f"truce does not know the key `{key}`.", hint)


_SHAPES: Final = {
    "name": 'name = "energy-2025"',
    "title": 'title = "What the case is about"',
    "zone": 'zone = "Europe/Vienna"',
    "id": 'id = "the-source"',
    "adapter": 'adapter = "records-csv"',
    "files": 'files = ["raw/incidents.csv"]',
    "map": 'map = "raw/incidents.toml"',
}


def _text(content: bytes) -> str:
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as fault:
        line = content.count(b"\n", 0, fault.start) + 1
        raise _not_toml(f"not UTF-8 text (at line {line})") from None


def _not_toml(why: str) -> TruceError:
    place = re.search(r" \(at (?:line (\d+)(?:, column (\d+))?|end of document)\)", why)
    line, column = (int(n or 0) for n in place.groups()) if place else (0, 0)
    said = why.replace(place.group(), "") if place else why
    return TruceError(
        Issue(
            stage="case",
            severity="error",
            at=str(Mark(file=FILE, line=line, column=column)),
            message=f"this is not TOML: {said}.",
            hint='Write key = "value", one a line.',
        )
    )


def _places(text: str) -> Iterator[tuple[tuple[int, str], int]]:
    """Yield where each key stands: (section, key) -> line; the key is empty for a section's head.

    A look at the lines, not a second parser: it only serves to tell a person where to look.
    """
    section, table = 0, ""
    for number, line in enumerate(text.splitlines(), 1):
        if head := _HEADER.match(line):
            table = head.group(1)
            section += line.strip().startswith("[[sources")
            yield (section if table.startswith("sources") else 0, ""), number
        elif "=" in line and not table.startswith("sources."):
            key = line.partition("=")[0].strip().strip("\"'")
            yield (section if table == "sources" else 0, key), number


def _tables(value: object) -> list[dict[str, object]] | None:
    if not isinstance(value, list):
        return None
    listed = cast("list[object]", value)
    if not all(isinstance(table, dict) for table in listed):
        return None
    return cast("list[dict[str, object]]", listed)


def _line(at: str) -> int:
    return int(at.rpartition(":")[2]) if at.rpartition(":")[2].isdigit() else 0
