"""The standings of a term in the order of the file, which is the order of time."""

from dataclasses import replace
from itertools import pairwise

from truce.agreement.desk import Bench
from truce.agreement.model import Field, Standing, Status
from truce.agreement.moments import say_moment
from truce.agreement.page import Path
from truce.agreement.surface_fields import StandingText
from truce.when import Bracket


def make_standings(
    bench: Bench, path: Path, texts: list[StandingText] | str
) -> tuple[Standing, ...]:
    """Return the standings of a term; none if it is silent. A wrong order is noted as a fault."""
    if isinstance(texts, str):
        return ()
    made = [_standing(bench, (*path, index), text) for index, text in enumerate(texts)]
    known = [standing for standing in made if standing is not None]
    for index, (one, two) in enumerate(pairwise(made)):
        if one is not None and two is not None:
            _check_order(bench, (*path, index + 1, "since"), one, two)
    return tuple(_narrowed(known))


def _standing(bench: Bench, path: Path, text: StandingText) -> Standing | None:
    clock, place = bench.time, (*path, "since")
    since = bench.desk.moment_at(place, text.since, clock)
    words = f"{text.is_}, since {say_moment(text.since)}"
    status: Field[Status] = bench.field("standing", path, text, text.is_, words=words)
    if since is None:
        return None
    strict = bench.desk.moment_at(place, text.since, clock, strict=True)
    left = None if strict == since else strict
    return Standing(status=status, since=since, since_unassumed=left)


def _check_order(bench: Bench, path: Path, one: Standing, two: Standing) -> None:
    page, faults = bench.desk.page, bench.desk.faults
    if two.since == one.since:
        message = f"Two standings begin at once; the other is at {one.status.at}."
        hint = "Give the hours, or keep the one that lasted."
        faults.add(page.at(path), message, hint)
    elif two.since.latest <= one.since.earliest:
        message = f"This standing begins before the one above it, at {one.status.at}."
        faults.add(page.at(path), message, "Write standings in the order of time.")


def _narrowed(standings: list[Standing]) -> list[Standing]:
    """Return the standings with what their order says about days without an hour.

    Proposed at 14:00 and agreed on the same day is agreed after 14:00.
    """
    earliest: Bracket | None = None
    made: list[Standing] = []
    for standing in standings:
        since = standing.since
        if earliest is not None and since.earliest < earliest.earliest:
            since = Bracket(min(earliest.earliest, since.latest), since.latest)
        made.append(replace(standing, since=since))
        earliest = since
    return made
