"""Why a reading judges an incident as it does, and what would change that, in sentences."""

from collections.abc import Callable, Iterable, Mapping
from datetime import datetime
from typing import Final

from truce import kleene
from truce.agreement.model import Clause, Field, Term
from truce.assess import Explanation, Reason
from truce.report import times, words
from truce.when import MAX, MIN

_BECAUSE: Final[dict[str, dict[bool | None, str]]] = {
    "who": {
        True: "{fact}, said to have done it, is bound",
        False: "{fact}, said to have done it, is not among those bound",
        None: "it is open whether {fact}, said to have done it, is bound",
    },
    "act": {
        True: "the act ({fact}) is one that breaks the term",
        False: "the act ({fact}) is not among those that break the term",
        None: "it is open whether the act ({fact}) is among those that break the term",
    },
    "object": {
        True: "what was hit ({fact}) is protected",
        False: "what was hit ({fact}) is not among what is protected",
        None: "it is open whether what was hit ({fact}) is protected",
    },
    "where": {
        True: "the place ({fact}) is inside the area",
        False: "the place ({fact}) is outside the area",
        None: "the place ({fact}) may be on either side of the area's edge",
    },
    "when": {
        True: "{fact} is inside the period",
        False: "{fact} is outside the period ({text})",
        None: "{fact} cannot be placed inside or outside the period ({text})",
    },
    "standing": {
        True: "the term was in force ({text})",
        False: "the term was not in force ({text})",
        None: "it is open whether the term was in force ({text})",
    },
    "amount": {
        True: "what was required was not done in full",
        False: "the amount reported ({fact}) is what was required, or more",
        None: "whether the required amount was reached is not known",
    },
    "exception": {
        True: "no exception excuses it",
        False: "a person found that an exception excuses it ({text})",
        None: "an exception might excuse it and nobody has decided ({text})",
    },
}
_UNTOLD: Final = {
    "who": "nobody is named as having done it",
    "act": "what was done is not known",
    "object": "what was hit is not known",
    "where": "the place is not known",
    "when": "the time is not known",
}
_SILENT: Final = {
    "who": "the text does not say who is bound",
    "act": "the text does not say which acts break the term",
    "object": "the text does not say what is protected",
    "where": "the text does not say where it applies",
    "when": "the text does not say when it begins",
    "standing": "the text does not say whether it was agreed",
}
_ASIDE: Final = "what is said of it is only assumed, and assumptions are set aside (strict)"
_NEEDED: Final = {
    "who": "someone whom the text binds proved to have done it",
    "act": "the act proved to be one that breaks the term",
    "object": "what was hit proved to be among what the text protects",
    "where": "it proved to have happened inside the area",
    "when": "it proved to have happened inside the period",
    "standing": "the term proved to have been in force then",
    "amount": "the amount proved to fall short of what was required",
    "exception": "it were found that no exception excuses it",
}


