"""Sentences of the report that carry its figures. `**` marks what HTML and Markdown make bold."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from truce import kleene, outlines
from truce.report import times, words
from truce.report.days import WIDEST, Days
from truce.report.tally import Range
from truce.report.view import Options, SourceNote, View
from truce.when import local

#: Year of the views that the outlines are drawn from (src/truce/outlines/README.md).
_DRAWN: Final = 2018
#: With no more readings than this, the first sentence names them all.
_FEW: Final = 4

ORDER: Final = (
    "Violations under each reading. Readings stand in alphabetical order of the party that speaks,"
    " then by date; order and colour carry no judgement."
)
PARTING: Final = (
    "An incident counts for every question that parts at least two readings on it, so the counts"
    " overlap. Who, act, object, where, when, standing (was the term in force?), amount and"
    " exception are the eight questions of every verdict."
)
MATRIX: Final = (
    "How many incidents each two readings judge differently. A number leads to the list."
)
LEDGER: Final = (
    "All incidents in order of time. A mark at the left edge: the readings part. “double?”: it may"
    " be the same as another incident, and “at least” counts them once."
)
UNSEEN: Final = (
    "Every figure here rests on reports. Where nobody reports, nothing is counted: absence of"
    " reports is not calm."
)
TOTALS: Final = (
    "Counts that parties or agencies printed, each in its own unit; they are never added to one"
    " another. Beside each stand the incidents of its period that this case holds from claimants of"
    " the same side against the same accused: surely in the period, to perhaps in it."
)
READINGS: Final = (
    "Each field of a reading is quoted from its documents, assumed with a reason, or not said."
    " Nothing is filled in quietly."
)
SEAL: Final = "Seal of all inputs, as the ledger has it"
INCIDENTS: Final = (
    "Each incident with the reports behind it and, side by side, every reading's answers. A"
    " violation under a reading is a yes to all eight questions; one no makes it not covered; what"
    " no report and no text decides is undetermined. No report here is taken to be true: each line"
    " keeps its claimant."
)


def extent(view: View) -> str:
    """Return how many incidents from how many records, and from when to when."""
    records = words.count(view.records.height, "record")
    said = f"{words.count(len(view.rows), 'incident')} from {records}"
    known = [at for row in view.rows for at in times.bounds(row) if at is not None]
    if not known:
        return said
    first, last = (times.moment(at, view.zone) for at in (min(known), max(known)))
    utc = " – ".join(times.moment(at, "UTC") for at in (min(known), max(known)))
    return f"{said}, {first} – {last} {view.zone} ({utc} UTC)"


def options(chosen: Options, zone: str) -> list[tuple[str, str]]:
    """Return the options in force, each with its meaning."""
    kept = words.listed(chosen.evidence) if chosen.evidence else "all standings"
    taken = "set aside as unknown (strict)" if chosen.strict else "taken, and marked"
    said = [("Evidence", kept), ("Assumptions", taken)]
    said.append(("Boundaries", f"{chosen.boundaries}: {words.BOUNDARIES[chosen.boundaries]}"))
    if chosen.as_of is not None:
        said.append(("As of", f"only what was published by {times.moment(chosen.as_of, zone)}"))
    return said


def lead(ranges: Sequence[Range]) -> str:
    """Return the first sentence: the ranges, never one number without its reading."""
    incidents = max((row.incidents for row in ranges), default=0)
    held = f"The sources held report **{words.count(incidents, 'incident')}**."
    if not ranges:
        return held + " The agreement holds no reading that could judge them."
    first = " Whether they breach the agreement depends on whose text is read: "
    if len(ranges) <= _FEW:
        parts = [f"**{_range(row)}** under {row.name}" for row in ranges]
        told = words.listed(parts)
    else:
        told = _extremes(ranges)
    return (
        f"{held}{first}{told}. The first figure counts what is certain on these reports, the second"
        " also what cannot be decided yet."
    )


def _range(row: Range) -> str:
    return words.span(row.at_least, row.at_most)


def _extremes(ranges: Sequence[Range]) -> str:
    """Return the lowest range, and those with the highest *at least* and *at most*."""
    lowest = min(ranges, key=lambda row: (row.at_most, row.at_least))
    surest = max(ranges, key=lambda row: (row.at_least, row.at_most))
    widest = max(ranges, key=lambda row: (row.at_most, row.at_least))
    low, sure = _group(ranges, lowest), _group(ranges, surest)
    if _range(surest) == _range(widest):
        return f"from {low} to {sure}"
    wide = _group(ranges, widest)
    return f"{low}; {sure}, where most are certain; {wide}, where most are possible"


def _group(rows: Sequence[Range], like: Range) -> str:
    same = [row for row in rows if _range(row) == _range(like)]
    who = f"{len(same)} of the {len(rows)} readings"
    if len(same) == 1:
        who = f"reading {same[0].number} ({same[0].name})"
    return f"**{_range(like)}** under {who}"


def at_least(ranges: Sequence[Range]) -> str:
    """Return what the two ends of a range mean, and where doubt of duplicates counts."""
    said = (
        "At least: every question is answered yes. At most: that, and those where a question is"
        " open. "
    )
    doubtful = [row for row in ranges if row.violation != row.at_least]
    if doubtful:
        said += (
            "Incidents that may be one and the same count once in “at least”, so the bar can show"
            " more of them. "
        )
    return (
        said
        + "All of it is conditional on the reports: see the standing of evidence in the ledger."
    )


def hinges(differing: int, incidents: int, parting: Sequence[tuple[str, int]]) -> str:
    """Return how many incidents part the readings, and by which questions."""
    if not differing:
        return (
            f"No reading differs from another on any of **{words.count(incidents, 'incident')}**."
        )
    by = ", ".join(f"**{question}** ({n})" for question, n in parting)
    return (
        f"**{differing} of {incidents}** incidents get different verdicts from different readings."
        f" What parts them: {by}."
    )


def map_all(placed: int, incidents: int, differing: int) -> str:
    """Return the text alternative of the map of all incidents."""
    return (
        f"Map of {placed} of {incidents} incidents with the discs that surely hold them; on"
        f" {differing} the readings part. The ledger lists the same incidents as text."
    )


def map_one(row: Range) -> str:
    """Return the text alternative of one reading's map."""
    counts = words.tally(row.violation, row.undetermined, row.not_covered)
    return f"Map under {row.name}: {counts}. The ledger lists the same as text."


