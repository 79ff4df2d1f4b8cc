"""The words of `slavic.toml`, looked up: which word presents something as said, and how."""

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Final, cast

from truce.read.document import Span
from truce.read.statement import Act

WORD: Final = re.compile(r"\w[\w'’ʼ-]*")
_ENDINGS: Final = (
    "в|ла|ло|ли|л|є|єть|ють|ю|ємо|ет|ют|ем|т|мо|м|я|ючи|ячи|вши|вшись|ют|ит|ят|им|ить|ять|уть|е|у"
)

_HIS: Final = "словами|слів|даними|думку|переконання|оцінкою|словам|данным|мнению|оценке|информации"


@dataclass(frozen=True, slots=True)
class Lexicon:
    """What `slavic.toml` says, ready for looking up; all words in small letters."""

    verbs: re.Pattern[str]
    acts: tuple[Act, ...]
    declining: re.Pattern[str]
    silent: re.Pattern[str]
    denied: dict[str, Act]
    extended: tuple[tuple[re.Pattern[str], frozenset[str], Act | None], ...]
    phrases: tuple[tuple[re.Pattern[str], Act], ...]
    never: frozenset[str]
    alone: re.Pattern[str]
    according: re.Pattern[str]
    according_his: re.Pattern[str]
    believed: frozenset[str]
    carriers: re.Pattern[str]
    words: dict[str, frozenset[str]]
    short: frozenset[str]
    weekday: re.Pattern[str]

    def act(self, word: str) -> Act | None:
        """Return the act of a word that presents something as said; null for any other word."""
        said = plain(word)
        found = None if said in self.never else self.verbs.fullmatch(said)
        return self.acts[int(cast("str", found.lastgroup)[1:])] if found else None

    def adds(self, word: str, after: str) -> bool:
        """Return whether a word such as `added` speaks of things: who says it is not behind it."""
        speaker = after[:1].isupper() or any(
            self.has(group, after) for group in ("titles", "he", "she", "inside")
        )
        return bool(after) and not speaker and self.alone.fullmatch(plain(word)) is not None

    def has(self, group: str, word: str) -> bool:
        """Return whether a group of words holds the word."""
        return plain(word) in self.words[group]


def plain(word: str) -> str:
    """Return a word in small letters, with one sort of apostrophe."""
    return word.lower().replace("’", "'").replace("ʼ", "'")


def words_of(text: str, span: Span) -> Iterator[Span]:
    """Yield the words within a span."""
    return (Span(*found.span()) for found in WORD.finditer(text, span.start, span.end))


@cache
def lexicon() -> Lexicon:
    """Return the lexicon that ships with truce."""
    table = tomllib.loads((files("truce.read.slavic") / "slavic.toml").read_text("utf-8"))
    verbs = cast("dict[Act, str]", table["verbs"])
    according = cast("dict[str, str]", table["according"])
    his = "|".join(table["words"]["his"].split())
    return Lexicon(
        verbs=re.compile("|".join(f"(?P<a{n}>{_verb(s)})" for n, s in enumerate(verbs.values()))),
        acts=tuple(verbs),
        declining=re.compile(_verb(table["denied_words"]["decline"])),
        silent=re.compile(_verb(table["denied_words"]["say"])),
        denied=table["denied"],
        extended=tuple(_extended(row) for row in table["extended"]),
        phrases=tuple(
            (re.compile(rf"(?<![\w-])(?:{phrase})(?![\w-])", re.IGNORECASE), cast("Act", act))
            for act, phrase in table["phrases"].items()
        ),
        never=frozenset(table["unless"]["words"].split()),
        alone=re.compile(_verb(table["unless"]["alone"])),
        according_his=re.compile(
            rf"(?<![\w-])(?:по|за|на|зі)\s+(?P<his>{his})\s+(?P<cue>{_HIS})(?![\w-])", re.IGNORECASE
        ),
        according=_phrases("|".join(according.values())),
        believed=frozenset(re.split(r"\|\s*", according["believe"].strip())),
        carriers=_phrases(table["carriers"]["say"]),
        words={group: frozenset(words.split()) for group, words in table["words"].items()},
        short=frozenset(table["sentences"]["short"].split()),
        weekday=re.compile("|".join(table["times"]["weekdays"])),
    )


def _verb(stems: str) -> str:
    listed = stems.split()
    whole = [re.escape(stem[:-1]) for stem in listed if stem.endswith("=")]
    stem = [re.escape(stem) for stem in listed if not stem.endswith("=")]
    inflected = f"(?:{'|'.join(stem)})(?:{_ENDINGS})(?:ся|сь)?" if stem else "(?!)"
    exact = f"(?:{'|'.join(whole)})(?:ся|сь)?" if whole else "(?!)"
    return f"(?:{exact}|{inflected})"


def _phrases(listed: str) -> re.Pattern[str]:
    phrases = sorted(re.split(r"\|\s*", listed.strip()), key=len, reverse=True)
    either = "|".join(re.escape(phrase).replace(r"\ ", r"\s+") for phrase in phrases)
    return re.compile(rf"(?<![\w-])(?:{either})(?![\w-])", re.IGNORECASE)


def _extended(row: dict[str, str]) -> tuple[re.Pattern[str], frozenset[str], Act | None]:
    act = cast("Act | None", row.get("act"))
    return re.compile(_verb(row["verb"])), frozenset(row["next"].split()), act
