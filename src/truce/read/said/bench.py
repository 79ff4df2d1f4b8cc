"""The reader against a labelled file: what it finds, and what it costs."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Final, cast

from truce.issues import stop
from truce.read.document import Span
from truce.read.said.attribution import Attribution
from truce.read.said.learned import learned
from truce.read.said.nest import outermost
from truce.read.said.parse import Parsed, parse
from truce.read.said.rules import rules
from truce.read.said.score import Figures, Links, Tallies

Find = Callable[[Parsed], Sequence[Attribution]]
WAYS: Final[dict[str, Find]] = {"model": learned, "rules": rules}
_LINE: Final = re.compile(r"\S[^\n\r]*")


@dataclass(frozen=True, slots=True)
class Labelled:
    """A text and the attributions that people marked in it."""

    name: str
    text: str
    gold: tuple[Attribution, ...]


@dataclass(slots=True)
class Score:
    """The figures of one way of reading over the documents so far."""

    tallies: Tallies = field(default_factory=Tallies)
    links: Links = field(default_factory=Links)

    def add(self, text: str, gold: Sequence[Attribution], found: Sequence[Attribution]) -> None:
        """Add a document."""
        self.tallies.add(text, gold, found)
        self.links.add(text, gold, found)

    def data(self) -> dict[str, object]:
        """Return the figures in per cent, made of JSON's types."""
        roles = {
            role: {
                "exact": _shown(tally.exact_figures()),
                "partial": _shown(tally.partial_figures()),
                "token": _shown(tally.token_figures()),
            }
            for role, tally in self.tallies.roles.items()
        }
        return {**roles, **self.links.data()}


def _shown(figures: Figures) -> dict[str, float]:
    return {
        "precision": round(100 * figures.precision, 1),
        "recall": round(100 * figures.recall, 1),
        "f1": round(100 * figures.f1, 1),
    }


def labelled(name: str, lines: Sequence[str]) -> Iterator[Labelled]:
    """Yield the documents of a JSON-lines file.

    A line has `text` and `attributions`, each with `source`, `cue` and `content` as lists of
    [start, end] in code points, end exclusive. Of several annotations of one text only the
    `primary` one counts. Raises TruceError, with the line, for one that is not so.
    """
    for number, line in enumerate(lines, 1):
        if line.strip():
            try:
                held = json.loads(line)
                if held.get("primary", True):
                    gold = tuple(map(_attribution, held["attributions"]))
                    yield Labelled(str(held.get("id", number)), held["text"], gold)
            except (KeyError, TypeError, ValueError, AttributeError, IndexError) as fault:
                raise stop(
                    f"This line is not a labelled text ({type(fault).__name__}: {fault}).",
                    at=f"{name}:{number}",
                    hint="It needs `text` and `attributions` with source, cue and content spans.",
                    exit_code=1,
                ) from None


def _attribution(held: dict[str, list[list[int]]]) -> Attribution:
    spans = {
        role: [Span(*cast("tuple[int, int]", tuple(s))) for s in held[role]]
        for role in held
        if role in ("source", "cue", "content")
    }
    first = {role: (spans[role] or [None])[0] for role in ("source", "cue")}
    return Attribution(first["source"], first["cue"], tuple(spans["content"]))


def read_labelled(one: Labelled) -> Parsed:
    """Return the grammar of a labelled text: each of its lines is a paragraph."""
    lines = (
        Span(found.start(), found.start() + len(found[0].rstrip()))
        for found in _LINE.finditer(one.text)
    )
    return parse(one.text, list(lines))


def score(documents: Sequence[Labelled], way: str) -> Score:
    """Return the figures of a way of reading (`model` or `rules`).

    Of statements within the content of others only the outer ones count: people marked few others.
    """
    made = Score()
    for one in documents:
        made.add(one.text, one.gold, outermost(WAYS[way](read_labelled(one))))
    return made
