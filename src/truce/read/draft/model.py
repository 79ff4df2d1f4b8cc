"""What a draft holds: readings, terms and fields, each quoted or silent; nothing is assumed."""

from __future__ import annotations

from dataclasses import dataclass

from truce.read.document import Document, Span


@dataclass(frozen=True, slots=True, kw_only=True)
class DraftField:
    """A field of a term.

    `value` is YAML of one line, null where the text is silent. `quotes` are the words it rests on.
    `remarks` say what the analyst must decide, a line each.
    """

    name: str
    value: str | None = None
    quotes: tuple[Span, ...] = ()
    remarks: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class DraftTerm:
    """One obligation as an account tells it."""

    id: str
    title: Span
    fields: tuple[DraftField, ...]
    remarks: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class DraftReading:
    """An account as a reading; without a term it is only remarked on."""

    title: str
    teller: str
    document: Document
    whole: bool
    terms: tuple[DraftTerm, ...]
    remarks: tuple[str, ...] = ()
