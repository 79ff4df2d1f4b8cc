"""Rules about one term: what it leaves silent, blurred, uncounted or without a judge."""

import re
from collections.abc import Iterator
from functools import partial
from typing import Final

from truce.agreement.faults import listed
from truce.agreement.gap import Rule, Subject, Told
from truce.agreement.model import Clause, Field, Term
from truce.what import tree
from truce.when import OPEN_END

_DATE: Final = re.compile(r"\d{4}-\d{2}-\d{2}")
#: A kind with at least so many kinds below it is a broad noun.
BROAD: Final = 6
#: Core fields -> the question each bears on, and why it matters if the text does not say.
_CORE: Final = {
    "binds": ("who", "nobody can be found to have broken it"),
    "acts": ("act", "any act may or may not count"),
    "objects": ("object", "whatever was hit may or may not count"),
    "zone": ("where", "it may or may not reach as far as an incident lies"),
    "start": ("when", "nobody can say from when an act counts"),
    "clock": ("when", "a day without a zone can begin up to 26 hours apart"),
}


def _says(term: Term, *names: str) -> bool:
    """Return whether the text says anything on one of the fields kept in words."""
    return any(term.others[name].value for name in names if name in term.others)


def _silent(name: str, subject: Subject) -> Iterator[Told]:
    field: Field[object] = getattr(subject.term, name)
    if field.basis == "silent":
        what = f"The text does not state `{name}`: {_CORE[name][1]}."
        yield Told(field.at, what, f"Agree on `{name}` and write it down.")


def _assumed(name: str, subject: Subject) -> Iterator[Told]:
    field: Field[object] = getattr(subject.term, name)
    if field.basis == "assumed":
        what = (
            f"No text states `{name}`; `{field.words}` is assumed ({field.reason.rstrip('.')}). "
            "Whoever assumes otherwise has another agreement."
        )
        yield Told(field.at, what, f"Write `{name}` into the text.")


def _start_hour(subject: Subject) -> Iterator[Told]:
    start = subject.term.start
    if start.value is not None and not start.value.exact:
        day = _DATE.fullmatch(start.words)
        known = f"is {start.words}, without an hour" if day else f"is only known as {start.words}"
        what = f"`start` {known}: what happens in between can be judged either way."
        yield Told(start.at, what, "Name the hour and its zone.")


def _end_hour(subject: Subject) -> Iterator[Told]:
    end = subject.term.end
    if end.value is not None and not end.value.exact:
        day = _DATE.fullmatch(end.words)
        known = f"is {end.words}, without an hour" if day else f"is only known as {end.words}"
        what = f"`end` {known}: it is open what still counts."
        yield Told(end.at, what, "Name the last hour and its zone.")


def _uncounted_days(subject: Subject) -> Iterator[Told]:
    duration = subject.term.duration
    if duration.value is not None and duration.value.counting == "unstated":
        what = (
            f"`{duration.words}` does not say how its {duration.value.unit} count (to the same "
            "time of day, 24 hours each, or whole days with the first one counted or not): the "
            "ends can lie a day apart."
        )
        yield Told(duration.at, what, "Name the last instant, with its zone.")


def _no_end(subject: Subject) -> Iterator[Told]:
    term = subject.term
    if term.end.value is None and term.duration.value is None:
        what = "The text has no end and no duration: one side can call it over when it likes."
        yield Told(term.at, what, "Name an end, or say that it runs until both end it.")
    elif term.end.value == OPEN_END and not _says(term, "review", "extension"):
        what = "The term is open-ended, and nothing says when it is looked at again."
        yield Told(term.end.at, what, "Name a day of review.")


