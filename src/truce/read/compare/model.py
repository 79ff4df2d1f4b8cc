"""What a comparison holds: clauses of each account, aligned to items, and how the items relate."""

from dataclasses import dataclass
from typing import Final, Literal, get_args

from truce.read.compare.accounts import Account
from truce.read.compare.fields import Fact, FieldName
from truce.read.document import Span
from truce.read.statement import Act

#: How the accounts stand to each other on one item.
Relation = Literal["conflict", "all", "some", "one"]
RELATIONS: Final[tuple[Relation, ...]] = get_args(Relation)
#: What is compared. `scope` is the set of things that an item speaks of.
Compared = Literal["scope", "number", "duration", "start", "end", "time", "who", "modality"]
COMPARED: Final[tuple[Compared, ...]] = get_args(Compared)
#: `reported`: not among what is reported of that account here; `absent`: its whole text is present
#: and does not have it; `noted`: a text says itself that the account does not have it.
How = Literal["reported", "absent", "noted"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Clause:
    """One thing that an account says, its typed fields, and the statement it is of.

    `statement` is null for a sentence of a whole document that no statement covers. `follows` says
    that it speaks of what the clause before it names ("this proposal").
    """

    span: Span
    act: Act
    facts: tuple[Fact, ...] = ()
    statement: str | None = None
    follows: bool = False

    def values(self, name: FieldName) -> tuple[Fact, ...]:
        """Return the facts of one field."""
        return tuple(fact for fact in self.facts if fact.name == name)


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """A field that accounts fill differently: the facts of each account, in the accounts' order."""

    field: Compared
    facts: tuple[tuple[Fact, ...], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Silence:
    """An account that an item is not found in: its place among the accounts, and how that is known.

    `span` is where another text notes the absence, `by` the account in whose document it does.
    """

    account: int
    how: How
    span: Span | None = None
    by: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """What accounts say of one thing: their clauses, in the accounts' order; empty says nothing.

    `unlike` are fields filled differently without conflict, `partly` those that only some state.
    """

    id: str
    topics: tuple[str, ...]
    relation: Relation
    said: tuple[tuple[Clause, ...], ...]
    conflicts: tuple[Difference, ...] = ()
    unlike: tuple[Difference, ...] = ()
    partly: tuple[Difference, ...] = ()
    silences: tuple[Silence, ...] = ()

    @property
    def tellers(self) -> tuple[int, ...]:
        """Return the places of the accounts that say it."""
        return tuple(place for place, clauses in enumerate(self.said) if clauses)


@dataclass(frozen=True, slots=True, kw_only=True)
class Noted:
    """A text's own note that an account does not say something: whose text, of whom, the words."""

    account: int
    by: int
    span: Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """The accounts, in alphabetical order of their titles, and the items they make up together.

    `noted` are the absences that the texts themselves note, whatever the items are about.
    """

    accounts: tuple[Account, ...]
    items: tuple[Item, ...]
    noted: tuple[Noted, ...] = ()

    def of(self, relation: Relation) -> tuple[Item, ...]:
        """Return the items of one relation."""
        return tuple(item for item in self.items if item.relation == relation)
