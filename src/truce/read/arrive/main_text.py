"""Which blocks of a page are its main text: as main-text extraction says, put back in place."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Final

from truce.read.arrive.arrived import Block
from truce.read.arrive.limits import Limits

#: What class names say of the text inside; asked only about what is not main text.
_HINTS: Final = {
    "consent": re.compile(r"cookie|consent|gdpr"),
    "subscription": re.compile(r"newsletter|subscri|signup|sign-up|paywall|donat"),
    "sharing": re.compile(r"share|sharing|social"),
    "comments": re.compile(r"comment|disqus|discussion"),
    "related": re.compile(
        r"relat|recommend|recirc|read-?more|most-?read|popular|trending|teaser|promo"
    ),
    "advertisement": re.compile(r"\bads?\b|advert|sponsor|banner|outbrain|taboola"),
    "author note": re.compile(r"author-?(?:bio|info|box|card)|\bbio\b|about-?(?:the-)?author"),
    "byline": re.compile(r"byline|author|writer|contributor"),
    "timestamp": re.compile(r"date|time|published|updated"),
    "tags": re.compile(r"\btags?\b|topics|keywords"),
    "navigation": re.compile(r"\bnav|menu|breadcrumb|skip|pagination|sidebar|toolbar"),
    "credit": re.compile(r"credit|copyright"),
    "player": re.compile(r"player|video|audio"),
}
#: Elements that hold running text.
_RUNNING: Final = frozenset(("p", "li", "blockquote", "pre", "dd", "dt", "td", "th", "q"))
_WORD: Final = re.compile(r"\w+")
#: How far on the extraction is searched for the next block, in code points.
_AHEAD: Final = 30_000
#: A title this short, folded, may be the name of the site.
_NAME: Final = 3
_OWN: Final = "its main text was told by its elements alone: {}"


@dataclass(frozen=True, slots=True)
class Piece:
    """A block of a page: the element that it is, the number of the one around it, and its hint."""

    block: Block
    element: str
    parent: int
    hint: str


def hinted(classes: str) -> str:
    """Return what class names say of the text inside: `sharing`, `comments` ...; or nothing."""
    lower = classes[:200].lower()
    if len(lower) < 3:
        return ""
    return next((why for why, form in _HINTS.items() if form.search(lower)), "")


def titled(text: str, pieces: Sequence[Piece], titles: Sequence[str]) -> list[Piece]:
    """Return the pieces with one headline: the first that is in a title, else the first of all.

    Pages put their own name into such an element too.
    """
    known = [_folded(title) for title in titles]
    tops = [n for n, piece in enumerate(pieces) if piece.block.role == "headline"]
    tops = tops or _first_heading(pieces)
    words = {n: _folded(pieces[n].block.span.of(text)) for n in tops}
    fit = [n for n in tops if len(words[n]) > _NAME and any(words[n] in title for title in known)]
    chosen = next(iter(sorted(fit, key=lambda n: -len(words[n])) or tops), None)
    return [
        replace(piece, block=replace(piece.block, role="headline" if n == chosen else "heading"))
        if n in words
        else piece
        for n, piece in enumerate(pieces)
    ]


def _first_heading(pieces: Sequence[Piece]) -> list[int]:
    """Return the first heading, if no running text stands above it."""
    for n, piece in enumerate(pieces):
        if piece.block.role == "heading":
            return [n]
        if piece.element in _RUNNING and not piece.block.why and not piece.hint:
            return []
    return []


def main_text(
    html: str, text: str, pieces: Sequence[Piece], *, deep: bool, limits: Limits
) -> tuple[list[Block], list[str]]:
    """Return the blocks with what they are, and notes on how the main text was told."""
    extracted, why = _extracted(html, deep=deep, limits=limits)
    words = [_folded(piece.block.span.of(text)) for piece in pieces]
    main = list(_found(words, extracted)) if extracted else _by_element(pieces)
    if not any(main):
        main, why = _by_element(pieces), why or _OWN.format("extraction found none")
    main = _filled(pieces, main)
    return [_block(piece, is_main) for piece, is_main in zip(pieces, main, strict=True)], (
        [why] if why else []
    )


def _extracted(html: str, *, deep: bool, limits: Limits) -> tuple[list[str], str]:
    """Return the lines of the main text, folded; and why there are none."""
    if deep:
        return [], _OWN.format(f"elements stand more than {limits.depth} deep in each other")
    if len(html) > limits.extracted_bytes:
        return [], _OWN.format("the page is too large for extraction")
    import trafilatura  # noqa: PLC0415  it takes a second to load

    try:
        found = trafilatura.extract(html, include_comments=False, include_tables=True)
    except Exception as fault:
        return [], _OWN.format(f"extraction failed ({type(fault).__name__})")
    return [folded for line in (found or "").splitlines() if (folded := _folded(line))], ""


def _folded(words: str) -> str:
    return "".join(_WORD.findall(words.lower())).replace("_", "")


def _found(words: Sequence[str], lines: Sequence[str]) -> Iterator[bool]:
    """Yield for each block whether it is in the extraction: as a line, or next in its course."""
    whole, at = "".join(lines), 0
    known = set(lines)
    for word in words:
        found = whole.find(word, at, at + _AHEAD) if len(word) > 3 else -1
        if found >= 0:
            at = found + len(word)
        yield bool(word) and (found >= 0 or word in known)


def _by_element(pieces: Sequence[Piece]) -> list[bool]:
    """Return what stands in elements of running text; where there are none, in any.

    A class name on the whole page ("comments-open") is not heeded.
    """
    plain = [not piece.block.why and not piece.hint for piece in pieces]
    running = [piece.element in _RUNNING for piece in pieces]
    found = [one and two for one, two in zip(plain, running, strict=True)]
    return next((told for told in (found, plain, running) if any(told)), [True] * len(pieces))


def _filled(pieces: Sequence[Piece], main: Sequence[bool]) -> list[bool]:
    """Take in what extraction passed over between two blocks of the main text, beside them."""
    inside = {piece.parent for piece, is_main in zip(pieces, main, strict=True) if is_main}
    first = main.index(True) if True in main else len(main)
    last = len(main) - 1 - list(reversed(main)).index(True) if True in main else -1
    return [
        is_main
        or (
            first < n < last
            and piece.parent in inside
            and piece.element in _RUNNING
            and not piece.block.why
            and not piece.hint
        )
        for n, (piece, is_main) in enumerate(zip(pieces, main, strict=True))
    ]


def _block(piece: Piece, is_main: bool) -> Block:
    block = piece.block
    if block.role in ("headline", "caption", "aside"):
        return block
    if not is_main:
        return Block(block.span, "aside", piece.hint or "not in the main text", block.group)
    if block.role == "" and piece.element in ("li", "blockquote", "td", "dd"):
        return Block(block.span, "body", "", block.group)
    return block
