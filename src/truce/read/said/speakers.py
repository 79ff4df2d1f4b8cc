"""Who speaks: from the words of a source to a name, a body and the document it stems from."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise
from typing import TYPE_CHECKING, Final

from truce.read.document import Document, Span
from truce.read.said.attribution import Attribution
from truce.read.said.carriers import carrier
from truce.read.said.names import Name, folded, names, words
from truce.read.said.parse import Parsed

if TYPE_CHECKING:
    from spacy.tokens import Token

_HE: Final = frozenset(["he", "she", "his", "her", "him", "himself", "herself"])
_IT: Final = frozenset({"it", "its"})
_THEY: Final = frozenset({"they", "their", "them", "both"})
_I: Final = frozenset(["i", "we", "my", "our", "me", "us"])
_WHO: Final = frozenset({"who", "that", "which"})
_GOES_ON: Final = frozenset(["added", "adds", "adding", "continued", "continues", "continuing"])
_ARTICLE: Final = re.compile(r"^(?:the|a|an)\s+", re.I)
_OWNED: Final = re.compile(r"[’']s?$")
#: A pronoun reaches back this far and no further, in code points.
_REACH: Final = 2500


@dataclass(frozen=True, slots=True)
class Who:
    """Who a source stands for; null is unknown. `because` says how that was found."""

    speaker: str | None = None
    organisation: str | None = None
    stems_from: str | None = None
    because: str = ""
    person: bool = False


@dataclass(slots=True)
class Speakers:
    """The names of a document, and what has been resolved so far, in the order of the text."""

    document: Document
    parsed: Parsed
    names: tuple[Name, ...] = ()
    told: dict[Attribution, Who] = field(default_factory=dict["Attribution", Who])
    carriers: dict[str, str] = field(default_factory=dict[str, str])

    def __post_init__(self) -> None:
        found = names(self.parsed)
        last = {folded(n.full.split()[-1]) for n in found if n.person}
        self.names = tuple(
            replace(n, person=True) if folded(n.full) in last and not n.person else n for n in found
        )

    def resolve(
        self, ordered: Sequence[Attribution], parents: Mapping[Attribution, Attribution | None]
    ) -> dict[Attribution, Who]:
        """Return who speaks in each attribution; `parents` holds what each lies within."""
        for one in ordered:
            above = parents[one]
            who = self._who(one, above)
            self.told[one] = self._with_carrier(one, above, who)
        return self.told

    def _who(self, one: Attribution, above: Attribution | None) -> Who:
        whole = self.document.whole()
        if one.source is None and one.cue is None and whole:
            genre = self.document.genre
            return Who(whole, whole, f"{whole} {genre}", f"the whole {genre} is its publisher's")
        if one.source is None:
            return Who(because="the text names nobody")
        text = one.source.of(self.document.text)
        word = _OWNED.sub("", text.lower())
        if word in _I:
            return self._teller(above)
        if word in _WHO:
            return self._antecedent(one.source, one)
        if word in _HE | _IT | _THEY:
            return self._pronoun(word, one)
        return self._phrase(one.source, one)

    def _teller(self, above: Attribution | None) -> Who:
        if above is not None and above in self.told:
            return replace(self.told[above], because="first person within the words of the speaker")
        whole = self.document.whole()
        return (
            Who(whole, whole, because="first person in a document of its publisher")
            if whole
            else Who()
        )

    def _antecedent(self, source: Span, one: Attribution) -> Who:
        token = self._token(source)
        noun = next((t.head for t in token.ancestors if t.dep_ == "relcl"), None) if token else None
        if token is None or noun is None:
            return self._pronoun(
                "he" if source.of(self.document.text).lower() == "who" else "it", one
            )
        paragraph = next(p for p in self.parsed.paragraphs if p.span.overlaps(source))
        first = [t for t in noun.subtree if t.i < token.i]
        return self._phrase(paragraph.run(first or [noun]), one)

    def _pronoun(self, word: str, one: Attribution) -> Who:
        at = one.source.start if one.source else 0
        earlier = [
            (w, o) for o, w in self.told.items() if o.source and o.source.start < at and w.speaker
        ]
        near = [w for w, o in earlier if o.source and at - o.source.start < _REACH]
        if word in _HE:
            same = [
                n for n in self.names if n.person and n.span.end <= at and at - n.span.end < _REACH
            ]
            said = [
                (o.source.start, w)
                for w, o in earlier
                if o.source and w.person and at - o.source.start < _REACH
            ]
            subject = [n for n in same if n.subject and not self._quoted(n.span, one)]
            if said and (not subject or max(said, key=_first)[0] >= subject[-1].span.start):
                last = max(said, key=_first)[1]
                return replace(last, because=f"“{word}” after {last.speaker}", stems_from=None)
            if subject or same:
                return self._named((subject or same)[-1], f"“{word}” after the last one named")
        if word in _IT:
            bodies = [w for w in near if not w.person]
            if bodies:
                return replace(bodies[-1], because=f"“{word}” after {bodies[-1].speaker}")
        if word in _THEY:
            several = [w for w in near if w.speaker and " and " in w.speaker]
            pair = several[-1] if several else self._pair(at)
            if pair is not None:
                return replace(pair, because=f"“{word}” after {pair.speaker}", stems_from=None)
            plural = [w for w in near if not w.person]
            if plural:
                return replace(
                    plural[-1], because=f"“{word}” after {plural[-1].speaker}", stems_from=None
                )
        return Who(because=f"“{word}”: the text before names nobody it may stand for")

    def _phrase(self, span: Span, one: Attribution) -> Who:
        """Resolve a noun phrase: a name, a document, a description of somebody named, or itself."""
        text = span.of(self.document.text)
        owner = self._owner(span, one)
        if owner is not None:
            return owner
        inside = [
            n for n in self.names if span.start <= n.span.start and n.span.end <= span.end + 2
        ]
        token = self._head(span)
        if _coordinated(token):
            return Who(self._several(text, inside), because="several, as the text has them")
        named = next((n for n in inside if token is None or self._at(token).overlaps(n.span)), None)
        if named is not None:
            return self._named(named, "named")
        described = self._described(text)
        if described is not None:
            return self._named(described, f"described as “{described.role}”")
        last = text.split()[-1].lower()
        if last in words("pairs") and (pair := self._pair(span.start)):
            return pair
        plain = _plain(text)
        return Who(plain, plain, because="as the text has it")

    def _several(self, text: str, inside: Sequence[Name]) -> str:
        """Return the names in a phrase that joins them, each in full; else the phrase itself."""
        if len(inside) > 1 and all(n.person for n in inside):
            return " and ".join(self._named(n, "").speaker or n.full for n in inside)
        return _plain(text)

    def _quoted(self, span: Span, one: Attribution) -> bool:
        """Return whether a name stands in a quotation in which the cue does not stand."""
        held = [q.span for q in self.parsed.quotes if q.span.holds(span)]
        return bool(held) and not (one.cue and held[0].holds(one.cue))

    def _owner(self, span: Span, one: Attribution) -> Who | None:
        """Return whose document speaks, where the source is one: "the readout", "its statement"."""
        text = span.of(self.document.text)
        head = self._head(span)
        noun = head.lower_ if head is not None else text.split()[-1].lower()
        if noun not in words("documents"):
            return None
        owner = (
            [t for t in head.children if t.dep_ in {"poss", "compound"}] if head is not None else []
        )
        if owner and owner[-1].pos_ in {"PROPN", "NOUN", "PRON"}:
            place = self._phrase_of(owner[-1])
            low = _OWNED.sub("", place.of(self.document.text).lower())
            inner = (
                self._pronoun(low, one) if low in _HE | _IT | _THEY else self._phrase(place, one)
            )
            if inner.speaker:
                return replace(
                    inner, stems_from=f"{inner.speaker} {noun}", because=f"owner of the {noun}"
                )
        earlier = [w for w in self.told.values() if w.stems_from == f"{w.speaker} {noun}"]
        if earlier:
            return replace(earlier[-1], because=f"the {noun} spoken of before")
        return None

    def _described(self, text: str) -> Name | None:
        asked = {folded(w)[:5] for w in _ARTICLE.sub("", text).split() if w[:1].isalnum()}
        if not _ARTICLE.match(text) or not asked:
            return None
        able = [
            n for n in self.names if n.role and asked <= {folded(w)[:5] for w in n.role.split()}
        ]
        return able[0] if len({folded(n.full.split()[-1]) for n in able}) == 1 else None

    def _pair(self, at: int) -> Who | None:
        """Return the two who were last named together before a place: "A and B"."""
        people = [n for n in self.names if n.span.end <= at]
        for first, second in reversed(list(pairwise(people))):
            if self.document.text[first.span.end : second.span.start].strip() == "and":
                both = [self._named(n, "").speaker or n.full for n in (first, second)]
                return Who(" and ".join(both), because="the two named together before")
        return None

    def _named(self, name: Name, because: str) -> Who:
        """Return the fullest form of a name in the document, with the body told of it anywhere."""
        last = folded(name.full.split()[-1])
        same = [n for n in self.names if folded(n.full.split()[-1]) == last and n.person]
        full = [n for n in same if len(n.full.split()) > 1]
        alone = len(name.full.split()) == 1
        if (name.person or (alone and full)) and same:
            fuller = [n for n in full if alone or folded(n.full) == folded(name.full)] or [name]
            best = fuller[0].full
            kin = [n for n in same if not full or n.full == best or len(n.full.split()) == 1]
            body = next((n.body for n in kin if n.body), None)
            return Who(best, self._country(body), because=because, person=True)
        plain = _plain(name.full)
        return Who(plain, plain, because=because)

    def _country(self, body: str | None) -> str | None:
        """Return the noun of an adjective such as "Alphalandic", if the document has it."""
        if body is None or " " in body or len(body) < 5:
            return body
        stem = folded(body)[:4]
        kin = [n.full for n in self.names if " " not in n.full and folded(n.full).startswith(stem)]
        return min(kin, key=len) if kin and len(min(kin, key=len)) < len(body) else body

    def _with_carrier(self, one: Attribution, above: Attribution | None, who: Who) -> Who:
        text = carrier(self.parsed, one, who.speaker)
        if text is not None:
            if who.speaker and not who.person:
                self.carriers[who.speaker] = text
            return replace(who, stems_from=text)
        if who.stems_from is not None:
            if who.speaker:
                self.carriers[who.speaker] = who.stems_from
            return who
        if above is not None and above in self.told:
            over = self.told[above]
            return replace(
                who, stems_from=over.stems_from or (None if over.person else over.speaker)
            )
        return replace(who, stems_from=self._handed_on(one, who))

    def _handed_on(self, one: Attribution, who: Who) -> str | None:
        """Return the document that a statement goes on with, as nothing names another."""
        text = self.document.text
        cue = [] if one.cue is None else re.findall(r"\w+", one.cue.of(text).lower())
        medium = (who.speaker or "").lower().split()[-1:]
        if cue[:1] == ["according"] or (not who.person and not words("media").isdisjoint(medium)):
            return who.speaker
        if who.speaker in self.carriers and not who.person:
            return self.carriers[who.speaker]
        last = list(self.told.values())[-1:]
        adds = not _GOES_ON.isdisjoint(cue)
        if last and adds and last[0].speaker == who.speaker:
            return last[0].stems_from
        several = bool(who.speaker) and " and " in (who.speaker or "")
        if several and any(
            self._quoted(c, one) or q.span.overlaps(c)
            for c in one.content
            for q in self.parsed.quotes
        ):
            told = [
                w.stems_from
                for w in self.told.values()
                if w.stems_from and w.stems_from == f"{w.speaker} {w.stems_from.split()[-1]}"
            ]
            return told[-1] if told else None
        return None

    def _token(self, span: Span) -> Token | None:
        for paragraph in self.parsed.paragraphs:
            if paragraph.span.overlaps(span):
                return next((t for t in paragraph.doc if paragraph.at(t).overlaps(span)), None)
        return None

    def _head(self, span: Span) -> Token | None:
        """Return the token of a span that governs the others."""
        for paragraph in self.parsed.paragraphs:
            if paragraph.span.overlaps(span):
                inside = [t for t in paragraph.doc if paragraph.at(t).overlaps(span)]
                return next((t for t in inside if t.head not in inside or t.head is t), None)
        return None

    def _at(self, token: Token) -> Span:
        paragraph = next(p for p in self.parsed.paragraphs if p.doc is token.doc)
        return paragraph.at(token)

    def _phrase_of(self, token: Token) -> Span:
        paragraph = next(p for p in self.parsed.paragraphs if p.doc is token.doc)
        return paragraph.run([t for t in token.subtree if t.dep_ != "case"])


def _first(pair: tuple[int, Who]) -> int:
    return pair[0]


def _coordinated(token: Token | None) -> bool:
    return token is not None and any(t.dep_ == "conj" for t in token.children)


def _plain(text: str) -> str:
    return _OWNED.sub("", _ARTICLE.sub("", text)).strip()
