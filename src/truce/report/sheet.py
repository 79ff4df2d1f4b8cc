"""The report as Markdown: the same figures as the page, without maps, bars and the long reasons."""

import re
from collections.abc import Iterable, Iterator, Sequence

from truce.report import prose, tally, times, words
from truce.report.anchors import link
from truce.report.days import days
from truce.report.quotes import MOST, Quotes
from truce.report.view import Row, View, text


def markdown(view: View) -> str:
    """Return the report of a view as Markdown (tables in the common pipe form)."""
    parts = (_head, _ranges, _hinges, _days, _ledger, _unseen, _totals, _refused, _about)
    return "\n".join(line for part in parts for line in part(view)) + "\n"


def cell(value: object) -> str:
    """Return text that no Markdown or HTML reader takes for markup, on one line."""
    flat = " ".join(str(value).split())
    return re.sub(r"([\\`*_\[\]|<>#~])", r"\\\1", flat)


def _table(head: Sequence[str], rows: Iterable[Sequence[object]]) -> Iterator[str]:
    yield ""
    yield f"| {' | '.join(head)} |"
    yield f"|{' --- |' * len(head)}"
    for row in rows:
        yield f"| {' | '.join(map(str, row))} |"


def _head(view: View) -> Iterator[str]:
    yield f"# {cell(view.title)}"
    yield ""
    yield f"- **Agreement**: {cell(view.agreement.title)}"
    yield f"- **Incidents**: {prose.extent(view)}"
    known = times.moment(view.known_as_of, view.zone), times.moment(view.known_as_of, "UTC")
    yield f"- **Known as of**: {known[0]} {view.zone} ({known[1]} UTC)"
    for name, value in prose.options(view.options, view.zone):
        yield f"- **{name}**: {value}"


def _ranges(view: View) -> Iterator[str]:
    rows, quotes = tally.ranges(view), Quotes(view.agreement)
    yield from ("", "## Violations, at least and at most, under each reading", "")
    yield prose.lead(rows)
    yield from ("", prose.ORDER)
    yield from _table(
        ("", "Reading", "Words", "Not quoted", "At least – at most", "Undetermined", "Not covered"),
        (
            (
                row.number,
                f"{cell(row.name)}, {times.dated(row.reading.issued, view.zone)}",
                ", ".join(f"“{cell(q.words)}”" for q in quotes.scope(row.reading)[:MOST]),
                cell(words.marks(row.fields)),
                f"**{words.span(row.at_least, row.at_most)}**",
                row.undetermined,
                row.not_covered,
            )
            for row in rows
        ),
    )
    yield from ("", prose.at_least(rows))


def _hinges(view: View) -> Iterator[str]:
    yield from ("", "## What parts the readings", "")
    yield prose.hinges(tally.differing(view), len(view.rows), tally.parting(view))
    yield from ("", prose.PARTING)
    yield from _table(
        ("Readings", "Incidents", "Parted by"),
        (
            (
                f"{pair.first} and {pair.second}",
                pair.incidents,
                ", ".join(f"{words.parted(p)} ({len(i)})" for p, i in pair.parts) or "nothing",
            )
            for pair in tally.pairs(view)
        ),
    )


def _days(view: View) -> Iterator[str]:
    yield from ("", "## When", "")
    if (found := days(view)) is None:
        yield "No incident is known to a day."
        return
    yield from prose.day_notes(found, view)
    yield from ("", "In each cell: violation, undetermined, not covered.")
    yield from _table(
        ("From" if found.step > 1 else "Day", *(str(n) for n in view.numbers.values())),
        (
            (times.day(found.start(c)), *("·".join(map(str, s[c])) for s in found.stacks.values()))
            for c in range(found.columns)
        ),
    )


def _ledger(view: View) -> Iterator[str]:
    yield from ("", "## Ledger of incidents", "", prose.LEDGER)
    numbers = [str(n) for n in view.numbers.values()]
    yield from _table(
        ("Row", "Incident", f"Time ({view.zone})", "Evidence", "Records", *numbers),
        (_incident(view, row) for row in view.rows),
    )
    yield from ("", "In the columns of the readings: " + _key() + ".")


def _incident(view: View, row: Row) -> Sequence[object]:
    verdicts = view.judged[text(row, "incident")]
    return (
        cell(view.labels[text(row, "incident")]),
        f"{cell(row['title'])}{words.spread(row['radius_m'])}",
        times.bracket(*times.bounds(row), view.zone),
        words.evidence(row),
        row["records"],
        *(words.GLYPHS[verdicts[reading.id]] for reading in view.readings),
    )


def _key() -> str:
    return ", ".join(
        f"{words.GLYPHS[verdict]} {words.VERDICTS[verdict]}" for verdict in words.GLYPHS
    )


def _unseen(view: View) -> Iterator[str]:
    yield from ("", "## What could not be seen", "", prose.UNSEEN, "")
    for source in view.sources:
        yield f"- **{cell(source.id)}**: {cell(prose.source(source))}"
        yield from (f"  - {cell(blind)}" for blind in source.cannot_see)
    yield from ("", cell(prose.sides(tally.sides(view), view.records.height)), "")
    yield f"Of {words.count(len(view.rows), 'incident')}:"
    yield ""
    yield from (f"- {line.what}: {line.incidents}" for line in tally.unseen(view))
    yield from ("", prose.lag(days(view), view), "")
    yield prose.gaps(len(view.gaps))
    yield ""
    yield from (f"- {cell(gap.at)} {cell(gap.message)}" for gap in view.gaps)


def _totals(view: View) -> Iterator[str]:
    yield from ("", "## Totals as claimed", "", prose.TOTALS)
    yield from _table(
        (
            "Claimant",
            "Against",
            f"Period ({view.zone})",
            "Printed",
            "Unit",
            "Incidents held",
            "Claim",
        ),
        (_total(view, row) for row in tally.totals(view)),
    )


def _total(view: View, row: Row) -> Sequence[object]:
    held = tally.held(view, row)
    address = link(text(row, "url"))
    return (
        cell(row["claimant"]),
        cell(row["against"] or ""),
        times.bracket(*times.bounds(row), view.zone),
        words.printed(row),
        cell(row["unit"] or "unit not stated"),
        words.span(held.at_least, held.at_most) if held else "cannot be matched",
        cell(row["claim"]) + (f" <{address}>" if address else ""),
    )


def _refused(view: View) -> Iterator[str]:
    yield from ("", "## Rows refused, and faults found in the data", "")
    yield prose.refused(view)
    yield ""
    for row in tally.tabulated(view.rejects, ["source", "file", "reason"]):
        yield f"- {cell(row['source'])}, {cell(row['file'])}: {row['n']} × {cell(row['reason'])}"
    for row in tally.tabulated(view.issues, ["stage", "severity", "message"]):
        yield f"- {row['stage']}, {row['severity']}: {row['n']} × {cell(row['message'])}"


def _about(view: View) -> Iterator[str]:
    yield from ("", "## About this file", "", cell(prose.cite(view)), "")
    yield f"{prose.SEAL}: `{view.inputs_seal or 'none'}`."
    yield from ("", "Inputs and their SHA-256:", "")
    yield from (f"- {cell(name)} `{digest}`" for name, digest in sorted(view.inputs.items()))
