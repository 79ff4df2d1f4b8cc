"""The reader beside its peers on labelled news: same texts, same scorer, one table.

    .venv/bin/python bench/read.py [FILE.jsonl | FILE.jsonl.gz]

Without a file the development split beside the repository is taken. Trains nothing. The peers are
textacy's direct quotations and a baseline of dependency rules; every way of reading runs in a
process of its own.
"""

from __future__ import annotations

import argparse
import gzip
import json
import subprocess
import sys
from pathlib import Path

from peers import python_of

from truce.read.document import Span
from truce.read.said.attribution import Attribution
from truce.read.said.bench import Labelled, Score, labelled

HERE = Path(__file__).parent
DEV = HERE.parents[1] / "shared/data/polnear/dev.jsonl.gz"
PEERS = ("textacy", "dependency")
ROLES = ("source", "cue", "content")


def main() -> None:
    """Read the command line, run, print."""
    options = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    options.add_argument("file", nargs="?", type=Path, default=DEV)
    asked = options.parse_args()
    if not asked.file.exists():
        sys.exit(f"{asked.file} is not there: name a labelled file (JSON lines).")
    opened = gzip.open if asked.file.suffix == ".gz" else open
    with opened(asked.file, "rt", encoding="utf-8") as held:
        documents = list(labelled(asked.file.name, held.read().split("\n")))
    made = {f"truce {way}": figures for way, figures in ours(asked.file).items()}
    made |= {peer: theirs(peer, documents) for peer in PEERS}
    show(documents, made)


def ours(file: Path) -> dict[str, dict[str, object]]:
    """What `truce bench-read` measures, each way in a process of its own."""
    command = [sys.executable, "-c", "from truce.cli import main; main()", "bench-read", "--json"]
    found: dict[str, dict[str, object]] = {}
    for way, also in (("model", ["--only", "model"]), ("rules", ["--only", "rules"])):
        ran = subprocess.run([*command, *also, str(file)], check=True, capture_output=True)
        found[way] = json.loads(ran.stdout)[way]
    return found


def theirs(peer: str, documents: list[Labelled]) -> dict[str, object]:
    """What a peer finds, scored as ours is."""
    python = python_of("textacy")
    told = "\n".join(json.dumps({"text": one.text}) for one in documents)
    script = str(HERE / "engines" / f"read_{peer}.py")
    ran = subprocess.run([python, script], input=told, check=True, capture_output=True, text=True)
    answer = json.loads(ran.stdout)
    score = Score()
    for one, found in zip(documents, answer["found"], strict=True):
        score.add(one.text, one.gold, [attribution(spans) for spans in found])
    return {**score.data(), **answer["cost"]}


def attribution(spans: dict[str, list[int] | None]) -> Attribution:
    """One attribution as a peer names it."""
    source, cue, content = (spans[role] and Span(*spans[role]) for role in ROLES)
    return Attribution(source or None, cue or None, (content,) if content else ())


def show(documents: list[Labelled], made: dict[str, dict[str, object]]) -> None:
    """Print the table."""
    marked = sum(len(one.gold) for one in documents)
    print(
        f"{len(documents)} documents, {marked} attributions; F1 exact / partial / token, per cent"
    )
    heads = ("", *ROLES, "linked", "source right", "direct found", "docs/s", "MB")
    rows = [heads]
    for name, figures in made.items():
        roles = (
            " / ".join(f"{figures[role][k]['f1']:.1f}" for k in ("exact", "partial", "token"))
            for role in ROLES
        )
        rows.append(
            (
                name,
                *roles,
                figures["linked_f1"],
                figures["source_right_where_found"],
                figures["direct_quotations_found"],
                figures["documents_per_second"],
                figures["peak_memory_mb"],
            )
        )
    widths = [max(len(str(row[k])) for row in rows) for k in range(len(heads))]
    for row in rows:
        print(
            "  ".join(
                str(cell).ljust(width) for cell, width in zip(row, widths, strict=True)
            ).rstrip()
        )
    for name, figures in made.items():
        if figures.get("refused"):
            print(f"{name}: raised on {figures['refused']} documents, in which it found nothing")


if __name__ == "__main__":
    main()
