"""Bars as SVG in per cent of their width: they bend to any screen and hatching stays even."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import timedelta
from typing import Final

from markupsafe import Markup

from truce.agreement.model import Reading
from truce.kleene import VERDICTS
from truce.report.days import Days, Stack
from truce.report.tally import Range
from truce.when import Bracket, Interval, day

#: Height of a row of day bars, and of the strip above it that shows the period, pixels.
HEIGHT: Final = 46
_STRIP: Final = 9
_CLASSES: Final = dict(zip(VERDICTS, ("bv", "bu", "bn"), strict=True))
#: A label of the axis stands at most so often.
_LABELS: Final = 7


def range_bar(row: Range) -> Markup:
    """Return a bar of all verdicts of a reading, from violation to not covered."""
    counts = (row.violation, row.undetermined, row.not_covered)
    drawn, at, whole = Markup(""), 0.0, max(1, sum(counts))
    for verdict, n in zip(VERDICTS, counts, strict=True):
        width = 100 * n / whole
        drawn += _box(at, width, 1, 12, _CLASSES[verdict]) if n else Markup("")
        at += width
    return drawn


def _box(x: float, width: float, y: float, height: float, name: str) -> Markup:
    shape = '<rect class="{}" x="{:.2f}%" width="{:.2f}%" y="{:.1f}" height="{:.1f}"/>'
    return Markup(shape.format(name, x, width, y, height))  # noqa: S704 - made of numbers only


def day_bars(found: Days, stacks: Sequence[Stack]) -> Markup:
    """Return the bars of one reading; heights share one scale with all readings."""
    wide = 100 / found.columns
    unit = (HEIGHT - _STRIP - 2) / max(1, found.tallest)
    parts: list[Markup] = []
    for column, stack in enumerate(stacks):
        foot = float(HEIGHT - 1)
        for verdict, n in zip(VERDICTS, stack, strict=True):
            if n:
                foot -= n * unit
                box = (column * wide + wide * 0.08, wide * 0.84, foot, n * unit)
                parts.append(_box(*box, _CLASSES[verdict]))
    return Markup("").join(parts)


def late_shade(found: Days) -> Markup:
    """Return the shading of the days on which late reports are expected; empty if none."""
    if found.late is None:
        return Markup("")
    x = 100 * found.late / found.columns
    return _box(x, 100 - x, 0, HEIGHT, "lag")


def period_lines(found: Days, reading: Reading, zone: str, *, strict: bool) -> Markup:
    """Return when the reading applies: a full line where surely, a dashed one where perhaps."""
    window = reading.terms[0].window(strict=strict)
    for term in reading.terms[1:]:
        window = window.union(term.window(strict=strict))
    scale = _Scale(found, zone)
    perhaps = list(scale.gaps(window.outside))
    return _lines(perhaps, "pl pq") + _lines(scale.shares(window.inside), "pl")


class _Scale:
    """Instants as shares of the chart's width."""

    def __init__(self, found: Days, zone: str) -> None:
        self._start = _midnight(found, 0, zone).earliest
        self._end = _midnight(found, found.columns, zone).earliest

    def shares(self, intervals: Sequence[Interval]) -> Iterator[tuple[float, float]]:
        length = self._end - self._start
        for first, last in intervals:
            a, b = max(first, self._start), min(last, self._end)
            if a < b:
                yield 100 * ((a - self._start) / length), 100 * ((b - self._start) / length)

    def gaps(self, intervals: Sequence[Interval]) -> Iterator[tuple[float, float]]:
        at = 0.0
        for a, b in (*self.shares(intervals), (100.0, 100.0)):
            if at < a:
                yield at, a
            at = max(at, b)


def _midnight(found: Days, column: int, zone: str) -> Bracket:
    return day((found.first + timedelta(days=column * found.step)).isoformat(), zone)


def _lines(
    shares: Sequence[tuple[float, float]] | Iterator[tuple[float, float]], name: str
) -> Markup:
    shape = '<line class="{}" x1="{:.2f}%" x2="{:.2f}%" y1="4" y2="4"/>'
    drawn = (shape.format(name, a, b) for a, b in shares)
    return Markup("".join(drawn))  # noqa: S704 - made of numbers only


def ticks(found: Days) -> list[tuple[float, int]]:
    """Return where the axis is labelled: share of the width in per cent, and column."""
    every = max(1, -(-found.columns // _LABELS))
    return [(100 * column / found.columns, column) for column in range(0, found.columns, every)]


def busiest(stacks: Sequence[Stack]) -> Mapping[str, int]:
    """Return per verdict that occurs the column that has most of it."""
    best: dict[str, int] = {}
    for n, verdict in enumerate(VERDICTS):
        counts = [stack[n] for stack in stacks]
        if any(counts):
            best[verdict] = counts.index(max(counts))
    return best
