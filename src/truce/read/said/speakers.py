"""Who speaks: from the words of a source to a name, a body and the document it stems from."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Final

from truce.read.document import Document, Span
from truce.read.said.attribution import Attribution
from truce.read.said.carriers import Carriers
from truce.read.said.parse import Parsed
from truce.read.said.phrases import Phrases
from truce.read.said.pronouns import FIRST, HE, IT, THEY, Asked, Pronouns
from truce.read.said.who import OWNED, Register, Who

_WHO: Final = frozenset({"who", "that", "which"})


@dataclass(slots=True)
class Speakers:
    """The names of a document, and what has been resolved so far, in the order of the text."""

    document: Document
    parsed: Parsed
    told: dict[Attribution, Who] = field(default_factory=dict["Attribution", Who])
    register: Register = field(init=False)
    pronouns: Pronouns = field(init=False)
    phrases: Phrases = field(init=False)

    def __post_init__(self) -> None:
        self.register = Register(self.parsed)
        self.pronouns = Pronouns(self.register)
        self.phrases = Phrases(self.register, self.pronouns)

    def resolve(
        self, ordered: Sequence[Attribution], parents: Mapping[Attribution, Attribution | None]
    ) -> dict[Attribution, Who]:
        """Return who speaks in each attribution; `parents` holds what each lies within."""
        carriers = Carriers(self.register)
        for one in ordered:
            above = parents[one]
            over = None if above is None else self.told.get(above)
            who = carriers.carried(one, over, self._who(Asked(one, above, over)))
            self.told[one] = who
            self.pronouns.hear(one.source, who)
            self.phrases.hear(one.source, who)
        return self.told

    def _who(self, asked: Asked) -> Who:
        source = asked.one.source
        if source is None:
            return self._unnamed(asked.one)
        text = source.of(self.document.text)
        word = OWNED.sub("", text.lower())
        if word in FIRST:
            return self._teller(word, asked.over)
        if word in _WHO:
            return self._antecedent(source, asked)
        if word == "you":
            return Who(because="the one spoken to")
        if word in HE | IT | THEY:
            return self.pronouns.find(word, asked)
        return self.phrases.find(source, asked)

    def _unnamed(self, one: Attribution) -> Who:
        whole, genre = self.document.whole(), self.document.genre
        if one.cue is None and whole:
            who = self.register.told_of(whole)
            return replace(
                who, stems_from=f"{whole} {genre}", because=f"the whole {genre} is its publisher's"
            )
        return Who(because="the text names nobody")

    def _teller(self, word: str, over: Who | None) -> Who:
        if over is not None and over.speaker:
            return replace(over, because="first person within the words of the speaker")
        publisher = self.document.whole() or self.document.publisher
        if not publisher or (word in {"i", "my", "me"} and self.document.whole() is None):
            return Who(because="first person, and the text does not name its author")
        return replace(
            self.register.told_of(publisher), because="first person in a document of its publisher"
        )

    def _antecedent(self, source: Span, asked: Asked) -> Who:
        """Return whom "who" stands for: the noun that its clause belongs to."""
        token = next(iter(self.register.tokens(source)), None)
        noun = next((t.head for t in token.ancestors if t.dep_ == "relcl"), None) if token else None
        paragraph = self.register.paragraph(source.start)
        if token is None or noun is None or paragraph is None:
            word = "he" if source.of(self.document.text).lower() == "who" else "it"
            return self.pronouns.find(word, asked)
        first = [t for t in noun.subtree if t.i < token.i and t.i >= noun.left_edge.i]
        return self.phrases.find(paragraph.run(first or [noun]), asked)
