"""HTML -> tokens with their places. One pass, never back: no markup makes it slow.

The standard library's parser starts over at every comment and tag that is never closed, which
takes hours for a page made of them.
"""

import re
from collections.abc import Iterator
from html import unescape
from typing import Final, Literal, NamedTuple

_NAME: Final = re.compile(r"[A-Za-z][^\s/>]*")
_ATTRIBUTE: Final = re.compile(r"[\s/]*(?:([^\s/>=]+)(\s*=\s*)?)?")
_BARE: Final = re.compile(r"[^\s>]*")
#: Elements whose inside is not markup.
_RAW: Final = frozenset(
    ("script", "style", "textarea", "title", "xmp", "iframe", "noembed", "noframes")
)


class Token(NamedTuple):
    """A piece of markup: `text` and `raw` from `start` to `end`, or a tag with its attributes."""

    kind: Literal["text", "raw", "open", "close"]
    name: str
    start: int
    end: int
    attributes: dict[str, str]


def tokens(html: str) -> Iterator[Token]:
    """Yield the texts and tags of a page, in order; comments and declarations are left out."""
    at = 0
    while at < len(html):
        opened = _next_tag(html, at)
        if opened > at:
            yield Token("text", "", at, opened, {})
        if opened >= len(html):
            return
        if html.startswith("<!--", opened):
            at = _past(html, "-->", opened + 4)
        elif html[opened + 1] in "!?":
            at = _past(html, ">", opened + 2)
        elif html[opened + 1] == "/":
            at = _past(html, ">", opened + 2)
            name = _NAME.match(html, opened + 2)
            yield Token("close", name.group().lower() if name else "", opened, at, {})
        else:
            tag = _tag(html, opened)
            yield tag
            at = tag.end
            if tag.name in _RAW:
                ended = re.compile(f"</{tag.name}", re.I).search(html, at)
                at = ended.start() if ended else len(html)
                yield Token("raw", tag.name, tag.end, at, {})


def _next_tag(html: str, at: int) -> int:
    """Return where the next tag begins; a `<` before a blank or a digit is text."""
    opened = html.find("<", at)
    while opened >= 0:
        following = html[opened + 1 : opened + 2]
        if following.isascii() and (following.isalpha() or following in "!?/") and following:
            return opened
        opened = html.find("<", opened + 1)
    return len(html)


def _past(html: str, mark: str, at: int) -> int:
    found = html.find(mark, at)
    return found + len(mark) if found >= 0 else len(html)


def _tag(html: str, start: int) -> Token:
    found = _NAME.match(html, start + 1)
    name = found.group().lower() if found else ""
    at = found.end() if found else start + 1
    attributes: dict[str, str] = {}
    while at < len(html):
        said = _ATTRIBUTE.match(html, at)
        at = said.end() if said else at
        if said and said[1] and said[2]:
            value, at = _value(html, at)
            attributes.setdefault(said[1].lower(), unescape(value))
        elif said and said[1]:
            attributes.setdefault(said[1].lower(), "")
        elif html[at : at + 1] == ">":
            return Token("open", name, start, at + 1, attributes)
        else:
            at += 1
    return Token("open", name, start, len(html), attributes)


def _value(html: str, at: int) -> tuple[str, int]:
    quote = html[at : at + 1]
    if quote and quote in "\"'":
        end = html.find(quote, at + 1)
        end = end if end >= 0 else len(html)
        return html[at + 1 : end], end + 1
    bare = _BARE.match(html, at)
    end = bare.end() if bare else at
    return html[at:end], end
