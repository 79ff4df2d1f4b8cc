"""What is done by saying it: the act of an attribution, from its cue, and stated absences."""

from __future__ import annotations

import re
import tomllib
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Final, cast

from truce.read.said.attribution import Attribution
from truce.read.said.cues import FRAMES, Frame, lexicon
from truce.read.said.names import words
from truce.read.said.parse import Parsed
from truce.read.statement import Act

if TYPE_CHECKING:
    from spacy.tokens import Token

_WANTED: Final[dict[str, tuple[Frame, ...]]] = {
    "VERB": ("infinitive", "clause", "person", "thing", "passive"),
    "AUX": ("clause", "infinitive"),
    "NOUN": ("noun",),
    "ADJ": ("adjective",),
}
_NEGATED: Final = re.compile(r"\b(?:not|n[’']t|never|no|nor|neither|without)\b|n[’']t\b", re.I)
#: What a plain "said" does by the words it reports: only with conditions, or with one's own deed.
_TOLD: Final[tuple[tuple[Act, re.Pattern[str]], ...]] = (
    (
        "condition",
        re.compile(
            r"\b(?:must (?:include|be|come|first)|only (?:if|when|after)|unless|provided that"
            r"|on (?:the )?condition|subject to)\b",
            re.I,
        ),
    ),
    (
        "offer",
        re.compile(
            r"^(?:that )?(?:it|he|she|they|we|I) (?:was|were|is|are|am) (?:ready|prepared"
            r"|willing) to\b"
        ),
    ),
    ("promise", re.compile(r"^(?:that )?(?:it|he|she|they|we|I) (?:would|will) (?!(?:be|have)\b)")),
)
_GLADLY: Final = re.compile(r"\b(?:positively|favou?rably)\b", re.I)
#: Words that note a silence: what follows was not said.
_SILENT: Final = re.compile(
    r"\b(?:(?:(?:did|does|do|has|have|had|would|will|was|were|is|are)(?:\s+not|n[’']t)|never"
    r"|without)"
    r"(?:\s+\w+){0,3}?\s+(?:say(?:ing)?|said|mention(?:ed|ing)?|specif\w+|nam(?:e|ed|ing)|refer\w*"
    r"|address(?:ed|ing)?|includ\w+|giv(?:e|en|ing)|elaborat\w+|identif\w+|stat(?:e|ed|ing)"
    r"|provid\w+"
    r"|comment(?:ed|ing)?|respond(?:ed|ing)?|repl(?:y|ied)|disclos\w+|explain\w*|clarif\w+|offer\w*"
    r"|mak(?:e|ing) (?:any )?(?:mention|reference)|repeat\w*|detail\w*|discuss\w*|describ\w+"
    r"|touch\w*|confirm\w*|indicat\w+|cit(?:e|ed|ing)|spell\w*|answer\w*|reveal\w*|contain\w*"
    r"|list\w*|defin\w+|tell|told|bring up|show|cover|notif\w+|propos\w+|apportion)"
    r"|(?:made|makes|make|making|with|gave|gives|contained|contains|was|were"
    r"|offered) no\s+(?:\w+ )?"
    r"(?:mention|reference|comment|figures?|details?|word|indication|number|date|explanation"
    r"|timeline)"
    r"|(?:omit(?:s|ted)?|left out|leaves out|fail(?:s|ed) to (?:mention|say|name|specify)"
    r"|(?:was|were|is|are|remain(?:s|ed)?|stayed) silent|declin(?:es|ed) to (?:say|comment|name"
    r"|give"
    r"|elaborate|specify|identify|confirm|discuss|answer)|silen(?:t|ce) (?:on|about)))\b",
    re.I,
)
_WINDOW: Final = 40
_LIGHT: Final = frozenset(
    ["put", "give", "make", "issue", "voice", "express", "raise", "launch", "renew", "repeat"]
)
_NOUNS: Final[dict[str, Act]] = {
    "order": "order",
    "command": "order",
    "skepticism": "believe",
    "offer": "offer",
    "invitation": "offer",
    "request": "ask",
    "consent": "agree",
}
_OF: Final = re.compile(
    r",|\s+(?:of|by|from|in|for|released|conducted|published|obtained|that|which)\b"
)


