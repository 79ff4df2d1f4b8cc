"""HTML -> blocks: the visible text with a way back to the file, and what the markup states."""

import re
from dataclasses import dataclass, field
from html import unescape
from typing import Final

from truce.read.arrive.arrived import Arrived, Block, Role
from truce.read.arrive.decode import decode
from truce.read.arrive.limits import Limits, too_large
from truce.read.arrive.main_text import Piece, hinted, main_text, titled
from truce.read.arrive.markup import Token, tokens
from truce.read.arrive.page_facts import Facts
from truce.read.document import Place, Span

_UNSEEN: Final = frozenset(
    [
        "head",
        "script",
        "style",
        "template",
        "noscript",
        "svg",
        "math",
        "iframe",
        "object",
        "audio",
        "video",
        "canvas",
        "datalist",
        "textarea",
        "title",
        "noembed",
        "noframes",
        "xmp",
    ]
)
_VOID: Final = frozenset(
    [
        "area",
        "base",
        "br",
        "col",
        "embed",
        "hr",
        "img",
        "input",
        "link",
        "meta",
        "source",
        "track",
        "wbr",
    ]
)
_INLINE: Final = frozenset(
    [
        "a",
        "abbr",
        "acronym",
        "b",
        "bdi",
        "bdo",
        "big",
        "cite",
        "code",
        "data",
        "del",
        "dfn",
        "em",
        "font",
        "i",
        "ins",
        "kbd",
        "mark",
        "q",
        "s",
        "samp",
        "small",
        "span",
        "strike",
        "strong",
        "sub",
        "sup",
        "time",
        "tt",
        "u",
        "var",
        "wbr",
        "label",
        "nobr",
        "img",
    ]
)
_WHY: Final = {
    "nav": "navigation",
    "footer": "footer",
    "aside": "beside the text",
    "form": "form",
    "button": "button",
    "select": "form",
    "option": "form",
    "menu": "navigation",
    "dialog": "dialog",
}
_ROLES: Final[dict[str, Role]] = {
    "figcaption": "caption",
    "h1": "headline",
    **dict.fromkeys(("h2", "h3", "h4", "h5", "h6"), "heading"),
}
_HIDDEN: Final = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.I)
_PIECE: Final = re.compile(
    r"(&(?:#[0-9xX][0-9a-fA-F]{0,8}|[A-Za-z][A-Za-z0-9]{0,31});?)|(\s+)|([^&\s]+(?: [^&\s]+)*|&)"
)
_CHARSET: Final = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?([\w-]{2,40})", re.I)


def arrive(name: str, data: bytes, limits: Limits) -> Arrived:
    """Return the visible text of a page in blocks, its main text told from the rest."""
    said = _CHARSET.search(data[:4096])
    html, notes = decode(name, data, limits, said.group(1).decode("ascii") if said else None)
    return of_html(name, html, limits, tuple(notes))


def of_html(name: str, html: str, limits: Limits, notes: tuple[str, ...] = ()) -> Arrived:
    """Return the visible text of markup in blocks; places lead back to its code points."""
    walk = _Walk(name, limits)
    for token in tokens(html):
        walk.take(token, html)
    walk.close()
    text = "".join(walk.text)
    deep = walk.deepest > limits.depth
    pieces = titled(text, walk.pieces, walk.facts.titles)
    blocks, why = main_text(html, text, pieces, deep=deep, limits=limits)
    return Arrived(
        text=text,
        media="html",
        blocks=tuple(blocks),
        places=tuple(walk.places),
        stated=walk.facts.stated(),
        notes=(*notes, *why, *walk.facts.notes()),
    )


@dataclass(slots=True)
class _Open:
    """An element that is open: what it, and those around it, make of the text inside.

    `block` is the nearest element that is no part of a line, `number` counts such elements and
    `parent` is the number of the one around it. `hint` is what a class name says.
    """

    name: str
    block: str = ""
    number: int = 0
    parent: int = 0
    seen: bool = True
    why: str = ""
    role: Role = ""
    hint: str = ""


