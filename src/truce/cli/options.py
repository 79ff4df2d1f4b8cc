"""Options that several verbs share, gathered into one object."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from pathlib import Path
from typing import TYPE_CHECKING, Final

import click

from truce.cli import rooms

if TYPE_CHECKING:
    from truce.case import Case
    from truce.outlines import Boundaries
    from truce.report import Options

#: The standings of evidence, as `truce.tables` has them; not taken from there, as it loads slowly.
EVIDENCE: Final = ("claimed", "denied", "reported", "admitted", "corroborated", "confirmed")
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
