"""What the learned reader sees of a candidate: its grammar, words and marks."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Final

from truce.read.said.candidates import Candidate
from truce.read.said.cues import FRAMES, lexicon
from truce.read.said.frame import Frame
from truce.read.said.names import words
from truce.read.said.parse import Paragraph, Parsed
from truce.read.said.runs import lemma, trimmed

if TYPE_CHECKING:
    from spacy.tokens import Token

_PRONOUNS: Final = frozenset(
    [
        "he",
        "she",
        "they",
        "it",
        "who",
        "that",
        "which",
        "i",
        "we",
        "you",
        "this",
        "these",
        "those",
        "his",
        "her",
        "their",
        "its",
        "my",
        "our",
        "one",
    ]
)
_LENGTHS: Final = (0, 1, 2, 3, 5, 8, 12, 20, 35)
_QUOTES: Final = frozenset("\"“”'‘’`«»")


def signals(parsed: Parsed, paragraph: Paragraph, one: Candidate) -> Iterator[str]:
    """Yield the signals of a candidate as words; the order does not matter."""
    frame = one.frame
    if frame is None:
        yield "layout"
        return
    word = _common(frame.head)
    shape = frame.shape
    yield from _head(frame, word)
    yield from _lexical(word, shape, frame.prep)
    yield from _who(frame, shape)
    yield from _what(frame, shape)
    yield from _quotation(parsed, paragraph, one, shape)


def _head(frame: Frame, word: str) -> Iterator[str]:
    head, shape = frame.head, frame.shape
    yield f"shape={shape}"
    yield f"word={word}"
    yield f"word={word} {shape}"
    yield f"tag={head.tag_} {shape}"
    yield f"dep={head.dep_} {shape}"
    yield f"above={_common(head.head)}"
    yield f"known={frame.known} {shape}"
    yield f"prep={frame.prep}"
    yield f"word prep={word} {frame.prep}"
    for child in head.children:
        if child.dep_ in {"aux", "auxpass", "neg", "mark", "prt"}:
            yield f"{child.dep_}={child.lower_}"
        yield f"child={child.dep_} {shape}"
    yield f"cue length={_bucket(len(frame.cue))}"
    yield f"suffix={word[-3:]} {head.pos_}"


def _lexical(word: str, shape: str, prep: str) -> Iterator[str]:
    for name in FRAMES:
        act = lexicon().act(word, name) or (prep and lexicon().act(f"{word}_{prep}", name))
        if act:
            yield f"lexicon={name} {shape}"
            yield f"act={act} {shape}"


def _who(frame: Frame, shape: str) -> Iterator[str]:
    source = trimmed(frame.source)
    if not source:
        yield f"source=none {shape}"
        return
    head = next((t for t in source if t.head not in source or t.head == t), source[-1])
    low = head.lower_
    kind = low if low in _PRONOUNS else head.pos_
    yield f"source={kind} {shape}"
    yield f"source tag={head.tag_}"
    yield f"source word={_common(head)}"
    yield f"source dep={head.dep_}"
    yield f"source length={_bucket(len(source))}"
    yield f"source title={any(t.lower_ in words('titles') for t in source)}"
    yield f"source document={low in words('documents')}"
    yield f"source body={low in words('bodies')}"
    yield f"source before={head.i < frame.head.i} {shape}"
    yield f"source gap={_bucket(abs(head.i - frame.head.i))}"


def _what(frame: Frame, shape: str) -> Iterator[str]:
    content = trimmed(frame.content)
    if not content:
        yield f"content=none {shape}"
        return
    head = next((t for t in content if t.head not in content or t.head == t), content[0])
    yield (
        f"content first={content[0].lower_} {shape}"
        if _function(content[0])
        else (f"content first={content[0].pos_} {shape}")
    )
    if frame.shape == "about" or frame.prep:
        behind = any(
            t.i == frame.head.i + 1 and t.lower_ == frame.prep for t in frame.head.children
        )
        yield f"preposition behind={behind} {shape}"
    yield f"content head={head.pos_} {head.dep_} {shape}"
    yield f"content tag={head.tag_} {shape}"
    yield f"content word={_common(head)}"
    yield f"content length={_bucket(len(content))} {shape}"
    yield f"content before={head.i < frame.head.i} {shape}"
    yield f"content subject={any(t.dep_ == 'nsubj' for t in head.children)} {shape}"
    yield f"content entity={any(t.pos_ == 'PROPN' for t in content)} {shape}"


def _quotation(parsed: Parsed, paragraph: Paragraph, one: Candidate, shape: str) -> Iterator[str]:
    cue, content = one.attribution.cue, one.attribution.content
    quoted = parsed.quoted_in(paragraph.span)
    if cue is not None:
        yield f"cue in quote={any(q.span.holds(cue) for q in quoted)} {shape}"
    first, last = parsed.text[content[0].start], parsed.text[content[-1].end - 1]
    opens, closes = first in _QUOTES, last in _QUOTES
    yield f"quoted={opens}{closes} {shape}"
    yield f"touches={any(q.span.overlaps(s) for q in quoted for s in content)} {shape}"
    yield f"pieces={min(len(content), 3)} {shape}"
    yield f"paragraph={_bucket(len(paragraph.doc))}"


def _common(token: Token) -> str:
    """Return the lemma of a token; of a name only that it is one, so that no name is learned."""
    capital = token.text[:1].isupper() and not token.is_sent_start
    return "name" if capital or token.pos_ == "PROPN" else lemma(token)


def _function(token: Token) -> bool:
    return token.pos_ in {"ADP", "SCONJ", "DET", "PRON", "PART", "AUX", "PUNCT"}


def _bucket(number: int) -> int:
    return max(step for step in _LENGTHS if step <= number)
