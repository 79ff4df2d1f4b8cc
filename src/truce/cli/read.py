"""`truce read`: documents as they arrive, taken apart into who said what."""

from __future__ import annotations

import os
from functools import partial
from typing import TYPE_CHECKING

import click

from truce.cli import rooms, show
from truce.cli.options import Told, json_option, quiet_option, told_options
from truce.issues import stop

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from truce.read.llm import Settings
    from truce.read.many import Incoming, Outcome
    from truce.read.reader import Way


@click.command(
    short_help="Read documents: who said what, with exact places.",
    epilog="\b\nExample: truce read story.txt --json",
)
@click.argument("documents", nargs=-1, required=True, metavar="PATH|URL...")
@click.option("--diff", is_flag=True, help="Of two revisions, OLD NEW: show what changed.")
@click.option(
    "--rules", "only_rules", is_flag=True, help="Go by the rules alone, without the model."
)
@click.option(
    "--llm-url", metavar="URL", help="Ask a language model at this OpenAI-compatible address."
)
@click.option("--llm-model", metavar="NAME", help="The name of that model.")
@click.option("--llm-key", metavar="VARIABLE", help="The environment variable that holds its key.")
@click.option(
    "--private", is_flag=True, help="Let addresses of this machine and its network be fetched."
)
@told_options
@json_option
@quiet_option
def read(  # noqa: PLR0913 - one parameter for each option
    documents: tuple[str, ...],
    *,
    diff: bool,
    only_rules: bool,
    llm_url: str | None,
    llm_model: str | None,
    llm_key: str | None,
    private: bool,
    told: Told,
    as_json: bool,
    quiet: bool,
) -> int:
    """Read documents, or folders of them: body, issue time, revisions, and who said what.

    Plain text, page dumps, HTML, PDF, DOCX, e-mail and Markdown.

    Every span is a place in the document's text, in Unicode code points, end exclusive; no text
    that is not in it is ever printed as said. One document gives an object with --json,
    several a list. Exit code 1 if a document could not be read.
    """
    incoming = [one for name in documents for one in _incoming(name, private=private)]
    way: Way = "rules" if only_rules else "model"
    if diff:
        return _diff(incoming, way, told, as_json=as_json)
    if llm_key is not None and llm_url is None:
        raise stop("--llm-key needs --llm-url.", at="--llm-key", hint="Give the address too.")
    if llm_url is not None and only_rules:
        raise stop("--rules and --llm-url cannot go together.", at="--rules", hint="Choose one.")
    if (llm_url is None) != (llm_model is None):
        raise stop("--llm-url and --llm-model go together.", at="truce read", hint="Give both.")
    if llm_url is not None and llm_model is not None:
        outcomes = list(
            _asked(
                incoming,
                rooms.llm.Settings(url=llm_url, model=llm_model, key_variable=llm_key),
                told,
                quiet=quiet,
            )
        )
    else:
        workers = os.cpu_count() or 1
        outcomes = list(rooms.many.read_many(incoming, way, workers, told=told.of))
    return _print(outcomes, as_json=as_json, quiet=quiet)


def _incoming(name: str, *, private: bool) -> Iterator[Incoming]:
    if rooms.fetch.is_address(name):
        got = rooms.fetch.fetch(name, rooms.fetch.Bounds(private=private))
        yield rooms.many.Incoming(name=got.name, load=partial(bytes, got.data), media=got.media)
        return
    for file in rooms.fetch.paths(name):
        yield rooms.many.Incoming(name=file.name, load=file.read_bytes)


def _asked(
    incoming: Sequence[Incoming], settings: Settings, told: Told, *, quiet: bool
) -> Iterator[Outcome]:
    """Yield what a language model names of each document and the verifier lets pass."""
    for one in incoming:
        document = told.of(rooms.receive.receive(one.name, one.load(), media=one.media))
        answer = rooms.llm.read_with_model(document, settings)
        for reason, count in answer.dropped.items():
            show.note(f"{one.name}: {count} statements dropped: {reason}.", quiet=quiet)
        for issue in answer.issues:
            show.note(str(issue), quiet=quiet)
        yield rooms.many.Outcome(name=one.name, document=document, statements=answer.statements)


def _print(outcomes: Sequence[Outcome], *, as_json: bool, quiet: bool) -> int:
    faults = [issue for one in outcomes for issue in one.issues]
    for issue in faults:
        show.note(str(issue))
    if as_json:
        held = [rooms.reading.data(o.document, o.statements) for o in outcomes if o.document]
        show.as_json(held[0] if len(held) == len(outcomes) == 1 else held)
    else:
        for one in outcomes:
            _table(one, quiet=quiet)
    return int(bool(faults))


def _table(one: Outcome, *, quiet: bool) -> None:
    document = one.document
    if document is None:
        return
    for line in rooms.reading.head(document):
        show.wrapped(line)
    if not rooms.reader.can_read(document):
        show.wrapped(
            f"There is no reader for `{document.language}`: statements are not looked for."
        )
    rows = rooms.reading.rows(document, one.statements)
    show.table(("id", "speaker (from)", "act", "says"), rows)
    for note in document.notes:
        show.note(f"{document.name}: {note}", quiet=quiet)


def _diff(incoming: Sequence[Incoming], way: Way, told: Told, *, as_json: bool) -> int:
    if len(incoming) != 2:
        raise stop("--diff compares two revisions.", at="--diff", hint="Name OLD and NEW.")
    old, new = (
        told.of(rooms.receive.receive(one.name, one.load(), media=one.media)) for one in incoming
    )
    statements = (rooms.reader.read(old, way), rooms.reader.read(new, way))
    found = rooms.reading.changes(old, new, rooms.revise.diff(old, new, statements))
    if as_json:
        show.as_json(found)
        return 0
    for one in found:
        show.say(f"{one['what']}")
        for sign, words in (("-", one["old_words"]), ("+", one["new_words"])):
            if words is not None:
                show.wrapped(f"{sign} {words}", indent="  ", hang="    ")
    show.say(f"{len(found)} sentences differ.")
    return 0