@cache
def _own() -> dict[str, Act]:
    """Return the acts of lemmas that the lexicon of cues leaves at `say`."""
    table = tomllib.loads((files("truce.read.said") / "acts.toml").read_text("utf-8"))
    held = cast("dict[Act, str]", table)
    return {lemma: act for act, lemmas in held.items() for lemma in lemmas.split()}


def act_of(parsed: Parsed, one: Attribution) -> Act:
    """Return the act of an attribution; `say` where its cue is no word of the lexicon."""
    act = _by_cue(parsed, one)
    shows = act in {"say", "believe", "admit"} and _is_finding(parsed.text, one)
    return "find" if shows and not is_absence(parsed.text, one) else act


def _is_finding(text: str, one: Attribution) -> bool:
    """Return whether a poll, a study or a record shows something."""
    if one.source is None:
        return False
    part = _OF.split(one.source.of(text), maxsplit=1)[0].split()
    return bool(part) and re.sub(r"\W+$", "", part[-1].lower()) in words("findings")


def _by_cue(parsed: Parsed, one: Attribution) -> Act:
    head = _head(parsed, one)
    if one.cue is None or head is None:
        return "say"
    cue = one.cue.of(parsed.text)
    lemma = head.lemma_.lower()
    if (carried := _light(head, lemma)) is not None:
        return carried
    act = _with_preposition(lemma, cue) or _in_frame(head, lemma)
    turned = _turned(act, cue, lemma)
    if turned == "say" and not _NEGATED.search(cue):
        turned = _own().get(lemma, turned)
    if turned != "say":
        return turned
    if _GLADLY.search(cue):
        return "agree"
    said = " ".join(span.of(parsed.text) for span in one.content)
    for told, pattern in _TOLD:
        if pattern.search(said):
            return told
    return "say"


def _light(head: Token, lemma: str) -> Act | None:
    """Return what the noun does that a light verb carries: "put forward a proposal"; else null."""
    if lemma not in _LIGHT:
        return None
    things = [t for t in head.children if t.dep_ in {"dobj", "nsubjpass"}]
    return (
        lexicon().act(things[0].lemma_.lower(), "noun") or _NOUNS.get(things[0].lemma_.lower())
        if things
        else None
    )


def _with_preposition(lemma: str, cue: str) -> Act | None:
    last = cue.lower().split()[-1]
    return lexicon().act(f"{lemma}_{last}", "about")


def _in_frame(head: Token, lemma: str) -> Act:
    clause = any(t.dep_ == "ccomp" for t in head.children)
    goal = any(t.dep_ == "xcomp" for t in head.children)
    thing = any(t.dep_ in {"dobj", "nsubjpass"} for t in head.children)
    if clause and (act := lexicon().act(lemma, "clause")):
        return act
    if goal and (act := lexicon().act(lemma, *(("person",) if thing else ("infinitive",)))):
        return act
    if thing and (act := lexicon().act(lemma, "thing", "person")):
        return act
    wanted = _WANTED.get(head.pos_, ())
    return lexicon().act(lemma, *wanted, *FRAMES) or "say"


def _turned(act: Act, cue: str, lemma: str) -> Act:
    """Return the act as negation turns it: not to agree is to decline."""
    if not _NEGATED.search(cue):
        return act
    if act in {"agree", "want", "promise", "offer"} or lemma in {"accept", "commit"}:
        return "decline"
    return "deny" if act in {"admit"} else act


def _head(parsed: Parsed, one: Attribution) -> Token | None:
    """Return the word of the cue that carries its meaning: its last verb, noun or adjective."""
    if one.cue is None:
        return None
    for paragraph in parsed.paragraphs:
        if paragraph.span.overlaps(one.cue):
            inside = [
                t
                for t in paragraph.doc
                if paragraph.at(t).overlaps(one.cue) and t.dep_ not in {"aux", "auxpass"}
            ]
            known = [t for t in inside if lexicon().act(t.lemma_.lower(), *FRAMES)]
            heads = known or [t for t in inside if t.pos_ in {"VERB", "NOUN", "ADJ"}]
            return heads[-1] if heads else None
    return None


def is_absence(text: str, one: Attribution) -> bool:
    """Return whether an attribution notes what someone did not say."""
    if one.cue is None:
        return False
    first = min(span.start for span in one.content)
    end = first + _WINDOW if first >= one.cue.end else one.cue.end
    found = _SILENT.search(
        text, one.cue.start, min(end, max(s.end for s in (*one.content, one.cue)))
    )
    return found is not None and found.start() < one.cue.end
