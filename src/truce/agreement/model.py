"""The agreement as understood: parties, documents, readings, terms; each field has its basis."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from functools import lru_cache
from typing import Final, Generic, Literal, TypeVar

from truce.issues import Mark
from truce.what import Kinds
from truce.when import (
    NEVER,
    NEVER_KNOWN,
    OPEN_END,
    UNKNOWN,
    Bracket,
    Counting,
    Unit,
    Window,
    later,
)
from truce.where import Zone
from truce.who import Actors

T_co = TypeVar("T_co", covariant=True)
Basis = Literal["quoted", "assumed", "silent"]
Role = Literal["belligerent", "mediator", "guarantor", "host", "witness", "monitor", "unknown"]
Status = Literal[
    "agreed", "ordered", "proposed", "under_negotiation", "declined", "lapsed", "suspended"
]
Duty = Literal["refrain", "perform"]
State = Literal["met", "unmet", "unknown"]
ClauseKind = Literal["precedent", "continuing", "exit"]
#: A term is in force while its standing is one of these.
IN_FORCE: Final = frozenset[str]({"agreed", "ordered"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Anchor:
    """Where quoted words stand: the document's id and the words, verbatim."""

    document: str
    quote: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Field(Generic[T_co]):
    """A value and what it stands on.

    `quoted` has anchors, `assumed` a reason, `silent` neither; the value is null only if silent.
    `unassumed` is what is left of a quoted time when the clock it was read in is only assumed; null
    where nothing is lost. `words` is the value as the file has it, for people.
    """

    name: str
    at: Mark
    basis: Basis = "silent"
    value: T_co | None = None
    anchors: tuple[Anchor, ...] = ()
    reason: str = ""
    words: str = ""
    unassumed: T_co | None = None

    def held(self, *, strict: bool) -> T_co | None:
        """Return the value, or null if silent; where `strict`, only what rests on no assumption."""
        if not strict:
            return self.value
        if self.basis == "assumed":
            return None
        return self.value if self.unassumed is None else self.unassumed


@dataclass(frozen=True, slots=True, kw_only=True)
class Party:
    """A party; `actors` are those whose acts it answers for, by the names records use."""

    id: str
    name: str
    role: Role
    actors: Actors
    kind: str
    at: Mark


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """A text as published. `excerpts` are verbatim; `text` is the whole, or null if not held."""

    id: str
    title: str
    publisher: str
    issued: Bracket
    issued_words: str
    at: Mark
    party: str | None = None
    language: str = ""
    form: str = ""
    url: str = ""
    carried_by: str = ""
    wording: Literal["original", "translation", "reported"] = "original"
    excerpts: tuple[str, ...] = ()
    text: str | None = None

    def holds(self, quote: str) -> bool:
        """Return whether the words occur verbatim in the text or in one excerpt.

        Where lines end and how far words stand apart is layout, not wording.
        """
        return any(_unwrapped(quote) in _unwrapped(p) for p in (*self.excerpts, self.text or ""))


@dataclass(frozen=True, slots=True, kw_only=True)
class Duration:
    """A length of time as a text gives it."""

    count: int
    unit: Unit
    counting: Counting


@dataclass(frozen=True, slots=True, kw_only=True)
class Objects:
    """What is protected: kinds, named sites (ids), and, if stated, only while held by someone.

    `listing` is what the text says of its list: `closed`, `open`, or empty if it does not say; what
    an open list leaves out is among the unclear kinds already.
    """

    kinds: Kinds
    sites: frozenset[str] = frozenset()
    held_by: Actors | None = None
    listing: Literal["closed", "open", ""] = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Amount:
    """A required quantity: at least so many of a unit in each period, as in trucks per day."""

    at_least: float
    unit: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Clause:
    """A condition, or an exit, whose state by period people decide in `hand/conditions.csv`.

    `states` holds those decisions; a time with none is unknown. For an exit, `met` means used.
    """

    id: str
    kind: ClauseKind
    what: str
    stated: Field[str]
    states: tuple["Decision", ...] = ()

    def window(self, *, strict: bool = False) -> Window:
        """Return when the clause lets the term be in force.

        Where `strict`, a clause that is only assumed lets it, or leaves it open, but never bars it.
        """
        lets, bars = ("unmet", "met") if self.kind == "exit" else ("met", "unmet")
        assumed = self.stated.held(strict=strict) is None
        barred = () if assumed else _span(self.states, bars).inside
        return Window(_span(self.states, lets).inside, barred)


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """What a person decided about a clause for a period: who, why, and from which source."""

    start: Bracket
    end: Bracket
    state: State
    who: str
    why: str
    source: str
    at: Mark


