"""`truce compare`: accounts of one event, side by side."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from truce.cli import rooms, show
from truce.cli.options import Told, json_option, quiet_option, told_options
from truce.issues import stop

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from truce.read.compare import Account, Comparison
    from truce.read.document import Document
    from truce.report.accounts import Board, Cell, Row


@click.command(
    short_help="Lay accounts of one event side by side.",
    epilog="\b\nExample: truce compare readout-a.txt readout-b.txt",
)
@click.argument("documents", nargs=-1, required=True, metavar="PATH|URL...")
@click.option(
    "--account",
    "wanted",
    multiple=True,
    metavar="WORDS",
    help="Within one document: keep the accounts whose title holds these words; repeatable.",
)
@click.option("--markdown", is_flag=True, help="Print Markdown.")
@click.option(
    "--html",
    type=click.Path(path_type=Path, dir_okay=False),
    help="Also write a page with linked texts (one file, needs no network).",
)
@told_options
@json_option
@quiet_option
def compare(  # noqa: PLR0913 - one parameter for each option
    documents: tuple[str, ...],
    *,
    wanted: tuple[str, ...],
    markdown: bool,
    html: Path | None,
    told: Told,
    as_json: bool,
    quiet: bool,
) -> int:
    """Show what all accounts say, what some or one alone say, and where they conflict.

    Several documents are an account each. One document, such as a news story on two readouts, is
    taken apart into the accounts that it reports.
    """
    if markdown and as_json:
        raise stop("--markdown and --json cannot both be printed.", at="--json", hint="Choose one.")
    accounts = (
        _within(documents[0], wanted, told, quiet=quiet)
        if len(documents) == 1
        else (_each(documents, wanted, told))
    )
    found = rooms.comparison.compare(accounts)
    if html is not None:
        html.write_text(rooms.accounts_page.html(found), "utf-8")
    _print(found, markdown=markdown, as_json=as_json)
    if html is not None:
        show.note(f"The page is {html}.", quiet=quiet)
    return 0


def _print(found: Comparison, *, markdown: bool, as_json: bool) -> None:
    shown = rooms.accounts.board(found)
    if as_json:
        show.as_json(rooms.accounts.data(shown))
    elif markdown:
        show.say(rooms.accounts_sheet.markdown(found).rstrip("\n"))
    else:
        _table(shown)


def _each(documents: Sequence[str], wanted: Sequence[str], told: Told) -> list[Account]:
    if wanted:
        raise stop(
            "--account chooses accounts within one document; here each document is one account.",
            at="--account",
            hint="Leave it out, or name one document.",
        )
    accounts: list[Account] = []
    for name in documents:
        document = told.of(_document(name))
        accounts.append(rooms.comparison.account_of(document, rooms.reader.read(document)))
    return list(rooms.comparison.apart(accounts))


def _within(name: str, wanted: Sequence[str], told: Told, *, quiet: bool) -> list[Account]:
    """Return the accounts that a document reports; those asked for, or those of documents."""
    document = told.of(_document(name))
    held = rooms.comparison.accounts_of(document, rooms.reader.read(document))
    kept = _chosen(held, wanted) if wanted else rooms.comparison.main_accounts(held)
    if len(kept) < 2:
        raise stop(
            f"there are not two accounts to compare in it; it holds: {_titles(held)}.",
            at=name,
            hint="Name a second document, or other accounts with --account.",
        )
    if others := [account for account in held if account not in kept]:
        show.note(f"Not compared, as nobody asked (--account): {_titles(others)}.", quiet=quiet)
    return list(kept)


def _document(name: str) -> Document:
    if rooms.fetch.is_address(name):
        got = rooms.fetch.fetch(name, rooms.fetch.Bounds())
        return rooms.receive.receive(got.name, got.data, media=got.media)
    held = rooms.fetch.paths(name)
    if len(held) > 1:
        raise stop(
            "the folder holds more than one document.",
            at=name,
            hint="Name the documents that are to be compared.",
        )
    return rooms.receive.receive(held[0].name, held[0].read_bytes())


def _chosen(held: Sequence[Account], wanted: Sequence[str]) -> list[Account]:
    words = [word.casefold() for word in wanted]
    return [one for one in held if any(word in one.title.casefold() for word in words)]


def _titles(accounts: Sequence[Account]) -> str:
    return ", ".join(account.title for account in accounts) or "none"


def _table(shown: Board) -> None:
    show.wrapped(f"{shown.title}: accounts side by side")
    show.wrapped(shown.lead)
    show.wrapped(rooms.accounts.ORDER)
    for teller in shown.tellers:
        whole = "its whole text" if teller.whole else "as reported in"
        show.wrapped(f"{teller.number}  {teller.title}, {whole}: {teller.document}", hang="   ")
    show.table(("", "about", *(t.title for t in shown.tellers)), map(_cells, shown.rows))
    for remark in shown.remarks:
        show.wrapped(f"{remark.by} notes of {remark.account} as not said: “{remark.words}”")
    show.wrapped(rooms.accounts.METHOD)


def _cells(row: Row) -> tuple[str, ...]:
    return (f"{row.glyph} {row.word}", "\n".join(_about(row)), *map(_said, row.cells))


def _about(row: Row) -> Iterator[str]:
    yield row.title
    yield from (f"{field.how}: {field.name}" for field in row.fields)


def _said(cell: Cell) -> str:
    if cell.silence is not None:
        return cell.silence + (f": “{cell.noted}”" if cell.noted else "")
    return "\n".join(
        f"“{quote.words}”" + (f" ({quote.modality})" if quote.modality else "")
        for quote in cell.quotes
    )
