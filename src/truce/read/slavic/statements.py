"""Who said what in two languages with one alphabet: direct quotation, `X said that`, and the like.

There is no parser: sentences are cut at their signs, words that present something as said are
looked up, and the grammar of the clause around them tells who and what.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Final

from truce.read.document import Document, Span
from truce.read.kind import kind_of
from truce.read.slavic.clauses import Sentence, content_of, cut
from truce.read.slavic.cues import dashes
from truce.read.slavic.names import spoken
from truce.read.slavic.sentence import Found, read
from truce.read.slavic.times import times_slavic
from truce.read.slavic.words import Lexicon, lexicon, words_of
from truce.read.statement import Act, Statement

_DASH: Final = "—–-"
#: How many statements to each side may hold a statement within them.
_NEAR: Final = 12
#: How much of a document is looked at for its letters.
_FIRST: Final = 50
_LETTERS: Final = 5_000
_ROLE: Final = re.compile(r"(?:[А-ЯІЇЄҐЁA-Z][А-ЯІЇЄҐЁA-Z'’.\- ]{2,60}):(?=\s)")


def statements_slavic(document: Document) -> tuple[Statement, ...]:
    """Return the statements of a document, in the order of the text, with speakers and times.

    In a readout, post or statement each sentence is one of its publisher's, and what others are
    reported to say lies within. A source is null where the text names none, a speaker where the
    text does not tell. Nothing in captions, revisions and what is set aside is read.
    """
    words = lexicon()
    found: list[Found] = []
    for paragraph in document.body:
        if document.whole() is not None:
            found.extend(_sentences(document.text, paragraph, words))
        found.extend(_paragraph(document.text, paragraph, words))
    ordered = sorted((one for one in found if one.content), key=_place)
    made = [
        Statement(
            id=f"s{number}",
            source=one.source,
            cue=one.cue,
            content=tuple(one.content),
            kind=kind_of(document.text, one.content),
            act=one.act,
            absence=one.absence,
            times=times_slavic(document.text, one.content, document.issued),
        )
        for number, one in enumerate(ordered, 1)
    ]
    near = (made[max(0, at - _NEAR) : at + _NEAR] for at in range(len(made)))
    inside = [_holder(one, others) for one, others in zip(made, near, strict=True)]
    held = [replace(one, inside=outer) for one, outer in zip(made, inside, strict=True)]
    return spoken(document, held)


def _sentences(text: str, paragraph: Span, words: Lexicon) -> Iterator[Found]:
    return (Found("say", content=[one.span]) for one in cut(text, paragraph, words) if one.clauses)


def _place(one: Found) -> tuple[int, int]:
    starts = [one.content[0].start, (one.source or one.content[0]).start]
    return min(starts), one.cue.start if one.cue else -1


def is_slavic(document: Document) -> bool:
    """Return whether most letters at the beginning of a document's body are those read here."""
    start = "".join(span.of(document.text) for span in document.body[:_FIRST])[:_LETTERS]
    letters = [char for char in start if char.isalpha()]
    return 2 * sum("Ѐ" <= char <= "ӿ" for char in letters) > len(letters)


def _holder(one: Statement, others: Sequence[Statement]) -> str | None:
    spans = [span for span in (one.source, one.cue, *one.content) if span is not None]
    holders = [
        other
        for other in others
        if other is not one and all(any(p.holds(s) for p in other.content) for s in spans)
    ]
    size = {other.id: sum(s.end - s.start for s in other.content) for other in holders}
    return min(size, key=lambda key: size[key]) if size else None


def _paragraph(text: str, paragraph: Span, words: Lexicon) -> Iterator[Found]:
    role = _ROLE.match(text, paragraph.start, paragraph.end)
    if role is not None and any(words_of(text, Span(role.end(), paragraph.end))):
        colon = Span(role.end() - 1, role.end())
        said = content_of(text, Span(role.end(), paragraph.end))
        act: Act = "ask" if text[said.end - 1] == "?" else "say"
        yield Found(act, Span(role.start(), role.end() - 1), colon, [said])
        return
    speaking = False
    last: Found | None = None
    for sentence in cut(text, paragraph, words):
        line = _is_line(text, paragraph, sentence)
        speaking = speaking or line
        found = read(text, sentence, words, speaking=speaking)
        carried = None if found else _standing(text, sentence, speaking)
        if carried is not None and last is not None:
            last.content.append(carried)
        elif carried is not None and speaking:
            found = [Found("say", content=[carried])]
        yield from found
        last = found[-1] if found else (last if carried else None)
        speaking = speaking and not dashes(sentence, len(sentence.clauses)) % 2


def _is_line(text: str, paragraph: Span, sentence: Sentence) -> bool:
    """Return whether a sentence begins with the dash of a dialogue."""
    before = sentence.span.start - 1
    while before > paragraph.start and text[before].isspace():
        before -= 1
    return text[paragraph.start] in _DASH and text[before] in _DASH


def _standing(text: str, sentence: Sentence, speaking: bool) -> Span | None:
    """Return what a sentence says that is nothing but a quotation or a line of a dialogue."""
    span = content_of(text, sentence.span)
    return span if span in sentence.quotes or (speaking and span.start < span.end) else None
