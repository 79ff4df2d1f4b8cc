"""A text cut into sentences, and sentences into clauses, each about one thing."""

import re
from collections.abc import Iterator
from itertools import pairwise
from typing import Final

from truce.read.compare.topics import Hit, hits, where
from truce.read.document import Span

_END: Final = re.compile(
    r"(?<!\b[A-Z])(?<!\bMr)(?<!\bMrs)(?<!\bMs)(?<!\bDr)(?<!\bSt)(?<!\bGen)(?<!\bCol)(?<!\bLt)"
    r"(?<!\bMaj)(?<!\bNo)(?<!\bvs)(?<!\ba\.m)(?<!\bp\.m)"
    r"[.!?…]+[\"”’'»)\]]*(?=\s)|\n\s*\n"
)
#: Here a sentence is cut where both parts are about something.
_JOINT: Final = re.compile(
    r"\s*(?:[;:]|\s[—–]|,?\s(?:as well as|but|while|whereas|and also|along with)\b"
    r"|,?\s(?:а также|а також)\b|,\s(?:and\s)?(?:with|including|subject to|which)?"
    r"|\s(?:and|и|і|й|та)\b)\s*"
)
#: Words that only tie a clause to what stands before it.
_TIES: Final = re.compile(r"(?i)(?:(?:to say )?that|and|but|as well as)\s+(?=\w)")
_LISTED: Final = frozenset(("", "and", "or", "и", "і", "й", "та", "или", "або", "чи"))
_EDGES: Final = " \t\r\n\u00a0,;:—–.!?…\"“”„«»'‘’()[]"


def sentences(text: str, within: Span) -> tuple[Span, ...]:
    """Return the sentences of a span, without the blanks around them."""
    ends = [found.end() for found in _END.finditer(text, within.start, within.end)]
    bounds = [within.start, *ends, within.end]
    cut = (Span(*pair) for pair in pairwise(bounds))
    return tuple(kept for span in cut if (kept := trimmed(text, span, " \t\r\n\u00a0")))


def clauses(text: str, within: Span) -> tuple[Span, ...]:
    """Return the clauses of one sentence: an enumeration is cut where another topic begins."""
    found = hits(text, within)
    cuts = [cut for one, two in pairwise(found) if (cut := _cut(text, one, two))]
    return tuple(_pieces(text, within, cuts))


def trimmed(text: str, span: Span, edges: str = _EDGES) -> Span | None:
    """Return a span without blanks and marks at its edges; null if nothing else is in it."""
    start, end = span
    while start < end and text[start] in edges:
        start += 1
    while start < end and text[end - 1] in edges:
        end -= 1
    return Span(start, end) if start < end else None


def _pieces(text: str, within: Span, cuts: list[Span]) -> Iterator[Span]:
    start = within.start
    for cut in [*cuts, Span(within.end, within.end)]:
        if kept := trimmed(text, Span(start, cut.start)):
            ties = _TIES.match(text, *kept)
            yield Span(ties.end(), kept.end) if ties else kept
        start = cut.end


def _cut(text: str, one: Hit, two: Hit) -> Span | None:
    """Return where to cut between the words for two topics; null where they belong together.

    "Ports and hospitals" are the objects of one thing said; "aid and mobilisation" are two.
    """
    if set(one.topics) & set(two.topics):
        joints = [j for j in _joints(text, one, two) if ";" in j.of(text)]
    else:
        joints = _joints(text, one, two)
    if not joints:
        return None
    between = text[one.span.end : two.span.start].strip(" ,")
    things = all(where(topic) == "things" for topic in (*one.topics, *two.topics))
    return None if things and between in _LISTED else joints[0]


def _joints(text: str, one: Hit, two: Hit) -> list[Span]:
    found = (Span(*j.span()) for j in _JOINT.finditer(text, one.span.end, two.span.start))
    return [joint for joint in found if joint.start < joint.end and not _of_names(text, joint)]


def _of_names(text: str, joint: Span) -> bool:
    """Return whether the words join two names, as in "both Northland and Southland"."""
    before, after = text[max(0, joint.start - 40) : joint.start].split(), text[joint.end :][:1]
    return (
        joint.of(text).strip() == "and"
        and after.isupper()
        and before[-1:] != []
        and (before[-1][:1].isupper())
    )
