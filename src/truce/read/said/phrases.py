"""Whom a noun phrase stands for: a name, the owner of a document, somebody described before."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from typing import Final

from truce.read.document import Span
from truce.read.said.names import Name, folded, words
from truce.read.said.pronouns import FIRST, HE, IT, THEY, Asked, Pronouns
from truce.read.said.who import ARTICLE, OWNED, Register, Who, plain

#: "Its chair", "Alphaland's minister": the owner, and what is owned.
_OWNER: Final = re.compile(
    r"^(?:(its|his|her|their|our|my)\s+|(.{2,60}?)(?:[’']s|(?<=s)[’'])\s+)(.+)", re.I | re.S
)
_RELATIVE: Final = re.compile(r",?\s+(?:who|which)\b.*|\s+(?:\(|—|–).*", re.S)
#: "a survey released on Tuesday by the Renn Institute".
_BY: Final = re.compile(r"\b(?:by|from|of)\s+(?=(?:the\s+)?[A-Z])")
#: "a spokeswoman for the Harbour Board".
_SERVED: Final = re.compile(r"\b(?:for|of|at|from)\s+((?:the\s+)?[A-Z].*)", re.S)
_CAPITAL: Final = re.compile(r"(?:[Tt]he |[Aa]n? )?[A-Z]")
_MANY: Final = frozenset({"people", "police", "two", "three"})
_PEOPLE: Final = re.compile(r"(?:man|woman|ist|ian|person)$")


@dataclass(slots=True)
class Phrases:
    """What was described so far, so that "the ministry" leads back to its name."""

    register: Register
    pronouns: Pronouns
    heard: dict[str, Who] = field(default_factory=dict[str, Who])
    papers: dict[str, Who] = field(default_factory=dict[str, Who])

    def hear(self, source: Span | None, who: Who) -> None:
        """Note whose document was spoken of: "the report" then leads back to it."""
        if who.stems_from and who.speaker:
            kind = who.stems_from.rsplit(maxsplit=1)[-1].lower()
            if kind in _papers() and who.stems_from == f"{who.speaker} {kind}":
                self.papers[kind] = who

    def find(self, span: Span, asked: Asked) -> Who:
        """Return whom a phrase stands for."""
        text = span.of(self.register.parsed.text)
        parts = self._parts(text)
        kind = self._kind(parts[0])
        names = self.register.within(span)
        if kind in _papers():
            return self._paper(text, parts[0], kind, names, asked)
        if _lists(text, names):
            return self._list(text, names)
        named = self._named(text, span, names)
        if named is not None:
            return self._with_owner(named, parts[0], asked)
        return self._described(parts[0], kind, asked)

    def _parts(self, text: str) -> list[str]:
        """Return a phrase cut at the commas around its appositions, without relative clauses."""
        parts = [p.strip() for p in _RELATIVE.sub("", text).split(",") if p.strip()]
        if len(parts) > 1 and parts[0].lower().startswith(("one of", "each of")):
            return parts[1:] if parts[1].startswith(("a ", "an ")) else parts
        return parts or [text]

    def _kind(self, part: str) -> str:
        """Return the noun that says what a phrase is of, in small letters."""
        bare = re.split(
            r"\s+(?:of|for|by|from|in|on|at|with|about|to|released|conducted|published|obtained"
            r"|seen|leaked|filed|that|taken|made)\b",
            part,
        )[0]
        return re.sub(r"\W+$", "", bare.split()[-1].lower()) if bare.split() else ""

    def _named(self, text: str, span: Span, held: list[Name]) -> Name | None:
        """Return the name a phrase is about: a person named in it, or the name that heads it."""
        free = [n for n in held if not self._owns(n) and not _only_titles(n)]
        people = [n for n in free if self.register.is_person(n)]
        head = self.register.head(span)
        if people and (people[0].person or len(free) == 1):
            direct = text.find(",") < 0 or people[0].span.start - span.start < 60
            if direct and not re.search(
                r"\b(?:of|for|to|by|with|in|from|at|against|under|near|on)\s+(?:\S+\s+){0,2}$",
                text[: people[0].span.start - span.start],
            ):
                return people[0]
        if head is None:
            return None
        paragraph = self.register.paragraph(span.start)
        at = paragraph.at(head) if paragraph else span
        return next((n for n in free if at.overlaps(n.span)), None)

    def _owns(self, name: Name) -> bool:
        """Return whether a name stands in the possessive before something else."""
        behind = self.register.parsed.text[name.span.end : name.span.end + 3]
        return bool(re.match(r"[’']s?(?:\s|$)", behind))

    def _with_owner(self, name: Name, first: str, asked: Asked) -> Who:
        who = self.register.named(name, "named")
        owner = _OWNER.match(first)
        if who.person and who.speaker and owner and who.organisation is None:
            body = self._owner(owner, asked)
            if body is not None and not body.person and body.speaker:
                self.register.bodies.setdefault(who.speaker, body.speaker)
                return replace(who, organisation=body.speaker)
        if who.person and who.speaker and who.organisation:
            self.register.bodies.setdefault(who.speaker, who.organisation)
        if not who.person and " " in first and name.full in first:
            return self._whole_name(who, name, first)
        return who

    def _whole_name(self, who: Who, name: Name, first: str) -> Who:
        """Return a body by all of the words of its name: "the general staff of Alphaland"."""
        if name.full == plain(first) or who.speaker != name.full:
            return who
        full = plain(first)
        return Who(full, who.organisation, because="as the text has it", several=who.several)

    def _owner(self, owner: re.Match[str], asked: Asked) -> Who | None:
        word = (owner[1] or "").lower()
        if word in HE | IT | THEY:
            return self.pronouns.find(word, asked)
        if word in FIRST:
            return asked.over
        text = owner[2]
        if text is None:
            return None
        reach = Span(asked.at, asked.at + len(text) + 6)
        held = [n for n in self.register.within(reach) if n.full in text]
        if held and plain(text) in {held[-1].full, held[-1].called}:
            return self.register.named(held[-1], "owner")
        known = self.heard.get(folded(plain(text)))
        if known is not None:
            return known
        bodily = plain(text).split()[-1].lower() in words("bodies")
        return Who(plain(text), plain(text) if bodily else None, because="as the text has it")

    def _paper(self, text: str, first: str, kind: str, held: list[Name], asked: Asked) -> Who:
        """Return whose document speaks: its owner, its maker, or whose it was said to be before."""
        owner = _OWNER.match(first)
        who = self._owner(owner, asked) if owner else None
        if who is not None and who.speaker:
            return replace(who, stems_from=f"{who.speaker} {kind}", because=f"owner of the {kind}")
        made = _BY.search(text)
        by = [n for n in held if made and 0 <= n.span.start - asked.at - made.end() <= 4]
        if by:
            named = self.register.named(by[0], f"maker of the {kind}")
            return replace(named, stems_from=f"{named.speaker} {kind}")
        if (body := self._of_whom(first, kind, held)) is not None:
            return Who(body, body, f"{body} {kind}", f"owner of the {kind}")
        if kind in self.papers and ARTICLE.match(first) and not first.lower().startswith("a"):
            return replace(self.papers[kind], because=f"the {kind} spoken of before")
        bare = plain(first)
        return Who(bare, None, bare, "as the text has it")

    def _of_whom(self, first: str, kind: str, held: list[Name]) -> str | None:
        """Return the body in front of a document: "the Alphalandic summary"."""
        if not held or self.register.is_person(held[0]) or not _CAPITAL.match(first):
            return None
        body = self.register.full(held[0])
        return None if body.lower().endswith(kind) else self.register.country(body)

    def _list(self, text: str, held: list[Name]) -> Who:
        """Return the names in a phrase that joins them, each in full; else the phrase itself."""
        people = all(self.register.is_person(n) for n in held)
        both = " and ".join(self.register.full(n) for n in held) if people else plain(text)
        body = None if people or any(w.islower() and w != "and" for w in text.split()) else both
        return Who(both, body, because="several, as the text has them", several=True)

    def _described(self, first: str, kind: str, asked: Asked) -> Who:
        role = self._role(first) or self._body_named(first, kind, asked.at)
        if role is not None:
            return self.register.named(role, f"described as “{plain(first)}”")
        if kind in words("pairs") and len(first.split()) <= 3:
            pair = self.pronouns.pair(asked.at)
            if pair is not None:
                return pair[1]
        owner = _OWNER.match(first)
        body = self._owner(owner, asked) if owner else None
        return self._unnamed(first, kind, body)

    def _unnamed(self, first: str, kind: str, owner: Who | None) -> Who:
        full = plain(first)
        opener, _, rest = first.partition(" ")
        if owner is not None and owner.speaker and opener.lower() in IT | HE | THEY:
            full = f"{owner.speaker}'s {rest}"
        several = kind in _MANY or (kind.endswith("s") and not kind.endswith("ss"))
        human = kind in words("titles") | words("people") or bool(_PEOPLE.search(kind))
        body = None if opener.lower() in words("nobody") else self._body(first, full, kind, owner)
        who = Who(full, body, None, "as the text has it", human and not several, several)
        self._note(kind, who)
        self.heard.setdefault(folded(full), who)
        return who

    def _body(self, first: str, full: str, kind: str, owner: Who | None) -> str | None:
        """Return the body that somebody described speaks for, or is."""
        human = kind in words("titles") | words("people")
        if kind in words("bodies") and not human:
            return full
        if owner is not None:
            return owner.organisation if owner.person else owner.organisation or owner.speaker
        served = _SERVED.search(first)
        if not human or served is None:
            return None
        held = [n for n in self.register.names if n.full in served[1] and n.person]
        return self.register.named(held[0], "").organisation if held else plain(served[1])

    def _note(self, kind: str, who: Who) -> None:
        for pronoun in ("he", "she"):
            if who.person and who.speaker and kind in words(pronoun):
                self.register.genders.setdefault(who.speaker, pronoun)

    def _role(self, first: str) -> Name | None:
        """Return the one person of the text whose role has all the words of a description."""
        asked = {folded(w)[:5] for w in OWNED.sub("", plain(first)).split() if w[:1].isalnum()}
        if not re.match(r"the\s", first, re.I) or not asked:
            return None
        able = [
            n
            for n in self.register.names
            if n.role and asked <= {folded(w)[:5] for w in n.role.split()}
        ]
        return able[0] if len({self.register.full(n) for n in able}) == 1 else None

    def _body_named(self, first: str, kind: str, at: int) -> Name | None:
        """Return the body whose name ends in, or begins with, the noun of "the ministry"."""
        if kind not in words("bodies") or len(first.split()) != 2:
            return None
        if not re.match(r"the\s", first, re.I):
            return None
        able = [
            n
            for n in self.register.before(at, at)
            if not n.person
            and " " in n.full
            and kind in {n.full.lower().split()[0], n.full.lower().split()[-1]}
        ]
        return able[-1] if len({n.full for n in able}) == 1 else None


def _papers() -> frozenset[str]:
    return words("documents") | words("findings")


def _only_titles(name: Name) -> bool:
    return all(w.lower() in words("titles") for w in name.full.split())


def _lists(text: str, held: list[Name]) -> bool:
    """Return whether a phrase joins two or more that are named: "Alphaland and Betaland"."""
    if len(held) < 2 or not re.search(r"\b(?:and|or)\b", text):
        return False
    return (
        bool(re.search(r"\band\s+(?:the\s+)?[A-Z]", text)) and "’s" not in text and "'s" not in text
    )
