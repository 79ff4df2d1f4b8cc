"""Instants that are not known exactly, and the zone-free ends of time."""

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Final

import polars as pl

MIN: Final = datetime(1, 1, 2, tzinfo=UTC)
MAX: Final = datetime(9999, 12, 30, tzinfo=UTC)
Moment: Final = pl.Datetime("us", "UTC")


def say(instant: datetime) -> str:
    """Return an instant as tables write it: `2025-03-18T18:27Z`, or `open` at the ends of time."""
    if instant in (MIN, MAX):
        return "open"
    form = "%Y-%m-%dT%H:%MZ" if not instant.second else "%Y-%m-%dT%H:%M:%SZ"
    return instant.astimezone(UTC).strftime(form)


@dataclass(frozen=True, slots=True)
class Bracket:
    """An instant known to lie between `earliest` and `latest` (UTC, both included)."""

    earliest: datetime = MIN
    latest: datetime = MAX

    def __post_init__(self) -> None:
        if self.earliest > self.latest:
            raise ValueError(
                f"the bracket ends ({say(self.latest)}) before it begins ({say(self.earliest)})"
            )

    @property
    def exact(self) -> bool:
        """Return whether the instant is known exactly."""
        return self.earliest == self.latest

    def hull(self, other: "Bracket") -> "Bracket":
        """Return the narrowest bracket that holds both."""
        return Bracket(min(self.earliest, other.earliest), max(self.latest, other.latest))


UNKNOWN: Final = Bracket()
OPEN_END: Final = Bracket(MAX, MAX)
SINCE_EVER: Final = Bracket(MIN, MIN)
