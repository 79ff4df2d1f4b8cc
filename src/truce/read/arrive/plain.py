"""Plain text -> blocks: lines, and paragraphs where lines were broken to fit a width."""

import re
from collections.abc import Iterator, Sequence
from itertools import groupby, pairwise
from typing import Final

from truce.read.arrive.arrived import Arrived, Block
from truce.read.arrive.decode import decode
from truce.read.arrive.limits import Limits, too_large
from truce.read.document import Span

_LINE: Final = re.compile(r"[^\n\r\v\f\x1c-\x1e\x85\u2028\u2029]*")
_BREAK: Final = re.compile(r"\r\n|[\n\r\v\f\x1c-\x1e\x85\u2028\u2029]")
#: What stands at the edge of a line and is not seen: blanks, marks of order and direction.
_MARKS: Final = "\ufeff\u200b\u200c\u200d\u200e\u200f\u2060\u202a\u202b\u202c\u202d\u202e\u00ad"
BLANK: Final = _MARKS + "".join(char for char in map(chr, range(0x3001)) if char.isspace())
#: A line this long may have been broken to fit a width, and no width is wider than the second.
_NARROW, _WIDE = 45, 130
#: Of the lines long enough, how many must end where the next word would not have fitted.
_FULL: Final = 0.7


def arrive(name: str, data: bytes, limits: Limits, declared: str | None = None) -> Arrived:
    """Return the text as it is, with its paragraphs as blocks."""
    text, notes = decode(name, data, limits, declared)
    return Arrived(
        text=text, media="text", blocks=tuple(blocks(name, text, limits)), notes=tuple(notes)
    )


def blocks(name: str, text: str, limits: Limits, first: int = 0) -> list[Block]:
    """Return the paragraphs of a text from code point `first` on."""
    found = list(lines(name, text, limits, first))
    return list(joined(text, found)) if _broken(text, found) else found


def trimmed(text: str, start: int, end: int) -> Span | None:
    """Return the span without blanks at its edges; null if nothing is left."""
    piece = text[start:end]
    lead = len(piece) - len(piece.lstrip(BLANK))
    kept = piece.strip(BLANK)
    return Span(start + lead, start + lead + len(kept)) if kept else None


def lines(name: str, text: str, limits: Limits, first: int = 0) -> Iterator[Block]:
    """Yield the lines of a text from code point `first` on, those with blanks only left out."""
    at, group, count = first, 0, 0
    while at <= len(text):
        found = _LINE.match(text, at)
        end = found.end() if found else len(text)
        if span := trimmed(text, at, end):
            count += 1
            if count > limits.lines:
                raise too_large(name, f"more than {limits.lines:,} lines", limits.lines, "lines")
            yield Block(span, group=group)
        else:
            group += 1
        gap = _BREAK.match(text, end)
        at = gap.end() if gap else len(text) + 1


def _full(text: str, one: Block, two: Block, width: int) -> bool:
    """Return whether the next line's first word would not have fitted on the line."""
    word = text[two.span.start : two.span.end].split(maxsplit=1)[0]
    return one.span.end - one.span.start + 1 + len(word) > width


def _groups(found: Sequence[Block]) -> Iterator[list[Block]]:
    return (list(group) for _, group in groupby(found, key=lambda line: line.group))


def _width(group: Sequence[Block]) -> int:
    return max(line.span.end - line.span.start for line in group)


def _pairs(found: Sequence[Block]) -> Iterator[tuple[Block, Block, int]]:
    for group in _groups(found):
        width = _width(group)
        if _NARROW <= width <= _WIDE:
            yield from ((one, two, width) for one, two in pairwise(group))


def _broken(text: str, found: Sequence[Block]) -> bool:
    """Return whether the text's lines were broken to fit a width, so that they must be joined."""
    pairs = [p for p in _pairs(found) if p[0].span.end - p[0].span.start >= _NARROW]
    full = [(one, two) for one, two, width in pairs if _full(text, one, two, width)]
    starts = [text[two.span.start] for _, two in full]
    running = [start for start in starts if start.isalpha() and not start.isupper()]
    return bool(running) and len(full) >= _FULL * len(pairs) and len(running) >= len(full) / 4


def joined(text: str, found: Sequence[Block], part: float = 1) -> Iterator[Block]:
    """Yield paragraphs: lines joined where the next word would not have fitted.

    A line is full at `part` of the widest line of its group; letters of many widths ask for less
    than the whole.
    """
    for group in _groups(found):
        width = _width(group)
        start = group[0].span.start
        for one, two in pairwise(group):
            if not (_NARROW <= width <= _WIDE and _full(text, one, two, int(width * part))):
                yield Block(Span(start, one.span.end), group=one.group)
                start = two.span.start
        yield Block(Span(start, group[-1].span.end), group=group[-1].group)
