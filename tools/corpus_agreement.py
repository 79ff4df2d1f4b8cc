"""How far two annotators of the corpus agree: `python -m tools.corpus_agreement`.

The second annotation in `corpus/second` was made from the plain texts and the guideline alone. The
first counts as gold, the second as found; F1 is the same the other way round.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Final

from tools import corpus
from tools.train_reader import gold_of
from truce.read.said.attribution import Role
from truce.read.said.score import Links, Tallies

SECOND: Final = corpus.ROOT / "corpus/second"
Pair = tuple[corpus.Text, corpus.Text]


def pairs() -> Iterator[Pair]:
    """Yield the texts that both annotated; raises ValueError where their plain texts differ."""
    first = {text.name: text for text in corpus.corpus()}
    for second in corpus.corpus(SECOND):
        one = first[second.name]
        if one.text != second.text:
            raise ValueError(f"{second.name}: the two annotations have different texts.")
        yield one, second


def report(both: Sequence[Pair]) -> Iterator[str]:
    """Yield the agreement, a line each."""
    tallies, links = Tallies(), Links()
    for one, two in both:
        tallies.add(one.text, gold_of(one), gold_of(two))
        links.add(one.text, gold_of(one), gold_of(two))
    found = f"{links.gold} and {links.found} attributions"
    yield f"{len(both)} texts, {found} by the first and the second annotator"
    for role, figures in tallies.f1().items():
        exact, partial, token = (f"{100 * figure:.1f}" for figure in figures)
        yield f"{role}: F1 exact {exact}, partial {partial}, token {token}"
    yield f"cue, content and source overlap: F1 {links.data()['linked_f1']}"
    acts = [(a.act, b.act) for a, b in _met(both)]
    yield f"of {len(acts)} that both marked: the same act {_percent(a == b for a, b in acts)}"
    yield f"act, Cohen's kappa: {kappa(acts):.2f}"
    yield f"the same speaker {_percent(_same(a.speaker, b.speaker) for a, b in _met(both))}"
    absent = [(a.absence, b.absence) for a, b in _met(both)]
    yield f"absence, Cohen's kappa: {kappa(absent):.2f}"


def _met(both: Sequence[Pair]) -> Iterator[tuple[corpus.Attribution, corpus.Attribution]]:
    """Yield the attributions whose cue and content overlap in the two annotations."""
    for one, two in both:
        for first in one.attributions.values():
            for second in two.attributions.values():
                roles: tuple[Role, ...] = ("cue", "content")
                if all(_overlap(first, second, role) for role in roles):
                    yield first, second
                    break


def _overlap(one: corpus.Attribution, two: corpus.Attribution, role: Role) -> bool:
    first, second = (one.cue, two.cue) if role == "cue" else (one.content, two.content)
    return any(a < d and c < b for a, b in first for c, d in second)


def _same(one: str | None, two: str | None) -> bool:
    return (one or "").casefold() == (two or "").casefold()


def _percent(said: Iterator[bool]) -> str:
    held = list(said)
    return f"{100 * sum(held) / len(held):.1f} %" if held else "none"


def kappa(said: Sequence[tuple[object, object]]) -> float:
    """Return Cohen's kappa of paired labels, 1 where there is nothing to disagree on."""
    if not said:
        return 1.0
    alike = sum(one == two for one, two in said) / len(said)
    first, second = Counter(one for one, _ in said), Counter(two for _, two in said)
    chance = sum(first[label] * second[label] for label in first) / len(said) ** 2
    return 1.0 if chance == 1 else (alike - chance) / (1 - chance)


if __name__ == "__main__":
    print("\n".join(report(list(pairs()))))
