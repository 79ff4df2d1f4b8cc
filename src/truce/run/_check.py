"""Everything that can be wrong with a case, found at once; and the experts' examples."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TypeVar

import polars as pl

from truce import assess
from truce.agreement.model import Agreement, Example
from truce.assess import NO_DECISIONS, Explanation
from truce.case import Case
from truce.issues import Issue, TruceError
from truce.run import _exceptions, _stages
from truce.run._stages import Progress, Tables, Workshop, attempt
from truce.run._strangers import strangers
from truce.tables import INCIDENTS, LINKS

T = TypeVar("T")


@dataclass(frozen=True, slots=True, kw_only=True)
class Failure:
    """An example that gets another verdict than it must, with what was judged and why."""

    example: Example
    reading: str
    expected: str
    explanation: Explanation


@dataclass(frozen=True, slots=True, kw_only=True)
class Checked:
    """What a check found: faults, examples that fail, and how many examples there were.

    The agreement is null if it has faults.
    """

    issues: tuple[Issue, ...]
    failures: tuple[Failure, ...]
    examples: int
    agreement: Agreement | None

    @property
    def exit_code(self) -> int:
        """Return 1 if there is an error or an example fails, else 0."""
        return 1 if self.failures or self.of("error") else 0

    def of(self, severity: str) -> list[Issue]:
        """Return the issues of one severity."""
        return [issue for issue in self.issues if issue.severity == severity]


def check(case: Case, progress: Progress) -> Checked:
    """Return every fault of the settings, agreement, hand files and sources, and the examples.

    Nothing on disk changes.
    """
    shop = Workshop(case=case, write=False, progress=progress)
    issues = [issue for sheet in case.hands() for issue in sheet.issues]
    agreement = _kept(attempt(case.agreement), issues)
    world = _kept(attempt(lambda: _world(shop, issues)), issues) or {}
    decided = NO_DECISIONS
    if agreement and world:
        decided, faults = _exceptions.decided(case.hand("exceptions"), world, agreement)
        issues += [*faults, *strangers(world["incidents"], agreement)]
    failures = list(_failures(agreement, world, decided, issues)) if agreement else []
    return Checked(
        issues=tuple(dict.fromkeys(issues)),
        failures=tuple(failures),
        examples=len(agreement.examples) if agreement else 0,
        agreement=agreement,
    )


def _world(shop: Workshop, issues: list[Issue]) -> Tables:
    taken, missing = _stages.records(shop)
    made = _stages.incidents(shop, taken, None)
    issues += [*taken.issues, *missing, *made.issues]
    return {**taken.tables, **made.tables}


def _kept(found: T | TruceError, issues: list[Issue]) -> T | None:
    if isinstance(found, TruceError):
        issues += found.issues
        return None
    return found


def _failures(
    agreement: Agreement, tables: Tables, decided: pl.DataFrame, issues: list[Issue]
) -> Iterator[Failure]:
    """Yield the examples that fail; those that name an unknown row are added to the issues."""
    named = [(e, _incident(e, n, tables)) for n, e in enumerate(agreement.examples)]
    issues += [_unknown(example) for example, incident in named if incident is None]
    asked = [(example, incident) for example, incident in named if incident is not None]
    if not asked:
        return
    incidents = pl.concat([INCIDENTS.empty(), *(i for _, i in asked)]).unique("incident")
    links = tables.get("links", LINKS.empty())
    found = assess.assess(incidents, links, agreement, exceptions=decided)
    for example, incident in asked:
        (name,) = incident["incident"]
        mine = assess.Findings(
            found.findings.filter(incident=name), found.verdicts.filter(incident=name)
        )
        for explanation in assess.explained(incident.to_dicts()[0], mine, agreement):
            expected = example.under.get(explanation.reading, explanation.verdict)
            if explanation.verdict != expected:
                yield Failure(
                    example=example,
                    reading=explanation.reading,
                    expected=expected,
                    explanation=explanation,
                )


def _incident(example: Example, number: int, tables: Tables) -> pl.DataFrame | None:
    """Return the incident of an example as a frame of one row; null if its row is not known."""
    if example.record is None:
        return _made_up(example.facts, f"inc_example_{number}")
    if not tables:
        return None
    rows = tables["records"].filter(pl.col("source_row") == example.record)
    members = tables["members"].join(rows, on="record", how="semi")
    found = tables["incidents"].join(members, on="incident", how="semi")
    return found.head(1) if found.height else None


def _made_up(facts: Mapping[str, object], name: str) -> pl.DataFrame:
    row = {
        "incident": name,
        "title": "example",
        "evidence": "claimed",
        "denied": False,
        "records": 1,
        "sources": 1,
        **facts,
    }
    schema = {name: INCIDENTS.schema[name] for name in row}
    return INCIDENTS.fit(pl.DataFrame([row], schema=schema))


def _unknown(example: Example) -> Issue:
    return Issue(
        stage="examples",
        severity="error",
        at=str(example.at),
        message=f"the example names the row `{example.record}`, which no source of the case has.",
        hint="Write the id of a row as its source has it.",
    )
