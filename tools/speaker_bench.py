"""Who speaks, what is done by it, silences and source documents, against the annotated corpus.

`python -m tools.speaker_bench` reads the texts held out, `--all` all of them, `--train` those that
are not held out. The annotated spans are given, so that only their reading is measured. `--show
PART` prints what is not as annotated: `speaker`, `body`, `act`, `absence`, `from`, or a sort of
source such as `they`.
"""

from __future__ import annotations

import argparse
import pickle
import re
import sys
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Final, NamedTuple

from tools import corpus
from tools.train_reader import held_out, paragraphs
from truce.read.document import Document, Genre, Span
from truce.read.said.attribution import Attribution
from truce.read.said.names import folded, words
from truce.read.said.parse import parse
from truce.read.said.state import states

if TYPE_CHECKING:
    from truce.read.said.parse import Parsed
    from truce.read.statement import Statement

_GENRES: Final[dict[str, Genre]] = {
    "readout": "readout",
    "post": "post",
    "statement": "statement",
    "transcript": "transcript",
    "interview": "transcript",
    "briefing": "briefing",
}
_PRONOUNS: Final = {
    "he/she": "he she his her him hers himself herself",
    "they": "they their them both",
    "it": "it its",
    "I/we": "i we my our me us",
    "who": "who that which whose",
    "you": "you your",
}
_SORTS: Final = {word: sort for sort, held in _PRONOUNS.items() for word in held.split()}
_HEAD: Final = re.compile(
    r"\s*(?:,|\b(?:of|who|which|that|in|from|with|for|by|on|at|close|familiar)\b).*", re.S
)
_SIDES: Final = re.compile(r"^(?:the|a|an)\s+|[’']s?$", re.I)


class Pair(NamedTuple):
    """A statement as annotated and as read."""

    text: str
    words: str
    gold: corpus.Attribution
    read: Statement


@dataclass(slots=True)
class Counts:
    """How often an answer was right, wrong or not given, where one is due and where none is."""

    right: int = 0
    wrong: int = 0
    missing: int = 0
    spurious: int = 0
    rightly_null: int = 0

    def add(self, wanted: str | None, given: str | None, same: Callable[[str, str], bool]) -> bool:
        """Count a pair; returns whether it is right."""
        if wanted is None or given is None:
            self.rightly_null += wanted is None and given is None
            self.spurious += wanted is None and given is not None
            self.missing += wanted is not None and given is None
            return wanted is given
        good = same(wanted, given)
        self.right += good
        self.wrong += not good
        return good

    def row(self) -> str:
        """Return the counts as one line, in per cent of all and as precision and recall."""
        told, due = self.right + self.wrong + self.spurious, self.right + self.wrong + self.missing
        both = self.right + self.rightly_null
        n = due + self.spurious + self.rightly_null
        return (
            f"{n:6} right {_share(both, n)}  precision {_share(self.right, told)}"
            f"  recall {_share(self.right, due)}  wrong {self.wrong}, missing {self.missing},"
            f" spurious {self.spurious}"
        )


def _share(some: int, every: int) -> str:
    return f"{100 * some / every:5.1f}" if every else "    -"


@dataclass(slots=True)
class Bench:
    """The figures so far, and what was not as annotated."""

    parts: dict[str, Counts] = field(default_factory=dict[str, Counts])
    acts: Counter[tuple[str, str]] = field(default_factory=Counter[tuple[str, str]])
    faults: dict[str, list[str]] = field(default_factory=dict[str, list[str]])

    def add(self, pair: Pair) -> None:
        """Add a statement."""
        gold, read = pair.gold, pair.read
        sort = sort_of(pair)
        self._part("speaker", pair, gold.speaker, read.speaker, same_name)
        self._part(f"  {sort}", pair, gold.speaker, read.speaker, same_name)
        self._part("body", pair, gold.body, read.organisation, same_name)
        absence = ("absence" if gold.absence else None, "absence" if read.absence else None)
        self._part("absence", pair, *absence, str.__eq__)
        self._part("from", pair, gold.stems_from, read.stems_from, same_document)
        self.acts[gold.act, read.act] += 1
        if gold.act != read.act:
            self._fault("act", pair, gold.act, read.act)

    def _part(
        self,
        part: str,
        pair: Pair,
        wanted: str | None,
        given: str | None,
        same: Callable[[str, str], bool],
    ) -> bool:
        good = self.parts.setdefault(part, Counts()).add(wanted, given, same)
        if not good:
            self._fault(part.strip(), pair, wanted or "-", given or "-")
        return good

    def _fault(self, part: str, pair: Pair, wanted: str, given: str) -> None:
        line = f"{pair.text}: {wanted} <> {given}  {pair.words}  ({pair.read.because})"
        self.faults.setdefault(part, []).append(line)

    def lines(self) -> Iterator[str]:
        """Yield the figures."""
        for part in sorted(self.parts, key=lambda p: (p.startswith("  "), p)):
            yield f"{part:14}{self.parts[part].row()}"
        right = sum(n for (wanted, given), n in self.acts.items() if wanted == given)
        every = sum(self.acts.values())
        yield f"act           {every:6} right {_share(right, every)}"
        off = Counter({pair: n for pair, n in self.acts.items() if pair[0] != pair[1]})
        yield "  " + ", ".join(f"{w} read as {g} {n}" for (w, g), n in off.most_common(24))


