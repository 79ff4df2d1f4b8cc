"""Whom a source stands for: the fullest name in the text, by its stem, since names decline."""

import re
from bisect import bisect_left, insort
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Final, Literal

from truce.read.document import Document, Span
from truce.read.slavic.words import Lexicon, lexicon, plain, words_of
from truce.read.statement import Statement

_CAPITAL: Final = re.compile(r"[A-ZА-ЯІЇЄҐЁ][\w'’ʼ-]*[a-zа-яіїєґё]")
_FEMALE: Final = re.compile(r"\w+ла(?:ся|сь)?")
_MALE: Final = re.compile(r"\w+[вл](?:ся|сь)?")
_TITLE_REACH: Final = 7
#: How many mentions back a word that stands for a name is looked up.
_REACH: Final = 20

Gender = Literal["he", "she"]


@dataclass(frozen=True, slots=True)
class _Who:
    name: str
    organisation: str | None
    because: str
    person: bool = True


@dataclass(frozen=True, slots=True)
class _Mention:
    """A person named or speaking at a place; `title` is the first word before the name."""

    start: int
    who: _Who
    gender: Gender | None
    title: str = ""


def spoken(document: Document, statements: Sequence[Statement]) -> tuple[Statement, ...]:
    """Return the statements with speaker and organisation, each as it stands in the text.

    A name is given in the case in which it is the subject, where it stands so in the text.
    """
    return tuple(_Names(document, lexicon()).all(statements))


