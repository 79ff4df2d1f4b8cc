"""Terms: each field of a term from its words to what it means."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import reduce
from typing import Final, TypeVar

from truce.agreement.clauses import Clauses
from truce.agreement.decisions import Decisions
from truce.agreement.desk import Bench, Desk
from truce.agreement.faults import nearest
from truce.agreement.model import Amount, Duration, Field, Objects, Term
from truce.agreement.moments import read_duration, say_moment
from truce.agreement.page import Path
from truce.agreement.standings import make_standings
from truce.agreement.surface import MAY_BE_SILENT, TermText
from truce.agreement.surface_fields import (
    ActsField,
    AmountField,
    DurationField,
    MomentField,
    ObjectsField,
    PartiesField,
    Stated,
    TextField,
)
from truce.agreement.term_checks import check_term
from truce.agreement.zones import everywhere
from truce.what import Kinds, TreeName, tree
from truce.when import OPEN_END, Bracket
from truce.where import Zone
from truce.who import Actors

#: Fields that are kept in words, in the order of the file.
OTHERS: Final = (
    "permitted",
    "extension",
    "monitor",
    "access",
    "reporting",
    "dispute_settlement",
    "enforcement",
    "purpose",
    "escalation",
    "notice",
    "review",
    "demands",
    "direction",
)
F = TypeVar("F", bound=Stated)
#: How the keys of a field are told in its words.
_KEYS: Final = {
    "unclear": "unclear: ",
    "except": "except ",
    "list": "list ",
    "sites": "sites: ",
    "held_by": "while held by ",
}


def make_term(bench: Bench, reading: str, name: str, decisions: Decisions) -> Term | None:
    """Return a term of a reading; null if its shape is too broken to judge, with faults noted."""
    path = ("readings", reading, "terms", name)
    stand_in = dict.fromkeys(MAY_BE_SILENT, "silent") | {"duty": "refrain"}
    text = bench.desk.sheet.piece(TermText, path, stand_in)
    if text is None:
        return None
    clauses = Clauses(bench, path, f"{reading}.{name}", text, decisions)
    return _Maker(bench, path, text).term(name, clauses)


@dataclass(frozen=True, slots=True)
class _Maker:
    """Makes one term."""

    bench: Bench
    path: Path
    text: TermText

    def term(self, name: str, clauses: Clauses) -> Term:
        """Return the term; what is wrong in it is noted."""
        made = Term(
            id=name,
            title=self.text.title or name,
            duty=self.text.duty,
            at=self.desk.page.key(self.path),
            standing=make_standings(self.bench, (*self.path, "standing"), self.text.standing),
            binds=self._binds(),
            parties=self._parties("binds", "is"),
            perhaps=self._parties("binds", "unclear"),
            acts=self._acts(),
            breached_by=self._breached_by(),
            objects=self._objects(),
            zone=self._zone(),
            start=self._moment("start"),
            end=self._moment("end"),
            duration=self._duration(),
            clock=self.bench.clock,
            amount=self._amount(),
            clauses=clauses.conditions(),
            exceptions=clauses.exceptions(),
            signatories=self._signatories(),
            others=dict(self._others()),
        )
        check_term(self.desk, self.path, made)
        return made

    @property
    def desk(self) -> Desk:
        """Return the desk."""
        return self.bench.desk

    def _given(self, name: str, kind: type[F]) -> F | None:
        """Return a field that the text gives; null if it is silent or left out."""
        text = getattr(self.text, name)
        return text if isinstance(text, kind) else None

    def _words(self, name: str) -> str:
        """Return a value as the file has it."""
        parts: list[str] = []
        for key in ("is", "unclear", "except", "list", "sites", "held_by"):
            named = [word for word, _ in self.desk.entries((*self.path, name, key))]
            parts += [_KEYS.get(key, "") + ", ".join(named)] if named else []
        return "; ".join(parts)

    def _binds(self) -> Field[Actors]:
        text, path = self._given("binds", PartiesField), (*self.path, "binds")
        surely = self.desk.parties_at((*path, "is"))
        perhaps = self.desk.parties_at((*path, "unclear"))
        bound = Actors().union(p.actors for p in surely)
        blurred = [Actors(unclear=p.actors.yes | p.actors.unclear) for p in perhaps]
        actors = bound.union(blurred)
        return self.bench.field("binds", path, text, actors, words=self._words("binds"))

    def _parties(self, name: str, part: str) -> tuple[str, ...]:
        named = self.desk.entries((*self.path, name, part))
        return tuple(dict.fromkeys(word for word, _ in named if word in self.desk.parties))

    def _signatories(self) -> Field[tuple[str, ...]] | None:
        if self.text.signatories is None:
            return None
        text, path = self._given("signatories", PartiesField), (*self.path, "signatories")
        for part in ("is", "unclear"):
            self.desk.parties_at((*path, part))
        value, words = self._parties("signatories", "is"), self._words("signatories")
        return self.bench.field("signatories", path, text, value, words=words)

    def _kinds(self, name: str, trunk: TreeName) -> Kinds:
        path = (*self.path, name)
        return self.desk.kinds_at(trunk, (*path, "is"), (*path, "unclear"), (*path, "except"))

    def _acts(self) -> Field[Kinds]:
        text, path = self._given("acts", ActsField), (*self.path, "acts")
        kinds, words = self._kinds("acts", "acts"), self._words("acts")
        return self.bench.field("acts", path, text, kinds, words=words)

    def _breached_by(self) -> Kinds | None:
        if self.text.breached_by is None:
            return None
        path = (*self.path, "breached_by")
        return self.desk.kinds_at("acts", path, (*path, ""), (*path, ""))

    def _objects(self) -> Field[Objects]:
        text, path = self._given("objects", ObjectsField), (*self.path, "objects")
        held = self._holders((*path, "held_by")) if text and text.held_by else None
        sites = frozenset(text.sites or ()) if text else frozenset[str]()
        kinds, listing = self._kinds("objects", "things"), (text.list_ if text else None) or ""
        if listing == "open" and kinds.yes:
            beyond = frozenset({reduce(tree("things").meet, sorted(kinds.yes))})
            kinds = replace(kinds, unclear=kinds.unclear | (beyond - kinds.yes - kinds.no))
        value = Objects(kinds=kinds, sites=sites, held_by=held, listing=listing)
        return self.bench.field("objects", path, text, value, words=self._words("objects"))

    def _holders(self, path: Path) -> Actors:
        """Return the actors named; a party stands for those it answers for."""
        parties = self.desk.parties
        actors = Actors().union(party.actors for party in parties.values())
        named, sets = set[str](), list[Actors]()
        for word, at in self.desk.entries(path):
            if word in parties:
                sets.append(parties[word].actors)
            elif word in actors.yes | actors.unclear:
                named.add(word)
            elif word not in self.desk.page.names(("parties",)):
                known = {*parties, *actors.yes, *actors.unclear}
                hint = nearest(word, known) or "A party must answer for it."
                self.desk.faults.add(at, f"`{word}` is no party and no actor of a party.", hint)
        return Actors(yes=frozenset(named)).union(sets)

    def _zone(self) -> Field[Zone]:
        text, path = self._given("zone", Stated), (*self.path, "zone")
        name, at = self._words("zone"), self.desk.page.at((*path, "is"))
        zone = None
        if text and name == "anywhere":
            zone = everywhere()
        elif text and self.desk.known("zones", name, at):
            zone = self.desk.zones.get(name)
        return self.bench.field("zone", path, text, zone, words=name)

    def _moment(self, name: str) -> Field[Bracket]:
        text, path = self._given(name, MomentField), (*self.path, name)
        if text is None:
            return self.bench.field(name, path, None, None)
        words = say_moment(text.is_)
        if words == "open" and name == "end":
            return self.bench.field(name, path, text, OPEN_END, words=words)
        clock, spot = self.bench.time, (*path, "is")
        value = self.desk.moment_at(spot, text.is_, clock)
        strict = value and self.desk.moment_at(spot, text.is_, clock, strict=True)
        left = None if strict == value else strict
        return self.bench.field(name, path, text, value, words=words, unassumed=left)

    def _duration(self) -> Field[Duration]:
        text, path = self._given("duration", DurationField), (*self.path, "duration")
        if text is None:
            return self.bench.field("duration", path, None, None)
        at, attempt = self.desk.page.at((*path, "is")), self.desk.faults.attempt
        value = attempt(at, read_duration, text.is_, text.counted)
        return self.bench.field("duration", path, text, value, words=text.is_)

    def _amount(self) -> Field[Amount] | None:
        if self.text.amount is None:
            return None
        text, path = self._given("amount", AmountField), (*self.path, "amount")
        value = text and Amount(at_least=text.is_.at_least, unit=text.is_.unit)
        words = f"{value.at_least:g} {value.unit}" if value else ""
        return self.bench.field("amount", path, text, value, words=words)

    def _others(self) -> Iterator[tuple[str, Field[str]]]:
        for name in OTHERS:
            if getattr(self.text, name) is not None:
                text = self._given(name, TextField)
                said = text.is_ if text else None
                path = (*self.path, name)
                yield name, self.bench.field(name, path, text, said, words=said or "")
