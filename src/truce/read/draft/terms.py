"""From the clauses of an account to draft terms: what was agreed, ordered, proposed or declined.

A field is filled only from words that say it themselves. What takes a decision (who is bound,
where, what "immediately" means) stays silent, with a remark that quotes the words.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final

from truce.read.compare.accounts import Account
from truce.read.compare.cut import clauses_of
from truce.read.compare.fields import Fact
from truce.read.compare.model import Clause
from truce.read.compare.topics import where
from truce.read.document import Document, Span
from truce.read.draft.doubt import doubt, ends, only_talks
from truce.read.draft.model import DraftField, DraftReading, DraftTerm
from truce.what import tree
from truce.when import say

#: How firm -> the standing in the agreement file, the firmest first.
_STANDING: Final = {
    "agreed": "agreed",
    "ordered": "ordered",
    "discussed": "under_negotiation",
    "proposed": "proposed",
    "declined": "declined",
}
#: What is asked for or tied to something is no part of what was agreed.
_ASKED: Final = frozenset({"demanded", "conditional"})
#: Words for a sphere ("maritime") say where, not which things are meant.
_SPHERES: Final = frozenset({"maritime", "naval", "sea", "at sea", "air", "land"})
_TRUCES: Final = frozenset({"ceasefire", "full_ceasefire"})
_TALKS: Final = "talks"
_PUBLISHED: Final = re.compile(
    r"(?i)\b(?:readout|read-out|statement|communiqu[eé]|declaration|post|tweet|release)\b"
)
#: What the bare word "infrastructure" may hold: what is built for the public.
_PUBLIC: Final = (
    "airport, bridge, commercial, culture, education, government, health, heat, port, rail,"
    " residential, road, telecom, water"
)
_NOT_DEFINED: Final = (
    "is not defined: `unclear` is a list of truce's, what is built for the public, and other kinds"
    " would count as not covered; say which kinds it may hold."
)
#: What stands between an attack or a truce and the thing that it is about.
_AIMED: Final = re.compile(
    r"[^;:.!?()]{0,60}?\b(?:on|against|at|targeting|hitting|striking|attacking)\s"
    r"(?:[\w’'-]+\s){0,3}|\s(?:(?:the|all|any|their|its|each other[’']s)\s){0,2}"
)
_CYRILLIC_AIMED: Final = re.compile(r"[^;:.!?()]{0,60}?\b(?:по|на|против|проти)\s(?:[\w-]+\s){0,3}")
_LISTED: Final = re.compile(r"(?:[\s,]|\b(?:and|or|as well as|the|all|any|other|both)\b)*")
_EXCEPT: Final = re.compile(
    r"(?i)\b(?:except\w*|exclud\w+|other than|apart from|but not|save for|кроме|крім|окрім)\b"
)
#: An attack of one manner only; the kinds of the topics do not tell it from others.
_MANNER: Final = re.compile(
    r"(?i)\b(?:air|aerial|long-range|deep|ground|naval|rocket|artillery|cross-border|cyber"
    r"|terror\w*|chemical)[\s-]$"
)
_MUTUAL: Final = re.compile(
    r"(?i)mutual(?:ly)?\s(?:[\w-]+\s){0,3}?(?:refus|refrain|ceas|halt|stop|ban|morator|paus|truce|end)\w*"
    r"|(?:взаимн|взаємн)\w*\s(?:[\w-]+\s){0,2}?(?:отказ|прекра|мораторий|відмов|припин|мораторі)\w*"
)
#: These words before a number of days make it a deadline, a past or a bound, not a length.
_NO_LENGTH: Final = re.compile(
    r"(?i)\b(?:within|in|after|past|last|next|every|least|most|than|to|about|around|nearly|almost"
    r"|over|some)\s(?:the\s)?$"
)
#: A refusal to strike is what is agreed, not an agreement that was refused.
_REFUSALS: Final = frozenset({"refusal", "refuse", "refused", "refusing"})


def reading(account: Account) -> DraftReading:
    """Return an account as a draft reading; its terms stand in the order of the text."""
    text = account.document.text
    clauses = clauses_of(account)
    groups = list(_groups(account.document, clauses))
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
        remarks=tuple(_left(account.document, clauses, used, asked)),
    )


def published(accounts: Sequence[Account]) -> tuple[Account, ...]:
    """Return the accounts that were published as documents; every account if none was.

    Within a news story these are readouts, statements and posts, told from what is only said.
    """
    kept = tuple(a for a in accounts if a.whole or _PUBLISHED.search(a.title))
    return kept or tuple(accounts)


def _teller(account: Account) -> str:
    spoken = [
        s.organisation or s.speaker for s in account.statements if s.stems_from == account.title
    ]
    own = account.document.whole() if account.whole else None
    named = own or next((name for name in spoken if name and name in account.title), None)
    return named or account.title


def _groups(document: Document, clauses: Sequence[Clause]) -> Iterator[tuple[str, list[Clause]]]:
    """Yield the clauses that tell of one obligation, with the kind of thing that it protects."""
    held: dict[str, list[Clause]] = {}
    last: str | None = None
    for clause in clauses:
        if doubt(document, clause.span):
            last = None
            continue
        if clause.follows and last is not None:
            held[last].append(clause)
            continue
        kind = _kind(document, clause)
        last = kind
        if kind is not None:
            held.setdefault(kind, []).append(clause)
    yield from ((k, g) for k, g in held.items() if any(_firmness(c) in _STANDING for c in g))


def _kind(document: Document, clause: Clause) -> str | None:
    """Return the broadest kind of thing that a clause is about, if it tells of a duty."""
    duty = any(f.value == "attack" for f in clause.values("act")) or any(
        f.value in _TRUCES for f in clause.values("topic")
    )
    if not duty or _firmness(clause) in _ASKED or not ends(document, clause.span):
        return None
    kinds = [f.value for f in _aims(document.text, clause)]
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
    return DraftTerm(id=kind.replace("_", "-"), title=firm[0].span, fields=tuple(fields))


def _standing(account: Account, text: str, firm: Sequence[Clause]) -> DraftField:
    def told(clause: Clause) -> tuple[str, Fact]:
        fact = clause.values("modality")[0]
        talks = any(f.value == _TALKS and f.span.start == clause.span.start for f in clause.facts)
        agreed = fact.value in ("agreed", "ordered")
        talks = talks or (agreed and only_talks(account.document, clause.span))
        return ("discussed" if talks else fact.value), fact

    candidates = [(*told(c), c) for c in firm]
    sure = [row for row in candidates if not _refused_strikes(text, row[1], row[2])]
    if not sure:
        return DraftField(
            name="standing",
            remarks=(f"“{_words(text, firm[0].span)}”: say how far it was agreed.",),
        )
    if len(values := {v for v, _, _ in sure}) > 1 and "declined" in values:
        said = ", ".join(f"“{_words(text, c.span)}”" for _, _, c in sure)
        return DraftField(name="standing", remarks=(f"{said}: say which of them stands.",))
    best = min(sure, key=lambda row: list(_STANDING).index(row[0]))
    value, fact, clause = best
    quote = clause.span
    if value == fact.value and not clause.span.holds(fact.span):
        quote = hull_of(text, fact.span, clause.span)
    also = sorted({_STANDING[v] for v, _, _ in sure if v != value})
    remarks = (f"also told of it as: {', '.join(also)}.",) if also else ()
    since = _since(account.document)
    return DraftField(
        name="standing",
        value=f"is: {_STANDING[value]}, since: {since}",
        quotes=(quote,),
        remarks=(*remarks, "since: the issue of the document; say since when it stood."),
    )


def _since(document: Document) -> str:
    """Return the issue as a moment that needs no clock, else as its day."""
    issued = document.issued
    if issued is None:
        raise ValueError("a reading is dated by the issue of its document")
    one = issued.bracket.earliest == issued.bracket.latest
    return say(issued.bracket.earliest) if one else issued.written[:10]


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
    narrow = [f for f in found if _MANNER.search(text[max(0, f.span.start - 20) : f.span.start])]
    if narrow:
        return DraftField(name="acts", remarks=_say(text, narrow, "say which attacks are meant."))
    return DraftField(
        name="acts",
        value="is: [attack], unclear: [attempted_attack]",
        quotes=(found[0].span,),
        remarks=("attacks that did not arrive are left open: say whether they are meant.",),
    )


def _objects(text: str, group: Sequence[Clause]) -> DraftField:
    things = [f for c in group for f in _aims(text, c)]
    plain = [f for f in things if f.span.of(text).lower() not in _SPHERES]
    held = next((m for c in group if (m := _EXCEPT.search(text, *_line(text, c.span)))), None)
    if not plain or held:
        what = f"with “{held.group()}” in the text: say" if held else "say"
        return DraftField(
            name="objects", remarks=_say(text, things, f"{what} which things are meant.")
        )
    kinds = sorted({f.value for f in plain})
    spans = {f.span for f in plain}
    loose = [f for c in group for f in c.values("topic") if _loose(f, spans)]
    unclear = f", unclear: [{_PUBLIC}]" if loose else ""
    remarks = _say(text, loose, _NOT_DEFINED) or (
        "say which kinds of it the text leaves unclear, if any.",
    )
    longest = max(sorted(spans), key=lambda s: s.end - s.start)
    return DraftField(
        name="objects",
        value=f"is: [{', '.join(kinds)}]{unclear}",
        quotes=(longest,) if len(kinds) == 1 else tuple(sorted(spans)),
        remarks=remarks,
    )


def _loose(fact: Fact, spans: set[Span]) -> bool:
    return fact.value == "infrastructure" and fact.span in spans


def _line(text: str, span: Span) -> tuple[int, int]:
    """Return where the line of a span begins and ends."""
    end = text.find("\n", span.end)
    return text.rfind("\n", 0, span.start) + 1, len(text) if end < 0 else end


def _aims(text: str, clause: Clause) -> list[Fact]:
    """Return the things that an attack or a truce of the clause is said to be about."""
    acts = [f.span for f in clause.facts if f.value == "attack" or f.value in _TRUCES]
    things = [f for f in clause.values("topic") if where(f.value) == "things"]
    found: list[Fact] = []
    for thing in things:
        listed = any(
            f.span == thing.span or _LISTED.fullmatch(text, f.span.end, thing.span.start)
            for f in found
        )
        if listed or any(_about(text, act, thing.span) for act in acts):
            found.append(thing)
    return found


def _about(text: str, act: Span, thing: Span) -> bool:
    if thing.end <= act.start:
        return _LISTED.fullmatch(text, thing.end, act.start) is not None
    return any(
        words.fullmatch(text, act.end, thing.start) is not None
        for words in (_AIMED, _CYRILLIC_AIMED)
    ) or act.holds(thing)


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
    plain = [
        f for f in found if not _NO_LENGTH.search(text[max(0, f.span.start - 20) : f.span.start])
    ]
    plain = [
        f for f in plain if f.value[0].isdigit() and not _NO_LENGTH.search(_first(text, f.span))
    ]
    if len({f.value for f in plain}) != 1 or len(plain) != len(found):
        return DraftField(name="end", remarks=_say(text, found, "say how long it is to last."))
    return DraftField(
        name="duration",
        value=f"is: {plain[0].value}, counted: unstated",
        quotes=tuple(sorted({f.span for f in plain}))[:1],
        remarks=("the text does not say how its days count.",),
    )


def _first(text: str, span: Span) -> str:
    """Return the words of a span before its number, with a blank at the end."""
    return re.split(r"\d", span.of(text))[0]


def _direction(text: str, group: Sequence[Clause]) -> DraftField | None:
    found = next((m for c in group if (m := _MUTUAL.search(text, *c.span))), None)
    if found is None:
        return None
    return DraftField(name="direction", value="is: mutual", quotes=(Span(*found.span()),))


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
    document: Document, clauses: Sequence[Clause], used: set[int], asked: Sequence[Clause]
) -> Iterator[str]:
    """Yield what else was agreed, proposed or declined and makes no term here."""
    for clause in clauses:
        firmness = _firmness(clause)
        if firmness and id(clause) not in used and clause not in asked and _speaks(clause):
            why = doubt(document, clause.span)
            reason = f" as {why}" if why else ""
            yield f"{firmness}, and not made a term{reason}: “{_words(document.text, clause.span)}”"


def _say(text: str, found: Sequence[Fact], what: str) -> tuple[str, ...]:
    words = dict.fromkeys(_words(text, f.span) for f in found)
    return (f"{', '.join(f'“{w}”' for w in words)}: {what}",) if words else ()


def _words(text: str, span: Span) -> str:
    return " ".join(span.of(text).split())


def _whole(words: str) -> str:
    """Return words without a quotation mark that has lost its other half."""
    return words if words.count('"') % 2 == 0 else words.replace('"', "")


def quoted(words: str) -> str:
    """Return words as a YAML string in double quotes, on one line."""
    flat = " ".join(words.split()).replace("\\", "\\\\").replace('"', '\\"')
    return '"' + "".join(c if c.isprintable() else _escaped(c) for c in flat) + '"'


def _escaped(char: str) -> str:
    code = ord(char)
    return f"\\U{code:08x}" if code > 0xFFFF else f"\\u{code:04x}"