@dataclass(frozen=True, slots=True, kw_only=True)
class Exemption:
    """An exception: acts it may excuse and parties that may rely on it; a person decides."""

    id: str
    what: str
    stated: Field[str]
    acts: Kinds
    actors: Actors


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """A standing and since when the term had it in this reading.

    `since_unassumed` is to `since` what `unassumed` is to the value of a field.
    """

    status: Field[Status]
    since: Bracket
    since_unassumed: Bracket | None = None

    def begins(self, *, strict: bool) -> Bracket:
        """Return since when; where `strict`, only what rests on no assumed clock."""
        return self.since_unassumed or self.since if strict else self.since


@dataclass(frozen=True, slots=True, kw_only=True)
class Term:
    """One obligation of a reading. Each of its questions is asked of an incident.

    `parties` are the ids of those bound, `perhaps` of those that the text may or may not bind, none
    if it is silent; `standing` is in order of time.
    """

    id: str
    title: str
    duty: Duty
    at: Mark
    standing: tuple[Standing, ...]
    binds: Field[Actors]
    acts: Field[Kinds]
    objects: Field[Objects]
    zone: Field[Zone]
    start: Field[Bracket]
    end: Field[Bracket]
    duration: Field[Duration]
    clock: Field[str]
    parties: tuple[str, ...] = ()
    perhaps: tuple[str, ...] = ()
    breached_by: Kinds | None = None
    amount: Field[Amount] | None = None
    clauses: tuple[Clause, ...] = ()
    exceptions: tuple[Exemption, ...] = ()
    signatories: Field[tuple[str, ...]] | None = None
    others: Mapping[str, Field[str]] = field(default_factory=dict[str, Field[str]])

    def window(self, *, strict: bool) -> Window:
        """Return when the term applies: from its start to its end, or for its duration."""
        start = self.start.held(strict=strict) or UNKNOWN
        end, length = self.end.held(strict=strict), self.duration.held(strict=strict)
        if end is None and length is not None:
            zone = self.clock.held(strict=strict)
            end = later(start, length.count, length.unit, length.counting, zone)
        return Window.between(start, end or UNKNOWN)

    def in_force(self, *, strict: bool) -> Window:
        """Return when the term had force in this reading: agreed or ordered, conditions apart."""
        if any(s.status.held(strict=strict) is None for s in self.standing) or not self.standing:
            return NEVER_KNOWN
        return _in_force(self.standing, strict=strict)

    def fields(self) -> Iterator[Field[object]]:
        """Yield every field of the term, in the order of the file."""
        for standing in self.standing:
            yield standing.status
        yield from (self.binds, self.acts, self.objects, self.zone, self.start, self.end)
        yield self.duration
        if self.amount is not None:
            yield self.amount
        for clause in (*self.clauses, *self.exceptions):
            yield clause.stated
        if self.signatories is not None:
            yield self.signatories
        yield from self.others.values()


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """One party's version of the agreement, from named documents, as it stood when issued."""

    id: str
    title: str
    party: str
    documents: tuple[str, ...]
    issued: Bracket
    terms: tuple[Term, ...]
    at: Mark
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Example:
    """An incident that a person made up or chose, with the verdict expected under readings.

    `facts` are columns of an incident; `record` names a source's row instead.
    """

    facts: Mapping[str, object]
    record: str | None
    under: Mapping[str, str]
    at: Mark


@dataclass(frozen=True, slots=True, kw_only=True)
class Agreement:
    """All of an agreement file. Readings stand in alphabetical order of their ids."""

    title: str
    about: str
    parties: Mapping[str, Party]
    documents: Mapping[str, Document]
    zones: Mapping[str, Zone]
    readings: Mapping[str, Reading]
    examples: tuple[Example, ...] = ()
    relations: Mapping[str, str] = field(default_factory=dict[str, str])

    def as_of(self, instant: datetime) -> "Agreement":
        """Return the agreement with only the readings that had surely been published by then."""
        known = {k: r for k, r in self.readings.items() if r.issued.latest <= instant}
        return replace(self, readings=known)


def _span(states: tuple[Decision, ...], state: State) -> Window:
    window = Window()
    for decision in states:
        if decision.state == state:
            window = window.union(Window.between(decision.start, decision.end))
    return window


def _in_force(standings: tuple[Standing, ...], *, strict: bool) -> Window:
    """Join neighbouring periods of force first, so that their blurred seam is not a gap."""
    window, since = NEVER, None
    for standing in standings:
        force, begins = standing.status.value in IN_FORCE, standing.begins(strict=strict)
        if force and since is None:
            since = begins
        elif not force and since is not None:
            window, since = window.union(Window.between(since, begins)), None
    if since is not None:
        window = window.union(Window.between(since, OPEN_END))
    return window


@lru_cache(maxsize=1024)
def _unwrapped(words: str) -> str:
    return " ".join(words.split())
