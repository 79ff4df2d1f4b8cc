"""A draft of the agreement file: what accounts say, and silence where they do not say it."""

from truce.read.draft.model import DraftField, DraftReading, DraftTerm
from truce.read.draft.page import page
from truce.read.draft.terms import published, reading

__all__ = ["DraftField", "DraftReading", "DraftTerm", "page", "published", "reading"]
