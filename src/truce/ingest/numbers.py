"""Numbers in cells; what is not a number, or not one that can be, is unknown and said so."""

from collections.abc import Mapping
from typing import Final

import polars as pl

from truce.ingest.cells import FAULT, Answer, ask, at_fault, cell
from truce.ingest.mapping import Map, Numbers, Toll
from truce.tables import Table

#: Whole numbers up to here are exact as 64-bit floats.
_EXACT: Final = 2**53
DEATHS: Final = ("deaths_low", "deaths_best", "deaths_high")


def number(raw: pl.DataFrame, column: str | None, form: Map) -> pl.Expr:
    """Return a column's numbers; null where the cell holds no finite number."""
    text = cell(raw, column)
    if form.file.decimal == ",":
        text = text.str.replace(",", ".", literal=True)
    value = text.cast(pl.Float64, strict=False)
    return pl.when(value.is_finite()).then(value)


def numbers(raw: pl.DataFrame, form: Map, table: Table) -> pl.DataFrame:
    """Return the numbers that the map wants, of the table's types, with their faults."""
    frames = [_numbers(raw, name, wanted, form, table) for name, wanted in form.numbers.items()]
    if form.deaths is not None:
        frames.append(_toll(raw, form.deaths))
    return pl.concat([raw.select(), *frames], how="horizontal")


def _numbers(
    raw: pl.DataFrame, name: str, wanted: Numbers, form: Map, table: Table
) -> pl.DataFrame:
    text = cell(raw, wanted.column)
    if wanted.words:
        words = {word.strip(): value for word, value in wanted.words.items()}
        value = text.replace_strict(words, default=None, return_dtype=pl.Float64)
        return raw.select(value.cast(table.schema[name]).alias(name))
    text = pl.when(~text.is_in(wanted.blank)).then(text)
    value = number(raw, wanted.column, form)
    whole = table.schema[name] == pl.Int64
    right = value.is_not_null() & (value >= 0) & (value < _EXACT)
    if whole:
        right = right & (value == value.floor())
    why = pl.when(text.is_not_null() & ~right).then(
        pl.lit("not a whole number, 0 or more" if whole else "not a number, 0 or more")
    )
    kept = pl.when(text.is_not_null() & right).then(value).cast(table.schema[name])
    return raw.select(kept.alias(name), at_fault(text, why).alias(FAULT + name))


def _toll(raw: pl.DataFrame, wanted: Toll) -> pl.DataFrame:
    def answer(words: str | None) -> Answer:
        toll = wanted.words.get(words or "")
        three = toll if isinstance(toll, tuple) else (toll, toll, toll)
        return dict(zip(DEATHS, three, strict=True))

    outputs: Mapping[str, type[pl.DataType]] = dict.fromkeys(DEATHS, pl.Int64)
    return ask(raw, {"words": cell(raw, wanted.column)}, answer, outputs)
