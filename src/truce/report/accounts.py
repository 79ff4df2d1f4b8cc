"""Accounts side by side: the model that the page, the Markdown, the JSON and the terminal show."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Final

from truce.read.compare import RELATIONS, Comparison, Difference, Item, Relation, Silence
from truce.read.compare.model import Clause, Compared
from truce.read.compare.topics import broad, said
from truce.read.document import Span
from truce.report import words

#: Relation -> glyph, words. Shape and word say the same, so neither hue nor print is needed.
GLYPHS: Final[dict[Relation, str]] = {"conflict": "≠", "all": "●", "some": "◐", "one": "○"}
#: What a text notes as not said.
NOTED: Final = "∅"
RELATION: Final[dict[Relation, str]] = {
    "conflict": "they conflict",
    "all": "all say",
    "some": "some say",
    "one": "one alone says",
}
MEANS: Final[dict[Relation, str]] = {
    "conflict": "two accounts fill a field with what cannot both hold",
    "all": "every account speaks of it, and no field conflicts",
    "some": "two or more speak of it, not all",
    "one": "only one account speaks of it here",
}
FIELDS: Final[dict[Compared, str]] = {
    "scope": "what is covered",
    "number": "how many",
    "duration": "how long",
    "start": "from when",
    "end": "until when",
    "time": "when",
    "who": "who is bound",
    "modality": "how firm",
}
ORDER: Final = "Accounts stand in alphabetical order; the order carries no judgement."
METHOD: Final = (
    "Clauses are paired by what they are about, then by rare words that they share; only typed"
    " fields are compared, and likeness of words alone is never called a conflict. The pairing is"
    " the program's: a person must confirm it."
)
SILENCE: Final = (
    "Where an account is known only from what another text reports of it, its silence here is not"
    " its own: the most that can be said is that a thing is reported here for the others only."
)
_TITLE_TOPICS: Final = 3
_TITLE_WORDS: Final = 9
#: More accounts than this are counted in the title, not named.
_NAMED: Final = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Teller:
    """An account as shown: its number from 1, its title, its document, and whether it is whole."""

    number: int
    title: str
    document: str
    whole: bool
    issued: str | None
    sha256: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Quote:
    """Words of an account: verbatim, where they stand, and how firm they are, null if not said."""

    mark: str
    words: str
    start: int
    end: int
    modality: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """What one account says of an item: its quotes, or how it is silent."""

    account: int
    quotes: tuple[Quote, ...]
    silence: str | None
    noted: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Field:
    """A field that accounts fill differently, or not all: its name, and each account's words."""

    field: Compared
    name: str
    how: str
    words: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """An item as shown: its cells are those of the accounts, in their order."""

    id: str
    relation: Relation
    glyph: str
    word: str
    title: str
    topics: tuple[str, ...]
    cells: tuple[Cell, ...]
    fields: tuple[Field, ...]

    @property
    def spoken(self) -> tuple[int, ...]:
        """Return the places of the accounts that speak of it."""
        return tuple(place for place, cell in enumerate(self.cells) if cell.quotes)

    @property
    def silent(self) -> tuple[tuple[tuple[int, ...], str, str | None], ...]:
        """Return the places of silent accounts by how they are silent, and what is noted of it."""
        found: dict[tuple[str, str | None], list[int]] = {}
        for place, cell in enumerate(self.cells):
            if cell.silence is not None:
                found.setdefault((cell.silence, cell.noted), []).append(place)
        return tuple((tuple(places), *how) for how, places in found.items())


@dataclass(frozen=True, slots=True, kw_only=True)
class Remark:
    """What a text itself notes that an account does not say: of whom, in which document."""

    id: str
    account: str
    number: int
    by: str
    words: str
    start: int
    end: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Board:
    """Everything that is shown of a comparison."""

    title: str
    lead: str
    tellers: tuple[Teller, ...]
    rows: tuple[Row, ...]
    remarks: tuple[Remark, ...]
    counts: Mapping[Relation, int]

    def of(self, relation: Relation) -> tuple[Row, ...]:
        """Return the rows of one relation, in order."""
        return tuple(row for row in self.rows if row.relation == relation)


def board(found: Comparison) -> Board:
    """Return a comparison as it is shown, in words."""
    counts: dict[Relation, int] = {relation: len(found.of(relation)) for relation in RELATIONS}
    titles = [account.title for account in found.accounts]
    return Board(
        title=words.listed(titles) if len(titles) <= _NAMED else f"{len(titles)} accounts",
        lead=_lead(counts, len(titles)),
        tellers=tuple(_tellers(found)),
        rows=tuple(_row(found, item) for item in found.items),
        remarks=tuple(_remarks(found)),
        counts=counts,
    )


def data(shown: Board) -> dict[str, object]:
    """Return the board as JSON types; spans count code points of the document that is named."""
    return asdict(shown)


