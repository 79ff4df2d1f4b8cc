"""What words are about: kinds of things and acts, and topics that are neither."""

import re
import tomllib
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from itertools import pairwise
from typing import Final, Literal

from truce.read.document import Span
from truce.what import TreeName, tree

Where = Literal["things", "acts", "topics"]


@dataclass(frozen=True, slots=True)
class Hit:
    """Words of a text and the topics they stand for, mostly one."""

    span: Span
    topics: tuple[str, ...]


#: The words of a phrase, and the topics it names.
_Entry = tuple[tuple[str, ...], tuple[str, ...]]
#: A stem has no fewer letters, and no word needs more of its beginning looked up.
_STEM: Final = range(3, 18)


@dataclass(frozen=True, slots=True)
class _Phrases:
    """Phrases by their first word, the longest first; where each topic belongs; which are broad.

    In `stems` the words of a phrase are only the beginnings of those in a text.
    """

    by_word: dict[str, list[_Entry]]
    stems: dict[str, list[_Entry]]
    where: dict[str, Where]
    broad: frozenset[str]


_WORD: Final = re.compile(r"\w+")
_GAP: Final = re.compile(r"[\s‐‑-]{1,2}")


def hits(text: str, within: Span) -> tuple[Hit, ...]:
    """Return the words within a span that name topics, the longest where several overlap."""
    return tuple(_hits(text, within))


def _hits(text: str, within: Span) -> Iterator[Hit]:
    words = [Span(*found.span()) for found in _WORD.finditer(text, within.start, within.end)]
    at = 0
    while at < len(words):
        size, topics = _longest(text, words, at)
        if topics:
            yield Hit(Span(words[at].start, words[at + size - 1].end), topics)
        at += max(1, size)


def _longest(text: str, words: list[Span], at: int) -> tuple[int, tuple[str, ...]]:
    first = words[at].of(text).lower()
    for phrase, topics in _phrases().by_word.get(first, []):
        if _said(text, words, at, phrase, str.__eq__):
            return len(phrase), () if _in_name(text, words, at, len(phrase)) else topics
    for size in reversed(_STEM if not first.isascii() else ()):
        for phrase, topics in _phrases().stems.get(first[:size], []):
            if _said(text, words, at, phrase, str.startswith):
                return len(phrase), topics
    return 0, ()


def _said(
    text: str,
    words: list[Span],
    at: int,
    phrase: tuple[str, ...],
    same: Callable[[str, str], bool],
) -> bool:
    """Return whether a phrase stands in the text at a word, its words close together."""
    run = words[at : at + len(phrase)]
    gaps = (_GAP.fullmatch(text, a.end, b.start) for a, b in pairwise(run))
    return (
        len(run) == len(phrase)
        and all(same(word.of(text).lower(), part) for word, part in zip(run, phrase, strict=True))
        and all(gaps)
    )


def _in_name(text: str, words: list[Span], at: int, size: int) -> bool:
    """Return whether a word is part of a name, as in "Port Elan": a capital, and one after it."""
    if size > 1 or at + 1 >= len(words) or not text[words[at].start].isupper():
        return False
    after = words[at + 1]
    close = text[words[at].end : after.start] == " " and text[after.start].isupper()
    return close and after.of(text).lower() not in _phrases().by_word


def where(topic: str) -> Where:
    """Return whether a topic is a kind of things or of acts, or neither (`topics`)."""
    return _phrases().where[topic]


def broad(topic: str) -> bool:
    """Return whether a topic is in nearly every text, so that it alone joins nothing."""
    return topic in _phrases().broad


def narrow(topics: Iterable[str]) -> frozenset[str]:
    """Return the topics that are not broad."""
    return frozenset(topic for topic in topics if not broad(topic))


def related(one: str, two: str) -> bool:
    """Return whether two topics are the same, or one is a kind of the other."""
    if one == two:
        return True
    kind = where(one)
    if kind == "topics" or kind != where(two):
        return False
    trunk = tree(kind)
    if trunk.root in (one, two):
        return False
    return trunk.holds(one, two) or trunk.holds(two, one)


def said(topic: str) -> str:
    """Return a topic as a reader sees it: `power_grid` is `power grid`."""
    return topic.replace("_", " ")


@cache
def _phrases() -> _Phrases:
    table = tomllib.loads((files("truce.read.compare") / "topics.toml").read_text("utf-8"))
    kinds: tuple[Where, ...] = ("things", "acts", "topics")
    place: dict[str, Where] = {topic: kind for kind in kinds for topic in table[kind]}
    rows = [(t, row) for kind in kinds for t, row in table[kind].items()]
    entries = [(row["words"], (topic,)) for topic, row in rows]
    entries += [(row["words"], tuple(row["kinds"])) for row in table["several"]]
    stems = [(tuple(s.split()), (t,)) for t, words in table["stems"].items() for s in words]
    forms = [(form, topics) for words, topics in entries for w in words for form in _forms(w)]
    wide = frozenset(topic for topic, row in rows if row.get("broad"))
    return _Phrases(_by_first(forms), _by_first(stems), place, wide)


def _by_first(entries: list[_Entry]) -> dict[str, list[_Entry]]:
    found: dict[str, list[_Entry]] = {}
    for entry in sorted(entries, key=lambda entry: (-len(entry[0]), entry)):
        found.setdefault(entry[0][0], []).append(entry)
    return found


def _forms(phrase: str) -> set[tuple[str, ...]]:
    """Return a phrase in its words, and with its last word, or that before "of", in the plural."""
    words = tuple(_WORD.findall(phrase.lower()))
    noun = words.index("of") - 1 if "of" in words[1:] else len(words) - 1
    return {words, (*words[:noun], _plural(words[noun]), *words[noun + 1 :])}


def _plural(word: str) -> str:
    if word.endswith("y") and word[-2:-1] not in "aeou":
        return f"{word[:-1]}ies"
    return f"{word}es" if word.endswith(("s", "x", "ch", "sh")) else f"{word}s"


def check() -> None:
    """Raise ValueError for a topic said to be a kind that the trees do not have."""
    names: tuple[TreeName, ...] = ("things", "acts")
    for topic, kind in _phrases().where.items():
        for name in names:
            if kind == name:
                tree(name).check(topic)
