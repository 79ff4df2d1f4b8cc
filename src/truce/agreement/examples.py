"""Examples: incidents with the verdict they must get, so that experts can test the file."""

from collections.abc import Iterator

from truce.agreement.desk import Desk
from truce.agreement.model import Example
from truce.agreement.moments import Clock
from truce.agreement.page import Path
from truce.agreement.surface import ExampleText, FactsText
from truce.kleene import split
from truce.what import TreeName, tree
from truce.when import check_zone

#: Columns of an incident that an example states as they are.
_AS_WRITTEN = (
    "object",
    "act",
    "perpetrators",
    "lon",
    "lat",
    "radius_m",
    "held_by",
    "amount",
    "amount_unit",
)


def make_examples(desk: Desk) -> tuple[Example, ...]:
    """Return the examples of the file; what they name and nobody knows is noted as a fault."""
    return tuple(_examples(desk))


def _examples(desk: Desk) -> Iterator[Example]:
    written = desk.page.get(("examples",))
    for index in range(len(written) if isinstance(written, list) else 0):
        path = ("examples", index)
        text = desk.sheet.piece(ExampleText, path)
        if text is None:
            continue
        at = desk.page.at((*path, "name") if text.name else path)
        if (text.incident is None) == (text.record is None):
            hint = "`incident` is made up here; `record` is a row of a source in the case."
            desk.faults.add(at, "An example has either `incident` or `record`.", hint)
        for reading in text.under:
            desk.known("readings", reading, desk.page.key((*path, "under", reading)))
        facts = _facts(desk, (*path, "incident"), text.incident) if text.incident else {}
        yield Example(facts=facts, record=text.record, under=dict(text.under), at=at)


def _facts(desk: Desk, path: Path, text: FactsText) -> dict[str, object]:
    """Return the facts as columns of an incident; what is left out is not known."""
    _check_kinds(desk, (*path, "object"), text.object, "things")
    _check_kinds(desk, (*path, "act"), text.act, "acts")
    facts: dict[str, object] = {name: getattr(text, name) for name in _AS_WRITTEN}
    facts |= {"moment_start_utc": None, "moment_end_utc": None}
    if text.at is not None:
        at = desk.page.at((*path, "clock"))
        zone = text.clock and desk.faults.attempt(at, check_zone, text.clock)
        moment = desk.moment_at((*path, "at"), text.at, Clock(zone or None))
        if moment is not None:
            facts |= {"moment_start_utc": moment.earliest, "moment_end_utc": moment.latest}
    return {name: value for name, value in facts.items() if value is not None}


def _check_kinds(desk: Desk, path: Path, words: str | None, name: TreeName) -> None:
    for kind in split(words):
        desk.faults.attempt(desk.page.at(path), tree(name).check, kind)
