"""An Attribution: source, cue and content as spans, before anybody is resolved."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final, Literal

from truce.read.document import Span

Role = Literal["source", "cue", "content"]
ROLES: Final[tuple[Role, ...]] = ("source", "cue", "content")


@dataclass(frozen=True, slots=True)
class Attribution:
    """Who said what, as spans of a text; `source` and `cue` are null if none is there."""

    source: Span | None
    cue: Span | None
    content: tuple[Span, ...]

    def spans(self, role: Role) -> tuple[Span, ...]:
        """Return the spans of a role."""
        if role == "content":
            return self.content
        one = self.source if role == "source" else self.cue
        return () if one is None else (one,)

    def all_spans(self) -> tuple[Span, ...]:
        """Return every span, in the order of the roles."""
        return tuple(span for role in ROLES for span in self.spans(role))


def hull(spans: Iterable[Span]) -> Span:
    """Return the smallest span that holds all; raises ValueError if there is none."""
    held = list(spans)
    return Span(min(span.start for span in held), max(span.end for span in held))
