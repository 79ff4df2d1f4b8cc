"""From the file as written to the agreement as understood; every fault on the way is noted."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from truce.agreement.decisions import Decisions, Row, clause_names, decide
from truce.agreement.desk import Bench, Desk, Read
from truce.agreement.examples import make_examples
from truce.agreement.faults import Faults
from truce.agreement.model import Agreement, Document, Field, Party, Reading, Term
from truce.agreement.moments import Clock
from truce.agreement.page import Path
from truce.agreement.shape import check
from truce.agreement.surface import DocumentText, PartyText, ReadingHead
from truce.agreement.surface_fields import ClockField
from truce.agreement.terms import make_term
from truce.agreement.text import parse
from truce.agreement.zones import place_zones
from truce.what import tree
from truce.when import UNKNOWN, Bracket, check_zone
from truce.who import Actors


def no_files(path: str) -> str:
    """Read no file: for an agreement that stands alone."""
    raise FileNotFoundError(path)


def load(
    text: str,
    *,
    name: str = "agreement.yaml",
    read: Read = no_files,
    conditions: Sequence[Row] = (),
) -> Agreement:
    """Return the agreement that a file's text means.

    `read` returns the text of a file of the case by its relative path; `conditions` are the rows
    of `hand/conditions.csv`. Raises TruceError with every fault found, sorted by place.
    """
    faults = Faults()
    page = parse(text, name, faults)
    desk = Desk(check(page, faults), read)
    _place_parties(desk)
    _place_documents(desk)
    place_zones(desk)
    decisions = decide(conditions, clause_names(page), faults)
    readings = {reading.id: reading for reading in _readings(desk, decisions)}
    examples = make_examples(desk)
    faults.stop_if_any()
    relations = page.get(("relations",))
    return Agreement(
        title=str(page.data["agreement"]),
        about=str(page.data.get("about", "")),
        parties=dict(desk.parties),
        documents=dict(desk.documents),
        zones=dict(desk.zones),
        readings=dict(sorted(readings.items())),
        examples=examples,
        relations={k: str(v) for k, v in relations.items()} if isinstance(relations, dict) else {},
    )


def _place_parties(desk: Desk) -> None:
    for name, path in desk.page.paths(("parties",)):
        text = desk.sheet.piece(PartyText, path)
        if text is None:
            continue
        kind = desk.faults.attempt(desk.page.at((*path, "kind")), tree("actors").check, text.kind)
        _check_once(desk, path)
        desk.parties[name] = Party(
            id=name,
            name=text.name,
            role=text.role,
            actors=Actors(
                yes=frozenset(text.answers_for or ()), unclear=frozenset(text.unclear or ())
            ),
            kind=kind or "",
            at=desk.page.key(path),
        )


def _check_once(desk: Desk, path: Path) -> None:
    sure = dict(desk.entries((*path, "answers_for")))
    for actor, at in desk.entries((*path, "unclear")):
        if actor in sure:
            message = f"`{actor}` is also named at {sure[actor]}."
            desk.faults.add(at, message, "Keep one: a party answers for an actor, or may do so.")


def _place_documents(desk: Desk) -> None:
    for name, path in desk.page.paths(("documents",)):
        text = desk.sheet.piece(DocumentText, path)
        document = _document(desk, name, path, text) if text else None
        if document is not None:
            desk.documents[name] = document


def _document(desk: Desk, name: str, path: Path, text: DocumentText) -> Document | None:
    if text.party is not None:
        desk.known("parties", text.party, desk.page.at((*path, "party")))
    zone = _clock_zone(desk, (*path, "clock"), text.clock)
    issued = desk.moment_at((*path, "issued"), text.issued, Clock(zone))
    whole = desk.file_at((*path, "file")) if text.file else None
    if text.file and whole is None:
        return None
    return Document(
        id=name,
        title=text.title,
        publisher=text.publisher,
        issued=issued or UNKNOWN,
        issued_words=text.issued,
        at=desk.page.key(path),
        party=text.party,
        language=text.language,
        form=text.form or "",
        url=text.url,
        carried_by=text.carried_by,
        wording=text.wording,
        excerpts=tuple(text.excerpts or ()),
        text=whole,
    )


def _clock_zone(desk: Desk, path: Path, zone: str | None) -> str | None:
    """Return the zone of a clock; UTC, with a fault, if there is none of that name."""
    if zone is None:
        return None
    return desk.faults.attempt(desk.page.at(path), check_zone, zone) or "UTC"


def _readings(desk: Desk, decisions: Decisions) -> Iterator[Reading]:
    for name, path in desk.page.paths(("readings",)):
        text = desk.sheet.piece(ReadingHead, path, {"clock": "silent"}, without="terms")
        bench = _bench(desk, path)
        names = desk.page.names((*path, "terms"))
        terms = [make_term(bench, name, term, decisions) for term in names]
        made = _reading(bench, path, text, [t for t in terms if t]) if text else None
        if made is not None:
            yield made


def _reading(bench: Bench, path: Path, text: ReadingHead, terms: list[Term]) -> Reading | None:
    desk, place = bench.desk, (*path, "issued")
    desk.known("parties", text.party, desk.page.at((*path, "party")))
    documents = [desk.documents[d] for d in bench.documents if d in desk.documents]
    if text.issued is not None:
        issued = desk.moment_at(place, text.issued, bench.time)
    else:
        issued = latest([document.issued for document in documents])
    if issued is None:
        return None
    return Reading(
        id=str(path[-1]),
        title=text.title,
        party=text.party,
        documents=bench.documents,
        issued=issued,
        terms=tuple(terms),
        at=desk.page.key(path),
        note=text.note,
    )


def _bench(desk: Desk, path: Path) -> Bench:
    """Return the bench of a reading, from the page itself: its head may have faults."""
    named = list(desk.entries((*path, "documents")))
    documents = tuple(dict.fromkeys(n for n, at in named if desk.known("documents", n, at)))
    place = (*path, "clock")
    bench = Bench(desk, documents, Field(name="clock", at=desk.page.key(place)))
    text = desk.sheet.piece(ClockField, place)
    if text is None:
        return bench
    zone = _clock_zone(desk, (*place, "is"), text.is_)
    return replace(bench, clock=bench.field("clock", place, text, zone, words=text.is_))


def latest(brackets: Sequence[Bracket]) -> Bracket | None:
    """Return the bracket of the last of several instants; null if there is none."""
    if not brackets:
        return None
    return Bracket(max(b.earliest for b in brackets), max(b.latest for b in brackets))
