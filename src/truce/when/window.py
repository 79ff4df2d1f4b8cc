"""Windows: regions of time with blurred edges, united before they are tested."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final

import polars as pl

from truce.when.bracket import MAX, MIN, Bracket

Interval = tuple[datetime, datetime]


@dataclass(frozen=True, slots=True)
class Window:
    """A region of time with blurred edges.

    `inside` holds the intervals [from, to) that surely belong to it, `outside` those that surely
    do not; what is in neither is not known. Both are sorted and do not touch themselves.
    """

    inside: tuple[Interval, ...] = ()
    outside: tuple[Interval, ...] = ()

    @staticmethod
    def between(start: Bracket, end: Bracket) -> "Window":
        """Return the window from a bracketed start to a bracketed end."""
        inside = [(start.latest, end.earliest)]
        outside = [(MIN, start.earliest), (end.latest, MAX)]
        return Window(_merge(inside), _merge(outside))

    def union(self, other: "Window") -> "Window":
        """Return the window of all that belongs to either."""
        return Window(_merge([*self.inside, *other.inside]), _common(self.outside, other.outside))

    def complement(self) -> "Window":
        """Return the window of all that does not belong to this one."""
        return Window(self.outside, self.inside)

    def answer(self, earliest: datetime, latest: datetime) -> bool | None:
        """Return whether something that happened in [earliest, latest) did so in the window."""
        if _held(self.inside, earliest, latest):
            return True
        return False if _held(self.outside, earliest, latest) else None

    def within(self, start: str = "moment_start_utc", end: str = "moment_end_utc") -> pl.Expr:
        """Return the answer for two columns of UTC instants; null there is no bound."""
        inside, outside = (_within(i, start, end) for i in (self.inside, self.outside))
        unknown = pl.lit(None, dtype=pl.Boolean)
        return pl.when(inside).then(True).when(outside).then(False).otherwise(unknown)


ALWAYS: Final = Window(inside=((MIN, MAX),))
NEVER: Final = Window(outside=((MIN, MAX),))
NEVER_KNOWN: Final = Window()


def _merge(intervals: Iterable[Interval]) -> tuple[Interval, ...]:
    merged: list[Interval] = []
    for first, last in sorted(i for i in intervals if i[0] < i[1]):
        if merged and first <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(last, merged[-1][1]))
        else:
            merged.append((first, last))
    return tuple(merged)


def _common(one: Sequence[Interval], two: Sequence[Interval]) -> tuple[Interval, ...]:
    return _merge((max(a[0], b[0]), min(a[1], b[1])) for a in one for b in two)


def _held(intervals: Iterable[Interval], earliest: datetime, latest: datetime) -> bool:
    # An exact instant on the upper edge is already past it.
    return any(first <= earliest < last and latest <= last for first, last in intervals)


def _within(intervals: Iterable[Interval], start: str, end: str) -> pl.Expr:
    earliest, latest = pl.col(start).fill_null(MIN), pl.col(end).fill_null(MAX)
    held = pl.lit(False)
    for first, last in intervals:
        held = held | ((earliest >= first) & (earliest < last) & (latest <= last))
    return held
