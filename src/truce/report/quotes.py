"""Which quoted words to show: those in the page's own language if a text has them so."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final

from truce import kleene
from truce.agreement.model import Agreement, Anchor, Field, Reading, Term
from truce.assess import Explanation

#: Language of the page, and the most quotes shown in one place.
LANGUAGE: Final = "en"
MOST: Final = 3


@dataclass(frozen=True, slots=True)
class Quote:
    """Verbatim words and their language, empty if that is the page's or not known."""

    words: str
    language: str


class Quotes:
    """Chooses quoted words of an agreement."""

    def __init__(self, agreement: Agreement) -> None:
        self._languages = {id_: d.language for id_, d in agreement.documents.items()}

    def quote(self, anchor: Anchor) -> Quote:
        """Return an anchor's words with their language."""
        language = self._languages.get(anchor.document, "")
        return Quote(anchor.quote, "" if language == LANGUAGE else language)

    def scope(self, reading: Reading) -> list[Quote]:
        """Return the words that say what a reading covers; none if it quotes nothing."""
        return self._some(a for term in reading.terms for a in self._best(_scope(term)))

    def behind(self, explanation: Explanation, term: Term) -> list[Quote]:
        """Return words that the deciding answers stand on; for a violation, those of the scope."""
        if explanation.verdict == kleene.VIOLATION:
            return self._some(self._best(_scope(term)))
        fields = (f for r in explanation.deciding() for f in r.fields)
        return self._some(a for field in fields for a in self._best(field.anchors)[:1])

    def _best(self, anchors: Iterable[Anchor]) -> list[Anchor]:
        own = [a for a in anchors if self._languages.get(a.document, "") in ("", LANGUAGE)]
        return own or list(anchors)

    def _some(self, anchors: Iterable[Anchor]) -> list[Quote]:
        return list(dict.fromkeys(map(self.quote, anchors)))[: MOST + 1]


def _scope(term: Term) -> tuple[Anchor, ...]:
    return next((f.anchors for f in _scoping(term) if f.anchors), ())


def _scoping(term: Term) -> Iterator[Field[object]]:
    yield from (term.objects, term.acts, *(s.status for s in term.standing), *term.fields())
