"""The annotated corpus: read its files, check them, and count what is in them.

`python -m tools.corpus FILE...` prints the faults with their lines, then the counts.
"""

import re
import sys
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Final

from truce.read.statement import ACTS

ROOT: Final = Path(__file__).parents[1]
TEXTS: Final = ROOT / "corpus/texts"
GENRES: Final = frozenset(
    [
        "news",
        "wire",
        "live",
        "readout",
        "post",
        "briefing",
        "statement",
        "analysis",
        "opinion",
        "interview",
        "transcript",
        "feature",
        "email",
    ]
)
_TAG: Final = re.compile(r"<(/?)(d|[skc](\d+))>")

Span = tuple[int, int]


@dataclass(slots=True)
class Attribution:
    """One annotated statement; spans are offsets into the text without tags, end exclusive."""

    act: str = ""
    speaker: str | None = None
    body: str | None = None
    stems_from: str | None = None
    absence: bool = False
    source: list[Span] = field(default_factory=list)
    cue: list[Span] = field(default_factory=list)
    content: list[Span] = field(default_factory=list)


@dataclass(slots=True)
class Text:
    """One text of the corpus, without its tags."""

    name: str
    head: dict[str, str]
    text: str
    debris: list[Span]
    attributions: dict[int, Attribution]


class Fault(ValueError):  # noqa: N818 - a fault of a file, as elsewhere in this project
    """A text that breaks the guideline; the message names the text and the place."""


def texts(path: Path) -> Iterator[Text]:
    """Yield the texts of a file; raises Fault at the first that cannot be read."""
    parts = re.split(r"^=== *(\S+) *$", path.read_text("utf-8"), flags=re.M)
    for name, part in zip(parts[1::2], parts[2::2], strict=True):
        yield _text(name, part)


def _text(name: str, part: str) -> Text:
    pieces = re.split(r"^--- *$", part, flags=re.M)
    if len(pieces) != 3:
        raise Fault(f"{name}: a text is header, body, statements, parted by two lines of `---`.")
    head = dict(re.findall(r"^(\w+): *(.+?) *$", pieces[0], flags=re.M))
    made = Text(name, head, "", [], {})
    _untag(made, pieces[1].strip("\n"))
    _statements(made, pieces[2])
    return made


def _untag(made: Text, tagged: str) -> None:
    open_tags: list[tuple[str, int]] = []
    out, at = "", 0
    for tag in _TAG.finditer(tagged):
        out += tagged[at : tag.start()]
        at = tag.end()
        if not tag[1]:
            open_tags.append((tag[2], len(out)))
            continue
        if not open_tags or open_tags[-1][0] != tag[2]:
            near = out[-40:].replace("\n", " ")
            waits = f"`<{open_tags[-1][0]}>` is open" if open_tags else "nothing is open"
            raise Fault(f"{made.name}: `</{tag[2]}>` closes after “{near}”, but {waits}.")
        _, start = open_tags.pop()
        _keep(made, tag[2], (start, len(out)))
    if open_tags:
        raise Fault(f"{made.name}: `<{open_tags[-1][0]}>` is never closed.")
    made.text = out + tagged[at:]
    if left := re.search(r"</?[a-z]\w*>|<[skc]?\d*>", made.text):
        raise Fault(f"{made.name}: `{left[0]}` is no tag of the guideline.")


def _keep(made: Text, tag: str, span: Span) -> None:
    if tag == "d":
        made.debris.append(span)
        return
    one = made.attributions.setdefault(int(tag[1:]), Attribution())
    {"s": one.source, "k": one.cue, "c": one.content}[tag[0]].append(span)


