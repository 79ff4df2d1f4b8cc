"""The words that present something as said, thought, wanted or refused: `cues.toml`, looked up."""

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Final, Literal, cast, get_args

from truce.read.statement import Act

Frame = Literal[
    "clause",
    "infinitive",
    "person",
    "told",
    "thing",
    "light",
    "silent",
    "about",
    "adjective",
    "noun",
    "passive",
    "carrier",
]
FRAMES: Final[tuple[Frame, ...]] = get_args(Frame)


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Acts by frame and lemma, in the order of the file; a lemma may be `call_for`."""

    acts: dict[Frame, dict[str, Act]]
    prepositions: dict[str, frozenset[str]]

    def act(self, lemma: str, *frames: Frame) -> Act | None:
        """Return the act of a lemma in the first of the frames that knows it, else null."""
        return next((self.acts[f][lemma] for f in frames if lemma in self.acts[f]), None)

    def knows(self, lemma: str, frame: Frame) -> bool:
        """Return whether a frame has the lemma."""
        return lemma in self.acts[frame]


@cache
def lexicon() -> Lexicon:
    """Return the lexicon that ships with truce."""
    table = tomllib.loads((files("truce.read.said") / "cues.toml").read_text("utf-8"))
    acts: dict[Frame, dict[str, Act]] = {}
    for frame in FRAMES:
        acts[frame] = {}
        for act, lemmas in cast("dict[Act, str]", table[frame]).items():
            for lemma in lemmas.split():
                acts[frame].setdefault(lemma, act)
    prepositions: dict[str, set[str]] = {}
    for lemma in acts["about"]:
        verb, _, particle = lemma.partition("_")
        prepositions.setdefault(verb, set()).update(particle.split("_"))
    return Lexicon(acts, {verb: frozenset(words) for verb, words in prepositions.items()})
