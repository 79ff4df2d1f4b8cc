"""Scoring against a labelled file: exact, partial and token F1 of source, cue and content.

The measure of the papers on attribution: gold and found spans are snapped to tokens, cut at line
breaks, each fragment counts as a span, and all gold spans are kept, nested ones too.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Final

from truce.read.document import Span
from truce.read.said.attribution import ROLES, Attribution, Role

_OPENING: Final = frozenset("\"“”„«'‘`")
_CLOSING: Final = frozenset("\"”“»'’")
_TOKEN: Final = re.compile(r"\w+|[^\w\s]")


@dataclass(frozen=True, slots=True)
class Figures:
    """Precision, recall and F1, 0 to 1; 0 where nothing was found or nothing is there."""

    precision: float
    recall: float

    @property
    def f1(self) -> float:
        """Return the harmonic mean."""
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0


@dataclass(slots=True)
class Tally:
    """Sums over documents for one role."""

    gold: int = 0
    found: int = 0
    exact: int = 0
    gold_covered: float = 0.0
    found_covered: float = 0.0
    gold_tokens: int = 0
    found_tokens: int = 0
    shared_tokens: int = 0

    def add(self, gold: set[Span], found: set[Span]) -> None:
        """Add the spans of a document, both as runs of token numbers."""
        self.gold += len(gold)
        self.found += len(found)
        self.exact += len(gold & found)
        self.gold_covered += sum(_best(span, found) for span in gold)
        self.found_covered += sum(_best(span, gold) for span in found)
        all_gold, all_found = _tokens(gold), _tokens(found)
        self.gold_tokens += len(all_gold)
        self.found_tokens += len(all_found)
        self.shared_tokens += len(all_gold & all_found)

    def exact_figures(self) -> Figures:
        """Return the figures for spans that agree to the token."""
        return Figures(_share(self.exact, self.found), _share(self.exact, self.gold))

    def partial_figures(self) -> Figures:
        """Return the mean share of each span that the other side covers best."""
        return Figures(_share(self.found_covered, self.found), _share(self.gold_covered, self.gold))

    def token_figures(self) -> Figures:
        """Return the figures over tokens."""
        return Figures(
            _share(self.shared_tokens, self.found_tokens),
            _share(self.shared_tokens, self.gold_tokens),
        )


@dataclass(slots=True)
class Tallies:
    """Sums over documents for each role."""

    roles: dict[Role, Tally] = field(default_factory=lambda: {role: Tally() for role in ROLES})

    def add(self, text: str, gold: Sequence[Attribution], found: Sequence[Attribution]) -> None:
        """Add what was marked and what was found in a document."""
        for role, tally in self.roles.items():
            tally.add(snapped(text, spans_of(gold, role)), snapped(text, spans_of(found, role)))

    def f1(self) -> dict[Role, tuple[float, float, float]]:
        """Return exact, partial and token F1 of each role, 0 to 1."""
        return {
            role: (t.exact_figures().f1, t.partial_figures().f1, t.token_figures().f1)
            for role, t in self.roles.items()
        }


@dataclass(slots=True)
class Links:
    """How often cue and content were found together, with the source, and quotations whole."""

    gold: int = 0
    found: int = 0
    linked_gold: int = 0
    linked_found: int = 0
    met: int = 0
    sourced: int = 0
    source_right: int = 0
    quoted: int = 0
    quoted_met: int = 0
    quoted_exact: int = 0

    def add(self, text: str, gold: Sequence[Attribution], found: Sequence[Attribution]) -> None:
        """Add what was marked and what was found in a document; spans match if they overlap."""
        self.gold += len(gold)
        self.found += len(found)
        self.linked_found += sum(any(_linked(one, g) for g in gold) for one in found)
        for one in gold:
            said = [f for f in found if _overlap(one, f, "cue") and _overlap(one, f, "content")]
            self.met += bool(said)
            self.linked_gold += any(_linked(f, one) for f in said)
            if said and one.source is not None:
                self.sourced += 1
                self.source_right += any(_overlap(one, f, "source") for f in said)
        self._add_quoted(text, gold, found)

    def _add_quoted(
        self, text: str, gold: Sequence[Attribution], found: Sequence[Attribution]
    ) -> None:
        spans = {span for one in found for span in one.content}
        for span in {s for one in gold for s in one.content if _in_marks(s.of(text))}:
            self.quoted += 1
            self.quoted_met += any(span.overlaps(other) for other in spans)
            self.quoted_exact += span in spans

    def data(self) -> dict[str, object]:
        """Return the figures in per cent, made of JSON's types."""
        linked = Figures(_share(self.linked_found, self.found), _share(self.linked_gold, self.gold))
        return {
            "linked_f1": round(100 * linked.f1, 1),
            "cue_and_content_found": round(100 * _share(self.met, self.gold), 1),
            "source_right_where_found": round(100 * _share(self.source_right, self.sourced), 1),
            "direct_quotations_found": round(100 * _share(self.quoted_met, self.quoted), 1),
            "direct_quotations_exact": round(100 * _share(self.quoted_exact, self.quoted), 1),
        }


def _in_marks(words: str) -> bool:
    return len(words) > 3 and words[0] in _OPENING and words[-1] in _CLOSING


def _overlap(one: Attribution, other: Attribution, role: Role) -> bool:
    return any(s.overlaps(o) for s in one.spans(role) for o in other.spans(role))


def _linked(one: Attribution, other: Attribution) -> bool:
    """Return whether cue, content and source overlap; two without a source agree on it."""
    unnamed = one.source is None and other.source is None
    sourced = unnamed or _overlap(one, other, "source")
    return sourced and _overlap(one, other, "cue") and _overlap(one, other, "content")


def _share(part: float, whole: float) -> float:
    return part / whole if whole else 0.0


def _tokens(spans: Iterable[Span]) -> set[int]:
    return {place for span in spans for place in range(span.start, span.end)}


def _best(span: Span, others: Iterable[Span]) -> float:
    """Return the share of a span that the others cover together."""
    covered = {p for o in others for p in range(max(o.start, span.start), min(o.end, span.end))}
    return len(covered) / (span.end - span.start)


def snapped(text: str, spans: Iterable[Span]) -> set[Span]:
    """Return spans as runs of token numbers, cut at line breaks; a touched token is inside."""
    tokens = [Span(*found.span()) for found in _TOKEN.finditer(text)]
    return {run for span in spans for line in _lines(text, span) for run in _run(tokens, line)}


def _lines(text: str, span: Span) -> Iterator[Span]:
    for found in re.finditer(r"[^\n\r]+", span.of(text)):
        yield Span(span.start + found.start(), span.start + found.end())


def _run(tokens: Sequence[Span], span: Span) -> Iterator[Span]:
    first = bisect_right(tokens, span.start, key=lambda t: t.end)
    last = bisect_left(tokens, span.end, key=lambda t: t.start)
    if first < last:
        yield Span(first, last)


def spans_of(attributions: Iterable[Attribution], role: Role) -> list[Span]:
    """Return all spans of a role."""
    return [span for one in attributions for span in one.spans(role)]
