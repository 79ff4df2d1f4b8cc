"""Whom a pronoun stands for: the nearest that fits, and nobody where two are as near."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import Final

from truce.read.document import Span
from truce.read.said.attribution import Attribution
from truce.read.said.names import Name, words
from truce.read.said.who import Register, Who

HE: Final = frozenset(["he", "she", "his", "her", "him", "hers", "himself", "herself"])
IT: Final = frozenset({"it", "its"})
THEY: Final = frozenset({"they", "their", "them", "both"})
FIRST: Final = frozenset(["i", "we", "my", "our", "me", "us"])
#: A pronoun reaches back this far and no further: code points, sentences.
_REACH, _SENTENCES = 2500, 9
#: What it is worth, in sentences, to be a subject and to have spoken; the least that parts two.
_SUBJECT, _SPOKE, _LEAST = 1.1, 0.8, 0.15


@dataclass(frozen=True, slots=True)
class _Heard:
    """Somebody who spoke, and where the words stand that say so."""

    at: int
    who: Who


@dataclass(frozen=True, slots=True)
class Asked:
    """Of which attribution the speaker is sought, what it lies within, and who speaks there."""

    one: Attribution
    above: Attribution | None = None
    over: Who | None = None

    @property
    def at(self) -> int:
        """Return where the source stands; 0 if there is none."""
        return self.one.source.start if self.one.source else 0


@dataclass(slots=True)
class Pronouns:
    """Who was named or heard so far, so that pronouns can be traced to them."""

    register: Register
    heard: list[_Heard] = field(default_factory=list[_Heard])

    def hear(self, source: Span | None, who: Who) -> None:
        """Note that somebody spoke."""
        if source is not None and who.speaker is not None:
            self.heard.append(_Heard(source.start, who))

    def find(self, word: str, asked: Asked) -> Who:
        """Return whom a pronoun in a source stands for."""
        if word in HE:
            return self._person(word, asked)
        if word in THEY:
            return self._several(word, asked.at, asked.over)
        return self._thing(word, asked.at, asked.over)

    def _person(self, word: str, asked: Asked) -> Who:
        gender, over = "he" if word in words("he") else "she", asked.over
        quote = self.register.quote(asked.at)
        quoted = quote is not None and quote != self._quote_of(asked.above)
        if over is not None and over.person and not quoted and self._fits(over, gender):
            return self._as(over, word, gender, f"“{word}” in what {over.speaker} says")
        barred = over.speaker if over is not None and quoted else None
        ranked = self._ranked(asked, gender, barred)
        if not ranked:
            return _nobody(word)
        sure = len(ranked) == 1 or ranked[0][0] - ranked[1][0] >= _LEAST
        if not sure:
            return Who(because=f"“{word}”: two are equally near")
        best = ranked[0][1]
        return self._as(best, word, gender, f"“{word}” after {best.speaker}")

    def _ranked(self, asked: Asked, gender: str, barred: str | None) -> list[tuple[float, Who]]:
        """Return the people whom a pronoun fits, nearest first, each once."""
        found: dict[str, tuple[float, Who]] = {}
        for near, who in self._people(asked.at, asked.one):
            if who.speaker and who.speaker != barred and self._fits(who, gender):
                known = found.get(who.speaker)
                if known is None or near > known[0]:
                    found[who.speaker] = (near, who)
        return sorted(found.values(), key=_near, reverse=True)

    def _people(self, at: int, one: Attribution) -> list[tuple[float, Who]]:
        here = self.register.sentence(at)
        found: list[tuple[float, Who]] = []
        for name in self.register.before(at, _REACH):
            if not self.register.is_person(name) or any(c.holds(name.span) for c in one.content):
                continue
            near = self._nearness(name.span.start, here, at)
            if near > -_SENTENCES and not self._apart(name, at):
                worth = near + (_SUBJECT if name.subject else 0.0)
                found.append((worth, self.register.named(name, "")))
        for heard in reversed(self.heard):
            if heard.who.person and heard.at < at and at - heard.at < _REACH:
                near = self._nearness(heard.at, here, at)
                found.append((near + _SUBJECT + _SPOKE, heard.who))
        return found

    def _nearness(self, start: int, here: int, at: int) -> float:
        return self.register.sentence(start) - here - (at - start) / 2000

    def _apart(self, name: Name, at: int) -> bool:
        """Return whether a name stands in a quotation in which the pronoun does not stand."""
        quote = self.register.quote(name.span.start)
        return quote is not None and not quote.start <= at < quote.end

    def _quote_of(self, above: Attribution | None) -> Span | None:
        return self.register.quote(above.cue.start) if above is not None and above.cue else None

    def _fits(self, who: Who, gender: str) -> bool:
        return self.register.genders.get(who.speaker or "", gender) == gender

    def _as(self, who: Who, word: str, gender: str, because: str) -> Who:
        if who.speaker:
            self.register.genders.setdefault(who.speaker, gender)
        return replace(who, because=because, stems_from=None)

    def _several(self, word: str, at: int, over: Who | None) -> Who:
        if over is not None and over.several:
            return replace(over, because=f"“{word}” in what {over.speaker} say", stems_from=None)
        near = [h for h in self.heard if h.at < at and at - h.at < _REACH]
        several = [h for h in near if h.who.several]
        pair = self.pair(at)
        if pair is not None and (not several or several[-1].at < pair[0]):
            return replace(pair[1], because=f"“{word}” after {pair[1].speaker}")
        others = several or [h for h in near if not h.who.person]
        if others:
            return replace(
                others[-1].who, because=f"“{word}” after {others[-1].who.speaker}", stems_from=None
            )
        return _nobody(word)

    def pair(self, at: int) -> tuple[int, Who] | None:
        """Return where two were last named together before a place, and who: "A and B"."""
        held = self.register.before(at, _REACH)
        text = self.register.parsed.text
        for place in range(len(held) - 1, 0, -1):
            first, second = held[place - 1], held[place]
            if text[first.span.end : second.span.start].strip() in {"and", "’s and", "'s and"}:
                both = [self.register.full(n) for n in (first, second)]
                return first.span.start, Who(
                    " and ".join(both), because="the two named together before", several=True
                )
        return None

    def _thing(self, word: str, at: int, over: Who | None) -> Who:
        if over is not None and over.speaker and not over.person and not over.several:
            return replace(over, because=f"“{word}” in what {over.speaker} says")
        here = self.register.sentence(at)
        found: list[tuple[float, Who]] = []
        for heard in self.heard:
            near_by = 0 < at - heard.at < _REACH
            if near_by and not heard.who.person and not heard.who.several:
                near = self._nearness(heard.at, here, at)
                found.append((near + _SPOKE, heard.who))
        for name in self.register.before(at, _REACH):
            if name.subject and not self.register.is_person(name) and not self._apart(name, at):
                near = self._nearness(name.span.start, here, at)
                found.append((near, self.register.named(name, "")))
        best = max(found, key=_near, default=None)
        if best is None or best[0] < -_SENTENCES:
            return _nobody(word)
        return replace(best[1], because=f"“{word}” after {best[1].speaker}")


def _near(held: tuple[float, Who]) -> float:
    return held[0]


def _nobody(word: str) -> Who:
    return Who(because=f"“{word}”: the text before names nobody it may stand for")