def map_notes(view: View, placed: int, disputes: Sequence[str]) -> Iterator[str]:
    """Yield what a reader of the maps must know."""
    yield (
        "Each mark stands at the centre of its disc; the pale disc, to scale, surely holds the"
        " place. Marks that fall on one point are fanned out around it. All maps show the same"
        " sheet, in Mercator's projection."
    )
    if missing := len(view.rows) - placed:
        yield f"{words.count(missing, 'incident')} without a place or beyond the list: on no map."
    choice = view.options.boundaries
    claimed = f" Dashed here: claimed by {'; by '.join(disputes)}." if disputes else ""
    yield (
        f"Outlines: Natural Earth (public domain), redrawn, good to {outlines.ACCURACY_M / 1000:g}"
        f" km, as of about {_DRAWN}: what was claimed or taken since is drawn as it was."
        f" Boundaries: {choice}; {words.BOUNDARIES[choice]}.{claimed} No boundary here implies"
        " endorsement; choose another drawing with `truce report --boundaries`."
    )


def day_notes(found: Days, view: View) -> Iterator[str]:
    """Yield how incidents were put on days, and which days are shaded."""
    unit = "day" if found.step == 1 else f"{found.step} days"
    apart = len(view.rows) - found.placed
    yield (
        f"Each column is one {unit} in {view.zone}, the tallest holds"
        f" {words.count(found.tallest, 'incident')}. An incident stands on the day that holds the"
        f" middle of its time bracket ({found.spanning} may have happened on another day); those"
        f" known to no better than {WIDEST.days} days ({apart}) stand on none."
    )
    yield lag(found, view)


