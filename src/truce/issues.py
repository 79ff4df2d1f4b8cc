"""Faults: an Issue is a fault in data, a value; a TruceError, a fault in use, stops the run."""

from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from typing import Literal

Severity = Literal["error", "warning", "note"]


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class Mark:
    """A place in a file people write: `agreement.yaml:41:7`; lines and columns count from 1.

    Line 0 means the file as a whole.
    """

    file: str
    line: int = 0
    column: int = 0

    def __str__(self) -> str:
        """Return `file`, `file:line` or `file:line:column`, as far as it is known."""
        known = [str(n) for n in (self.line, self.column) if n]
        return ":".join([self.file, *known])


@dataclass(frozen=True, slots=True, kw_only=True)
class Issue:
    """One fault in data: where, what, why it matters, what to do.

    `at` is a file place (`agreement.yaml:41:7`) or a record id; `hint` may be empty.
    """

    stage: str
    severity: Severity
    at: str
    message: str
    hint: str = ""
    field: str = ""
    value: str = ""

    def __str__(self) -> str:
        """Return the one line that a person reads."""
        return f"{self.at}: {self.message}" + (f" {self.hint}" if self.hint else "")

    def row(self) -> dict[str, str]:
        """Return the issue as a row of the issues table."""
        return asdict(self)


class TruceError(Exception):
    """A fault in use. Carries every issue found, not only the first; `exit_code` is 1 or 2."""

    def __init__(self, *issues: Issue, exit_code: int = 1) -> None:
        self.issues: Sequence[Issue] = issues
        self.exit_code = exit_code
        super().__init__("\n".join(str(issue) for issue in issues))


def stop(
    message: str, *, at: str, hint: str = "", stage: str = "use", exit_code: int = 2
) -> TruceError:
    """Return a TruceError of one issue, to be raised: wrong use unless `exit_code` says else."""
    issue = Issue(stage=stage, severity="error", at=at, message=message, hint=hint)
    return TruceError(issue, exit_code=exit_code)


def worst(issues: Iterable[Issue]) -> list[Issue]:
    """Return the issues that stop a run: those of severity `error`."""
    return [issue for issue in issues if issue.severity == "error"]
