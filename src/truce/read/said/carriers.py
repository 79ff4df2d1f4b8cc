"""The document a statement stems from: "in a readout", "wrote on ..."."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from itertools import takewhile
from typing import TYPE_CHECKING, Final

from truce.read.said.attribution import Attribution
from truce.read.said.names import words
from truce.read.said.who import Register, Who

if TYPE_CHECKING:
    from spacy.tokens import Token

_IN: Final = frozenset({"in", "via", "through"})
_GOES_ON: Final = frozenset(["added", "adds", "adding", "continued", "continues", "continuing"])


@dataclass(slots=True)
class Carriers:
    """Which documents statements stem from, as told so far, in the order of the text."""

    register: Register
    held: dict[str, str] = field(default_factory=dict[str, str])
    last: Who | None = None
    joint: str | None = None

    def carried(self, one: Attribution, over: Who | None, who: Who) -> Who:
        """Return who speaks, with the document that the statement stems from."""
        made = self._carried(one, over, who)
        if made.speaker and made.stems_from:
            if not made.person:
                self.held[made.speaker] = made.stems_from
            if made.stems_from.startswith(f"{made.speaker} "):
                self.joint = made.stems_from
        self.last = made
        return made

    def _carried(self, one: Attribution, over: Who | None, who: Who) -> Who:
        named = carrier(self.register, one, who.speaker)
        if named is not None:
            return replace(who, stems_from=named)
        if who.stems_from is not None:
            return who
        if over is not None and over.stems_from:
            return replace(who, stems_from=over.stems_from)
        return replace(who, stems_from=self._handed_on(one, who))

    def _handed_on(self, one: Attribution, who: Who) -> str | None:
        """Return the document that a statement goes on with, as nothing names another."""
        text = self.register.parsed.text
        cue = [] if one.cue is None else one.cue.of(text).lower().rstrip(":").split()
        medium = (who.speaker or "").lower().split()[-1:]
        if cue[:1] == ["according"] and not words("media").isdisjoint(medium) and not who.person:
            return who.speaker
        if who.speaker in self.held and not who.person:
            return self.held[who.speaker]
        if self.last and not _GOES_ON.isdisjoint(cue) and self.last.speaker == who.speaker:
            return self.last.stems_from
        quoted = any(
            self.register.quote(c.start) or self.register.quote(c.end - 1) for c in one.content
        )
        return self.joint if who.several and " and " in (who.speaker or "") and quoted else None


def carrier(register: Register, one: Attribution, speaker: str | None) -> str | None:
    """Return the document that the sentence of the cue names, in words; null if it names none.

    "the ministry said in a statement" gives `ministry statement`; "wrote on Z" gives `Z post`.
    """
    if one.cue is None:
        return None
    paragraph, cue = register.paragraph(one.cue.start), register.tokens(one.cue)
    if paragraph is None or not cue:
        return None
    outside = [
        t
        for t in cue[-1].sent
        if not any(c.overlaps(paragraph.at(t)) for c in one.content) and not t.is_space
    ]
    return _in_document(cue, outside, speaker) or _platform(cue, outside)


def _in_document(cue: list[Token], outside: list[Token], speaker: str | None) -> str | None:
    verbs = {t.i for t in cue}
    for token in outside:
        if token.lower_ not in words("documents") or token.pos_ not in {"NOUN", "PROPN"}:
            continue
        prep = token.head
        issues = token.dep_ == "dobj" and prep.lemma_.lower() in {
            "issue",
            "publish",
            "release",
            "post",
        }
        inside = token.dep_ == "pobj" and prep.lower_ in _IN and prep.head.i in verbs
        if (inside or (issues and prep.i in verbs)) and speaker is not None:
            return f"{speaker} {token.lower_}"
    return None


def _platform(cue: list[Token], outside: list[Token]) -> str | None:
    """Return `Z post` for "wrote on Z", Z being a name."""
    verbs = {t.i for t in cue if t.lemma_.lower() in words("posting")}
    for token in outside:
        if token.lower_ == "on" and verbs:
            run = list(takewhile(_capital, outside[outside.index(token) + 1 :]))
            platform = "".join(t.text_with_ws for t in run).strip()
            if platform and not _day(platform):
                return f"{platform} post"
    return None


def _capital(token: Token) -> bool:
    return token.text[:1].isupper()


def _day(word: str) -> bool:
    return word.lower().endswith("day") and " " not in word