def _statements(made: Text, lines: str) -> None:
    told: set[int] = set()
    for line in filter(None, map(str.strip, lines.splitlines())):
        first, *rest = [part.strip() for part in line.split("|")]
        number, _, act = first.partition(" ")
        if not number.isdigit() or int(number) not in made.attributions:
            raise Fault(f"{made.name}: the line “{line}” names no statement of the body.")
        one = made.attributions[int(number)]
        told.add(int(number))
        if act.strip() not in ACTS:
            raise Fault(f"{made.name}: statement {number}: `{act}` is none of the acts.")
        if len(rest) < 2:
            raise Fault(f"{made.name}: statement {number} needs `act | speaker | body`.")
        one.act = act.strip()
        one.speaker, one.body = (None if word in {"-", ""} else word for word in rest[:2])
        for extra in rest[2:]:
            if extra == "absence":
                one.absence = True
            elif extra.startswith("from:"):
                one.stems_from = extra[5:].strip()
            else:
                raise Fault(f"{made.name}: statement {number}: “{extra}” is not understood.")
    if missing := sorted(set(made.attributions) - told):
        raise Fault(f"{made.name}: no line for statement {', '.join(map(str, missing))}.")


def faults(one: Text) -> Iterator[str]:
    """Yield what in a text breaks the guideline, each with the words it is about."""
    yield from _head_faults(one)
    for number, said in sorted(one.attributions.items()):
        for fault in _span_faults(one.text, said):
            yield f"{one.name}: statement {number}{fault}"


def _head_faults(one: Text) -> Iterator[str]:
    if one.head.get("genre") not in GENRES:
        yield f"{one.name}: genre `{one.head.get('genre')}` is none of the genres."
    try:
        if datetime.fromisoformat(one.head.get("published", "")).utcoffset() is None:
            yield f"{one.name}: `published` has no offset."
    except ValueError:
        yield f"{one.name}: `published` is no ISO time."
    for key in ("publisher", "lang"):
        if not one.head.get(key):
            yield f"{one.name}: the header has no `{key}`."


def _span_faults(text: str, said: Attribution) -> Iterator[str]:
    if not said.content:
        yield " has no content."
    if len(said.cue) > 1 or len(said.source) > 1:
        yield " has a cue or source in pieces; each is one run."
    for span in (*said.cue, *said.content):
        yield from (f": {fault}" for fault in _edges(text[slice(*span)]))
    for start, end in said.source:
        # The comma that closes an apposition is part of the source.
        words = text[start:end]
        closed = words.endswith(",") and "," in words[:-1]
        yield from (f": {fault}" for fault in _edges(words[:-1] if closed else words))
    for start, end in said.content:
        opened = text[max(0, start - 1) : start]
        quoted = not opened.strip() or opened in "\"'“‘"
        if text[end - 1] == "." and text[start:end].count(".") == 1 and not quoted:
            yield ": content ends with the sentence's full stop."


def _edges(words: str) -> Iterator[str]:
    if not words.strip():
        yield "an empty span."
    elif words != words.strip():
        yield f"a span begins or ends with a blank: “{words[:30]}”."
    elif words[0] in ",;" or words[-1] in ",;":
        yield f"a span begins or ends with a comma: “{words[-40:]}”."


def corpus(folder: Path = TEXTS) -> list[Text]:
    """Return all texts of the corpus, file by file in the order of their names."""
    return [text for path in sorted(folder.glob("*.txt")) for text in texts(path)]


def main(paths: list[str]) -> int:
    """Check files, print faults and counts; returns 1 if there are faults."""
    bad: list[str] = []
    held: list[Text] = []
    for path in map(Path, paths):
        try:
            read = list(texts(path))
            held += read
            bad += [f"{path.name}: {fault}" for one in read for fault in faults(one)]
        except Fault as fault:
            bad.append(f"{path.name}: {fault}")
    print(*bad, sep="\n", end="\n" if bad else "")
    print(counted(held, len(bad)))
    return int(bool(bad))


def counted(held: list[Text], bad: int) -> str:
    """Return the counts of texts in words: how many, how dense, which acts."""
    said = [one for text in held for one in text.attributions.values()]
    words = sum(len(text.text.split()) for text in held)
    acts = Counter(one.act for one in said).most_common()
    absent = sum(one.absence for one in said)
    density = f"; one attribution in {words / len(said):.0f} words" if said else ""
    return (
        f"{len(held)} texts, {words} words, {len(said)} attributions ({absent} absences),"
        f" {bad} faults{density}\n" + ", ".join(f"{n} {act}" for act, n in acts)
    )


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
