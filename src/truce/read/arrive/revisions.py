"""The update log: lines that say when a text was changed, and what."""

import re
from typing import Final

from truce.read.arrive.stamps import first_stamp
from truce.read.document import Revision, Span

_MARK: Final = re.compile(
    r"\W{0,3}(?:last |latest )?(?:updated?|upd|correct(?:ion|ed)|clarification|editor[’']?s? note"
    r"|amended"
    r"|revised|modified|оновлен[оая]|оновлення|доповнено|виправлен[оня]+|обновлен[оа]|обновление"
    r"|дополнено|исправлен[оие]+|уточнение)\b[\s:,(|–—-]{0,4}(?:(?:on|at|as of|of|о|в)\s)?"
    r"(?:(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?,?\s)?",
    re.I,
)
_SENTENCE: Final = re.compile(
    r"\W{0,3}(?:editor[’']?s? note:?\s)?(?:this|the) (?:article|story|post|piece|headline|page)"
    r"(?: and headline)? (?:was|has been|have been) (?:first |last |since )?"
    r"(?:updated|corrected|amended|revised|changed|edited)\b",
    re.I,
)
_LOG: Final = re.compile(
    r"\W{0,3}(?:(?:correction|clarification|update|updates|editor[’']?s? note)s?\s?[:(]"
    r"|an earlier version of"
    r"|(?:оновлено|обновлено|виправлення|исправление)\s?:)",
    re.I,
)
_AFTER: Final = "])}:;,.|–—- \t\u00a0"
#: How far behind the mark the date may stand.
_NEAR: Final = 4


def revision(text: str, span: Span) -> Revision | None:
    """Return the revision that a line tells of; null if it is no line of an update log.

    `what` is in the line's own words and empty where the line gives no more than the time.
    """
    line = span.of(text)
    mark = _MARK.match(line)
    sentence = _SENTENCE.match(line)
    if not (mark or sentence):
        return None
    stamp = first_stamp(line, Span(0, len(line)))
    if stamp is None or (mark and not sentence and stamp.span.start > mark.end() + _NEAR):
        return None
    what = line if sentence else line[stamp.span.end :].lstrip(_AFTER)
    return Revision(at=stamp.written, bracket=stamp.bracket, what=what, span=span)


def logged(line: str) -> bool:
    """Return whether a line belongs to an update log though it gives no date."""
    return bool(_SENTENCE.match(line) or _LOG.match(line))
