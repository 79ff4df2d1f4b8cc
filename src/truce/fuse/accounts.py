"""What several accounts of one event leave: the sharpest where they agree, the hull where not.

"Agree" means that one account lies inside every other. Where two accounts do not nest, at least one
is wrong, and only what they span together is safe to say.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import datetime
from functools import reduce
from typing import Final

from truce import kleene
from truce.what import TreeName, tree
from truce.when import MAX, MIN, Bracket
from truce.where import distance_m

Row = Mapping[str, object]
Disc = tuple[float, float, float]
#: Two engines may differ by less than this on a distance; equal rims must still nest.
_TIE_M: Final = 0.01


def moment(rows: Sequence[Row]) -> tuple[datetime | None, datetime | None]:
    """Return the bracket in UTC of several accounts; null is no bound."""
    brackets = [
        Bracket(_instant(r["moment_start_utc"], MIN), _instant(r["moment_end_utc"], MAX))
        for r in rows
    ]
    inner = min(brackets, key=lambda b: b.latest - b.earliest)
    if not all(b.earliest <= inner.earliest and inner.latest <= b.latest for b in brackets):
        for bracket in brackets:
            inner = inner.hull(bracket)
    return _bound(inner.earliest, MIN), _bound(inner.latest, MAX)


def disc(rows: Sequence[Row]) -> tuple[float | None, float | None, float | None]:
    """Return lon, lat (degrees) and radius (metres) of several accounts; accounts of no place do
    not count, and a place without a radius makes the radius unknown.
    """
    placed = [r for r in rows if r["lon"] is not None and r["lat"] is not None]
    if not placed:
        return None, None, None
    if any(r["radius_m"] is None for r in placed):
        return _number(placed[0]["lon"]), _number(placed[0]["lat"]), None
    discs = [(_number(r["lon"]), _number(r["lat"]), _number(r["radius_m"])) for r in placed]
    inner = min(discs, key=lambda d: d[2])
    if all(_reach(outer, inner) <= outer[2] + _TIE_M for outer in discs):
        return inner
    return min(((d[0], d[1], max(_reach(d, o) for o in discs)) for d in discs), key=lambda d: d[2])


def kind(rows: Sequence[Row], column: str, name: TreeName) -> str | None:
    """Return the kind (or `;` kinds) of several accounts: equal, nested, or what holds them all.

    Accounts of several things hit together do not nest: what one leaves out, another tells.
    """
    told = sorted({str(r[column]) for r in rows if r[column] is not None})
    if len(told) <= 1:
        return told[0] if told else None
    each = [kleene.split(words) for words in told]
    kinds = [kind for account in each for kind in account]
    trunk = tree(name)
    if all(len(account) == 1 for account in each):
        inner = next((k for k in kinds if all(trunk.holds(outer, k) for outer in kinds)), None)
        return inner or reduce(trunk.meet, kinds)
    return reduce(trunk.meet, kinds)


def either(rows: Sequence[Row], column: str) -> str | None:
    """Return the `;` alternatives that any account names."""
    return ";".join(sorted({w for r in rows for w in kleene.split(_text(r[column]))})) or None


def same(rows: Sequence[Row], column: str) -> object:
    """Return the value if all accounts that give one give the same, else null."""
    told = {r[column] for r in rows if r[column] is not None}
    return told.pop() if len(told) == 1 else None


def edge(rows: Sequence[Row], column: str, pick: Callable[[Iterable[int]], int]) -> int | None:
    """Return the least or most of the numbers given; null if no account gives one."""
    told = [int(str(r[column])) for r in rows if r[column] is not None]
    return pick(told) if told else None


def _reach(outer: Disc, inner: Disc) -> float:
    """Return how far from the centre of `outer` the far rim of `inner` lies, in metres."""
    return float(distance_m(outer[0], outer[1], inner[0], inner[1])) + inner[2]


def _instant(value: object, unbounded: datetime) -> datetime:
    return value if isinstance(value, datetime) else unbounded


def _bound(instant: datetime, unbounded: datetime) -> datetime | None:
    return None if instant == unbounded else instant


def _number(value: object) -> float:
    return float(str(value))


def _text(value: object) -> str | None:
    return None if value is None else str(value)
