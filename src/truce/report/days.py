"""Incidents by day, and the days on which late reports are still expected."""

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Final

from truce.kleene import VERDICTS
from truce.report.times import bounds
from truce.report.view import Row, View
from truce.when import local

#: An incident whose time is known to no better than this stands on no day.
WIDEST: Final = timedelta(days=3)
#: Reports that must be timed before a rule is drawn from them, and the share it must hold for.
FEWEST_LAGS: Final = 10
SHARE: Final = 0.9
#: No chart has more columns than this; longer spans are counted by several days at a time.
_COLUMNS: Final = 130

Stack = tuple[int, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Days:
    """Counts per reading and column of days; a stack counts verdicts in the order of `VERDICTS`.

    `apart` counts incidents on no day. `spanning` incidents may have happened on more than one
    day. `lag` is the days within which nine in ten were first published, null where too few are
    timed (`timed`); columns from `late` on may still grow, null if none.
    """

    first: date
    step: int
    stacks: Mapping[str, tuple[Stack, ...]]
    apart: Mapping[str, Stack]
    spanning: int
    placed: int
    lag: int | None
    timed: int
    late: int | None

    @property
    def columns(self) -> int:
        """Return the number of columns."""
        return max((len(stack) for stack in self.stacks.values()), default=0)

    @property
    def tallest(self) -> int:
        """Return the highest count of any column."""
        return max((sum(s) for stacks in self.stacks.values() for s in stacks), default=0)

    def start(self, column: int) -> date:
        """Return the first day of a column."""
        return self.first + timedelta(days=column * self.step)


def days(view: View) -> Days | None:
    """Return the counts by day in the reporting zone; null if no incident has a day.

    An incident stands on the day that holds the middle of its time bracket.
    """
    on = {str(row["incident"]): _day(row, view.zone) for row in view.rows}
    known = [day for day in on.values() if day is not None]
    if not known:
        return None
    first, length = min(known), (max(known) - min(known)).days + 1
    step = math.ceil(length / _COLUMNS)
    columns = math.ceil(length / step)
    places = {i: None if d is None else (d - first).days // step for i, d in on.items()}
    lags = sorted(_lags(view.rows))
    lag = _enough(lags)
    return Days(
        first=first,
        step=step,
        stacks={r.id: _stacks(view, r.id, places, columns) for r in view.readings},
        apart={r.id: _stack(view, r.id, [i for i in on if on[i] is None]) for r in view.readings},
        spanning=sum(_spans(row, view.zone) for row in view.rows),
        placed=len(known),
        lag=lag,
        timed=len(lags),
        late=_late(view, lag, first, step, columns),
    )


def _day(row: Row, zone: str) -> date | None:
    start, end = bounds(row)
    if start is None or end is None or end - start > WIDEST:
        return None
    return local(start + (end - start) / 2, zone).date()


def _spans(row: Row, zone: str) -> bool:
    start, end = bounds(row)
    if start is None or end is None:
        return True
    last = max(start, end - timedelta(microseconds=1))
    return local(start, zone).date() != local(last, zone).date()


def _stacks(
    view: View, reading: str, places: Mapping[str, int | None], columns: int
) -> tuple[Stack, ...]:
    on: list[list[str]] = [[] for _ in range(columns)]
    for incident, place in places.items():
        if place is not None:
            on[place].append(incident)
    return tuple(_stack(view, reading, incidents) for incidents in on)


def _stack(view: View, reading: str, incidents: Sequence[str]) -> Stack:
    found = [view.judged[incident].get(reading) for incident in incidents]
    return tuple(found.count(verdict) for verdict in VERDICTS)


def _lags(rows: Sequence[Row]) -> Iterator[float]:
    """Yield how many days after its latest possible time each incident was first published."""
    for row in rows:
        end, told = row["moment_end_utc"], row["reported_utc"]
        if isinstance(end, datetime) and isinstance(told, datetime):
            yield max(0.0, (told - end) / timedelta(days=1))


def _enough(lags: Sequence[float]) -> int | None:
    if len(lags) < FEWEST_LAGS:
        return None
    return math.ceil(lags[math.ceil(SHARE * len(lags)) - 1])


def _late(view: View, lag: int | None, first: date, step: int, columns: int) -> int | None:
    """Return the first column with a day that ended less than the lag before the cut-off."""
    if lag is None:
        return None
    safe = local(view.known_as_of - timedelta(days=lag), view.zone).date()
    column = max(0, (safe - first).days // step)
    return column if column < columns else None