def relation_word(relation: Relation, accounts: int) -> str:
    """Return the words for a relation: of two accounts, `both say`."""
    return "both say" if relation == "all" and accounts == 2 else RELATION[relation]


def _lead(counts: Mapping[Relation, int], accounts: int) -> str:
    by = "both" if accounts == 2 else "all"
    parts = [
        f"{counts['conflict']} on which they conflict",
        f"{counts['all']} said by {by}",
        *([f"{counts['some']} by some"] if accounts > 2 else []),
        f"{counts['one']} by one alone",
    ]
    total = words.count(sum(counts.values()), "thing")
    return f"{total} said in {words.count(accounts, 'account')}: {words.listed(parts)}."


def _tellers(found: Comparison) -> Iterator[Teller]:
    for number, account in enumerate(found.accounts, 1):
        document = account.document
        yield Teller(
            number=number,
            title=account.title,
            document=document.name,
            whole=account.whole,
            issued=document.issued.written if document.issued else None,
            sha256=document.sha256,
        )


def _row(found: Comparison, item: Item) -> Row:
    return Row(
        id=item.id,
        relation=item.relation,
        glyph=GLYPHS[item.relation],
        word=relation_word(item.relation, len(found.accounts)),
        title=_title(found, item),
        topics=tuple(said(topic) for topic in item.topics),
        cells=tuple(_cells(found, item)),
        fields=tuple(_fields(found, item)),
    )


def _title(found: Comparison, item: Item) -> str:
    """Return what an item is about: its narrow topics, its broad ones, or its first words."""
    narrow = [topic for topic in item.topics if not broad(topic)] or list(item.topics)
    if narrow:
        return ", ".join(said(topic) for topic in narrow[:_TITLE_TOPICS])
    place = item.tellers[0]
    first = item.said[place][0].span.of(found.accounts[place].document.text).split()
    return " ".join(first[:_TITLE_WORDS]) + (" ..." if len(first) > _TITLE_WORDS else "")


def _cells(found: Comparison, item: Item) -> Iterator[Cell]:
    silent = {silence.account: silence for silence in item.silences}
    for place, clauses in enumerate(item.said):
        silence = silent.get(place)
        yield Cell(
            account=place + 1,
            quotes=tuple(_quotes(found, item, place, clauses)),
            silence=_silence(found, item, silence) if silence else None,
            noted=_noted(found, silence) if silence else None,
        )


def _quotes(
    found: Comparison, item: Item, place: int, clauses: Sequence[Clause]
) -> Iterator[Quote]:
    text = found.accounts[place].document.text
    for number, clause in enumerate(clauses, 1):
        firm = [fact.value for fact in clause.values("modality")]
        yield Quote(
            mark=f"{item.id}-{place + 1}-{number}",
            words=_flat(clause.span, text),
            start=clause.span.start,
            end=clause.span.end,
            modality=firm[0] if firm else None,
        )


def _silence(found: Comparison, item: Item, silence: Silence) -> str:
    if silence.how == "reported":
        tellers = words.listed(found.accounts[place].title for place in item.tellers)
        return f"reported here for {tellers} only"
    if silence.how == "noted":
        return "does not say it, as a text here notes"
    return "absent: its whole text is here and does not speak of it"


def _noted(found: Comparison, silence: Silence) -> str | None:
    if silence.span is None or silence.by is None:
        return None
    return _flat(silence.span, found.accounts[silence.by].document.text)


def _fields(found: Comparison, item: Item) -> Iterator[Field]:
    kinds: tuple[tuple[str, Iterable[Difference]], ...] = (
        ("conflict", item.conflicts),
        ("said differently", item.unlike),
        ("not said by all", item.partly),
    )
    for how, differences in kinds:
        for difference in differences:
            yield Field(
                field=difference.field,
                name=FIELDS[difference.field],
                how=how,
                words=tuple(_values(found, difference)),
            )


def _values(found: Comparison, difference: Difference) -> Iterator[tuple[str, ...]]:
    """Yield for each account the words that fill a field, each once; for firmness, its word."""
    for account, facts in zip(found.accounts, difference.facts, strict=True):
        text = account.document.text
        firm = difference.field == "modality"
        yield tuple(dict.fromkeys(f.value if firm else _flat(f.span, text) for f in facts))


def _remarks(found: Comparison) -> Iterator[Remark]:
    for number, note in enumerate(found.noted, 1):
        document = found.accounts[note.by].document
        yield Remark(
            id=f"x{number}",
            number=note.account + 1,
            account=found.accounts[note.account].title,
            by=document.name,
            words=_flat(note.span, document.text),
            start=note.span.start,
            end=note.span.end,
        )


def _flat(span: Span, text: str) -> str:
    return " ".join(span.of(text).split())
