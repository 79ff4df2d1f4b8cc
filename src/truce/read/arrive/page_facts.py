"""What a page's markup states of itself: linked data, meta elements, the language."""

import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from html import unescape
from typing import Final, cast

from truce.read.arrive.arrived import Stated
from truce.read.arrive.markup import Token

#: Linked data longer than this is not read.
_LONGEST: Final = 500_000
_DEEPEST: Final = 12
_META: Final = {
    "article:published_time": "published",
    "og:article:published_time": "published",
    "datepublished": "published",
    "date": "published",
    "dc.date": "published",
    "dc.date.issued": "published",
    "dcterms.issued": "published",
    "pubdate": "published",
    "parsely-pub-date": "published",
    "sailthru.date": "published",
    "article:modified_time": "modified",
    "og:updated_time": "modified",
    "datemodified": "modified",
    "last-modified": "modified",
    "og:site_name": "publisher",
    "application-name": "publisher",
    "dc.publisher": "publisher",
    "author": "author",
    "dc.creator": "author",
    "parsely-author": "author",
    "article:author": "author",
}
_LINKED: Final = {
    "datePublished": "published",
    "dateModified": "modified",
    "publisher": "publisher",
    "author": "author",
    "creator": "author",
    "inLanguage": "language",
}


@dataclass(slots=True)
class Facts:
    """What is stated so far; linked data goes before meta elements, and those before the rest.

    `titles` are the page's titles, which its headline is part of.
    """

    _linked: list[tuple[str, Stated]] = field(default_factory=list[tuple[str, Stated]])
    _meta: list[tuple[str, Stated]] = field(default_factory=list[tuple[str, Stated]])
    _rest: list[tuple[str, Stated]] = field(default_factory=list[tuple[str, Stated]])
    titles: list[str] = field(default_factory=list[str])
    _linked_next: bool = False
    _skipped: int = 0

    def tag(self, token: Token) -> None:
        """Take what a tag states."""
        said = token.attributes
        self._linked_next = token.name == "script" and "ld+json" in said.get("type", "")
        if token.name == "meta":
            self._of_meta(said)
        elif token.name == "html" and said.get("lang"):
            self._rest.append(("language", Stated(value=said["lang"], where="the page's lang")))
        elif token.name == "time" and said.get("datetime"):
            self._rest.append(
                ("published", Stated(value=said["datetime"], where="the first time element"))
            )

    def raw(self, name: str, inside: str) -> None:
        """Take the page's title, and what a script states if it is linked data."""
        if name == "title":
            self.titles.append(unescape(inside))
        if name != "script" or not self._linked_next:
            return
        try:
            data: object = json.loads(inside) if len(inside) <= _LONGEST else None
        except (ValueError, RecursionError):
            data = None
        if data is None:
            self._skipped += 1
            return
        self._linked.extend(_of_linked(data, 0))

    def stated(self) -> dict[str, tuple[Stated, ...]]:
        """Return what is stated, best first, under `published`, `publisher`, `author` ..."""
        found: dict[str, list[Stated]] = {}
        for source in (self._linked, self._meta, self._rest):
            known = set(found)
            for key, said in source:
                if key not in known:
                    found.setdefault(key, []).append(said)
        return {key: tuple(said) for key, said in found.items()}

    def notes(self) -> list[str]:
        """Return notes on what could not be read, and on a stated change."""
        changed = self.stated().get("modified", ())
        notes = [f"modified {one.value} (from {one.where})" for one in changed[:1]]
        if self._skipped:
            notes.append(f"{self._skipped} pieces of linked data are damaged or too large to read")
        return notes

    def _of_meta(self, said: dict[str, str]) -> None:
        name = said.get("property") or said.get("name") or said.get("itemprop") or ""
        key, value = _META.get(name.lower()), said.get("content", "").strip()
        if name.lower() in ("og:title", "twitter:title"):
            self.titles.append(value)
        if key and value and not (key == "author" and "://" in value):
            self._meta.append((key, Stated(value=value, where=f"the meta element `{name}`")))


def _of_linked(data: object, depth: int) -> Iterator[tuple[str, Stated]]:
    """Yield what linked data states, wherever an article in it says so."""
    if depth > _DEEPEST:
        return
    if isinstance(data, list):
        for one in cast("list[object]", data):
            yield from _of_linked(one, depth + 1)
    if not isinstance(data, dict):
        return
    thing = cast("dict[str, object]", data)
    yield from _of_linked(thing.get("@graph"), depth + 1)
    if "datePublished" not in thing and "headline" not in thing:
        return
    for name, key in _LINKED.items():
        for value in _values(thing.get(name), depth):
            yield key, Stated(value=value, where=f"the page's linked data (`{name}`)")


def _values(said: object, depth: int) -> Iterator[str]:
    if isinstance(said, str) and said.strip() and "://" not in said:
        yield said.strip()
    elif isinstance(said, dict):
        yield from _values(cast("dict[str, object]", said).get("name"), depth + 1)
    elif isinstance(said, list) and depth <= _DEEPEST:
        for one in cast("list[object]", said):
            yield from _values(one, depth + 1)
