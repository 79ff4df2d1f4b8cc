"""Frames of verbs: every way in which the grammar lets a verb present something as said."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Final

from truce.read.said.cues import lexicon
from truce.read.said.frame import VERBAL, Frame, joined, source_of
from truce.read.said.frames_of_nouns import adjective_frames, noun_frames
from truce.read.said.runs import children, clause, cue_run, lemma

if TYPE_CHECKING:
    from spacy.tokens import Token

_OBJECT: Final = frozenset({"dobj", "dative"})
#: Prepositions behind an object that go on with what is said of it: "praised the plan as ...".
_TOPIC: Final = frozenset({"of", "for", "as", "with", "over", "about", "on", "that"})
#: Subjects of a passive that stand for a clause elsewhere in the sentence.
_EMPTY: Final = frozenset({"it", "who", "which", "that"})


def frames(tokens: Iterable[Token]) -> Iterator[Frame]:
    """Yield the frames of each word, the most telling first; those of the lexicon are `known`."""
    for token in tokens:
        if token.pos_ in VERBAL and token.dep_ not in {"aux", "auxpass"}:
            passive = children(token, "auxpass", "nsubjpass")
            yield from _passive(token) if passive else _active(token)
        elif token.pos_ in {"NOUN", "PROPN"}:
            yield from noun_frames(token)
        elif token.pos_ == "ADJ":
            yield from adjective_frames(token)


def _active(verb: Token) -> Iterator[Frame]:
    word, source = lemma(verb), source_of(verb)
    yield from _clause(verb, word, source)
    yield from _infinitive(verb, word, source)
    yield from _about(verb, word, source)
    yield from _light(verb, word, source)
    yield from _thing(verb, word, source)
    yield from _silent(verb, word, source)
    known = lexicon().act(word, "clause") is not None
    around = _around(verb, source)
    if around:
        yield Frame(verb, "around", cue_run(verb), source, around, open=True, known=known)
    yield Frame(verb, "bare", cue_run(verb), source, open=True, known=known)


def _clause(verb: Token, word: str, source: list[Token]) -> Iterator[Frame]:
    """A verb with a clause: "said that ...", "..., she said"."""
    told = children(verb, "ccomp")
    if told:
        known = lexicon().act(word, "clause", "person") is not None
        content = joined(t for part in told for t in clause(part, verb))
        yield Frame(verb, "clause", cue_run(verb), source, content, open=True, known=known)


def _infinitive(verb: Token, word: str, source: list[Token]) -> Iterator[Frame]:
    """A verb with an infinitive: "wants to ...", "refused to ..."; also "urged them to ..."."""
    wanted = [t for t in children(verb, "xcomp") if t.pos_ in VERBAL]
    if not wanted:
        return
    goal = clause(wanted[0], verb)
    held = [t for t in children(verb, *_OBJECT) if t.i < wanted[0].i]
    lexical = lexicon().act
    if not held:
        known = lexical(word, "infinitive") is not None
        carried = lexicon().knows(word, "carrier") and _speaks(wanted[0])
        yield Frame(verb, "infinitive", cue_run(verb), source, goal, known=known and not carried)
        return
    told = lexical(word, "told") is not None
    yield Frame(verb, "told", cue_run(verb), source, goal, known=told)
    both = joined([*held[0].subtree, *goal])
    known = lexical(word, "person") is not None and not told
    yield Frame(verb, "person", cue_run(verb), source, both, known=known)


def _speaks(verb: Token) -> bool:
    """Return whether a verb has a frame of its own, so that what leads to it is part of its cue."""
    return bool(
        lexicon().act(lemma(verb), "clause", "thing", "about")
        and children(verb, "ccomp", "dobj", "prep", "xcomp")
    )


def _about(verb: Token, word: str, source: list[Token]) -> Iterator[Frame]:
    """A verb with its preposition: "called for ...", "spoke about ...", "looked forward to ..."."""
    for prep in children(verb, "prep", "prt"):
        for last in (prep, *children(prep, "prep")):
            content = [t for t in last.subtree if t.i > last.i]
            if not content:
                continue
            path = [prep] if last is prep else [prep, last]
            name = "_".join([word, *(t.lower_ for t in path)])
            known = lexicon().act(name, "about") is not None
            cue = cue_run(verb, path)
            yield Frame(verb, "about", cue, source, content, known=known, prep=last.lower_)


def _light(verb: Token, word: str, source: list[Token]) -> Iterator[Frame]:
    """A verb that only carries its noun: "expressed doubts about ...", "made a call for ..."."""
    for noun in children(verb, "dobj"):
        if noun.i < verb.i or noun.pos_ != "NOUN":
            continue
        known = lexicon().knows(word, "light") and lexicon().act(lemma(noun), "noun") is not None
        phrase = [t for t in noun.subtree if t.i <= noun.i]
        for prep in children(noun, "prep"):
            content = [t for t in prep.subtree if t.i > prep.i]
            cue = cue_run(verb, [*phrase, prep])
            if content and cue[-1] == prep:
                yield Frame(verb, "light", cue, source, content, known=known, prep=prep.lower_)
        for part in children(noun, "acl", "ccomp"):
            cue = cue_run(verb, phrase)
            if part.tag_ != "VBN" and cue[-1] == noun:
                content = clause(part, noun)
                yield Frame(verb, "light", cue, source, content, known=known)


def _thing(verb: Token, word: str, source: list[Token]) -> Iterator[Frame]:
    """A verb with an object: "praised the plan as ...", "rejected the offer"."""
    objects = children(verb, "dobj", "oprd", "attr")
    if not objects:
        return
    backwards = objects[0].i < verb.i and objects[0].pos_ != "PRON"
    owned = bool(source) or verb.dep_ in {"ROOT", "advcl", "pcomp", "acl"}
    known = lexicon().act(word, "thing", "person") is not None and owned and not backwards
    alone = list(objects[0].subtree)
    more = [
        t
        for part in children(verb, "oprd", "prep", "xcomp")
        if part.i > objects[0].i and (part.dep_ != "prep" or part.lower_ in _TOPIC)
        for t in part.subtree
    ]
    cue = cue_run(verb)
    if more:
        content = joined([*alone, *more])
        yield Frame(verb, "thing", cue, source, content, open=True, known=known)
    yield Frame(verb, "thing_alone", cue, source, joined(alone), open=True, known=known)


def _silent(verb: Token, word: str, source: list[Token]) -> Iterator[Frame]:
    """A verb that speaks only where it is denied: "did not include", "gave no figure"."""
    objects = children(verb, "dobj", "prep", "xcomp", "ccomp")
    denied = children(verb, "neg") or [
        t for o in objects for t in children(o, "det", "neg") if t.lower_ == "no"
    ]
    if objects and denied:
        known = lexicon().knows(word, "silent")
        content = joined(objects[0].subtree)
        yield Frame(verb, "silent", cue_run(verb), source, content, known=known)


def _around(verb: Token, source: list[Token]) -> list[Token]:
    """Return the sentence that a "she said" between commas interrupts; empty if there is none."""
    own = [*source, verb]
    first, last = min(t.i for t in own), max(t.i for t in own)
    before = verb.doc[first - 1].text if first else ""
    after = verb.doc[last + 1].text if last + 1 < len(verb.doc) else ""
    outer = verb.head
    if not source or before != "," or outer == verb or not verb.is_ancestor(verb.doc[first]):
        return []
    if outer.pos_ not in VERBAL or (after != "," and verb.dep_ != "parataxis"):
        return []
    mine = {t.i for t in verb.subtree}
    return joined(t for t in outer.subtree if t.i not in mine)


def _passive(verb: Token) -> Iterator[Frame]:
    """A passive: "is expected to ...", "was accused of ...", "was praised by them for ..."."""
    word = lemma(verb)
    agents = [t for by in children(verb, "agent") for t in children(by, "pobj")]
    source = joined(t for a in agents[:1] for t in a.subtree)
    held = [t for t in children(verb, "nsubjpass") if t.lower_ not in _EMPTY]
    clauses = [t for t in children(verb, "ccomp", "xcomp") if t.pos_ in VERBAL]
    behind = [t for t in children(verb, "prep") if t.i == verb.i + 1 and t.lower_ in _TOPIC]
    lexical, cue = lexicon().act, cue_run(verb, behind)
    if clauses:
        told = bool(lexical(word, "told")) and not source
        goal = [t for part in clauses for t in clause(part, verb)]
        content = goal if told or not held else [*held[0].subtree, *goal]
        known = lexical(word, "passive", "clause", "person", "told") is not None
        yield Frame(verb, "passive_clause", cue, source, joined(content), open=True, known=known)
    if not held:
        yield Frame(verb, "passive_bare", cue, source, open=True)
        return
    alone = joined(held[0].subtree)
    more = [
        t
        for part in children(verb, "prep", "oprd")
        if part.dep_ == "oprd" or part.lower_ in _TOPIC
        for t in part.subtree
        if t not in behind
    ]
    known = lexical(word, "thing", "person", "passive") is not None and not clauses
    known = known and bool(agents or (more and lexical(word, "passive")))
    if more:
        content = joined([*alone, *more])
        yield Frame(verb, "passive_thing", cue, source, content, known=known)
    yield Frame(verb, "passive_thing", cue, source, alone, known=known)
