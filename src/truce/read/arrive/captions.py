"""Captions: lines under a picture, told from the text by what pictures need and texts do not."""

import re
from typing import Final

from truce.read.arrive.stamps import first_stamp
from truce.read.document import Caption, Span

#: Who took it: after the last full stop, a few words with capitals and no full stop.
_CREDIT: Final = re.compile(
    r"(?:(?<=[a-z]{3}[.!?])|(?<=\d{4}[.!?])|(?<=[.!?][\"”’)]))\s"
    r"((?:[A-Z][\w.&’'-]*|via|by|of|and|/|©|\|)(?:[\s/|]{1,3}(?:[A-Z][\w.&’'-]*|via|by|of|and"
    r"|©)){0,7})$"
)
_LED: Final = re.compile(
    r"(?:photo|photograph|image|picture|credit|illustration|фото|світлина)s?"
    r"(?: by| credit| courtesy(?: of)?)?\s?[:/©]\s?(.{2,80})$",
    re.I,
)
_ENDED: Final = re.compile(
    r"[(\[](?:photo|image|picture|credit|фото)s?(?: by| credit)?:?\s([^()]{2,80})[)\]]\.?$", re.I
)
_SIDE: Final = re.compile(
    r"(?:\(|, )(?:R|L|C|left|right|cent(?:er|re)|top|bottom|back|front)(?:\)|,)"
)
_WORDS: Final = re.compile(
    r"\b(?:file photo|pictured|seen here|handout|this (?:photo|image|picture|photograph|file photo)"
    r"|in this .{0,30}(?:photo|image|picture|grab)|poses? for|aerial view|screenshot|video grab"
    r"|архівне фото|архивное фото|на фото)\b",
    re.I,
)
#: What people in pictures do, in the present tense that only captions use.
_DOING: Final = re.compile(
    r"\b(?:shakes? hands|attends?|walks?|speaks? (?:at|during|to)|stands?|arrives?|listens?"
    r"|looks? on"
    r"|waves?|greets?|sits?|holds?|inspects?|works?|burns?|rises?|passes|gestures?|meets?|clears?"
    r"|looks? at|repairs?|lies?)\b"
)
_ENOUGH: Final = 3


def is_caption(line: str) -> bool:
    """Return whether a line is a caption: a credit, with a side, a date or a doing beside it."""
    weight = 2 * bool(credit(line)) + bool(_SIDE.search(line)) + 2 * bool(_WORDS.search(line))
    weight += bool(_DOING.search(line)) + (first_stamp(line, Span(0, len(line))) is not None)
    told = re.search(r"\b(?:said|told|says|wrote|added|announced)\b|[\"“«]", line)
    return weight >= _ENOUGH + bool(told)


def credit(line: str) -> str | None:
    """Return who made the picture, in the line's words; null if it does not say."""
    found = _ENDED.search(line) or _CREDIT.search(line[-120:]) or _LED.search(line)
    return found.group(1).strip() if found else None


def caption(text: str, span: Span) -> Caption:
    """Return the caption in a span, with the day of the picture as far as it says it."""
    words = span.of(text)
    stamp = first_stamp(words, Span(0, len(words)))
    return Caption(span=span, dated=stamp.day if stamp else None, credit=credit(words))
