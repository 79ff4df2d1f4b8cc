"""Three values: true, false, and unknown, which is null inside and a word at every border."""

from collections.abc import Callable, Iterable
from functools import cache
from typing import Final

import polars as pl

VIOLATION: Final = "violation"
NOT_COVERED: Final = "not_covered"
UNDETERMINED: Final = "undetermined"
VERDICTS: Final = (VIOLATION, UNDETERMINED, NOT_COVERED)
Verdict: Final = pl.Enum(VERDICTS)

UNKNOWN: Final = pl.lit(None, dtype=pl.Boolean)
TRUE: Final = pl.lit(True)


def all_of(answers: Iterable[pl.Expr]) -> pl.Expr:
    """Return Kleene's *and*: false if any is false, else null if any is null, else true."""
    return pl.all_horizontal(*answers)


def any_of(answers: Iterable[pl.Expr]) -> pl.Expr:
    """Return Kleene's *or*: true if any is true, else null if any is null, else false."""
    return pl.any_horizontal(*answers)


def verdict(answer: pl.Expr) -> pl.Expr:
    """Return the verdict (Enum) that an answer stands for; null becomes `undetermined`."""
    return (
        pl.when(answer)
        .then(pl.lit(VIOLATION))
        .when(answer.is_null())
        .then(pl.lit(UNDETERMINED))
        .otherwise(pl.lit(NOT_COVERED))
        .cast(Verdict)
    )


def word(answer: bool | None) -> str:
    """Return the answer as a reader sees it: `yes`, `no` or `undetermined`."""
    return UNDETERMINED if answer is None else ("yes" if answer else "no")


def per_value(column: str, answer: Callable[[str | None], bool | None]) -> pl.Expr:
    """Return `answer` of each value of a column of text, asked once per distinct value.

    A column that is an Enum already is the quicker for it. `answer` is given null too; what null
    means is the caller's to say.
    """
    known = cache(answer)

    def look_up(values: pl.Series) -> pl.Series:
        words = enum_of(values)
        answers = pl.Series([known(word) for word in (*words.categories, None)], dtype=pl.Boolean)
        return answers.gather(values.cast(words).to_physical().fill_null(len(words.categories)))

    return pl.col(column).map_batches(look_up, return_dtype=pl.Boolean, is_elementwise=True)


def enum_of(values: pl.Series) -> pl.Enum:
    """Return the Enum of the words in a column of text, or the one that the column is of."""
    kind = values.dtype
    return kind if isinstance(kind, pl.Enum) else pl.Enum(values.drop_nulls().unique())


def alternatives(words: str | None, answer: Callable[[str], bool | None]) -> bool | None:
    """Answer for a `;` list of which *one* is true: the common answer, else unknown.

    Null or an empty list is unknown. Used for whoever may have done a thing.
    """
    answers = {answer(word) for word in split(words)}
    return answers.pop() if len(answers) == 1 else None


def together(words: str | None, answer: Callable[[str], bool | None]) -> bool | None:
    """Answer for a `;` list of which *all* are true: Kleene's *or* over them.

    Null or an empty list is unknown. Used for things that one strike hit together.
    """
    answers = {answer(word) for word in split(words)}
    if True in answers:
        return True
    return None if None in answers or not answers else False


def split(words: str | None) -> list[str]:
    """Return the parts of a `;` list; null and blanks give none."""
    return [part for raw in (words or "").split(";") if (part := raw.strip())]
