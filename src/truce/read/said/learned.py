"""The learned reader: a log-linear model that weighs the candidates of the grammar.

Each candidate is a set of signals (`signals.py`); its score is the sum of their weights, turned
into the chance that an annotator would have marked it. The weights are those of
`model/weights.json`, which `make train` writes from the corpus of this repository
and from nothing else.
"""

from __future__ import annotations

import json
import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from truce.read.document import Span
from truce.read.said.attribution import Attribution
from truce.read.said.candidates import Candidate, candidates
from truce.read.said.parse import Paragraph, Parsed
from truce.read.said.rules import attributions
from truce.read.said.signals import signals


@dataclass(frozen=True, slots=True)
class Model:
    """Weights by signal, in logits; a candidate is taken if its chance is at least `threshold`.

    `vouched` is added where the lexicon vouches for a candidate, and taken away where it does not.
    """

    weights: Mapping[str, float]
    bias: float
    vouched: float
    threshold: float

    def chance(self, said: Sequence[str], *, known: bool) -> float:
        """Return the chance that a candidate with these signals is an attribution, 0 to 1."""
        score = self.bias + sum(self.weights.get(signal, 0.0) for signal in set(said))
        score += self.vouched if known else -self.vouched
        return 1 / (1 + math.exp(-max(-30.0, min(30.0, score))))


@cache
def shipped() -> Model:
    """Return the model that ships with truce."""
    held = json.loads((files("truce.read.said") / "model/weights.json").read_text("utf-8"))
    return Model(held["weights"], held["bias"], held["vouched"], held["threshold"])


def learned(parsed: Parsed, model: Model | None = None) -> tuple[Attribution, ...]:
    """Return the attributions that the model takes for such, in the order of the text."""
    weighed = model or shipped()
    return attributions(parsed, lambda paragraph: _taken(parsed, paragraph, weighed))


def _taken(parsed: Parsed, paragraph: Paragraph, model: Model) -> Iterator[Candidate]:
    """Yield the candidates taken, the likeliest of each word, in the order of the text."""
    scored = [
        (_chance(parsed, paragraph, one, model), -place, one)
        for place, one in enumerate(candidates(parsed, paragraph))
    ]
    taken: list[Span] = []
    kept: list[Candidate] = []
    for chance, _, one in sorted(scored, key=lambda pair: pair[:2], reverse=True):
        cue = one.attribution.cue
        if chance < model.threshold or cue is None or any(cue.overlaps(t) for t in taken):
            continue
        taken.append(cue)
        kept.append(one)
    yield from sorted(kept, key=lambda one: one.attribution.cue or one.attribution.content[0])


def _chance(parsed: Parsed, paragraph: Paragraph, one: Candidate, model: Model) -> float:
    if one.frame is None:
        return 1.0
    said = list(signals(parsed, paragraph, one))
    return model.chance(said, known=one.frame.known)
