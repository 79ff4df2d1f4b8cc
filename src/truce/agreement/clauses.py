"""Clauses of a term: conditions, an exit and exceptions."""

from collections.abc import Iterator
from dataclasses import dataclass

from truce.agreement.decisions import Decisions
from truce.agreement.desk import Bench
from truce.agreement.model import Clause, ClauseKind, Exemption
from truce.agreement.page import Path
from truce.agreement.surface import TermText
from truce.agreement.surface_fields import ClauseText, ConditionText, ExceptionText
from truce.what import Kinds, tree
from truce.who import Actors


@dataclass(frozen=True, slots=True)
class Clauses:
    """The clauses of one term of the file, `name` being `reading.term`."""

    bench: Bench
    path: Path
    name: str
    text: TermText
    decisions: Decisions

    def conditions(self) -> tuple[Clause, ...]:
        """Return the conditions and the exit, each with what people decided about it."""
        self._once()
        made = [self._clause(c, c.kind, path) for c, path in self._each(self.text.conditions)]
        if self.text.exit is not None:
            made.append(self._clause(self.text.exit, "exit", (*self.path, "exit")))
        return tuple(made)

    def exceptions(self) -> tuple[Exemption, ...]:
        """Return the exceptions."""
        return tuple(self._exemption(e, path) for e, path in self._exceptions())

    def _each(self, texts: list[ConditionText] | None) -> Iterator[tuple[ConditionText, Path]]:
        for index, text in enumerate(texts or ()):
            yield text, (*self.path, "conditions", index)

    def _exceptions(self) -> Iterator[tuple[ExceptionText, Path]]:
        for index, text in enumerate(self.text.exceptions or ()):
            yield text, (*self.path, "exceptions", index)

    def _once(self) -> None:
        """Note ids that two clauses of the term share: hand files could not tell them apart."""
        places = [path for _, path in (*self._each(self.text.conditions), *self._exceptions())]
        places += [(*self.path, "exit")] if self.text.exit else []
        page, seen = self.bench.desk.page, dict[str, Path]()
        for place in places:
            named = str(page.get((*place, "id")))
            if named in seen:
                first = page.at((*seen[named], "id"))
                message = f"Two clauses of the term are called `{named}`; the first is at {first}."
                hint = "Give each its own: hand files refer to clauses by it."
                self.bench.desk.faults.add(page.at((*place, "id")), message, hint)
            seen.setdefault(named, place)

    def _clause(self, text: ClauseText, kind: ClauseKind, path: Path) -> Clause:
        stated = self.bench.field(kind, path, text, text.what, words=text.what)
        states = self.decisions.get(f"{self.name}.{text.id}", ())
        return Clause(id=text.id, kind=kind, what=text.what, stated=stated, states=states)

    def _exemption(self, text: ExceptionText, path: Path) -> Exemption:
        desk = self.bench.desk
        acts = Kinds(tree="acts", yes=frozenset({tree("acts").root}))
        if text.acts is not None:
            nothing = (*path, "")
            acts = desk.kinds_at("acts", (*path, "acts"), nothing, nothing)
        named = (*path, "open_to")
        parties = desk.parties_at(named) if text.open_to else desk.parties.values()
        return Exemption(
            id=text.id,
            what=text.what,
            stated=self.bench.field("exception", path, text, text.what, words=text.what),
            acts=acts,
            actors=Actors().union(party.actors for party in parties),
        )
