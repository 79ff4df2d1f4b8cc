"""Where sentences end, by their signs alone: for any alphabet with small and capital letters."""

import re
from collections.abc import Collection, Iterator
from typing import Final

from truce.read.document import Span

#: A text without full stops is cut at blanks, so that no sentence is longer (code points).
LONGEST: Final = 1_500
_END: Final = re.compile(r"(?<![.!?…])[.!?…]+[\"”“»'’)\]]*(?=\s+(\S))")
_OPENERS: Final = "\"“„«‘'([—–-―"
_WORD: Final = re.compile(r"[^\W\d_]+$")


def sentences(text: str, paragraph: Span, short: Collection[str] = ()) -> Iterator[Span]:
    """Yield the sentences of a paragraph, without the blanks between them.

    `short` holds abbreviations, in small letters and without their full stop, after which a
    sentence goes on. A sentence begins with a capital, a digit or an opening mark; none ends behind
    an initial.
    """
    start = paragraph.start
    for found in _END.finditer(text, paragraph.start, paragraph.end):
        if _ends(text, start, found, short):
            yield from _bounded(text, start, found.end())
            start = found.end()
    yield from _bounded(text, start, paragraph.end)


def _ends(text: str, start: int, found: re.Match[str], short: Collection[str]) -> bool:
    following = found[1]
    if following.islower():
        return False
    if following in _OPENERS:
        rest = text[found.end() : found.end() + 20].lstrip().lstrip(_OPENERS + " \u00a0")
        if rest[:1].islower():
            return False
    if found[0] != ".":
        return True
    word = _WORD.search(text[max(start, found.start() - 20) : found.start()])
    if word is None:
        return True
    initial = len(word[0]) == 1 and word[0].isupper()
    return not initial and word[0].lower() not in short


def _bounded(text: str, start: int, end: int) -> Iterator[Span]:
    """Yield a stretch without blank ends, in pieces where it is longer than a sentence may be."""
    while start < end and text[start].isspace():
        start += 1
    while start < end and text[end - 1].isspace():
        end -= 1
    while end - start > LONGEST:
        blank = text.rfind(" ", start + 1, start + LONGEST)
        cut = blank if blank > 0 else start + LONGEST
        yield Span(start, cut)
        start = cut
        while start < end and text[start].isspace():
            start += 1
    if start < end:
        yield Span(start, end)
