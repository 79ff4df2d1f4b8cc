"""Faults in a file that people write: collected, and shown all at once, sorted by place."""

from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass, field
from difflib import get_close_matches
from typing import ParamSpec, TypeVar

from truce.issues import Issue, Mark, TruceError

P = ParamSpec("P")
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Faults:
    """The faults found so far in an agreement and in the files it names."""

    found: list[tuple[Mark, Issue]] = field(default_factory=list[tuple[Mark, Issue]])

    def add(self, at: Mark, message: str, hint: str = "") -> None:
        """Note a fault at a place; the run goes on, so that all faults are found at once."""
        issue = Issue(stage="agreement", severity="error", at=str(at), message=message, hint=hint)
        self.found.append((at, issue))

    def attempt(self, at: Mark, do: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T | None:
        """Return what `do` returns; null, with a fault noted at the place, if it cannot."""
        try:
            return do(*args, **kwargs)
        except ValueError as fault:
            self.add(at, sentence(str(fault)))
            return None

    def error(self) -> TruceError:
        """Return all faults, each once and sorted by place, as one error to be raised."""
        ordered = sorted(self.found, key=lambda pair: (pair[0], pair[1].message))
        return TruceError(*dict.fromkeys(issue for _, issue in ordered))

    def stop_if_any(self) -> None:
        """Raise a TruceError of all faults if there is one."""
        if self.found:
            raise self.error()


def sentence(words: str) -> str:
    """Return the words with a capital and a full stop, so that a hint can follow them."""
    said = words[:1].upper() + words[1:]
    return said if said.endswith((".", "?", "!")) else f"{said}."


def nearest(word: str, known: Iterable[str]) -> str:
    """Return a question that names the known word most like this one, or nothing."""
    near = get_close_matches(word, sorted(known), n=1, cutoff=0.6)
    return f"Did you mean `{near[0]}`?" if near else ""


def listed(words: Collection[str], last: str = "or") -> str:
    """Return words in code marks, joined as in a sentence: `a`, `b` or `c`."""
    quoted = [f"`{word}`" for word in words]
    return f" {last} ".join([", ".join(quoted[:-1]), quoted[-1]] if quoted[1:] else quoted)
