"""Reading measured on the small labelled set in Cyrillic letters, file by file.

`python -m tools.slavic_bench` prints exact and partial F1 of source, cue and content for each file
of `corpus/slavic`; its README says which were looked at while the rules were written. `--show FILE`
prints what was missed and what was found besides.
"""

import sys
from collections.abc import Iterable
from pathlib import Path
from typing import Final

from tools.corpus import ROOT, Text, texts
from truce.read.document import Document, Issued, Span
from truce.read.said.score import Tally, snapped
from truce.read.slavic.statements import statements_slavic
from truce.read.statement import Statement
from truce.when import moment

FOLDER: Final = ROOT / "corpus/slavic"
#: A sentence of a readout, post or statement: the corpus does not mark them.
WHOLE: Final = "the whole document is theirs"
ROLES: Final = ("source", "cue", "content")
_GENRES: Final = {"readout", "post", "statement", "transcript", "briefing"}


def document(one: Text) -> Document:
    """Return a text of the corpus as a document; each of its lines is a paragraph."""
    body, at = list[Span](), 0
    for line in one.text.split("\n"):
        span = Span(at, at + len(line))
        if line.strip() and not any(span.overlaps(Span(*debris)) for debris in one.debris):
            body.append(span)
        at += len(line) + 1
    published = one.head["published"]
    genre = one.head["genre"] if one.head["genre"] in _GENRES else "news"
    return Document(
        name=one.name,
        text=one.text,
        sha256="0" * 64,
        media="text",
        body=tuple(body),
        publisher=one.head["publisher"],
        issued=Issued(bracket=moment(published), written=published, basis="the header"),
        language=one.head["lang"],
        genre=genre,  # pyright: ignore[reportArgumentType]
    )


def gold(one: Text, role: str) -> list[Span]:
    """Return the labelled spans of a role."""
    return [Span(*span) for said in one.attributions.values() for span in getattr(said, role)]


def found(statements: Iterable[Statement], role: str) -> list[Span]:
    """Return the spans of a role that were found."""
    spans: list[Span] = []
    for one in statements:
        if one.because == WHOLE:
            continue
        value = getattr(one, role)
        spans.extend(value if role == "content" else [] if value is None else [value])
    return spans


def measure(path: Path) -> tuple[dict[str, Tally], int, int, int]:
    """Return a tally for each role, and of linked statements: alike, with act, with speaker."""
    tallies = {role: Tally() for role in ROLES}
    linked = acts = speakers = 0
    for one in texts(path):
        statements = statements_slavic(document(one))
        for role, tally in tallies.items():
            tally.add(
                snapped(one.text, gold(one, role)), snapped(one.text, found(statements, role))
            )
        by_cue = {tuple(s.cue): s for s in statements if s.cue is not None}
        for said in one.attributions.values():
            if said.cue and (hit := by_cue.get(said.cue[0])):
                linked += 1
                acts += hit.act == said.act
                speakers += hit.speaker == said.speaker
    return tallies, linked, acts, speakers


def show(path: Path) -> None:
    """Print what was missed (-) and what was found besides (+), text by text."""
    for one in texts(path):
        statements = statements_slavic(document(one))
        for role in ROLES:
            wanted, seen = set(gold(one, role)), set(found(statements, role))
            for sign, spans in (("-", wanted - seen), ("+", seen - wanted)):
                for span in sorted(spans):
                    print(one.name, role, sign, span.of(one.text))
        by_cue = {tuple(s.cue): s for s in statements if s.cue is not None}
        for said in one.attributions.values():
            hit = by_cue.get(said.cue[0]) if said.cue else None
            if hit and (hit.act, hit.speaker) != (said.act, said.speaker):
                print(one.name, "who", hit.act, hit.speaker, "!=", said.act, said.speaker)


def main(arguments: list[str]) -> int:
    """Print the figures; returns 0."""
    if arguments[:1] == ["--show"]:
        show(Path(arguments[1]))
        return 0
    print(f"{'file':10} {'role':8} {'gold':>5} {'exact F1':>9} {'partial F1':>11}")
    for path in sorted(FOLDER.glob("*.txt")):
        tallies, linked, acts, speakers = measure(path)
        for role, tally in tallies.items():
            exact, partial = tally.exact_figures().f1, tally.partial_figures().f1
            print(f"{path.stem:10} {role:8} {tally.gold:5} {exact:9.1%} {partial:11.1%}")
        print(f"{path.stem:10} same cue: {linked}; same act {acts}, same speaker {speakers}")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
