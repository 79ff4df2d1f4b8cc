"""Options that several verbs share, gathered into one object."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import wraps
from pathlib import Path
from typing import TYPE_CHECKING, Final

import click

from truce.cli import rooms
from truce.issues import stop

if TYPE_CHECKING:
    from truce.case import Case
    from truce.outlines import Boundaries
    from truce.read.document import Document, Genre
    from truce.report import Options

#: The standings of evidence, as `truce.tables` has them; not taken from there, as it loads slowly.
EVIDENCE: Final = ("claimed", "denied", "reported", "admitted", "corroborated", "confirmed")
#: Sorts of documents, as `truce.read.document` has them.
GENRES: Final = ("news", "readout", "post", "statement", "transcript", "briefing")
BOUNDARIES: Final = ("disputed", "de-facto", "recognised")
"""Choices of boundaries, as `truce.outlines` has them; it loads slowly too."""

case_argument = click.argument("case", type=click.Path(path_type=Path))
json_option = click.option(
    "--json", "as_json", is_flag=True, help="Print JSON (fields: docs/json.md) instead of text."
)
quiet_option = click.option("--quiet", is_flag=True, help="Show no progress and no notes.")


@dataclass(frozen=True, slots=True, kw_only=True)
class Judging:
    """How to judge, as asked for on the command line."""

    strict: bool
    as_of: str | None
    evidence: tuple[str, ...]

    def options(self, case: Case, boundaries: Boundaries = "disputed") -> Options:
        """Return the options; a date stands for its end in the case's zone.

        Raises TruceError for a date that is none.
        """

        return rooms.run.options(
            case,
            strict=self.strict,
            evidence=self.evidence,
            as_of=self.as_of,
            boundaries=boundaries,
        )


def judging_options(command: Callable[..., int]) -> Callable[..., int]:
    """Add the options that change a figure; the command is given them as one `judging`."""

    @click.option("--strict", is_flag=True, help="Take what a reading only assumes as unknown.")
    @click.option(
        "--as-of",
        metavar="DATE",
        help="Count only what had surely been published by then (2025-03-27, or with an hour).",
    )
    @click.option(
        "--evidence",
        multiple=True,
        type=click.Choice(EVIDENCE),
        metavar="STANDING",
        help=f"Keep only incidents of this standing; repeatable: {', '.join(EVIDENCE)}.",
    )
    @wraps(command)
    def with_judging(
        *args: object, strict: bool, as_of: str | None, evidence: tuple[str, ...], **rest: object
    ) -> int:
        judging = Judging(strict=strict, as_of=as_of, evidence=evidence)
        return command(*args, judging=judging, **rest)

    return with_judging


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """What a person says of a document that the document does not say itself."""

    genre: Genre | None = None
    publisher: str | None = None
    issued: str | None = None
    clock: str | None = None

    def check(self) -> None:
        """Raise TruceError for a date that is none, and for a zone without a date."""
        if self.issued is None and self.clock is not None:
            raise stop("--clock is that of --issued.", at="--clock", hint="Give both.")
        if self.issued is not None:
            try:
                rooms.document.Issued.told(self.issued, self.clock)
            except ValueError as fault:
                said = f"{str(fault).rstrip('.')}."
                hint = "Give a date, as in 2030-03-01."
                raise stop(said, at="--issued", hint=hint) from None

    def of(self, document: Document) -> Document:
        """Return the document with what was told of it; `check` comes before."""
        issued = document.issued
        if self.issued is not None:
            issued = rooms.document.Issued.told(self.issued, self.clock)
        return replace(
            document,
            genre=self.genre or document.genre,
            publisher=self.publisher or document.publisher,
            issued=issued,
        )


def told_options(command: Callable[..., int]) -> Callable[..., int]:
    """Add what a person can say of a document; the command is given it as one `told`."""

    @click.option("--genre", type=click.Choice(GENRES), help="What sort of document it is.")
    @click.option("--publisher", metavar="NAME", help="Who published it.")
    @click.option("--issued", metavar="DATE", help="When (2030-03-01, or with an hour and offset).")
    @click.option("--clock", metavar="ZONE", help="The time zone of that, as in Europe/Vienna.")
    @wraps(command)
    def with_told(
        *args: object,
        genre: Genre | None,
        publisher: str | None,
        issued: str | None,
        clock: str | None,
        **rest: object,
    ) -> int:
        told = Told(genre=genre, publisher=publisher, issued=issued, clock=clock)
        told.check()
        return command(*args, told=told, **rest)

    return with_told