def _inside(around: _Open, token: Token, number: int) -> _Open:
    name, said = token.name, token.attributes
    hidden = "hidden" in said or _HIDDEN.search(said.get("style", "")[:200])
    why = around.why or ("hidden" if hidden else _WHY.get(name, ""))
    role: Role = "aside" if why else _ROLES.get(name, around.role)
    inline = name in _INLINE
    return _Open(
        name=name,
        block=around.block if inline else name,
        number=around.number if inline else number,
        parent=around.parent if inline else around.number,
        seen=around.seen and name not in _UNSEEN,
        why=why,
        role=role,
        hint=around.hint or hinted(said.get("class", "") + " " + said.get("id", "")),
    )


@dataclass(slots=True)
class _Walk:
    """The visible text so far, and the elements open around what comes next."""

    name: str
    limits: Limits
    text: list[str] = field(default_factory=list[str])
    places: list[Place] = field(default_factory=list[Place])
    pieces: list[Piece] = field(default_factory=list[Piece])
    facts: Facts = field(default_factory=Facts)
    deepest: int = 0
    _length: int = 0
    _start: int | None = None
    _opened: int = 0
    _stack: list[_Open] = field(default_factory=lambda: [_Open("")])
    _within: dict[str, int] = field(default_factory=dict[str, int])
    _blank: int | None = None
    _breaks: int = 0

    def take(self, token: Token, html: str) -> None:
        """Take the next token of the page."""
        if token.kind == "open":
            self._open(token)
        elif token.kind == "close":
            self._close(token.name)
        elif token.kind == "raw":
            self.facts.raw(token.name, html[token.start : token.end])
        elif self._stack[-1].seen:
            self._say(html, token.start, token.end)

    def close(self) -> None:
        """End the last block."""
        self._end_block()

    def _open(self, token: Token) -> None:
        self.facts.tag(token)
        if token.name == "br":
            self._breaks += 1
        elif token.name not in _INLINE:
            self._end_block()
        if token.name in _VOID:
            return
        if token.name == "p" and self._stack[-1].name == "p":
            self._pop()
        self._opened += 1
        self._stack.append(_inside(self._stack[-1], token, self._opened))
        self._within[token.name] = self._within.get(token.name, 0) + 1
        self.deepest = max(self.deepest, len(self._stack))

    def _close(self, name: str) -> None:
        if name not in _INLINE:
            self._end_block()
        if self._within.get(name):
            while self._pop() != name:
                pass

    def _pop(self) -> str:
        name = self._stack.pop().name
        self._within[name] -= 1
        return name

    def _say(self, html: str, start: int, end: int) -> None:
        for found in _PIECE.finditer(html, start, end):
            entity, blank, _ = found.groups()
            words = unescape(entity) if entity else found.group()
            if blank or words.isspace():
                self._blank = found.start()
            elif words:
                self._put(words, found.start())

    def _put(self, words: str, at: int) -> None:
        if self._breaks > 1:
            self._end_block()
        if self._start is None:
            self._start = self._length
        elif self._breaks:
            self._add("\n", at)
        elif self._blank is not None:
            self._add(" ", self._blank)
        self._blank, self._breaks = None, 0
        self._add(words, at)

    def _add(self, words: str, at: int) -> None:
        last = self.places[-1] if self.places else None
        if last is None or at - self._length != last.at - last.start:
            self.places.append(Place(start=self._length, at=at))
        self.text.append(words)
        self._length += len(words)
        if self._length > self.limits.characters:
            raise too_large(self.name, "more text", self.limits.characters, "characters")

    def _end_block(self) -> None:
        self._blank, self._breaks = None, 0
        if self._start is None:
            return
        around = self._stack[-1]
        block = Block(
            Span(self._start, self._length), around.role, around.why, group=len(self.pieces)
        )
        self.pieces.append(Piece(block, around.block, around.parent, around.hint))
        if len(self.pieces) > self.limits.lines:
            raise too_large(self.name, "more blocks of text", self.limits.lines, "blocks")
        self.text.append("\n\n")
        self._length += 2
        self._start = None
