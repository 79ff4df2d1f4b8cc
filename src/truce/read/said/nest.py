"""Nesting: which attribution stands within the content of which."""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence

from truce.read.document import Span
from truce.read.said.attribution import Attribution, hull


def within(one: Attribution, other: Attribution) -> bool:
    """Return whether all of an attribution lies within the content of another, larger one."""
    if one is other:
        return False
    inside = all(any(c.holds(s) for c in other.content) for s in one.all_spans())
    return inside and _size(one.content) < _size(other.content)


def parents(found: Sequence[Attribution]) -> dict[Attribution, Attribution | None]:
    """Return for each attribution the smallest one that holds it; null if it stands alone."""
    reach = sorted(((hull(one.content), one) for one in found), key=lambda pair: pair[0])
    starts = [whole.start for whole, _ in reach]
    longest = max((whole.end - whole.start for whole, _ in reach), default=0)
    made: dict[Attribution, Attribution | None] = {}
    for one in found:
        mine = hull(one.all_spans())
        # Only a content that begins before this one, and near enough to reach over it, can hold it.
        first, last = bisect_left(starts, mine.end - longest), bisect_right(starts, mine.start)
        near = (other for whole, other in reach[first:last] if whole.end >= mine.end)
        holders = [other for other in near if within(one, other)]
        made[one] = min(holders, key=lambda o: (_size(o.content), o.content), default=None)
    return made


def outermost(found: Sequence[Attribution]) -> list[Attribution]:
    """Return the attributions that stand within no other."""
    above = parents(found)
    return [one for one in found if above[one] is None]


def _size(spans: Sequence[Span]) -> int:
    return sum(span.end - span.start for span in spans)