def _two_ends(subject: Subject) -> Iterator[Told]:
    term = subject.term
    ends = term.duration.value is not None or term.end.value not in (None, OPEN_END)
    for clause in (c for c in term.clauses if c.kind == "exit" and ends):
        field = term.duration if term.duration.value is not None else term.end
        what = (
            f"The term ends by itself ({field.words}, at {field.at}) and by the exit "
            f"`{clause.id}`: who uses the exit, and how it is told to the other, decides which."
        )
        yield Told(clause.stated.at, what, "Say how, and how early, an exit is announced.")


def _broad_noun(subject: Subject) -> Iterator[Told]:
    objects, trunk = subject.term.objects, tree("things")
    if objects.value is None or objects.value.kinds.everything:
        return
    kinds = objects.value.kinds
    for noun in sorted(kinds.yes - {trunk.root}):
        below = [kind for kind in trunk.parents if kind != noun and trunk.holds(noun, kind)]
        if len(below) >= BROAD and not {*below} & (kinds.yes | kinds.unclear | kinds.no):
            what = (
                f"`{noun}` is not defined: it could hold {len(below)} kinds of thing, and a side "
                "can call each of them in or out."
            )
            yield Told(objects.at, what, "List what it holds, and say that the list is closed.")


def _unclear_kinds(subject: Subject) -> Iterator[Told]:
    objects = subject.term.objects
    if objects.value is None or not objects.value.kinds.unclear:
        return
    kinds = listed(sorted(objects.value.kinds.unclear), "and")
    if objects.value.listing == "open":
        what = f"The list is open: other kinds of {kinds} may be protected or not."
        yield Told(objects.at, what, "Close the list, or say who may add to it.")
    else:
        what = f"The text leaves open whether it protects {kinds}."
        yield Told(objects.at, what, "Name each as protected or not.")


def _list_unsaid(subject: Subject) -> Iterator[Told]:
    objects = subject.term.objects
    if objects.value is None or objects.value.listing or objects.value.kinds.unclear:
        return
    if len(objects.value.kinds.yes) > 1:
        what = (
            "The text lists kinds and does not say whether the list is closed: here it is taken "
            "as closed, and what is not on it as not protected."
        )
        yield Told(objects.at, what, "Say `list: closed` or `list: open`, as the text does.")


def _unclear_parties(subject: Subject) -> Iterator[Told]:
    binds = subject.term.binds
    if binds.value is not None and binds.value.unclear:
        names = ", ".join(sorted(binds.value.unclear))
        what = f"It is open whether {names} are bound: their acts can be judged either way."
        yield Told(binds.at, what, "Say for whom each party answers.")


def _signatories(subject: Subject) -> Iterator[Told]:
    term = subject.term
    signed = term.signatories
    if signed is None or signed.value is None or not term.parties:
        return
    parties = subject.agreement.parties
    for one in (p for p in term.parties if p not in signed.value):
        what = f"{parties[one].name} is bound but is not among those who signed."
        yield Told(signed.at, what, "Say by what act it is bound.")
    for one in (p for p in signed.value if p not in term.parties):
        what = f"{parties[one].name} signed but is not bound by the term."
        yield Told(signed.at, what, "Say in what role it signed.")


def _attempts(subject: Subject) -> Iterator[Told]:
    acts, trunk = subject.term.acts, tree("acts")
    if subject.term.duty != "refrain" or acts.value is None:
        return
    named = acts.value.yes | acts.value.unclear | acts.value.no
    strikes = any(trunk.holds("attack", kind) for kind in acts.value.yes)
    if strikes and not any(
        trunk.holds("attempted_attack", kind) or kind == trunk.root for kind in named
    ):
        what = (
            "The text does not say whether an attack that was intercepted or failed counts: one "
            "side can count launches, the other only hits."
        )
        yield Told(acts.at, what, "Name attempted attacks as forbidden or not.")


def _standing(subject: Subject) -> Iterator[Told]:
    term = subject.term
    if not term.standing:
        what = "It is not said whether the term was agreed, ordered or only proposed."
        yield Told(term.at, what, "Say what standing it has, and since when.")
        return
    last = term.standing[-1].status
    if last.value in ("proposed", "under_negotiation"):
        what = f"The term is only {str(last.value).replace('_', ' ')}: nobody owes it yet."
        yield Told(last.at, what, "Say which act brings it into force.")


