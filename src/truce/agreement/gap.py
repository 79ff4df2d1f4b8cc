"""What an agreement leaves open, told to those who can still write it better."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from truce.agreement.model import Agreement, Reading, Term
from truce.issues import Mark


@dataclass(frozen=True, slots=True, kw_only=True)
class Gap:
    """One thing that a reading leaves open, or that readings tell differently.

    `question` is the one of `tables.QUESTIONS` that it bears on, or empty. `also` are the other
    places of a difference. `reading` and `term` are empty for what concerns the whole agreement.
    """

    code: str
    at: Mark
    reading: str
    term: str
    question: str
    message: str
    hint: str = ""
    also: tuple[Mark, ...] = ()


@dataclass(frozen=True, slots=True)
class Subject:
    """A term with the reading and the agreement that it belongs to."""

    agreement: Agreement
    reading: Reading
    term: Term


@dataclass(frozen=True, slots=True)
class Told:
    """Where something is left open, what it is and why it matters, and what could be written."""

    at: Mark
    message: str
    hint: str = ""


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule: its code, the question it bears on (or none), and what finds its gaps in a term."""

    code: str
    question: str
    find: Callable[[Subject], Iterable[Told]]
