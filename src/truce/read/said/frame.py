"""A Frame: a word that may present something as said, with its source, its cue and its content."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final, Literal, get_args

from truce.read.said.runs import phrase, subject

if TYPE_CHECKING:
    from spacy.tokens import Token

#: How the grammar ties the content to the word; "around": the sentence that "she said" interrupts.
Shape = Literal[
    "clause",
    "infinitive",
    "person",
    "told",
    "thing",
    "thing_alone",
    "about",
    "light",
    "silent",
    "around",
    "bare",
    "passive_clause",
    "passive_thing",
    "passive_bare",
    "adjective",
    "noun_clause",
    "noun_about",
    "according",
]
SHAPES: Final[tuple[Shape, ...]] = get_args(Shape)
VERBAL: Final = frozenset({"VERB", "AUX"})


@dataclass(frozen=True, slots=True)
class Frame:
    """A head with what goes with it, as tokens.

    `known` says that the lexicon has the head in this shape, so that rules alone may take it;
    `open` that a quotation nearby may be the content; `prep` is the preposition that belongs to the
    cue, empty if none does.
    """

    head: Token
    shape: Shape
    cue: list[Token]
    source: list[Token]
    content: list[Token] = field(default_factory=list["Token"])
    open: bool = False
    known: bool = False
    prep: str = ""


def joined(tokens: Iterable[Token]) -> list[Token]:
    """Return tokens once each and in order."""
    return sorted({t.i: t for t in tokens}.values(), key=lambda t: t.i)


def source_of(verb: Token) -> list[Token]:
    """Return the phrase of the one who says it; empty where the sentence names none."""
    who = subject(verb)
    if who is None or who.dep_ in {"expl", "csubj"}:
        return []
    if verb.dep_ == "acl" and who == verb.head:
        return [t for t in phrase(who) if t.i < verb.i and t.text != ","]
    return [t for t in phrase(who) if t.i < verb.i] if who.i < verb.i else phrase(who)
