"""The words in a sentence that present something as said, thought, wanted or refused."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from truce.read.document import Span
from truce.read.slavic.clauses import Sentence
from truce.read.slavic.words import Lexicon, plain, words_of
from truce.read.statement import Act

#: What a finite verb may end in; only used where a verb is expected.
VERB: Final = re.compile(
    r"[а-яіїєґё'’-]+(?:[аиіїуюяеєо]в|[аиіїуюяеєоё]л[аио]?|в?л[аио]|[юуая]ть|[яаує]є"
    r"|[еєуюияаё]т)(?:ся|сь)?"
)


@dataclass(frozen=True, slots=True)
class Cue:
    """A cue, its act, whether it notes a silence, and the number of the clause it stands in."""

    span: Span
    act: Act
    absence: bool
    clause: int


def cues(text: str, sentence: Sentence, words: Lexicon, *, speaking: bool) -> tuple[Cue, ...]:
    """Return the cues of a sentence in order; in a line of dialogue, those of the teller."""
    found: list[Cue] = []
    for number, clause in enumerate(sentence.clauses):
        if speaking and not tellers(sentence, number):
            continue
        listed = [word for word in words_of(text, clause.span) if not sentence.quoted(word)]
        here = [*_phrases(text, clause.span, words, number)]
        for at in range(len(listed)):
            made = _cue(text, listed, at, words, number)
            if made is not None and not any(made.span.overlaps(one.span) for one in here):
                here.append(made)
        if not here and listed and _tells(text, sentence, number, listed[0], speaking=speaking):
            here.append(Cue(listed[0], "say", absence=False, clause=number))
        if not here and (verb := _before_quote(text, sentence, number, listed)):
            here.append(Cue(verb, "say", absence=False, clause=number))
        found.extend(sorted(here, key=lambda cue: cue.span))
    return tuple(found)


def tellers(sentence: Sentence, number: int) -> bool:
    """Return whether a clause of a line of dialogue is the teller's: behind every other dash."""
    return dashes(sentence, number + 1) % 2 == 1


def dashes(sentence: Sentence, clauses: int) -> int:
    """Return how many of the first clauses of a sentence stand behind a dash, but for the first."""
    return [clause.after for clause in sentence.clauses[1:clauses]].count("—")


def _phrases(text: str, clause: Span, words: Lexicon, number: int) -> Iterator[Cue]:
    for phrase, act in words.phrases:
        for found in phrase.finditer(text, clause.start, clause.end):
            yield Cue(Span(*found.span()), act, absence=False, clause=number)


def _cue(text: str, listed: Sequence[Span], at: int, words: Lexicon, clause: int) -> Cue | None:
    word = listed[at]
    said = word.of(text)
    after = listed[at + 1].of(text) if at + 1 < len(listed) else ""
    denied = at > 0 and plain(listed[at - 1].of(text)) == "не"
    act, absence = words.act(said), False
    if denied:
        act, absence = _denied(said, act, words)
    if act is None or words.adds(said, after):
        return None
    start, end = listed[at - 1].start if denied else word.start, word.end
    if denied and at > 1 and plain(listed[at - 2].of(text)) in ("поки", "пока"):
        start = listed[at - 2].start
    for verb, nexts, other in words.extended:
        if verb.fullmatch(plain(said)) and plain(after) in nexts:
            act, end = other or act, listed[at + 1].end
    return Cue(Span(start, end), act, absence, clause)


def _denied(said: str, act: Act | None, words: Lexicon) -> tuple[Act | None, bool]:
    if words.declining.fullmatch(plain(said)):
        return "decline", False
    if words.silent.fullmatch(plain(said)):
        return "say", True
    if act is None:
        return None, False
    return words.denied.get(act, act), act == "say"


def _before_quote(
    text: str, sentence: Sentence, number: int, listed: Sequence[Span]
) -> Span | None:
    """Return the verb of a clause with a colon and a quotation behind it: `he threw in: "..."`."""
    following = sentence.clauses[number + 1 : number + 2]
    if not following or following[0].after != ":":
        return None
    if sentence.quote_at(following[0].span.start) is None:
        return None
    verbs = [word for word in listed[1:] if VERB.fullmatch(word.of(text))]
    return verbs[0] if verbs else None


def _tells(text: str, sentence: Sentence, number: int, first: Span, *, speaking: bool) -> bool:
    """Return whether a clause tells who spoke, with whatever verb: `"...", — laughed Ada Renn`."""
    clause = sentence.clauses[number]
    if number == 0 or clause.after != "—" or not VERB.fullmatch(first.of(text)):
        return False
    before = sentence.clauses[number - 1].span.end
    quoted = any(quote.end in (before, before + 1) for quote in sentence.quotes)
    return speaking or quoted