class Teller:
    """Puts explanations into sentences, for one zone and one way of taking assumptions."""

    def __init__(self, zone: str, *, strict: bool) -> None:
        self._zone = zone
        self._strict = strict

    def because(self, reason: Reason, term: Term) -> str:
        """Return why the question is answered so, as a clause without a capital or full stop."""
        if said := _idle(reason, term) or self._open(reason):
            return said
        pattern = _BECAUSE[reason.question][reason.answer]
        return pattern.format(fact=self._fact(reason), text=self._text(reason, term))

    def _open(self, reason: Reason) -> str:
        """Return why nothing can be said, if text or report are silent; else nothing."""
        if reason.answer is not None:
            return ""
        if all(f.basis == "silent" for f in reason.fields) and reason.question in _SILENT:
            return _SILENT[reason.question]
        if self._strict and any(f.basis == "assumed" for f in reason.fields):
            return _ASIDE
        untold = all(v is None for v in _asked(reason))
        return _UNTOLD.get(reason.question, "") if untold else ""

    def why(self, explanation: Explanation, term: Term) -> str:
        """Return the sentence that gives the reading's verdict its reason."""
        if explanation.verdict == kleene.VIOLATION:
            return "Every question is answered yes."
        said = [self.because(reason, term) for reason in explanation.deciding()]
        return _sentence("; ".join(said))

    def otherwise(self, explanation: Explanation) -> str:
        """Return the sentence that says what would change the verdict."""
        deciding = explanation.deciding()
        asked = [reason.question for reason in deciding]
        if explanation.verdict == kleene.VIOLATION:
            return _firm(deciding)
        if explanation.verdict == kleene.UNDETERMINED:
            return _settled(asked)
        if len(deciding) == 1 and deciding[0].otherwise is not None:
            verdict = words.VERDICTS[deciding[0].otherwise]
            return f"Would become {_a(verdict)} if {_NEEDED[asked[0]]}."
        return f"Would change only if {words.listed(asked)} were all answered otherwise."

    def _fact(self, reason: Reason) -> str:
        if reason.question == "when":
            return times.bracket(*times.bounds(reason.facts), self._zone)
        return _FACTS[reason.question](reason.facts) if reason.question in _FACTS else ""

    def _text(self, reason: Reason, term: Term) -> str:
        match reason.question:
            case "when":
                return self.period(term)
            case "standing":
                return self.status(term, reason.facts)
            case "exception":
                return words.listed((e.what.rstrip(". ") for e in term.exceptions), "or")
            case _:
                return ""

    def period(self, term: Term) -> str:
        """Return from when to when the term applies."""
        start, end = (f.held(strict=self._strict) for f in (term.start, term.end))
        return times.period(start, end, term.window(strict=self._strict), self._zone)

    def status(self, term: Term, facts: Mapping[str, object]) -> str:
        """Return the standings of a term with their dates, and the clauses that bar it."""
        stands = [
            f"{words.kind(s.status.value or 'silent')} since {times.known(s.since, self._zone)}"
            for s in term.standing
        ]
        start, end = times.bounds(facts)
        barred = [_clause(clause, start or MIN, end or MAX) for clause in term.clauses]
        return ", ".join([*stands, *filter(None, barred)])


def _idle(reason: Reason, term: Term) -> str:
    """Return why a question cannot stand in the way, if the term has nothing of its kind."""
    if reason.question == "amount" and term.amount is None:
        return "no amount is required"
    if reason.question == "exception" and not term.exceptions:
        return "the text names no exception"
    return ""


_FACTS: Final[dict[str, Callable[[Mapping[str, object]], str]]] = {
    "who": lambda facts: words.either(facts["perpetrators"]),
    "act": lambda facts: words.kind(words.either(facts["act"])),
    "object": lambda facts: words.things(facts["object"]),
    "where": lambda facts: words.km(facts["radius_m"]) or "how exact is not known",
    "amount": lambda facts: f"{facts['amount']} {facts['amount_unit']}",
}


def _asked(reason: Reason) -> Iterable[object]:
    """Return the facts without which a question cannot be asked at all."""
    first = {"object": ("object",), "where": ("lon", "lat")}.get(reason.question)
    return [v for c, v in reason.facts.items() if first is None or c in first]


_CLAUSES: Final[dict[tuple[str, bool | None], str]] = {
    ("exit", False): "the way out was used: {}",
    ("exit", None): "whether the way out was used is not decided: {}",
    ("condition", False): "a condition was not met: {}",
    ("condition", None): "whether a condition was met is not decided: {}",
}


def _clause(clause: Clause, start: datetime, end: datetime) -> str:
    lets = clause.window().answer(start, end)
    kind = "exit" if clause.kind == "exit" else "condition"
    return "" if lets else _CLAUSES[kind, lets].format(clause.what.rstrip(". "))


def _firm(reasons: Iterable[Reason]) -> str:
    assumed = dict.fromkeys(r.question for r in reasons if _assumed(r.fields))
    rests = f" Rests on assumptions about: {', '.join(assumed)}." if assumed else ""
    return "Would change if any answer proved to be no." + rests


def _assumed(fields: Iterable[Field[object]]) -> bool:
    return any(field.basis == "assumed" for field in fields)


def _settled(asked: list[str]) -> str:
    if len(asked) == 1:
        return f"Would become a violation if {_NEEDED[asked[0]]}; not covered if not."
    named = words.listed(asked)
    return (
        f"Would become a violation only if {named} were all answered yes; not covered if one is no."
    )


def _a(verdict: str) -> str:
    return f"a {verdict}" if verdict == words.VERDICTS[kleene.VIOLATION] else verdict


def _sentence(clause: str) -> str:
    return f"{clause[:1].upper()}{clause[1:]}."
