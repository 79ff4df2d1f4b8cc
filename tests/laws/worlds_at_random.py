"""Hypothesis strategies for the small world: incidents, terms, readings, as vague as may be."""

from dataclasses import replace

from hypothesis import strategies as st

from tests import worlds
from tests.worlds import bracket, hour, kinds, quoted
from truce.agreement.model import Objects
from truce.when import OPEN_END
from truce.where import Zone
from truce.who import Actors

ACTORS = ("A", "B", "C")
THINGS = ("thing", "energy", "oil", "refinery", "oil_storage", "gas", "hospital", "port")
ACTS = ("act", "attack", "air_strike", "drone_strike", "attempted_attack", "attempted_air_strike")
STATUSES = ("agreed", "ordered", "proposed", "declined", "suspended")
HOURS = st.integers(0, 12)
#: A few zones, few enough to be built once; radii in metres.
ZONES = (Zone.anywhere(), Zone.disc(10.0, 50.0, 20_000.0), Zone.disc(10.2, 50.0, 5_000.0))


def _sets(words):
    return st.lists(st.sampled_from(words), max_size=3, unique=True)


@st.composite
def _kinds(draw, tree, words):
    yes, unclear, no = draw(_sets(words)), draw(_sets(words)), draw(_sets(words))
    return kinds(tree, yes, set(unclear) - set(yes), set(no) - set(yes) - set(unclear))


@st.composite
def _brackets(draw):
    return bracket(*sorted((draw(HOURS), draw(HOURS))))


@st.composite
def _fields(draw, values):
    how = draw(st.sampled_from(("quoted", "quoted", "quoted", "assumed", "silent")))
    if how == "silent":
        return worlds.silent()
    value = draw(values)
    return quoted(value) if how == "quoted" else worlds.assumed(value)


@st.composite
def actors(draw):
    yes = frozenset(draw(_sets(ACTORS)))
    return Actors(yes=yes, unclear=frozenset(draw(_sets(ACTORS))) - yes)


@st.composite
def objects(draw):
    held = draw(st.none() | actors())
    return Objects(kinds=draw(_kinds("things", THINGS)), held_by=held)


@st.composite
def standings(draw):
    told = draw(st.lists(st.tuples(st.sampled_from(STATUSES), _brackets()), max_size=3))
    order = sorted(told, key=lambda s: s[1].latest)
    # A file gives standings in an order that is certain; blurred ones may touch, not overlap.
    kept, last = [], None
    for status, since in order:
        if last is None or since.earliest > last:
            kept.append((status, since))
            last = since.latest
    return tuple(worlds.Standing(status=quoted(s), since=b) for s, b in kept)


@st.composite
def terms(draw, name="t"):
    exceptions = draw(st.sampled_from([(), (worlds.exemption("e", ["attack"], ["A"]),)]))
    return worlds.term(
        id=name,
        binds=draw(_fields(actors())),
        acts=draw(_fields(_kinds("acts", ACTS))),
        objects=draw(_fields(objects())),
        zone=draw(_fields(st.sampled_from(ZONES))),
        start=draw(_fields(_brackets())),
        end=draw(_fields(_brackets() | st.just(OPEN_END))),
        standing=draw(standings()),
        exceptions=exceptions,
    )


@st.composite
def agreements(draw):
    readings = draw(st.lists(st.lists(terms(), min_size=1, max_size=2), min_size=1, max_size=3))
    return worlds.agreement(
        *(
            worlds.reading(f"r{n}", *(_named(t, m) for m, t in enumerate(several)))
            for n, several in enumerate(readings)
        )
    )


def _named(term, place):
    return replace(term, id=f"t{place}")


def _list(words):
    return st.none() | _sets(words).map(lambda parts: ";".join(sorted(parts)) or None)


@st.composite
def rows(draw):
    first, last = sorted((draw(HOURS), draw(HOURS)))
    placed = draw(st.booleans())
    return {
        "moment_start_utc": draw(st.sampled_from([None, hour(first)])),
        "moment_end_utc": draw(st.sampled_from([None, hour(last + 1)])),
        "lon": draw(st.sampled_from([10.0, 10.1, 10.2, 10.6])) if placed else None,
        "lat": 50.0 if placed else None,
        "radius_m": draw(st.sampled_from([100.0, 3_000.0, 12_000.0, None])) if placed else None,
        "object": draw(_list(THINGS)),
        "act": draw(st.none() | st.sampled_from(ACTS)),
        "perpetrators": draw(_list(ACTORS)),
        "held_by": draw(_list(ACTORS)),
    }


tables = st.lists(rows(), min_size=1, max_size=6).map(lambda told: worlds.incidents(*told))