def _judge_of_conditions(subject: Subject) -> Iterator[Told]:
    if _says(subject.term, "monitor", "dispute_settlement"):
        return
    for clause in subject.term.clauses:
        what = f"Nobody is named who says when `{clause.id}` {_happens(clause)}."
        yield Told(clause.stated.at, what, "Name who finds it, and how it is made known.")


def _undecided(subject: Subject) -> Iterator[Told]:
    name = f"{subject.reading.id}.{subject.term.id}"
    for clause in (c for c in subject.term.clauses if not c.states):
        what = (
            f"Nobody has decided when `{clause.id}` {_happens(clause)}: everything under this term "
            "stays undetermined."
        )
        hint = f"Add rows for {name}.{clause.id} to hand/conditions.csv."
        yield Told(clause.stated.at, what, hint)


def _happens(clause: Clause) -> str:
    return "is used" if clause.kind == "exit" else "is met"


def _referee(subject: Subject) -> Iterator[Told]:
    if not _says(subject.term, "monitor"):
        what = "No referee: nobody is named who watches, so each side counts for itself."
        yield Told(subject.term.at, what, "Name a monitor both sides accept.")


def _judge(subject: Subject) -> Iterator[Told]:
    if not _says(subject.term, "dispute_settlement"):
        what = "Nobody is named who decides when the sides disagree on a breach."
        yield Told(subject.term.at, what, "Say how a dispute is settled.")


def _self_defence(subject: Subject) -> Iterator[Told]:
    term, trunk = subject.term, tree("acts")
    forbids = term.acts.value is not None and any(
        trunk.holds("attack", kind) or kind == trunk.root for kind in term.acts.value.yes
    )
    if term.duty == "refrain" and forbids and not term.exceptions:
        what = (
            "The text is silent on self-defence: a side that answers a breach can be said to "
            "break the term, or not to."
        )
        yield Told(term.at, what, "Say whether, when and how far an answer is allowed.")


def _how_much(subject: Subject) -> Iterator[Told]:
    term = subject.term
    if term.duty == "perform" and (term.amount is None or term.amount.value is None):
        what = "The text does not say how much is owed: any delivery can be called enough."
        yield Told(term.at, what, "Name a quantity and the time it is counted over.")


#: Every rule about one term.
TERM_RULES: Final = (
    *(Rule(f"silent-{n}", _CORE[n][0], partial(_silent, n)) for n in _CORE),
    *(Rule(f"assumed-{n}", _CORE[n][0], partial(_assumed, n)) for n in _CORE),
    Rule("assumed-end", "when", partial(_assumed, "end")),
    Rule("assumed-duration", "when", partial(_assumed, "duration")),
    Rule("start-without-hour", "when", _start_hour),
    Rule("end-without-hour", "when", _end_hour),
    Rule("days-uncounted", "when", _uncounted_days),
    Rule("no-end", "when", _no_end),
    Rule("exit-and-end", "standing", _two_ends),
    Rule("noun-undefined", "object", _broad_noun),
    Rule("kinds-unclear", "object", _unclear_kinds),
    Rule("list-unsaid", "object", _list_unsaid),
    Rule("parties-unclear", "who", _unclear_parties),
    Rule("signatories-differ", "who", _signatories),
    Rule("attempts-unsaid", "act", _attempts),
    Rule("standing-open", "standing", _standing),
    Rule("condition-without-judge", "standing", _judge_of_conditions),
    Rule("condition-undecided", "standing", _undecided),
    Rule("no-monitor", "", _referee),
    Rule("no-judge", "", _judge),
    Rule("self-defence-unsaid", "exception", _self_defence),
    Rule("amount-unsaid", "amount", _how_much),
)
