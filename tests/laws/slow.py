"""The slow, obvious evaluator: one incident and one term at a time, by trying possible worlds.

It shares no code with `truce.assess`, `truce.what`, `truce.who`, `truce.when` or `truce.where`; it
reads only the objects' values. A question is answered by what all sharper facts would answer: all
yes is yes, all no is no, anything else is unknown.
"""

from itertools import product

from geographiclib.geodesic import Geodesic

from tests.worlds import hour
from truce.what import tree

#: The hours that a world may happen in; wide enough for every bracket the strategies draw.
CLOCK = range(-2, 16)
LAWFUL = ("agreed", "ordered")


def verdict(row, agreement, *, strict=False):
    """Return the verdict of each reading as a dict."""
    return {
        name: _word(_or([_and(list(answers(row, t, strict).values())) for t in reading.terms]))
        for name, reading in agreement.readings.items()
    }


def answers(row, term, strict=False):
    """Return question -> True, False or None."""
    return {
        "who": _agreed(
            [
                _in(term.binds, strict, lambda s, w=w: _member(s, w))
                for w in _split(row["perpetrators"])
            ]
        ),
        "act": _in(term.acts, strict, lambda kinds: _kind(kinds, row["act"])),
        "object": _in(term.objects, strict, lambda objects: _thing(objects, row)),
        "where": _in(term.zone, strict, lambda zone: _place(zone, row)),
        "when": _time(row, lambda t: _window(term, strict, t)),
        "standing": _time(row, lambda t: _force(term, t)) if term.standing else None,
        "amount": True,
        "exception": _and([_unexcused(e, row) for e in term.exceptions]),
    }


def _held(field, strict):
    return None if field.basis == "silent" or (strict and field.basis == "assumed") else field.value


def _in(field, strict, ask):
    value = _held(field, strict)
    return None if value is None else ask(value)


def _split(words):
    return [w for w in (words or "").split(";") if w] or [None]


def _member(actors, name):
    if name is None or name in actors.unclear:
        return None
    return name in actors.yes


def _exact(kinds, kind):
    while kind is not None:
        if kind in kinds.unclear:
            return None
        if kind in kinds.yes:
            return True
        if kind in kinds.no:
            return False
        kind = tree(kinds.tree).parents[kind]
    return False


def _kind(kinds, kind):
    root = tree(kinds.tree).root
    if kinds.yes == {root} and not kinds.unclear and not kinds.no:
        return True
    if kind is None:
        return None
    parents = tree(kinds.tree).parents
    below = []
    for each in parents:
        step = each
        while step is not None and step != kind:
            step = parents[step]
        if step == kind:
            below.append(_exact(kinds, each))
    return _agreed(below)


def _thing(objects, row):
    hit = _or([_kind(objects.kinds, k) for k in _split(row["object"])])
    if objects.held_by is None:
        return hit
    return _and([hit, _agreed([_member(objects.held_by, w) for w in _split(row["held_by"])])])


DISCS = {}


def _place(zone, row):
    disc = DISCS[id(zone)]
    if disc is None:
        return True
    if None in (row["lon"], row["lat"], row["radius_m"]):
        return None
    lon, lat, metres = disc
    away = Geodesic.WGS84.Inverse(lat, lon, row["lat"], row["lon"])["s12"]
    if away + row["radius_m"] <= metres:
        return True
    return False if away - row["radius_m"] > metres else None


def _time(row, ask):
    """Ask each hour that the incident may have happened in."""
    first, last = row["moment_start_utc"], row["moment_end_utc"]
    hours = [
        t for t in CLOCK if (first is None or hour(t) >= first) and (last is None or hour(t) < last)
    ]
    unbounded = (
        []
        if None not in (first, last)
        else [
            ask(t)
            for t in (-10_000, 10_000)
            if (t < 0 and first is None) or (t > 0 and last is None)
        ]
    )
    return _agreed([*map(ask, hours), *unbounded])


def _window(term, strict, t):
    start, end = _held(term.start, strict), _held(term.end, strict)
    began = _agreed(_since(start, t)) if start else None
    ended = _agreed(_since(end, t)) if end else None
    if began is False or ended is True:
        return False
    return True if began is True and ended is False else None


def _since(bracket, t):
    """Return for each edge of the bracket whether hour t is at or after it."""
    return [hour(t) >= bracket.earliest, hour(t) >= bracket.latest]


def _force(term, t):
    """Try every hour that each standing may have begun in."""
    choices = [
        [h for h in CLOCK if s.since.earliest <= hour(h) <= s.since.latest] for s in term.standing
    ]
    seen = set()
    for begun in product(*choices):
        status = None
        for standing, since in zip(term.standing, begun, strict=True):
            if since <= t:
                status = standing.status.value
        seen.add(status in LAWFUL)
    return _agreed(seen)


def _unexcused(exemption, row):
    could = _and(
        [
            _kind(exemption.acts, row["act"]),
            _agreed([_member(exemption.actors, w) for w in _split(row["perpetrators"])]),
        ]
    )
    return True if could is False else None


def _agreed(values):
    worlds = set(values)
    return worlds.pop() if len(worlds) == 1 else None


def _and(values):
    if False in values:
        return False
    return None if None in values else True


def _or(values):
    if True in values:
        return True
    return None if None in values else False


def _word(value):
    return {True: "violation", False: "not_covered", None: "undetermined"}[value]