def lag(found: Days | None, view: View) -> str:
    """Return the rule for late reports, and from which day on they are expected."""
    if found is None or found.lag is None:
        timed = 0 if found is None else found.timed
        return (
            f"Only {words.count(timed, 'incident')} say both when they happened and when they were"
            " first published: too few to tell on which days late reports are still expected."
        )
    rule = (
        f"Of {words.count(found.timed, 'incident')} that say so, nine in ten were first published"
        f" within {words.count(found.lag, 'day')}. Days that ended less than that before"
        f" {times.date(local(view.known_as_of, view.zone))} are shaded: late reports expected."
    )
    if found.late is None:
        return f"{rule} No day shown is that recent."
    return f"{rule} That is from {times.day(found.start(found.late))} on."


def days_alt(row: Range, found: Days, busiest: Mapping[str, int]) -> str:
    """Return the text alternative of a reading's bars, with its numbers."""
    counts = words.tally(row.violation, row.undetermined, row.not_covered)
    most = "; ".join(
        f"most {words.VERDICTS[verdict]} on {times.day(found.start(column))}:"
        f" {found.stacks[row.reading.id][column][kleene.VERDICTS.index(verdict)]}"
        for verdict, column in busiest.items()
    )
    return f"Incidents by day under {row.name}: {counts}; {most}. A table follows."


def idle(terms: int) -> str:
    """Return how many other terms of a reading do not cover an incident."""
    does = "does" if terms == 1 else "do"
    return f"{words.count(terms, 'other term')} of this reading {does} not cover it."


def cut(listed: int, incidents: int) -> str:
    """Return what a page too long to list everything leaves out."""
    return (
        f"This page lists {listed} of {incidents}: those on which the readings part first, then the"
        " earliest. Every figure counts all; the exports hold all."
    )


def sides(counted: Sequence[tuple[str, int]], records: int) -> str:
    """Return for whom those speak who report, in alphabetical order."""
    parts = words.listed(f"{side} {n}" for side, n in counted)
    return (
        f"Records by the side their claimant speaks for, of {records}: {parts}. Who publishes more"
        " is seen more; that is not a measure of who did more."
    )


def source(note: SourceNote) -> str:
    """Return how much a source gave, what it counts and under what licence."""
    who = f"{note.publisher}; " if note.publisher else ""
    said = f"{who}{words.count(note.rows, 'row')}, {note.rejects} refused."
    if note.unit:
        said += f" It counts {note.unit}."
    if note.licence:
        said += f" Licence: {note.licence}."
    return said if note.cannot_see else said + " What it cannot see is not stated."


def gaps(n: int) -> str:
    """Return how much the agreement leaves open."""
    if not n:
        return "Nothing was found that the agreement leaves open."
    things = words.count(n, "thing is", "things are")
    return f"{things} left open in the texts, or let two readings differ."


def refused(view: View) -> str:
    """Return how many rows were refused and how many faults were noted."""
    rows = words.count(view.rejects.height, "row was", "rows were")
    return f"{rows} refused; {words.count(view.issues.height, 'fault was', 'faults were')} noted."


def cite(view: View) -> str:
    """Return the words to cite this report by."""
    digest = view.inputs.get("agreement.yaml", "")
    agreement = f", agreement {digest[:12]}" if digest else ""
    seal = f", inputs {view.inputs_seal[:12]}" if view.inputs_seal else ""
    known = times.moment(view.known_as_of, "UTC")
    return (
        f"Cite as: {view.title}; case {view.id}, known as of {known} UTC; truce {view.version}"
        f"{agreement}{seal}."
    )
