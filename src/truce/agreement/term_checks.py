"""What the fields of one term must be to each other."""

from collections.abc import Callable
from typing import Final

from truce.agreement.desk import Desk
from truce.agreement.faults import nearest
from truce.agreement.model import Term
from truce.agreement.page import Path
from truce.when import UNKNOWN, Bracket, later, say

Check = Callable[[Desk, Path, Term], None]


def check_term(desk: Desk, path: Path, term: Term) -> None:
    """Note what does not fit together in a term."""
    for check in _CHECKS:
        check(desk, path, term)


def _has(desk: Desk, path: Path, name: str) -> bool:
    return desk.page.get((*path, name)) is not None


def _acts_of_duty(desk: Desk, path: Path, term: Term) -> None:
    """What must be done needs a sign that it was not; what must not be done is its own sign."""
    if not _has(desk, path, "duty"):
        return
    if term.duty == "refrain":
        for name in ("breached_by", "amount"):
            if _has(desk, path, name):
                message = f"`{name}` has no meaning where the duty is to refrain."
                hint = "Leave it out, or write `duty: perform` if the acts must be done."
                desk.faults.add(desk.page.key((*path, name)), message, hint)
        return
    if term.acts.basis == "silent" and not desk.sheet.within((*path, "acts")):
        message = f"The term `{term.id}` does not say what must be done."
        hint = "Under `acts` name the acts required, as in aid_delivery."
        desk.faults.add(desk.page.key((*path, "acts")), message, hint)
    if not _has(desk, path, "breached_by"):
        message = f"The term `{term.id}` needs `breached_by`."
        hint = "Name the acts that show that the duty was not done, as in aid_withheld."
        desk.faults.add(term.at, message, hint)


def _one_end(desk: Desk, path: Path, term: Term) -> None:
    """A term has an end or a duration; the other, if it is there, is silent."""
    keys = [name for name in ("end", "duration") if _has(desk, path, name)]
    meant = (nearest(name, ("end", "duration")) for name in desk.page.names(path))
    if not keys and not any(meant):
        hint = "Write `end: silent` if the text does not say how long it lasts."
        desk.faults.add(term.at, f"The term `{term.id}` needs `end` or `duration`.", hint)
    if len(keys) == 2 and all(desk.page.get((*path, k)) != "silent" for k in keys):
        end, duration = (desk.page.key((*path, key)) for key in ("end", "duration"))
        message = f"The term `{term.id}` has an end (at {end}) and a duration (at {duration})."
        hint = "Keep the one that the text gives: both could disagree."
        desk.faults.add(max(end, duration), message, hint)


def _end_after_start(desk: Desk, path: Path, term: Term) -> None:
    start, end = term.start.value, term.end.value
    if start is not None and end is not None and end.latest <= start.earliest:
        message = (
            f"The term ends at {say(end.latest)}, no later than it starts at "
            f"{say(start.earliest)} (at {term.start.at})."
        )
        desk.faults.add(term.end.at, message, "Nothing could ever fall under it.")


def _countable(desk: Desk, path: Path, term: Term) -> None:
    """A duration must lead to a day that the calendar has."""
    length, zone = term.duration.value, term.clock.value
    if length is None:
        return
    start: Bracket = term.start.value or UNKNOWN
    at = desk.page.at((*path, "duration", "is"))
    desk.faults.attempt(at, later, start, length.count, length.unit, length.counting, zone)


def _bound_by_someone(desk: Desk, path: Path, term: Term) -> None:
    """A party that answers for no actor could never be found to have done anything."""
    for part in ("is", "unclear"):
        for name, at in desk.entries((*path, "binds", part)):
            party = desk.parties.get(name)
            if party is None or desk.sheet.within(("parties", name)):
                continue
            if not party.actors.yes | party.actors.unclear:
                message = f"`{name}` is bound but answers for nobody ({party.at})."
                hint = "Give it `answers_for` with the names that records use."
                desk.faults.add(at, message, hint)


def _named_once(desk: Desk, path: Path, term: Term) -> None:
    """A party is bound or may be bound, not both."""
    sure = dict(desk.entries((*path, "binds", "is")))
    for name, at in desk.entries((*path, "binds", "unclear")):
        if name in sure:
            hint = "Keep one: it is bound, or the text leaves it open."
            desk.faults.add(at, f"`{name}` is also named at {sure[name]}.", hint)


_CHECKS: Final[tuple[Check, ...]] = (
    _acts_of_duty,
    _one_end,
    _end_after_start,
    _countable,
    _bound_by_someone,
    _named_once,
)