class _Names:
    def __init__(self, document: Document, words: Lexicon) -> None:
        self._document = document
        self._text = document.text
        self._words = words
        self._known: dict[str, list[tuple[str, str | None]]] = {}
        self._seen: dict[str, list[tuple[str, str | None]]] = {}
        self._mentions: list[_Mention] = []

    def all(self, statements: Sequence[Statement]) -> Iterator[Statement]:
        for paragraph in self._document.body:
            self._read(paragraph)
        for one in statements:
            if one.source is not None and not self._behind(one):
                name, body = self._parted(one.source)
                if name is not None and " " in name:
                    _keep(self._known, name, body)
        for one in statements:
            who = self._who(one)
            if who is None:
                yield one
                continue
            if who.person and one.source is not None:
                gender = self._gender(one) or _by_name(who.name)
                mention = _Mention(one.source.start, who, gender)
                insort(self._mentions, mention, key=lambda one: one.start)
            yield replace(one, speaker=who.name, organisation=who.organisation, because=who.because)

    def _read(self, paragraph: Span) -> None:
        """Learn the names in a paragraph: two capitals in a row, and those behind a title."""
        words = list(words_of(self._text, paragraph))
        for at, word in enumerate(words):
            if self._words.has("titles", word.of(self._text)):
                self._titled(words[at : at + _TITLE_REACH])
            run = words[at : at + 2]
            if at and len(run) == 2 and self._is_pair(words[at - 1], run):
                _keep(self._seen, self._text[run[0].start : run[1].end], None)

    def _is_pair(self, before: Span, run: Sequence[Span]) -> bool:
        gaps = (self._text[before.end : run[0].start], self._text[run[0].end : run[1].start])
        capital = [bool(_CAPITAL.fullmatch(word.of(self._text))) for word in (before, *run)]
        return capital == [False, True, True] and all(gap.isspace() for gap in gaps)

    def _titled(self, words: Sequence[Span]) -> None:
        run: list[Span] = []
        for one in words[1:]:
            parted = not self._text[words[0].end if not run else run[-1].end : one.start].isspace()
            if _CAPITAL.fullmatch(one.of(self._text)) and not (run and parted):
                run.append(one)
            elif run or self._text[one.end : one.end + 1] in (",", ".", ";", ":"):
                break
        if len(run) < 2:
            return
        name, body = self._parted(Span(words[0].start, run[-1].end))
        if name is not None and " " in name:
            _keep(self._known, name, body)
            who = _Who(name, body, "named in the text")
            title = plain(words[0].of(self._text))
            mention = _Mention(run[0].start, who, _by_name(name), title)
            insort(self._mentions, mention, key=lambda one: one.start)

    def _behind(self, one: Statement) -> bool:
        """Return whether the source stands behind `according to`: there it is declined."""
        return one.cue is not None and bool(self._words.according.fullmatch(one.cue.of(self._text)))

    def _parted(self, source: Span) -> tuple[str | None, str | None]:
        """Return the name at the end of a source, and the body named before it in its title."""
        text = self._text
        listed = list(words_of(text, Span(source.start, self._head(source))))
        run: list[Span] = []
        while listed and _CAPITAL.fullmatch(listed[-1].of(text)):
            run.insert(0, listed.pop())
        if not listed and run and (len(run) > 2 or self._words.has("titles", run[0].of(text))):
            listed = [run.pop(0)]
        if not run:
            return None, None
        name, body = (run[-2:], run[:-2]) if listed else (run, [])
        if len(run) == 1 and listed and not self._known_as(run[0].of(text)):
            return None, run[0].of(text)  # a title and the body it is of
        first = body[0].start if body else None
        return text[name[0].start : name[-1].end], text[first : body[-1].end] if body else None

    def _head(self, source: Span) -> int:
        """Return where a source ends without what is inserted behind its name."""
        comma = self._text.find(",", source.start, source.end)
        return comma if comma > 0 else source.end

    def _known_as(self, name: str) -> tuple[str, str | None] | None:
        """Return the fullest name in the text, with its body, that a name may be short for."""
        wanted = plain(name).split()
        for names in (self._known, self._seen):
            for known, body in reversed(names.get(_key(wanted[-1]), [])):
                parts = plain(known).split()
                if len(wanted) == 1 and _same(parts[0], wanted[0]):
                    return known, body
                if all(map(_same, parts[-len(wanted) :], wanted)) and len(parts) >= len(wanted):
                    return known, body
        return None

    def _who(self, one: Statement) -> _Who | None:
        if one.source is None:
            return self._publisher("the whole document is theirs")
        said = one.source.of(self._text)
        if self._words.has("unnamed", said):
            return None
        return self._stands_for(one.source, said) or self._named(one.source, said)

    def _stands_for(self, source: Span, said: str) -> _Who | None:
        """Return whom a pronoun or a bare title stands for, if one named before fits."""
        if self._words.has("we", said) or self._is_publisher(said):
            return self._publisher("the publisher speaks")
        if self._words.has("he", said):
            return self._before(source, said, "he")
        if self._words.has("she", said):
            return self._before(source, said, "she")
        if self._words.has("titles", said):
            return self._before(source, said, None, plain(said))
        return None

    def _named(self, source: Span, said: str) -> _Who | None:
        if any(self._words.has(group, said) for group in ("we", "he", "she")):
            return None
        name, body = self._parted(source)
        if name is not None and (known := self._known_as(name)):
            return _Who(known[0], known[1] or body, "named in the text")
        if name is not None:
            return _Who(name, body, "named in the source, as written")
        return _Who(said, body, "not named: as the source is written")

    def _publisher(self, because: str) -> _Who | None:
        whole = self._document.whole()
        return _Who(whole, None, because, person=False) if whole else None

    def _before(
        self, source: Span, said: str, gender: Gender | None, title: str = ""
    ) -> _Who | None:
        """Return the last one named before a word that stands for them, if the gender agrees."""
        place = bisect_left(self._mentions, source.start, key=lambda one: one.start)
        earlier = self._mentions[max(0, place - _REACH) : place]
        if title:
            earlier = [one for one in earlier if one.title == title]
        if not earlier:
            return None
        last = earlier[-1]
        if gender is not None and last.gender not in (None, gender):
            return None
        return replace(last.who, because=f"`{said}`: the last one named before")

    def _is_publisher(self, said: str) -> bool:
        publisher = self._document.whole()
        return publisher is not None and plain(publisher).startswith(plain(said))

    def _gender(self, one: Statement) -> Gender | None:
        if one.source is not None and self._words.has("she", one.source.of(self._text)):
            return "she"
        last = one.cue.of(self._text).split()[-1] if one.cue else ""
        if _FEMALE.fullmatch(last):
            return "she"
        return "he" if _MALE.fullmatch(last) else None


def _keep(names: dict[str, list[tuple[str, str | None]]], name: str, body: str | None) -> None:
    """Keep a name under each of its words; of one word, only the latest few are looked through."""
    for word in plain(name).split():
        listed = names.setdefault(_key(word), [])
        listed.append((name, body))
        del listed[:-_REACH]


def _key(word: str) -> str:
    return word[:3]


def _by_name(name: str) -> Gender | None:
    """Return the gender that a first name seems to have; null where its ending does not tell."""
    first, *rest = name.split()
    if not rest:
        return None
    if first[-1] in "ая":
        return "she" if rest[-1][-1] in "ая" else None
    return None if first[-1] in "аеёиоуыэюяіїє" else "he"


def _same(one: str, other: str) -> bool:
    """Return whether two words are one name in two cases: alike up to an ending."""
    shared = 0
    while shared < min(len(one), len(other)) and one[shared] == other[shared]:
        shared += 1
    return shared >= 3 and max(len(one), len(other)) - shared <= 3
