"""Frames of nouns and adjectives: "her claim that ...", "is opposed to ..."."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Final

from truce.read.said.cues import lexicon
from truce.read.said.frame import Frame, source_of
from truce.read.said.runs import children, clause, cue_run, lemma, phrase

if TYPE_CHECKING:
    from spacy.tokens import Token

_TOPIC: Final = frozenset({"of", "for", "to", "about", "on", "against", "over"})
_COPULAS: Final = frozenset(
    ["be", "seem", "feel", "remain", "become", "stay", "appear", "look", "sound", "grow", "get"]
)


def adjective_frames(word: Token) -> Iterator[Frame]:
    """Yield an adjective of mind: "is confident that ...", "is wary of ..."."""
    verb = word.head
    if word.dep_ not in {"acomp", "conj", "ROOT"} or lemma(verb) not in _COPULAS:
        return
    known = lexicon().act(lemma(word), "adjective") is not None
    source = source_of(verb)
    for part in children(word, "ccomp", "xcomp", "prep"):
        about = part.dep_ == "prep"
        content = [t for t in part.subtree if t.i > part.i] if about else clause(part, verb)
        if content:
            cue = cue_run(word, [part] if about else [])
            prep = part.lower_ if about else ""
            yield Frame(word, "adjective", cue, source, content, known=known, prep=prep)
            known = False


def noun_frames(noun: Token) -> Iterator[Frame]:
    """Yield a noun of saying with its owner: "her claim that ...", "their call for ..."."""
    owners = children(noun, "poss")
    marked = [t for o in owners for t in children(o, "case")]
    source = [t for o in owners[:1] for t in phrase(o) if t.dep_ != "case" or t.head != o]
    known = lexicon().act(lemma(noun), "noun") is not None
    around = [*marked, *(t for t in noun.children if t.dep_ in {"amod", "compound"})]
    for part in children(noun, "acl", "ccomp"):
        reports = part.tag_ == "VBG" and lemma(part) in {"say", "read"}
        if part.tag_ != "VBN" and not reports:
            cue = cue_run(noun, around)
            yield Frame(noun, "noun_clause", cue, source, clause(part, noun), known=known)
            known = False
    for prep in children(noun, "prep"):
        content = [t for t in prep.subtree if t.i > prep.i]
        if content and prep.lower_ in _TOPIC:
            cue = cue_run(noun, [*around, prep])
            owned = known and bool(owners)
            yield Frame(noun, "noun_about", cue, source, content, known=owned, prep=prep.lower_)
            known = False
