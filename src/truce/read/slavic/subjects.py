"""Who says it: the words before or behind a cue, without what belongs to the sentence around."""

import re
from typing import Final

from truce.read.document import Span
from truce.read.slavic.clauses import trimmed
from truce.read.slavic.cues import VERB
from truce.read.slavic.words import Lexicon, plain, words_of

#: Words before a place, a time or a topic.
PREPOSITIONS: Final = frozenset(
    [
        "у",
        "в",
        "во",
        "на",
        "після",
        "после",
        "під",
        "перед",
        "за",
        "до",
        "о",
        "об",
        "про",
        "по",
        "з",
        "із",
        "с",
        "від",
        "от",
        "при",
        "через",
        "внаслідок",
    ]
)
_PARTICIPLE: Final = re.compile(r"[а-яіїєґё'’]+(?:вш|ющ|ущ|ащ|ящ)[иаеу][а-я]{1,2}(?:ся)?")
_DECLINED: Final = re.compile(r"[а-яіїєґё'’]{4,}(?:ого|ої|ій|их|его|ей|ую|щего|щих|ым|им)(?:ся)?")


def participle(word: str, *, declined: bool = False) -> bool:
    """Return whether a word may begin what is inserted behind a name, in a case of its own."""
    return bool((_DECLINED if declined else _PARTICIPLE).fullmatch(word))


def skipped(text: str, span: Span, words: Lexicon, *groups: str) -> int:
    """Return where a span begins behind the words of some groups (by default: `lead`)."""
    place = span.start
    for word in words_of(text, span):
        said = word.of(text)
        number = not groups and said[0].isdigit()
        if not number and not any(words.has(group, said) for group in groups or ("lead",)):
            return word.start
        place = word.end
    return span.end if place > span.start else place


def before_cue(text: str, span: Span, words: Lexicon, *, whole: bool = False) -> Span | None:
    """Return who says it, from the words before a cue; null if there are none.

    With `whole`, what is inserted behind the name belongs to it.
    """
    start = skipped(text, span, words)
    listed = list(words_of(text, Span(start, span.end)))
    while listed and words.has("inside", listed[-1].of(text)):
        listed.pop()
    if listed and _joins(listed, text, words):
        listed.pop(0)
    if listed and plain(listed[0].of(text)) in PREPOSITIONS:
        listed = _behind_phrase(text, listed, words)
    if listed and words.has("link", listed[-1].of(text)):
        listed = _subject(text, listed)
    if not whole:
        listed = _before_phrase(text, listed)
    if not listed:
        return None
    return trimmed(text, Span(listed[0].start, _closed(text, listed[-1].end, span.end)))


def _joins(listed: list[Span], text: str, words: Lexicon) -> bool:
    first = listed[0].of(text)
    return words.has("plain_that", first) or (len(listed) > 1 and words.has("that", first))


def first_subject(text: str, span: Span, words: Lexicon) -> Span | None:
    """Return the words before the first verb of a clause: its subject; null if it has none."""
    start = skipped(text, span, words)
    listed = _subject(text, list(words_of(text, Span(start, span.end))))
    if not listed or plain(listed[0].of(text)) in PREPOSITIONS:
        return None
    kept = _before_phrase(text, listed)
    return Span(kept[0].start, kept[-1].end)


def _behind_phrase(text: str, listed: list[Span], words: Lexicon) -> list[Span]:
    """Return the words behind a phrase with a preposition: from a document's name or a title on."""
    for at, word in enumerate(listed):
        said = word.of(text)
        if words.has("documents", said):
            return listed[at + 1 :] or listed[1:]
        if at and any(words.has(group, said) for group in ("titles", "he", "she", "we")):
            return listed[at:]
    return []


def _before_phrase(text: str, listed: list[Span]) -> list[Span]:
    """Return the words up to a preposition that stands behind a name: `Ada Renn after the vote`."""
    for at in range(1, len(listed)):
        name, word = listed[at - 1].of(text), plain(listed[at].of(text))
        rest = [one.of(text) for one in listed[at + 1 :]]
        if name[0].isupper() and at > 1 and word in PREPOSITIONS and rest:
            return listed[:at] if not rest[-1][0].isupper() else listed
    return listed


def _subject(text: str, listed: list[Span]) -> list[Span]:
    """Return the words before the first verb: who says what a second verb tells, behind `and`."""
    for at, word in enumerate(listed):
        if at and VERB.fullmatch(word.of(text)):
            return listed[:at]
    return []


def after_cue(text: str, span: Span, words: Lexicon) -> Span | None:
    """Return who says it, from the words behind a cue; null if there are none."""
    kept: list[Span] = []
    for word in _behind_day(text, list(words_of(text, span)), words):
        said = word.of(text)
        if not kept and words.has("inside", said):
            continue
        if words.has("stop", said) or words.has("that", said):
            break
        kept.append(word)
    if not kept:
        return None
    return trimmed(text, Span(kept[0].start, _closed(text, kept[-1].end, span.end)), " .,")


def _behind_day(text: str, listed: list[Span], words: Lexicon) -> list[Span]:
    """Return the words behind `on Sunday`, if they begin so."""
    said = [plain(word.of(text)) for word in listed[:2]]
    day = len(said) == 2 and said[0] in PREPOSITIONS and words.weekday.fullmatch(said[1])
    return listed[2:] if day else listed


def aside(text: str, source: Span | None, words: Lexicon) -> Span | None:
    """Return a source behind the one spoken to: `told (the paper) Ada Renn`; null for null."""
    if source is None:
        return None
    start = skipped(text, source, words, "addressee")
    return Span(start, source.end) if start < source.end else None


def _closed(text: str, end: int, most: int) -> int:
    """Return the end of a name behind the quotation mark that closes it."""
    while end < most and text[end] in '»”“"':
        end += 1
    return end
