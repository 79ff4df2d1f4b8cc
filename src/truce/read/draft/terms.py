"""From the clauses of an account to draft terms: what was agreed, ordered, proposed or declined.

A field is filled only from words that say it themselves. What takes a decision (who is bound, where,
what "immediately" means) stays silent, with a remark that quotes the words.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from truce.read.compare.accounts import Account
from truce.read.compare.cut import clauses_of
from truce.read.compare.fields import Fact
from truce.read.compare.model import Clause
from truce.read.compare.topics import where
from truce.read.document import Span
from truce.read.draft.model import DraftField, DraftReading, DraftTerm
from truce.what import tree

#: How firm -> the standing in the agreement file, the firmest first.
_STANDING: Final = {
    "agreed": "agreed",
    "ordered": "ordered",
    "discussed": "under_negotiation",
    "proposed": "proposed",
    "declined": "declined",
}
#: What is asked for or tied to something is no part of what was agreed.
_ASKED: Final = frozenset({"demanded", "conditional", "hoped"})
#: Words for a sphere ("maritime") say where, not which things are meant.
_SPHERES: Final = frozenset({"maritime", "naval", "sea", "at sea", "air", "land"})
_TRUCES: Final = frozenset({"ceasefire", "full_ceasefire"})
_TALKS: Final = "talks"
#: A refusal to strike is what is agreed, not an agreement that was refused.
_REFUSALS: Final = frozenset({"refusal", "refuse", "refused", "refusing"})
_LONGEST_TITLE: Final = 12


def reading(account: Account) -> DraftReading:
    """Return an account as a draft reading; its terms stand in the order of the text."""
    text = account.document.text
    clauses = clauses_of(account)
    groups = list(_groups(clauses))
    used = {id(c) for _, group in groups for c in group}
    asked = [c for c in clauses if _firmness(c) in _ASKED and id(c) not in used and _speaks(c)]
    terms = tuple(_term(account, text, name, group) for name, group in groups)
    if terms and asked:
        terms = (_with_demands(text, terms[0], asked), *terms[1:])
    return DraftReading(
        title=account.title,
        teller=_teller(account),
        document=account.document,
        whole=account.whole,
        terms=terms,
        remarks=tuple(_left(text, clauses, used, asked)),
    )


def _teller(account: Account) -> str:
    spoken = [
        s.organisation or s.speaker for s in account.statements if s.stems_from == account.title
    ]
    own = account.document.whole() if account.whole else None
    named = own or next((name for name in spoken if name and name in account.title), None)
    return named or account.title


def _groups(clauses: Sequence[Clause]) -> Iterator[tuple[str, list[Clause]]]:
    """Yield the clauses that tell of one obligation, with the kind of thing that it protects."""
    held: dict[str, list[Clause]] = {}
    last: str | None = None
    for clause in clauses:
        if clause.follows and last is not None:
            held[last].append(clause)
            continue
        kind = _kind(clause)
        last = kind if kind is not None else None
        if kind is not None:
            held.setdefault(kind, []).append(clause)
    yield from ((k, g) for k, g in held.items() if any(_firmness(c) in _STANDING for c in g))


def _kind(clause: Clause) -> str | None:
    """Return the broadest kind of thing that a clause is about, if it tells of a duty."""
    duty = any(f.value == "attack" for f in clause.values("act")) or any(
        f.value in _TRUCES for f in clause.values("topic")
    )
    if not duty or _firmness(clause) in _ASKED:
        return None
    kinds = [f.value for f in clause.values("topic") if where(f.value) == "things"]
    if kinds:
        things = tree("things")
        return next((k for k in kinds if all(things.holds(k, other) for other in kinds)), kinds[0])
    whole = any(f.value == "full_ceasefire" for f in clause.values("topic"))
    return None if whole or not clause.values("duration") else "ceasefire"


def _firmness(clause: Clause) -> str | None:
    found = clause.values("modality")
    return found[0].value if found else None


def _speaks(clause: Clause) -> bool:
    return bool(clause.values("topic") or clause.values("act"))


def _term(account: Account, text: str, kind: str, group: Sequence[Clause]) -> DraftTerm:
    firm = [c for c in group if _firmness(c) in _STANDING]
    parts = (
        _standing(account, text, firm),
        _binds(text, group),
        _acts(text, group),
        _objects(text, group),
        _zone(text, group),
        _start(text, group),
        _duration(text, firm),
        _direction(text, group),
    )
    fields = [part for part in parts if part is not None]
    if not any(part.name == "duration" for part in fields):
        fields.append(DraftField(name="end"))
    return DraftTerm(id=kind.replace("_", "-"), title=firm[0].span, fields=tuple(fields))


def _standing(account: Account, text: str, firm: Sequence[Clause]) -> DraftField:
    def told(clause: Clause) -> tuple[str, Fact]:
        fact = clause.values("modality")[0]
        talks = any(f.value == _TALKS and f.span.start == clause.span.start for f in clause.facts)
        return ("discussed" if talks else fact.value), fact

    candidates = [(*told(c), c) for c in firm]
    sure = [row for row in candidates if not _refused_strikes(text, row[1], row[2])]
    if not sure:
        return DraftField(
            name="standing",
            remarks=(f"“{_words(text, firm[0].span)}”: say how far it was agreed.",),
        )
    best = min(sure, key=lambda row: list(_STANDING).index(row[0]))
    value, fact, clause = best
    quote = clause.span if clause.span.holds(fact.span) else hull_of(text, fact.span, clause.span)
    also = sorted({_STANDING[v] for v, _, _ in sure if v != value})
    remarks = (f"also told of it as: {', '.join(also)}.",) if also else ()
    issued = account.document.issued
    since = issued.written if issued is not None else ""
    return DraftField(
        name="standing",
        value=f"is: {_STANDING[value]}, since: {since}",
        quotes=(quote,),
        remarks=(*remarks, "since: the issue of the document; say since when it stood."),
    )


def hull_of(text: str, one: Span, other: Span) -> Span:
    """Return a span from the beginning of one to the end of the other, if a sentence holds both."""
    start, end = min(one.start, other.start), max(one.end, other.end)
    return Span(start, end) if "\n" not in text[start:end] else other


def _refused_strikes(text: str, fact: Fact, clause: Clause) -> bool:
    struck = any(
        f.value == "attack" and f.span.start > fact.span.start for f in clause.values("act")
    )
    return struck and fact.value == "declined" and fact.span.of(text).lower() in _REFUSALS


def _binds(text: str, group: Sequence[Clause]) -> DraftField:
    found = [f for c in group for f in c.values("who")]
    return DraftField(name="binds", remarks=_say(text, found, "say which parties are bound."))


def _acts(text: str, group: Sequence[Clause]) -> DraftField:
    found = [f for c in group for f in c.values("act") if f.value == "attack"]
    found = found or [f for c in group for f in c.values("topic") if f.value in _TRUCES]
    return DraftField(
        name="acts",
        value="is: [attack], unclear: [attempted_attack]",
        quotes=(found[0].span,),
        remarks=("attacks that did not arrive are left open: say whether they are meant.",),
    )


def _objects(text: str, group: Sequence[Clause]) -> DraftField:
    found = [f for c in group for f in c.values("topic")]
    things = [f for f in found if where(f.value) == "things"]
    plain = [f for f in things if f.span.of(text).lower() not in _SPHERES]
    if not plain:
        return DraftField(name="objects", remarks=_say(text, things, "say which things are meant."))
    kinds = sorted({f.value for f in plain})
    loose = [f for f in found if f.value == "infrastructure"]
    unclear = ", unclear: [thing]" if loose else ""
    remarks = _say(text, loose, "is not defined: say which kinds it may hold.")
    spans = {f.span for f in plain}
    longest = max(sorted(spans), key=lambda s: s.end - s.start)
    return DraftField(
        name="objects",
        value=f"is: [{', '.join(kinds)}]{unclear}",
        quotes=(longest,) if len(kinds) == 1 else tuple(sorted(spans)),
        remarks=remarks,
    )


def _zone(text: str, group: Sequence[Clause]) -> DraftField:
    found = [f for c in group for f in c.values("place")]
    return DraftField(
        name="zone", remarks=_say(text, found, "draw it under `zones:` if it is meant.")
    )


def _start(text: str, group: Sequence[Clause]) -> DraftField:
    found = [f for c in group for f in c.values("start")]
    return DraftField(name="start", remarks=_say(text, found, "say from which moment it counts."))


def _duration(text: str, firm: Sequence[Clause]) -> DraftField | None:
    found = [f for c in firm for f in c.values("duration")]
    if len({f.value for f in found}) != 1:
        return None
    return DraftField(
        name="duration",
        value=f"is: {found[0].value}, counted: unstated",
        quotes=tuple(sorted({f.span for f in found}))[:1],
        remarks=("the text does not say how its days count.",),
    )


def _direction(text: str, group: Sequence[Clause]) -> DraftField | None:
    found = [
        f for c in group for f in c.values("who") if f.span.of(text).lower().startswith("mutual")
    ]
    if not found:
        return None
    return DraftField(name="direction", value="is: mutual", quotes=(found[0].span,))


def _with_demands(text: str, term: DraftTerm, asked: Sequence[Clause]) -> DraftTerm:
    """Return a term with what the account asks for beside it, in its words."""
    said = "; ".join(_whole(_words(text, c.span)) for c in asked)
    demands = DraftField(
        name="demands",
        value=f"is: {quoted(said)}",
        quotes=tuple(c.span for c in asked),
        remarks=("asked for beside the term: say whether it is a condition of it.",),
    )
    return DraftTerm(
        id=term.id, title=term.title, fields=(*term.fields, demands), remarks=term.remarks
    )


def _left(
    text: str, clauses: Sequence[Clause], used: set[int], asked: Sequence[Clause]
) -> Iterator[str]:
    """Yield what else was agreed, proposed or declined and makes no term here."""
    for clause in clauses:
        firmness = _firmness(clause)
        if firmness and id(clause) not in used and clause not in asked and _speaks(clause):
            yield f"{firmness}, and not made a term: “{_words(text, clause.span)}”"


def _say(text: str, found: Sequence[Fact], what: str) -> tuple[str, ...]:
    words = dict.fromkeys(_words(text, f.span) for f in found)
    return (f"{', '.join(f'“{w}”' for w in words)}: {what}",) if words else ()


def _words(text: str, span: Span) -> str:
    return " ".join(span.of(text).split())


def _whole(words: str) -> str:
    """Return words without a quotation mark that has lost its other half."""
    return words if words.count('"') % 2 == 0 else words.replace('"', "")


def quoted(words: str) -> str:
    """Return words as a YAML string in double quotes."""
    return '"' + words.replace("\\", "\\\\").replace('"', '\\"') + '"'
