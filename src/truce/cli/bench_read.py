"""`truce bench-read`: the reader of statements, measured on a labelled file."""

from __future__ import annotations

import gzip
import resource
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING, cast

import click

from truce.cli import rooms, show
from truce.cli.options import json_option
from truce.issues import stop

if TYPE_CHECKING:
    from truce.read.said.bench import Labelled

Figures = dict[str, dict[str, dict[str, float]]]


@click.command(
    "bench-read",
    short_help="Measure the reader on a labelled file.",
    epilog="\b\nExample: truce bench-read labelled.jsonl",
)
@click.argument("file", type=click.Path(path_type=Path, exists=True, dir_okay=False))
@click.option("--only", type=click.Choice(["model", "rules"]), help="Measure one way of reading.")
@json_option
def bench_read(file: Path, *, only: str | None, as_json: bool) -> int:
    """Print exact, partial and token F1 of source, cue and content on FILE (JSON lines, or .gz).

    Trains nothing. Spans are snapped to tokens and cut at line breaks; each piece counts as a span.
    """
    documents = list(rooms.bench.labelled(file.name, _lines(file)))
    if not documents:
        raise stop(
            "there is no labelled text in the file.",
            at=file.name,
            hint="Each of its lines is one, as JSON.",
            exit_code=1,
        )
    ways = (only,) if only else ("model", "rules")
    made = {way: _measured(documents, way) for way in ways}
    if as_json:
        show.as_json({"documents": len(documents), **made})
        return 0
    show.say(f"{len(documents)} documents, {sum(len(d.gold) for d in documents)} attributions")
    rows = [row for way, figures in made.items() for row in _rows(way, figures)]
    show.table(
        ("reader", "role", "exact", "precision", "recall", "partial", "token"), rows, range(2, 7)
    )
    for way, figures in made.items():
        show.wrapped(_other(way, figures), hang="    ")
    return 0


def _lines(file: Path) -> list[str]:
    data = file.read_bytes()
    text = (gzip.decompress(data) if file.suffix == ".gz" else data).decode()
    return text.split("\n")


def _measured(documents: list[Labelled], way: str) -> dict[str, object]:
    rooms.bench.read_labelled(documents[0])
    begun = time.perf_counter()
    figures = rooms.bench.score(documents, way).data()
    spent = time.perf_counter() - begun
    return {
        **figures,
        "documents_per_second": round(len(documents) / spent, 1),
        "peak_memory_mb": round(_peak() / 2**20),
    }


def _peak() -> int:
    """Return the most memory this process has held, in bytes."""
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak if sys.platform == "darwin" else peak * 1024


def _rows(way: str, figures: dict[str, object]) -> list[tuple[str, ...]]:
    rows: list[tuple[str, ...]] = []
    for role in ("source", "cue", "content"):
        said = cast("dict[str, dict[str, float]]", figures[role])
        exact = said["exact"]
        shown = (
            exact["f1"],
            exact["precision"],
            exact["recall"],
            said["partial"]["f1"],
            said["token"]["f1"],
        )
        rows.append((way, role, *(f"{figure:.1f}" for figure in shown)))
    return rows


def _other(way: str, figures: dict[str, object]) -> str:
    return (
        f"{way}: cue, content and source linked F1 {figures['linked_f1']}; source right where found"
        f" {figures['source_right_where_found']} %; direct quotations found"
        f" {figures['direct_quotations_found']} %, exact {figures['direct_quotations_exact']} %;"
        f" {figures['documents_per_second']} documents a second on one core, at most"
        f" {figures['peak_memory_mb']} MB"
    )
