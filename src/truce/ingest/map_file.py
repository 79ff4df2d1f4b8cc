"""Map text -> Map, or every fault in it at once: what, where, what to do."""

import codecs
import re
import tomllib
from collections.abc import Iterable, Iterator
from difflib import get_close_matches
from typing import Final

import polars as pl
from pydantic import ValidationError

from truce import when
from truce.ingest.mapping import Kinds, Map, When
from truce.issues import Issue, TruceError
from truce.kleene import split
from truce.tables import Table
from truce.what import TreeName, tree

#: The columns of kinds, and the tree each is a kind of.
TREES: Final[dict[str, TreeName]] = {"object": "things", "kind": "things", "act": "acts"}
#: What identifies a row and what was published: neither a map nor a person's correction says it.
FIXED: Final = frozenset(
    {"record", "site", "total", "source", "file", "row_number", "source_row", "row_hash", "words"}
)
ACTORS: Final = ("perpetrators", "claimant_side", "held_by", "against")
_NOT_TEXT: Final = FIXED | {*TREES, *ACTORS, "country"}


def load_map(text: str, name: str, table: Table) -> Map:
    """Return the map of `table` that `text` (TOML) holds.

    Raises TruceError with an issue for each fault: not TOML, an unknown key, a field that the table
    does not have, a kind that does not exist, a zone, word or pattern that cannot be used.
    """
    try:
        form = Map.model_validate(tomllib.loads(text))
    except tomllib.TOMLDecodeError as fault:
        raise TruceError(_not_toml(str(fault), name)) from None
    except RecursionError:
        raise TruceError(_issue(name, "the map is nested too deeply to be read.")) from None
    except ValidationError as fault:
        raise TruceError(*_invalid(fault, text, name)) from None
    if faults := list(_faults(form, table)):
        raise TruceError(*(_issue(_at(name, text, key), message) for key, message in faults))
    return form


def _issue(at: str, message: str) -> Issue:
    return Issue(stage="ingest", severity="error", at=at, message=message)


def _not_toml(fault: str, name: str) -> Issue:
    place = re.search(r" \(at line (\d+), column (\d+)\)$", fault)
    at = f"{name}:{place[1]}:{place[2]}" if place else name
    return _issue(at, f"the map is not TOML: {fault[: place.start()] if place else fault}.")


def _at(name: str, text: str, key: str) -> str:
    """Return the place of the first line on which the word stands, or the file as a whole."""
    for number, line in enumerate(text.splitlines(), start=1):
        if key and key in line:
            return f"{name}:{number}"
    return name


def _invalid(fault: ValidationError, text: str, name: str) -> Iterator[Issue]:
    for error in fault.errors(include_url=False, include_context=False):
        path = ".".join(str(step) for step in error["loc"])
        last = str(error["loc"][-1]) if error["loc"] else ""
        if error["type"] == "extra_forbidden":
            message = f"`{path}` is not a key that a map has.{_near(last, Map.model_fields)}"
        else:
            message = f"`{path}`: {error['msg']}."
        yield _issue(_at(name, text, last), message)


def _near(word: str, known: Iterable[str]) -> str:
    near = get_close_matches(word, list(known), n=1)
    return f" Did you mean `{near[0]}`?" if near else ""


def _faults(form: Map, table: Table) -> Iterator[tuple[str, str]]:
    """Yield (the key or word at fault, what is wrong with it)."""
    yield from _field_faults(form, table)
    for name, kinds in form.kinds.items():
        yield from _kind_faults(name, kinds)
    yield from _file_faults(form)
    if form.when is not None:
        yield from _when_faults(form.when)
    zone = form.reported.zone if form.reported else None
    yield from _valued(zone, zone, when.check_zone)
    for column in sorted(form.columns() & set(form.ignored)):
        yield column, f"column `{column}` is both used and ignored; take it out of one."


def _field_faults(form: Map, table: Table) -> Iterator[tuple[str, str]]:
    schema = table.schema
    wanted = {
        "text": [n for n, t in schema.items() if t == pl.String and n not in _NOT_TEXT],
        "kinds": [n for n in schema if n in TREES],
        "actors": [n for n in schema if n in ACTORS],
        "numbers": [n for n, t in schema.items() if t.is_numeric()],
    }
    for section, known in wanted.items():
        for name in getattr(form, section):
            if name not in known:
                yield (
                    name,
                    f"`{section}.{name}`: the table of {table.name} has no such column; "
                    f"[{section}] can hold {', '.join(known) or 'nothing'}.{_near(name, known)}",
                )


def _kind_faults(name: str, kinds: Kinds) -> Iterator[tuple[str, str]]:
    trunk = tree(TREES.get(name, "things"))
    for word, several in kinds.words.items():
        for kind in split(several):
            yield from _valued(word, kind, trunk.check)
    for rule in kinds.refine:
        yield from _pattern_faults(rule.matches)
        if (rule.kind is None) == (rule.adds is None):
            yield rule.matches, f"the rule `{rule.matches}` needs either `kind` or `adds`."
        yield from _valued(rule.matches, rule.kind or rule.adds, trunk.check)
    for word, act in (kinds.weapon.words if kinds.weapon else {}).items():
        yield from _valued(word, act or None, trunk.check)


def _file_faults(form: Map) -> Iterator[tuple[str, str]]:
    if encoding := form.file.fallback:
        try:
            codecs.lookup(encoding)
        except LookupError:
            yield encoding, f"`{encoding}` is not an encoding; write it as windows-1252."
    for bound in form.expect.dates or ():
        yield from _valued(bound, bound, when.moment)


def _when_faults(times: When) -> Iterator[tuple[str, str]]:
    yield from _valued(times.zone, times.zone, when.check_zone)
    for zones in times.zones:
        for word, zone in zones.words.items():
            yield from _valued(word, zone, when.check_zone)
    for word, part in times.means.items():
        if isinstance(part, str) and part not in when.WORDS:
            yield word, f"`{part}` is no part of a day; use one of {', '.join(when.WORDS)}."
    for rule in times.refine:
        yield from _pattern_faults(rule.matches)
        if rule.word not in times.means and rule.word not in when.WORDS:
            yield rule.word, f"`{rule.word}` does not stand under [when.means]."


def _pattern_faults(pattern: str) -> Iterator[tuple[str, str]]:
    try:
        pl.Series([""]).str.contains(pattern)
    except pl.exceptions.ComputeError as fault:
        why = re.findall(r"^error: (.+)$", str(fault), re.MULTILINE) or [str(fault)]
        yield pattern, f"`{pattern}` is not a pattern that can be used: {why[-1]}."


def _valued(key: str | None, value: str | None, check: object) -> Iterator[tuple[str, str]]:
    if key is None or value is None or not callable(check):
        return
    try:
        check(value)
    except ValueError as fault:
        yield key, f"`{key}`: {fault}" if key != value else f"{fault}"
