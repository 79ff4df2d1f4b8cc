"""What people decided about conditions and exits: the rows of `hand/conditions.csv`."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final, cast, get_args

from truce.agreement.faults import Faults, listed, nearest, sentence
from truce.agreement.model import Decision, State
from truce.agreement.moments import Clock, read_moment
from truce.agreement.page import Page
from truce.issues import Mark
from truce.when import OPEN_END, SINCE_EVER, Bracket, check_zone, say

FILE: Final = "hand/conditions.csv"
COLUMNS: Final = ("clause", "from", "to", "clock", "state", "who", "when", "why", "source")
_NEEDED: Final = ("clause", "state", "who", "when", "why")

Row = Mapping[str, str]
Decisions = Mapping[str, tuple[Decision, ...]]


def clause_names(page: Page) -> Iterator[str]:
    """Yield the full name, `reading.term.clause`, of each condition and exit of a file."""
    for reading, path in page.paths(("readings",)):
        for term, place in page.paths((*path, "terms")):
            conditions = page.get((*place, "conditions"))
            parts = [*(conditions if isinstance(conditions, list) else ())]
            parts.append(page.get((*place, "exit")))
            for part in parts:
                if isinstance(part, dict) and isinstance(part.get("id"), str):
                    yield f"{reading}.{term}.{part['id']}"


def decide(rows: Sequence[Row], names: Iterable[str], faults: Faults) -> Decisions:
    """Return the decisions about each clause, by its full name; faulty rows are noted.

    A row may have its `line` in the file; else rows are taken to follow the header one by one.
    """
    known, found = set(names), dict[str, list[Decision]]()
    for number, row in enumerate(rows):
        desk = _Row(row, Mark(file=FILE, line=int(row.get("line") or number + 2)), known, faults)
        decision = desk.decision()
        if decision is not None:
            found.setdefault(row["clause"].strip(), []).append(decision)
    for clause, decisions in found.items():
        _clashes(clause, decisions, faults)
    return {clause: tuple(decisions) for clause, decisions in found.items()}


@dataclass(frozen=True, slots=True)
class _Row:
    """A row of the file; lines count from its header, which is line 1."""

    row: Row
    at: Mark
    known: set[str]
    faults: Faults

    def decision(self) -> Decision | None:
        """Return the decision of the row; null, with faults noted, if it is none."""
        missing = [name for name in _NEEDED if not self._cell(name)]
        if missing:
            message = f"The row has no {listed(missing, 'and')}."
            self.faults.add(self.at, message, "Say what was decided, by whom, when and why.")
        named, stated = self._clause(), self._state()
        start, end = self._moment("from", SINCE_EVER), self._moment("to", OPEN_END)
        if missing or not named or stated is None or start is None or end is None:
            return None
        if end.latest < start.earliest:
            message = f"The row ends ({self._cell('to')}) before it begins ({self._cell('from')})."
            self.faults.add(self.at, message)
            return None
        return Decision(
            start=start,
            end=end,
            state=stated,
            who=self._cell("who"),
            why=self._cell("why"),
            source=self._cell("source"),
            at=self.at,
        )

    def _cell(self, name: str) -> str:
        return (self.row.get(name) or "").strip()

    def _clause(self) -> bool:
        clause = self._cell("clause")
        if clause and clause not in self.known:
            hint = nearest(clause, self.known) or "A clause is named reading.term.clause."
            message = f"`{clause}` names no condition and no exit of the agreement."
            self.faults.add(self.at, message, hint)
        return clause in self.known

    def _state(self) -> State | None:
        state = self._cell("state")
        if state in get_args(State):
            return cast("State", state)
        if state:
            hint = nearest(state, get_args(State))
            message = f"`{state}` is not a state; it is {listed(get_args(State))}."
            self.faults.add(self.at, message, hint)
        return None

    def _moment(self, name: str, empty: Bracket) -> Bracket | None:
        words, zone = self._cell(name), self._cell("clock") or None
        if not words:
            return empty
        try:
            return read_moment(words, Clock(check_zone(zone) if zone else None))
        except ValueError as fault:
            self.faults.add(self.at, f"`{name}`: {sentence(str(fault))}")
            return None


def _clashes(clause: str, decisions: Sequence[Decision], faults: Faults) -> None:
    """Note rows that surely cover an instant to which an earlier row gives another state.

    In order of time, of each state only the row that reaches furthest can still overlap.
    """
    furthest: dict[State, Decision] = {}
    for one in sorted(decisions, key=lambda decision: decision.start.latest):
        for state, other in furthest.items():
            first, last = one.start.latest, min(one.end.earliest, other.end.earliest)
            if state != one.state and first < last:
                _clash(clause, min(one, other, key=_at), max(one, other, key=_at), faults)
        longest = furthest.setdefault(one.state, one)
        if longest.end.earliest < one.end.earliest:
            furthest[one.state] = one


def _at(decision: Decision) -> Mark:
    return decision.at


def _clash(clause: str, above: Decision, below: Decision, faults: Faults) -> None:
    first = max(above.start.latest, below.start.latest)
    last = min(above.end.earliest, below.end.earliest)
    message = (
        f"`{clause}` is {below.state} here and {above.state} at {above.at}, both from "
        f"{say(first)} to {say(last)}."
    )
    faults.add(below.at, message, "Let the periods meet but not overlap.")
