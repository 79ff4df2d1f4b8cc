"""Cells as expressions, and questions asked once per distinct cell rather than once per row."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any, Final

import polars as pl

from truce.ingest.mapping import Part, Rule, TimeRule

#: What could not be used, and why; null where there is nothing to say.
Fault: Final = pl.Struct({"value": pl.String, "why": pl.String})
#: The prefix of columns of faults; the rest is the column of the table that stays unknown.
FAULT: Final = "fault_"

Answer = Mapping[str, Any]


def fault(value: str, why: str) -> dict[str, str]:
    """Return a fault as a value of type `Fault`."""
    return {"value": value, "why": why}


def at_fault(said: pl.Expr, why: pl.Expr) -> pl.Expr:
    """Return the fault of what was `said`, null where `why` is."""
    return pl.when(why.is_not_null()).then(pl.struct(value=said, why=why))


def cell(raw: pl.DataFrame, column: str | None) -> pl.Expr:
    """Return a column's text without outer blanks; null where empty or without such a column."""
    if column is None or column not in raw.columns:
        return pl.when(pl.lit(False)).then(pl.nth(0))
    text = pl.col(column).str.strip_chars()
    return pl.when(text != "").then(text)


def same(word: str) -> str:
    """Return a word as vocabularies compare it: case and spacing do not count."""
    return " ".join(word.split()).casefold()


def parts(raw: pl.DataFrame, wanted: Sequence[Part]) -> pl.Expr:
    """Return the texts of several columns, joined by "; "; null where all are empty."""
    texts = [_text(raw, part) for part in wanted]
    joined = pl.concat_str(texts, separator="; ", ignore_nulls=True)
    return pl.when(joined != "").then(joined)


def matched(raw: pl.DataFrame, rules: Sequence[Rule | TimeRule]) -> pl.Expr:
    """Return the numbers of the rules whose pattern a row matches, joined by `;`."""
    hits = [
        pl.when(cell(raw, rule.column).str.contains(rule.matches)).then(pl.lit(str(number)))
        for number, rule in enumerate(rules)
    ]
    return pl.concat_str(hits, separator=";", ignore_nulls=True) if hits else pl.lit("")


def _text(raw: pl.DataFrame, part: Part) -> pl.Expr:
    text = cell(raw, part.column)
    if part.words:
        words = {word.strip(): said for word, said in part.words.items()}
        text = text.replace_strict(words, default=None, return_dtype=pl.String)
    elif part.blank:
        text = pl.when(~text.is_in(part.blank)).then(text)
    return pl.lit(f"{part.label} ") + text if part.label else text


def ask(
    raw: pl.DataFrame,
    inputs: Mapping[str, pl.Expr],
    answer: Callable[..., Answer],
    outputs: Mapping[str, pl.DataType | type[pl.DataType]],
) -> pl.DataFrame:
    """Return the answers for each row's inputs, in row order; each distinct input is asked once.

    `answer` takes the inputs by name (null as None) and returns the outputs by name; an output that
    it leaves out is null.
    """
    asked = raw.with_columns(**inputs).select(list(inputs))
    distinct = asked.unique(maintain_order=True)
    answers = [answer(**row) for row in distinct.iter_rows(named=True)]
    columns = {
        name: pl.Series(name, [a.get(name) for a in answers], dtype=dtype)
        for name, dtype in outputs.items()
    }
    known = distinct.with_columns(**columns)
    joined = asked.join(known, on=list(inputs), how="left", nulls_equal=True, maintain_order="left")
    return joined.select(list(outputs))
