"""What an agreement leaves open, with the incidents of a case whose verdict hangs on it."""

import polars as pl

from truce import kleene
from truce.agreement import Gap
from truce.run._stages import Tables
from truce.tables import QUESTIONS


def hanging(gap: Gap, tables: Tables) -> list[str]:
    """Return the incidents that a reading leaves undetermined on the question a gap bears on.

    None for a gap that bears on no question or on no single reading.
    """
    if gap.question not in QUESTIONS or not gap.reading:
        return []
    mine = (pl.col("reading") == gap.reading) & (pl.col("verdict") == kleene.UNDETERMINED)
    open_ = mine & pl.col(gap.question).is_null()
    if gap.term:
        open_ &= pl.col("term") == gap.term
    left = tables["verdicts"].filter(mine)
    found = tables["findings"].filter(open_).join(left, on="incident", how="semi")
    order = tables["incidents"]["incident"]
    return order.filter(order.is_in(found["incident"].unique().implode())).to_list()
