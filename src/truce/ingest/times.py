"""A row's times -> brackets of UTC instants; clocks and zones themselves are `when`'s."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from functools import partial
from typing import Final

import polars as pl

from truce import when
from truce.ingest.cells import (
    FAULT,
    Answer,
    Fault,
    ask,
    at_fault,
    cell,
    fault,
    matched,
    parts,
    same,
)
from truce.ingest.mapping import DayPart, Map, Minutes, Reported, When
from truce.kleene import split

#: Years outside are taken for placeholders (0, 1, 9999) and not for times.
_FIRST: Final = datetime(1800, 1, 1, tzinfo=when.UTC)
_LAST: Final = datetime(2200, 1, 1, tzinfo=when.UTC)
_OUTPUTS: Final = {
    "moment_start_utc": when.Moment,
    "moment_end_utc": when.Moment,
    FAULT + "moment_start_utc": Fault,
    FAULT + "moment_end_utc": Fault,
}
_REPORTED: Final = {
    "reported_start_utc": when.Moment,
    "reported_end_utc": when.Moment,
    FAULT + "reported_start_utc": Fault,
}


def reported(raw: pl.DataFrame, wanted: Reported | None) -> pl.DataFrame:
    """Return the bracket of publication, null where the row does not say."""
    if wanted is None:
        return pl.DataFrame(schema=_REPORTED).clear(raw.height)
    date = _dated(cell(raw, wanted.date), wanted.forms)
    return ask(raw, {"date": date}, partial(_reported, wanted), _REPORTED)


def _reported(wanted: Reported, *, date: str | None) -> Answer:
    if date is None:
        return {}
    try:
        bracket = _plausible(when.moment(date, wanted.zone))
    except ValueError as why:
        return {FAULT + "reported_start_utc": fault(date, str(why))}
    return {"reported_start_utc": bracket.earliest, "reported_end_utc": bracket.latest}


def moments(raw: pl.DataFrame, form: Map, published: pl.DataFrame) -> pl.DataFrame:
    """Return the bracket of the event, null where the row does not say.

    An event precedes its report: where the map says so, the bracket ends at the latest with the day
    of publication (`published`, as `reported` gives it).
    """
    wanted = form.when or When()
    inputs = {
        "start": _dated(cell(raw, wanted.start), wanted.forms),
        "end": _dated(cell(raw, wanted.end), wanted.forms),
        "date": _dated(cell(raw, wanted.date), wanted.forms),
        "time": parts(raw, [wanted.time]) if wanted.time else pl.lit(None, dtype=pl.String),
        "precision": cell(raw, wanted.precision),
        "rules": matched(raw, wanted.refine),
        **{f"zone_{i}": cell(raw, zones.column) for i, zones in enumerate(wanted.zones)},
    }
    found = ask(raw, inputs, _Times(wanted), _OUTPUTS)
    return _clipped(found, published) if wanted.not_after_report else found


def _dated(text: pl.Expr, forms: list[str]) -> pl.Expr:
    """Return dates in other forms as 2025-03-18, with the hour where it is not midnight."""
    if not forms:
        return text
    parsed = [text.str.to_datetime(form, strict=False, time_unit="us") for form in forms]
    read = pl.coalesce(parsed)
    day, moment = read.dt.strftime("%Y-%m-%d"), read.dt.strftime("%Y-%m-%dT%H:%M:%S")
    return pl.coalesce(pl.when(read.dt.time() == pl.time(0)).then(day).otherwise(moment), text)


class _Times:
    """The bracket of a row, or the fault that leaves it unknown."""

    def __init__(self, wanted: When) -> None:
        self._wanted = wanted
        self._means = {same(word): part for word, part in wanted.means.items()}
        self._zones = [{same(w): zone for w, zone in z.words.items()} for z in wanted.zones]

    def __call__(self, **row: str | None) -> Answer:
        start, end, date, time = (row[name] for name in ("start", "end", "date", "time"))
        said = " ".join(text for text in (start, end, date, time, row["precision"]) if text)
        try:
            part = self._meaning(self._sharper(row["rules"], row["precision"]))
            bracket = _bracket(start or _joined(date, time), end, date, part, self._zone(row))
        except ValueError as why:
            return {FAULT + "moment_start_utc": fault(said, str(why))}
        if bracket is None:
            return {}
        earliest = None if bracket.earliest == when.MIN else bracket.earliest
        return {"moment_start_utc": earliest, "moment_end_utc": bracket.latest}

    def _zone(self, row: Mapping[str, str | None]) -> str | None:
        """Return the zone that the first column that knows one says; null where none does."""
        if self._wanted.zone:
            return self._wanted.zone
        for number, known in enumerate(self._zones):
            word = row[f"zone_{number}"]
            if word and (zone := known.get(same(word))):
                return zone
            if word and not known:
                return when.check_zone(word)
        return None

    def _sharper(self, rules: str | None, precision: str | None) -> str | None:
        """Return the precision word of the first rule that applies, else the row's own."""
        for number in split(rules):
            rule = self._wanted.refine[int(number)]
            if rule.instead_of is None or same(rule.instead_of) == same(precision or ""):
                return rule.word
        return precision

    def _meaning(self, word: str | None) -> DayPart | Minutes | None:
        if word is None:
            return None
        part = self._means.get(same(word), same(word))
        if not isinstance(part, str):
            return part
        if part not in when.WORDS:
            raise ValueError(f"`{word}` is not a precision that the map or truce knows")
        first, last = when.WORDS[part]
        return DayPart(first=first, last=last)


def _joined(date: str | None, time: str | None) -> str | None:
    return f"{date}T{time}" if date and time else None


def _bracket(
    start: str | None,
    end: str | None,
    date: str | None,
    part: DayPart | Minutes | None,
    zone: str | None,
) -> when.Bracket | None:
    """Return the bracket: of start and end with the minutes around, or of a part of a day."""
    if start is not None:
        first, last = (_plausible(when.moment(text, zone)) for text in (start, end or start))
        around = timedelta(minutes=part.about if isinstance(part, Minutes) else 0)
        return when.Bracket(first.earliest - around, last.latest + around)
    if end is not None:
        return when.Bracket(latest=_plausible(when.moment(end, zone)).latest)
    if isinstance(part, DayPart) and (day := part.day or date):
        return _plausible(when.hours_of(day, part.first, part.last, zone=zone))
    return _plausible(when.moment(date, zone)) if date else None


def _plausible(bracket: when.Bracket) -> when.Bracket:
    if bracket.earliest < _FIRST or bracket.latest > _LAST:
        year = bracket.earliest.year
        raise ValueError(f"the year {year} is not plausible (1800 to 2199 are)")
    return bracket


def _clipped(found: pl.DataFrame, published: pl.DataFrame) -> pl.DataFrame:
    start, end = found["moment_start_utc"], found["moment_end_utc"]
    latest = published["reported_end_utc"]
    frame = pl.DataFrame({"start": start, "end": end, "latest": latest})
    early = pl.col("latest") < pl.col("start")
    said = pl.concat_str(
        pl.lit("published until "), pl.col("latest").dt.strftime("%Y-%m-%dT%H:%MZ")
    )
    why = pl.lit("the row was published before the event that it reports; its time is kept")
    clipped = frame.select(
        pl.when(early | pl.col("latest").is_null())
        .then("end")
        .otherwise(pl.min_horizontal("end", "latest"))
        .alias("moment_end_utc"),
        at_fault(said, pl.when(early).then(why)).alias(FAULT + "moment_end_utc"),
    )
    return found.with_columns(clipped)
