"""Runs of tokens: the cue around a word, the whole phrase of a source, the clause of a content."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Final

from truce.read.said.cues import lexicon

if TYPE_CHECKING:
    from spacy.tokens import Token

_IN_CUE: Final = frozenset({"aux", "auxpass", "neg", "advmod", "prt"})
#: Words that may stand between a carrier and the verb it carries: "went on to say".
_BETWEEN: Final = frozenset({"on", "out", "back", "ahead", "to", "by", "not", "never", "n't"})
#: Participles that go on reporting: they open a statement of their own.
_ADDING: Final = frozenset(
    [
        "add",
        "say",
        "note",
        "argue",
        "call",
        "claim",
        "warn",
        "insist",
        "urge",
        "cite",
        "describe",
        "accuse",
        "stress",
        "vow",
        "explain",
        "promise",
        "suggest",
        "contend",
        "write",
        "tell",
        "declare",
        "allege",
        "emphasize",
        "emphasise",
        "blame",
    ]
)
_EDGES: Final = frozenset(",;:.—–-…()")


def lemma(token: Token) -> str:
    """Return the lemma in small letters; the parser leaves capitals on verbs in headlines."""
    return token.lemma_.lower()


def children(token: Token, *labels: str) -> list[Token]:
    """Return the children of a token that have one of the labels."""
    return [child for child in token.children if child.dep_ in labels]


def subject(token: Token) -> Token | None:
    """Return the subject of a verb, of the verb it is joined to, or of the one that governs it.

    Null where the sentence names none.
    """
    seen = token
    for _ in range(4):
        own = children(seen, "nsubj", "nsubjpass", "csubj")
        if own:
            return own[0]
        if seen.dep_ == "acl" and seen.head.pos_ in {"NOUN", "PROPN", "PRON"}:
            return seen.head
        if seen.dep_ not in {"conj", "xcomp", "advcl", "pcomp", "ccomp", "prep"}:
            return None
        if seen.dep_ == "ccomp" and seen.tag_ not in {"VBG", "VB"}:
            return None
        seen = seen.head
    return None


def phrase(head: Token) -> list[Token]:
    """Return the noun phrase of a token, without the punctuation and adverbs at its edges."""
    held = trimmed(sorted(head.subtree, key=lambda t: t.i))
    while len(held) > 1 and held[-1].pos_ == "ADV":
        held = trimmed(held[:-1])
    return held


def trimmed(tokens: Sequence[Token]) -> list[Token]:
    """Return the tokens without punctuation and blanks at both ends; a pair of brackets stays."""
    held = list(tokens)
    while held and (held[-1].is_space or held[-1].text in _EDGES) and not _closes(held):
        held.pop()
    while held and (held[0].is_space or held[0].text in _EDGES - {"("}):
        held.pop(0)
    return held


def _closes(held: Sequence[Token]) -> bool:
    return held[-1].text == ")" and any(t.text == "(" for t in held)


def pieces(tokens: Iterable[Token]) -> Iterator[list[Token]]:
    """Yield the unbroken runs of tokens that are in order, each without punctuation at its ends."""
    run: list[Token] = []
    for token in tokens:
        if run and token.i != run[-1].i + 1:
            yield run
            run = []
        run.append(token)
    if run:
        yield run


def clause(head: Token, verb: Token) -> list[Token]:
    """Return the tokens of a clause, less what belongs to the verb that reports it."""
    out = {t.i for part in _breaks(head) for t in part.subtree}
    own = {verb.i, *(t.i for t in verb.subtree)} if _holds(head, verb) else set[int]()
    held = sorted(head.subtree, key=lambda t: t.i)
    return [t for t in held if t.i not in out and t.i not in own]


def _holds(head: Token, verb: Token) -> bool:
    return head.is_ancestor(verb)


def _breaks(head: Token) -> Iterator[Token]:
    """Yield the parts behind a comma that open a statement of their own: ", adding that ..."."""
    for token in head.subtree:
        comma = token.i > 0 and token.nbor(-1).text == ","
        if token.dep_ in {"advcl", "conj"} and token.tag_ == "VBG" and comma:
            if lemma(token) in _ADDING:
                yield token
        elif token.lower_ == "according" and comma:
            yield token


def carriers(verb: Token) -> Token:
    """Return the verb that leads to this one: "went" in "went on to say"; else the verb itself."""
    lead = verb
    while lead.dep_ == "xcomp" and lexicon().knows(lemma(lead.head), "carrier"):
        between = lead.doc[lead.head.i + 1 : lead.i]
        if not all(t.dep_ in _IN_CUE or t.lower_ in _BETWEEN for t in between):
            break
        lead = lead.head
    return lead


def cue_run(verb: Token, also: Sequence[Token] = ()) -> list[Token]:
    """Return the unbroken run around a word of saying: auxiliaries, negation, adverbs, particle.

    `also` are further words that belong to it, such as the preposition of "called for"; they are
    in the run only where nothing else stands between.
    """
    lead = carriers(verb)
    mine = {verb.i, *(t.i for t in verb.doc[lead.i : verb.i])}
    for word in (lead, verb):
        mine.update(t.i for t in word.children if t.dep_ in _IN_CUE and not _stray(t, word))
    mine.update(t.i for t in also)
    if verb.pos_ not in {"VERB", "AUX"} and verb.head.pos_ == "AUX":
        mine.add(verb.head.i)
        mine.update(t.i for t in verb.head.children if t.dep_ in _IN_CUE and t.i < verb.i)
    first = last = verb.i
    while first - 1 in mine:
        first -= 1
    while last + 1 in mine:
        last += 1
    if last + 1 < len(verb.doc) and verb.doc[last + 1].text == ":":
        last += 1
    return list(verb.doc[first : last + 1])


def _stray(token: Token, word: Token) -> bool:
    """Return whether an adverb is more than one word, or opens a clause of its own."""
    return token.dep_ == "advmod" and (
        len(list(token.subtree)) > 2
        or token.tag_ == "WRB"
        or (token.i > word.i and token.tag_ == "WRB")
    )
