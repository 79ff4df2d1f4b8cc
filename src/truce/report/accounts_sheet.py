"""Accounts side by side as Markdown: the same words as the page, without the texts."""

from collections.abc import Iterator

from truce.read.compare import RELATIONS, Comparison
from truce.report import accounts
from truce.report.accounts import Board, Cell, Row
from truce.report.sheet import cell


def markdown(found: Comparison) -> str:
    """Return a comparison as Markdown: items by relation, each with the words of every account."""
    shown = accounts.board(found)
    return "\n".join([*_head(shown), *_items(shown), *_remarks(shown), ""])


def _head(shown: Board) -> Iterator[str]:
    yield f"# {cell(shown.title)}: accounts side by side"
    yield from ("", shown.lead, "", accounts.ORDER, "")
    for teller in shown.tellers:
        whole = "its whole text" if teller.whole else "as reported"
        yield f"{teller.number}. {cell(teller.title)} ({whole}: {cell(teller.document)})"


def _items(shown: Board) -> Iterator[str]:
    for relation in RELATIONS:
        rows = shown.of(relation)
        if rows:
            word = accounts.relation_word(relation, len(shown.tellers))
            yield from ("", f"## {accounts.GLYPHS[relation]} {word.capitalize()} ({len(rows)})")
        for row in rows:
            yield from _item(shown, row)


def _item(shown: Board, row: Row) -> Iterator[str]:
    yield from ("", f"### {row.id}: {cell(row.title)}", "")
    for field in row.fields:
        said = (
            f"{cell(teller.title)}: {cell(', '.join(words) or 'not said')}"
            for teller, words, column in zip(shown.tellers, field.words, row.cells, strict=True)
            if column.quotes
        )
        yield f"- **{field.name}** ({field.how}): {'; '.join(said)}"
    for teller, column in zip(shown.tellers, row.cells, strict=True):
        yield f"- {cell(teller.title)}: {_said(column)}"


def _said(column: Cell) -> str:
    if column.silence:
        return column.silence + (f": “{cell(column.noted)}”" if column.noted else "")
    quotes = (
        f"“{cell(quote.words)}”" + (f" ({quote.modality})" if quote.modality else "")
        for quote in column.quotes
    )
    return "; ".join(quotes)


def _remarks(shown: Board) -> Iterator[str]:
    if shown.remarks:
        yield from ("", "## What the texts note as not said", "")
    for remark in shown.remarks:
        yield f"- {cell(remark.account)}: “{cell(remark.words)}” ({cell(remark.by)})"
    yield from ("", "## How to read this", "", accounts.METHOD, "", accounts.SILENCE)