def sort_of(pair: Pair) -> str:
    """Return what sort of words the source of a statement is."""
    source = pair.words.partition(" | ")[0]
    if not source:
        return "no source"
    if (sort := _SORTS.get(source.lower())) is not None:
        return sort
    head = (_HEAD.sub("", source) or source).split()[-1]
    if head.lower() in words("documents"):
        return "document"
    return "name" if head[:1].isupper() and " " in source else _alone(source)


def _alone(source: str) -> str:
    return "name" if source[:1].isupper() and not source.endswith("s") else "description"


def same_name(wanted: str, given: str) -> bool:
    """Return whether two names are the same but for articles, accents, capitals, doubles."""
    one, two = (_bare(name) for name in (wanted, given))
    return one == two


def _bare(name: str) -> str:
    return " ".join(folded(word) for word in _SIDES.sub("", _SIDES.sub("", name)).split())


def same_document(wanted: str, given: str) -> bool:
    """Return whether two descriptions of a document share the word that says what it is."""
    one, two = ({folded(w) for w in re.findall(r"\w+", text)} for text in (wanted, given))
    kinds = {folded(w) for w in words("documents")}
    return bool(one & two & kinds) or same_name(wanted, given) or one <= two or two <= one


def document_of(text: corpus.Text) -> Document:
    """Return a text of the corpus as a Document, as if it had arrived without its tags."""
    return Document(
        name=text.name,
        text=text.text,
        sha256="",
        media="text",
        body=tuple(paragraphs(text)),
        publisher=text.head.get("publisher"),
        language="en",
        genre=_GENRES.get(text.head["genre"], "news"),
    )


def gold(text: corpus.Text) -> dict[Attribution, corpus.Attribution]:
    """Return the annotation of a text, by its spans."""
    return {
        Attribution(
            Span(*one.source[0]) if one.source else None,
            Span(*one.cue[0]) if one.cue else None,
            tuple(Span(*span) for span in one.content),
        ): one
        for one in text.attributions.values()
        if one.content
    }


def pairs(text: corpus.Text, parsed: Parsed) -> Iterator[Pair]:
    """Yield the statements of a text as annotated and as read."""
    due = gold(text)
    for read in states(document_of(text), parsed, list(due), "rules"):
        one = due[Attribution(read.source, read.cue, read.content)]
        said = [
            " / ".join(text.text[slice(*s)] for s in spans)
            for spans in (one.source, one.cue, one.content)
        ]
        yield Pair(text.name, f"{said[0]} | {said[1]} | {said[2][:90]}", one, read)


def chosen(texts: Sequence[corpus.Text], *, every: bool, train: bool) -> list[corpus.Text]:
    """Return the English texts to measure on."""
    english = [t for t in texts if t.head["lang"] == "en"]
    return english if every else [t for t in english if held_out(t.name) is not train]


def _parsed(
    texts: Sequence[corpus.Text], kept: Path | None
) -> Iterator[tuple[corpus.Text, Parsed]]:
    """Yield the texts with their grammar; one that was kept is read again."""
    held: dict[str, Parsed] = pickle.loads(kept.read_bytes()) if kept and kept.exists() else {}
    new = False
    for text in texts:
        if text.name not in held or held[text.name].text != text.text:
            held[text.name], new = parse(text.text, list(paragraphs(text))), True
        yield text, held[text.name]
    if kept and new:
        kept.write_bytes(pickle.dumps(held))


def main(arguments: list[str]) -> int:
    """Measure and print."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--all", action="store_true", help="all texts, not only those held out")
    asked.add_argument("--train", action="store_true", help="the texts that are not held out")
    asked.add_argument("--show", help="print what is not as annotated in this part")
    asked.add_argument("--keep", type=Path, help="a file that keeps the grammar between runs")
    options = asked.parse_args(arguments)
    texts = chosen(corpus.corpus(), every=options.all, train=options.train)
    bench = Bench()
    for text, parsed in _parsed(texts, options.keep):
        for pair in pairs(text, parsed):
            bench.add(pair)
    print("\n".join(bench.faults.get(options.show, []) if options.show else bench.lines()))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
