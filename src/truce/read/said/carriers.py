"""The document a statement stems from: "in a readout", "wrote on ..."."""

from __future__ import annotations

import re
from itertools import takewhile
from typing import TYPE_CHECKING, Final

from truce.read.said.attribution import Attribution
from truce.read.said.names import words
from truce.read.said.parse import Parsed

if TYPE_CHECKING:
    from spacy.tokens import Token

_IN: Final = frozenset({"in", "via", "through"})
_SAYING: Final = frozenset({"said", "saying", "says", "say"})
_ARTICLE: Final = re.compile(r"^(?:the|a|an)\s+", re.I)


def carrier(parsed: Parsed, one: Attribution, speaker: str | None) -> str | None:
    """Return the document that the sentence of the cue names, in words; null if it names none.

    "the ministry said in a statement" gives `ministry statement`; "wrote on Z" gives `Z post`.
    """
    if one.cue is None:
        return None
    for paragraph in parsed.paragraphs:
        if not paragraph.span.overlaps(one.cue):
            continue
        cue = [t for t in paragraph.doc if paragraph.at(t).overlaps(one.cue)]
        if not cue:
            return None
        outside = [
            t
            for t in cue[-1].sent
            if not any(c.overlaps(paragraph.at(t)) for c in one.content) and not t.is_space
        ]
        return _in_document(cue, outside, speaker) or _platform(cue, outside)
    return None


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
