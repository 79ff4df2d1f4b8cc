"""Markdown -> blocks: paragraphs, headings, lists and the front matter, in the text as it is."""

import re
from collections.abc import Iterator, Sequence
from itertools import accumulate
from typing import TYPE_CHECKING, Final

from truce.read.arrive import plain
from truce.read.arrive.arrived import Arrived, Block, Role, Stated
from truce.read.arrive.decode import decode
from truce.read.arrive.limits import Limits
from truce.read.document import Span

if TYPE_CHECKING:
    from markdown_it.token import Token

_FRONT: Final = re.compile(
    r"\ufeff?---[ \t]*\r?\n(.{0,20000}?)\r?\n(?:---|\.\.\.)[ \t]*(?:\r?\n|$)", re.S
)
_FACT: Final = re.compile(r"^(\w[\w-]{0,30}):[ \t]*(.{1,500}?)[ \t]*$", re.M)
_KEYS: Final = {
    "date": "published",
    "published": "published",
    "issued": "published",
    "updated": "modified",
    "lastmod": "modified",
    "author": "author",
    "authors": "author",
    "publisher": "publisher",
    "site": "publisher",
    "source": "publisher",
    "lang": "language",
    "language": "language",
}
_IMAGE: Final = re.compile(r"!\[[^\]]{0,500}\]\([^)]{0,2000}\)")
#: The signs that mark a block, which are not part of its words.
_SIGNS: Final = re.compile(r"(?:[ \t]*(?:>|[-*+][ \t]|\d{1,9}[.)][ \t]))*[ \t]*")
_HASHES: Final = re.compile(r"[ \t]*#{1,6}[ \t]+")


def arrive(name: str, data: bytes, limits: Limits) -> Arrived:
    """Return Markdown as it is, with its paragraphs, headings and list items as blocks."""
    text, notes = decode(name, data, limits)
    front = _FRONT.match(text)
    start = front.end() if front else 0
    first = [Block(plain.trimmed(text, 0, start) or Span(0, start), "aside", "front matter")]
    return Arrived(
        text=text,
        media="markdown",
        blocks=(*(first if front else []), *_blocks(name, text, limits, start)),
        stated=_stated(front.group(1)) if front else {},
        notes=tuple(notes),
    )


def _stated(front: str) -> dict[str, tuple[Stated, ...]]:
    found: dict[str, tuple[Stated, ...]] = {}
    for name, value in _FACT.findall(front):
        key = _KEYS.get(name.lower())
        bare = value.strip("\"'[] ")
        if key and bare:
            values = re.split(r"[\"']?,\s*[\"']?", bare) if key == "author" else [bare]
            where = f"`{name}` in the front matter"
            found[key] = tuple(Stated(value=one, where=where) for one in values)
    return found


def _blocks(name: str, text: str, limits: Limits, start: int) -> Iterator[Block]:
    """Yield the blocks that the syntax tells, and the lines that it passes over, set aside."""
    from markdown_it import MarkdownIt  # noqa: PLC0415  only Markdown needs it

    edges = list(
        accumulate((len(line) for line in re.split(r"(?<=\n)", text[start:])), initial=start)
    )
    at = start
    # What stands inside a line stays as it is, so that only the blocks are asked for.
    syntax = MarkdownIt("commonmark", {"maxNesting": 50}).enable("table")
    tokens = syntax.disable(["inline", "text_join"]).parse(text[start:])
    for token, within in _leaves(tokens):
        first, last = (edges[min(line, len(edges) - 1)] for line in token.map or (0, 0))
        first = max(first, at)
        yield from _passed(name, text, limits, at, first)
        if span := plain.trimmed(text, first, last):
            yield from _of_token(text, token, within, span)
        at = max(at, last)
    yield from _passed(name, text, limits, at, len(text))


def _leaves(tokens: "Sequence[Token]") -> "Iterator[tuple[Token, str]]":
    """Yield the tokens that hold text or code, with what they stand in."""
    inside: list[str] = []
    for token in tokens:
        if token.nesting == 1:
            inside.append(token.type.removesuffix("_open"))
        elif token.nesting == -1:
            inside.pop()
        elif token.map and (token.type == "inline" or token.type in _ASIDE):
            yield token, " ".join(inside)


_ASIDE: Final = {"fence": "code", "code_block": "code", "html_block": "markup", "hr": "mark"}


def _of_token(text: str, token: "Token", within: str, span: Span) -> Iterator[Block]:
    if why := _ASIDE.get(token.type):
        yield Block(span, "aside", why, span.start)
        return
    words = span.of(text)
    if _IMAGE.fullmatch(words):
        yield Block(span, "aside", "picture", span.start)
        return
    signs = (_HASHES if "heading" in within else _SIGNS).match(words)
    skipped = signs.end() if signs and signs.end() < len(words) else 0
    yield from _sign(span, skipped)
    yield Block(Span(span.start + skipped, span.end), _role(within, text, span), "", span.start)


def _sign(span: Span, skipped: int) -> Iterator[Block]:
    if skipped:
        yield Block(Span(span.start, span.start + skipped), "aside", "mark", span.start)


def _role(within: str, text: str, span: Span) -> Role:
    if "heading" in within:
        top = span.of(text).lstrip().startswith("# ")
        return "headline" if top or span.of(text).rstrip().endswith("=") else "heading"
    return "body" if any(word in within for word in ("list_item", "blockquote", "td")) else ""


def _passed(name: str, text: str, limits: Limits, start: int, end: int) -> Iterator[Block]:
    """Yield what stands between two blocks and is no text: link definitions and signs."""
    if plain.trimmed(text, start, end):
        for line in plain.lines(name, text[:end], limits, start):
            yield Block(line.span, "aside", "mark", line.span.start)
