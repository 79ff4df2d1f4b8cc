"""`truce draft`: from documents to an agreement file in which nothing is invented."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from truce.cli import rooms, show
from truce.cli.options import Told, quiet_option, told_options
from truce.issues import stop

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from truce.read.document import Document
    from truce.read.draft import DraftReading


@click.command(
    short_help="Draft an agreement file from documents.",
    epilog="\b\nExample: truce draft story.txt > agreement.yaml",
)
@click.argument("documents", nargs=-1, required=True, metavar="PATH...")
@click.option("--title", default="Draft", help="What the agreement is called.")
@click.option(
    "--into",
    type=click.Path(path_type=Path, file_okay=False),
    help="Make a case of it in this new folder, with the documents.",
)
@told_options
@quiet_option
def draft(
    documents: tuple[str, ...], *, title: str, into: Path | None, told: Told, quiet: bool
) -> int:
    """Write an agreement file: parties, documents, one reading for each account, terms.

    Each field is quoted with its place or silent, and a line `# ->` asks what a person must decide.
    What was demanded, proposed, declined or only talked about is told apart from what was agreed.
    """
    received = _received(documents, told)
    readings = [one for document in received for one in _readings(document)]
    if not any(one.terms for one in readings):
        raise stop(
            "No term was found: nothing in it is told as agreed, ordered, proposed or declined.",
            at=", ".join(documents),
            hint="`truce read` shows what was found; a readout may need `--genre readout`.",
            exit_code=1,
        )
    files = _files(received)
    text = rooms.draft.page(title, readings, files)
    if into is None:
        show.say(text.rstrip("\n"))
        return 0
    texts = {files[d.sha256]: d.text.encode() for d in received}
    rooms.case.new_from(into, {"agreement.yaml": text.encode(), **texts})
    show.note(f"The draft is in {into}. Next: truce check {into}", quiet=quiet)
    return 0


def _received(names: Sequence[str], told: Told) -> list[Document]:
    """Return the documents, each once; those of folders too."""
    paths = [path for name in names for path in rooms.fetch.paths(name)]
    received = [told.of(rooms.receive.receive(p.name, p.read_bytes())) for p in paths]
    return list({document.sha256: document for document in received}.values())


def _files(documents: Sequence[Document]) -> dict[str, str]:
    """Return the file of the case for the text of each document, by its hash; no two the same."""
    made: dict[str, str] = {}
    for document in documents:
        stem, number = Path(document.name).stem, 1
        file = f"documents/{stem}.txt"
        while file.casefold() in {taken.casefold() for taken in made.values()}:
            number += 1
            file = f"documents/{stem}-{number}.txt"
        made[document.sha256] = file
    return made


def _readings(document: Document) -> Iterator[DraftReading]:
    if document.issued is None:
        raise stop(
            "The document does not say when it was issued, and a reading is dated by that.",
            at=document.name,
            hint="Give it with --issued, as in --issued 2030-03-01.",
        )
    held = rooms.comparison.accounts_of(document, rooms.reader.read(document))
    kept = rooms.draft.published(held)
    yield from (rooms.draft.reading(account) for account in kept)
