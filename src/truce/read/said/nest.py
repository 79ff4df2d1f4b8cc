"""Nesting: which attribution stands within the content of which."""

from collections.abc import Sequence

from truce.read.document import Span
from truce.read.said.attribution import Attribution


def within(one: Attribution, other: Attribution) -> bool:
    """Return whether all of an attribution lies within the content of another, larger one."""
    if one is other:
        return False
    inside = all(any(c.holds(s) for c in other.content) for s in one.all_spans())
    return inside and _size(one.content) < _size(other.content)


def parent(one: Attribution, found: Sequence[Attribution]) -> Attribution | None:
    """Return the smallest attribution that holds this one, null if it stands alone."""
    holders = [other for other in found if within(one, other)]
    return min(holders, key=lambda other: (_size(other.content), other.content), default=None)


def outermost(found: Sequence[Attribution]) -> list[Attribution]:
    """Return the attributions that stand within no other."""
    return [one for one in found if parent(one, found) is None]


def levels(found: Sequence[Attribution]) -> tuple[list[Attribution], list[Attribution]]:
    """Return the attributions that stand alone, and those directly within the content of these."""
    outer = outermost(found)
    rest = [one for one in found if one not in outer]
    return outer, outermost(rest)


def _size(spans: Sequence[Span]) -> int:
    return sum(span.end - span.start for span in spans)
