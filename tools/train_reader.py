"""Train the reader of attributions on the corpus: `python -m tools.train_reader`.

Writes `weights.json` and `card.json` in `src/truce/read/said/model`; the card also says what
growing parts of the corpus are worth. Same corpus, same bytes.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import numpy as np
from scipy.sparse import csr_matrix
from sklearn.linear_model import LogisticRegression

from tools import corpus
from truce.read.document import Span
from truce.read.said.attribution import Attribution
from truce.read.said.candidates import candidates
from truce.read.said.learned import Model, learned
from truce.read.said.nest import outermost
from truce.read.said.parse import Parsed, parse
from truce.read.said.rules import rules
from truce.read.said.score import Tallies
from truce.read.said.signals import signals

MODEL: Final = corpus.ROOT / "src/truce/read/said/model"
#: Chosen on the held-out tenth of the corpus and on the development split of the benchmark.
THRESHOLD, VOUCHED, STRENGTH = 0.42, 1.3, 0.1
#: A signal seen fewer times teaches nothing that holds elsewhere.
SEEN_AT_LEAST, SMALLEST = 4, 0.01
#: Signals that hold a word of the text.
_WORDED: Final = ("word", "above", "source word", "content word")
_WORD: Final = re.compile(r"[^\W\d_]+")


@dataclass(frozen=True, slots=True)
class Row:
    """A candidate: its signals, and whether an annotator marked the like of it."""

    said: tuple[str, ...]
    marked: bool


@dataclass(frozen=True, slots=True)
class Learnt:
    """A text of the corpus, parsed, with its annotation and the rows it makes."""

    name: str
    parsed: Parsed
    gold: tuple[Attribution, ...]
    rows: tuple[Row, ...]


def held_out(name: str) -> bool:
    """Return whether a text belongs to the tenth that is never trained on."""
    return int(hashlib.sha256(name.encode()).hexdigest(), 16) % 10 == 0


def gold_of(text: corpus.Text) -> tuple[Attribution, ...]:
    """Return the annotation of a text as attributions."""
    return tuple(
        Attribution(
            Span(*one.source[0]) if one.source else None,
            Span(*one.cue[0]) if one.cue else None,
            tuple(Span(*span) for span in one.content),
        )
        for one in text.attributions.values()
        if one.content
    )


def paragraphs(text: corpus.Text) -> Iterator[Span]:
    """Yield the paragraphs of a text that are not debris."""
    start = 0
    for line in text.text.splitlines(keepends=True):
        span = Span(start, start + len(line.rstrip()))
        start += len(line)
        debris = any(s <= span.start and span.end <= e for s, e in text.debris)
        if span.start < span.end and not debris:
            yield span


def learnt(text: corpus.Text) -> Learnt:
    """Return a text with the rows it makes."""
    parsed, gold = parse(text.text, list(paragraphs(text))), gold_of(text)
    return Learnt(text.name, parsed, gold, tuple(_rows(parsed, gold)))


def _rows(parsed: Parsed, gold: Sequence[Attribution]) -> Iterator[Row]:
    for paragraph in parsed.paragraphs:
        here = [a for a in gold if a.cue is not None and a.cue.overlaps(paragraph.span)]
        for one in candidates(parsed, paragraph):
            if one.frame is not None:
                said = tuple(dict.fromkeys(signals(parsed, paragraph, one)))
                yield Row(said, _marked(one.attribution, here, paragraph.span))


def _marked(one: Attribution, gold: Sequence[Attribution], within: Span) -> bool:
    """Return whether an annotator marked this cue with at least half of this content."""
    shares = [
        _shared(one.content, [s for s in other.content if s.overlaps(within)])
        for other in gold
        if one.cue is not None and other.cue is not None and other.cue.overlaps(one.cue)
    ]
    return max(shares, default=0.0) >= 0.5


def _shared(some: Sequence[Span], others: Sequence[Span]) -> float:
    one, two = ({p for s in spans for p in range(*s)} for spans in (some, others))
    return len(one & two) / len(one | two) if one | two else 0.0


def fit(held: Sequence[Learnt]) -> Model:
    """Return the model fitted to texts; the order of the texts does not matter."""
    rows = [row for text in sorted(held, key=lambda t: t.name) for row in text.rows]
    counted = Counter(signal for row in rows for signal in row.said)
    names = _names(held)
    often = (s for s, n in counted.items() if n >= SEEN_AT_LEAST and not names & _words(s))
    known = {s: n for n, s in enumerate(sorted(often))}
    places = [[known[s] for s in row.said if s in known] for row in rows]
    starts = np.cumsum([0, *map(len, places)])
    flat = np.concatenate([np.asarray(p, dtype=np.int64) for p in places])
    seen = csr_matrix((np.ones(len(flat)), flat, starts), shape=(len(rows), len(known)))
    fitted = LogisticRegression(C=STRENGTH, max_iter=400, solver="liblinear", random_state=0)
    fitted.fit(seen, [row.marked for row in rows])
    weights = {s: round(float(fitted.coef_[0][n]), 4) for s, n in known.items()}
    kept = {s: w for s, w in weights.items() if abs(w) >= SMALLEST}
    return Model(kept, round(float(fitted.intercept_[0]), 4), VOUCHED, THRESHOLD)


def _names(held: Sequence[Learnt]) -> set[str]:
    """Return the words that these texts never write small: names that the tagger took for nouns."""
    words = {word for text in held for word in _WORD.findall(text.parsed.text)}
    large = {word.lower() for word in words if not word.islower()}
    # The lemma of a family in the plural, too.
    large |= {word[:-1] for word in large if word.endswith("s")}
    return large - {word for word in words if word.islower()}


def _words(signal: str) -> set[str]:
    """Return the words of the text that a signal holds, in small letters."""
    return set(signal.partition("=")[2].split()) if signal.startswith(_WORDED) else set()


def measured(held: Sequence[Learnt], model: Model | None) -> dict[str, list[float]]:
    """Return exact, partial and token F1 by role, in per cent; without a model, of the rules."""
    tallies = Tallies()
    for text in held:
        found = learned(text.parsed, model) if model else rules(text.parsed)
        tallies.add(text.parsed.text, outermost(text.gold), outermost(found))
    return {role: [round(100 * f, 1) for f in figures] for role, figures in tallies.f1().items()}


def digest(folder: Path = corpus.TEXTS) -> str:
    """Return the hash of the corpus: of its files in the order of their names."""
    whole = hashlib.sha256()
    for path in sorted(folder.glob("*.txt")):
        whole.update(path.name.encode() + b"\0" + path.read_bytes())
    return whole.hexdigest()


def curve(train: Sequence[Learnt], test: Sequence[Learnt]) -> Iterator[dict[str, object]]:
    """Yield what growing parts of the corpus are worth on the texts held out."""
    mixed = sorted(train, key=lambda t: hashlib.sha256(t.name.encode()).hexdigest()[::-1])
    for size in (25, 50, 100, 200, 400, 800):
        if size < len(mixed):
            part = mixed[:size]
            yield {"texts": size, "f1": measured(test, fit(part))}
    yield {"texts": len(mixed), "f1": measured(test, fit(mixed))}


def main() -> None:
    """Train, measure and write."""
    texts = [learnt(text) for text in corpus.corpus() if text.head["lang"] == "en"]
    train = [t for t in texts if not held_out(t.name)]
    test = [t for t in texts if held_out(t.name)]
    model = fit(train)
    card = {
        "made_for": "finding who said what in English news, readouts and posts",
        "trained_on": {
            "texts": len(train),
            "candidates": sum(len(t.rows) for t in train),
            "attributions": sum(len(t.gold) for t in train),
            "corpus_sha256": digest(),
        },
        "held_out": {"texts": len(test), "attributions": sum(len(t.gold) for t in test)},
        "f1_exact_partial_token": {"model": measured(test, model), "rules": measured(test, None)},
        "signals": len(model.weights),
        "curve": list(curve(train, test)),
    }
    _write(
        MODEL / "weights.json",
        {
            "bias": model.bias,
            "vouched": model.vouched,
            "threshold": model.threshold,
            "weights": dict(sorted(model.weights.items())),
        },
    )
    card["weights_sha256"] = hashlib.sha256((MODEL / "weights.json").read_bytes()).hexdigest()
    _write(MODEL / "card.json", card)
    print(json.dumps(card, indent=2))


def _write(path: Path, value: object) -> None:
    path.parent.mkdir(exist_ok=True)
    temporary = path.with_suffix(".new")
    temporary.write_text(json.dumps(value, ensure_ascii=False, indent=0) + "\n", "utf-8")
    temporary.replace(path)


if __name__ == "__main__":
    main()
