"""One row: organised violence with at least one death (or possibly one), by one dyad at one place.

UCDP Georeferenced Event Dataset and its monthly Candidate, as CSV of any release: columns are read
by name, with or without HXL tags, in UTF-8 or Windows-1252, with dates as published or as a
spreadsheet rewrote them (month/day/year). Ids recur in later releases with other values, so the
release is part of the source's id.
"""

from collections.abc import Mapping
from datetime import datetime
from typing import Final

import polars as pl

from truce import when
from truce.ingest.cells import cell
from truce.ingest.fields import mapped
from truce.ingest.mapping import Map
from truce.ingest.sheet import scan
from truce.ingest.source import Source
from truce.tables import RECORDS

__all__ = ["SOURCE", "records", "scan"]

SOURCE: Final = Source(
    id="ucdp-ged",
    publisher="Uppsala Conflict Data Program, Department of Peace and Conflict Research, Uppsala",
    licence="CC BY 4.0",
    unit_of_record="an incident of organised violence with at least one possible death",
    cannot_see=(
        "every attack without a death: a strike on a substation that kills nobody is absent",
        "who attacked whom: side_a and side_b are the sides of a dyad (but for one-sided violence)",
        "what was hit, and the hour",
    ),
    usual_lag="about a year for the yearly release, about a month for the Candidate",
    citation="Sundberg and Melander (2013), Introducing the UCDP Georeferenced Event Dataset, "
    "Journal of Peace Research 50(4); and the release used",
)

_ONE_SIDED: Final = "3"
#: 365 in `country_id` is the Soviet Union before, Russia since.
_AFTER_THE_UNION: Final = datetime(1991, 12, 26, tzinfo=when.UTC)
#: Whole numbers as some copies print them: 1.0 for 1.
_WHOLE: Final = r"^(-?\d+)\.0+$"


def records(raw: pl.DataFrame, form: Map, parameters: Mapping[str, str]) -> pl.DataFrame:
    """Return one record for each row.

    `parameters`: `zone`, in which the days are counted (else a day is as wide as the Earth's
    zones), and `released`, the day on which the release was published.
    """
    whole = raw.with_columns(pl.all().str.replace(_WHOLE, "$1"))
    made = mapped(whole, _zoned(form, parameters.get("zone")), RECORDS)
    return made.with_columns(
        _perpetrators(whole), _country(made), *_reported(parameters.get("released"))
    )


def _zoned(form: Map, zone: str | None) -> Map:
    times = form.when.model_copy(update={"zone": zone}) if form.when else None
    return form.model_copy(update={"when": times})


def _perpetrators(raw: pl.DataFrame) -> pl.Series:
    """Return side_a of one-sided violence, else both sides as alternatives: either may have."""
    side_a, side_b, kind = (cell(raw, c) for c in ("side_a", "side_b", "type_of_violence"))
    either = pl.concat_str(side_a, side_b, separator=";", ignore_nulls=True)
    who = pl.when(kind == _ONE_SIDED).then(side_a).when(kind.is_not_null()).then(either)
    return raw.select(perpetrators=who).to_series()


def _country(made: pl.DataFrame) -> pl.Series:
    """Return the country, unknown where the number is of a state that is no more."""
    soviet = (pl.col("country") == "RU") & (pl.col("moment_end_utc") < _AFTER_THE_UNION)
    return made.select(pl.when(~soviet.fill_null(value=False)).then("country")).to_series()


def _reported(released: str | None) -> list[pl.Expr]:
    if not released:
        return []
    day = when.moment(released)
    return [
        pl.lit(day.earliest, dtype=when.Moment).alias("reported_start_utc"),
        pl.lit(day.latest, dtype=when.Moment).alias("reported_end_utc"),
    ]
