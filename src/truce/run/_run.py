"""One run: stages in order, results into `out/`, one entry in the ledger if anything changed."""

import os
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import nullcontext
from dataclasses import replace
from datetime import datetime
from typing import Final

import polars as pl

from truce import __version__, report, seal
from truce.agreement.model import Agreement
from truce.case import Case
from truce.issues import stop
from truce.outlines import Boundaries
from truce.report import Options
from truce.run import _exceptions, _judged, _stages
from truce.run._result import Result, keep_only
from truce.run._stages import Made, Progress, Tables, Workshop
from truce.run._strangers import strangers
from truce.when import UTC, moment, say

REPORT: Final = "out/report.html"


def options(
    case: Case,
    *,
    strict: bool = False,
    evidence: Sequence[str] = (),
    as_of: str | None = None,
    boundaries: Boundaries = "disputed",
) -> Options:
    """Return the options of a run; a date in `as_of` stands for its end in the case's zone.

    Raises TruceError for a moment that is none.
    """
    try:
        known = None if as_of is None else moment(as_of, case.settings.zone).latest
    except ValueError as fault:
        raise stop(f"{fault}.", at="--as-of", stage="run") from None
    return Options(
        strict=strict, evidence=tuple(dict.fromkeys(evidence)), boundaries=boundaries, as_of=known
    )


_PLAIN: Final = Options()


def _silence(stage: str, done: int, total: int) -> None:
    """Report no progress."""


def run(
    case: Case, options: Options = _PLAIN, progress: Progress = _silence, *, write: bool = True
) -> Result:
    """Judge a case and return the result; where `write`, keep tables, reports and a ledger entry.

    Without `write` nothing on disk changes, and what was kept before is used where it still holds.
    Raises TruceError with every fault that leaves nothing to judge.
    """
    shop = Workshop(case=case, write=write, progress=progress)
    with case.writing() if write else nullcontext():
        result = _judge(shop, options)
        return _written(shop, result) if write else result


def judge_by(result: Result, text: str) -> Result:
    """Return the result with another text of the agreement: nothing but verdicts can differ.

    Raises TruceError with the faults of the text.
    """
    agreement = result.case.agreement(text)
    decided, _ = _exceptions.decided(result.case.hand("exceptions"), result.tables, agreement)
    known = _as_of(agreement, result.options.as_of)
    changed = replace(result, agreement=known, exceptions=decided)
    findings = _in_memory(_batches(changed, _silence), known)
    return replace(changed, tables={**result.tables, **findings})


def _judge(shop: Workshop, options: Options) -> Result:
    case = shop.case
    agreement, (taken, missing) = _stages.both(case.agreement, lambda: _stages.records(shop))
    made = _stages.incidents(shop, taken, options.as_of)
    every = {**taken.tables, **made.tables}
    decided, faults = _exceptions.decided(case.hand("exceptions"), every, agreement)
    inputs = case.inputs()
    result = Result(
        case=case,
        options=options,
        agreement=_as_of(agreement, options.as_of),
        tables=_filtered(every, options),
        exceptions=decided,
        issues=(
            *taken.issues,
            *made.issues,
            *case.hand("conditions").issues,
            *faults,
            *strangers(every["incidents"], agreement),
        ),
        missing=tuple(missing),
        inputs=inputs,
        seal=seal.stamp(inputs),
        version=__version__,
    )
    return replace(result, tables={**result.tables, **_assessed(shop, result, made)})


def _as_of(agreement: Agreement, instant: datetime | None) -> Agreement:
    return agreement if instant is None else agreement.as_of(instant)


def _filtered(tables: Tables, options: Options) -> Tables:
    """Return the tables with only what the options keep."""
    incidents = tables["incidents"]
    if options.evidence:
        incidents = incidents.filter(pl.col("evidence").cast(pl.String).is_in(options.evidence))
    kept = keep_only(tables, incidents)
    if options.as_of is None:
        return kept
    # A printed total does not say when it was published, so none is sure to be that old.
    return {**kept, "totals": kept["totals"].clear()}


# -------------------------------------------------------------------------------------- assess


def _batches(result: Result, progress: Progress) -> Iterator[Tables]:
    docket = _judged.Docket(
        incidents=result.tables["incidents"],
        links=result.tables["links"],
        agreement=result.agreement,
        exceptions=result.exceptions,
        strict=result.options.strict,
    )
    return _judged.judged(docket, lambda done, of: progress("assess", done, of))


def _assessed(shop: Workshop, result: Result, fused: Made) -> Tables:
    """Return findings, verdicts and ranges; of a case that is large only the ranges."""
    stamp = seal.stamp({"stage": "assess", "code": _stages.code(), **_basis(result, fused)})
    if found := shop.case.kept("assess", stamp):
        if result.large:
            return {"ranges": _judged.summed(found.table("ranges"), result.agreement)}
        return _in_memory([found.tables()], result.agreement)
    if not result.large:
        batch = list(_batches(result, shop.progress))
        if shop.write:
            shop.case.keep("assess", stamp, batch, ())
        return _in_memory(batch, result.agreement)
    if shop.write:
        kept = shop.case.keep("assess", stamp, _batches(result, shop.progress), ())
        return {"ranges": _judged.summed(kept.table("ranges"), result.agreement)}
    counted = [batch["ranges"] for batch in _batches(result, shop.progress)]
    return {"ranges": _judged.summed(pl.concat(counted), result.agreement)}


def _basis(result: Result, fused: Made) -> dict[str, object]:
    """Return all that findings depend on."""
    words = ("agreement.yaml", "documents/", "zones/", "hand/conditions.csv", "hand/exceptions.csv")
    return {
        "fuse": fused.stamp,
        "strict": result.options.strict,
        "evidence": sorted(result.options.evidence),
        "readings": list(result.agreement.readings),
        "words": {n: sha for n, sha in result.inputs.items() if n.startswith(words)},
    }


def _in_memory(batches: Sequence[Tables] | Iterator[Tables], agreement: Agreement) -> Tables:
    frames = list(batches)
    whole = {name: pl.concat([f[name] for f in frames]) for name in frames[0]}
    return {**whole, "ranges": _judged.summed(whole["ranges"], agreement)}


# -------------------------------------------------------------------------------------- results


def _written(shop: Workshop, result: Result) -> Result:
    """Write the results and tell the ledger of what changed; return the result with their names."""
    case = shop.case
    if not result.large:
        for step, (name, make) in enumerate(_RESULTS.items()):
            shop.progress("report", step, len(_RESULTS))
            case.keep_file(name, make(result))
    results = {name: case.digest(name) for name in (*_RESULTS, *_tables(result))}
    before = seal.recorded(case.ledger())
    entries = list(_entries(result, results, before))
    case.record(entries, _now())
    changed = {name for entry in entries for name, sha in entry.files.items() if sha}
    return replace(result, written=tuple(sorted(changed & results.keys())))


_RESULTS: Final[Mapping[str, Callable[[Result], bytes]]] = {
    REPORT: lambda result: report.html(result.view).encode(),
    "out/report.md": lambda result: report.markdown(result.view).encode(),
    "out/incidents.csv": lambda result: report.exports.csv(result.view),
    "out/incidents.geojson": lambda result: report.exports.geojson(result.view),
    "out/incidents.parquet": lambda result: report.exports.geoparquet(result.view),
}


def _tables(result: Result) -> Iterator[str]:
    on_disk = ("findings", "verdicts", *result.tables)
    return (f"work/{name}.parquet" for name in sorted(set(on_disk)))


def _entries(
    result: Result, results: Mapping[str, str | None], before: Mapping[str, str | None]
) -> Iterator[seal.Entry]:
    """Yield an entry for each input that changed, and one for the run if anything did."""
    inputs = _changed(result.inputs, {n: s for n, s in before.items() if not _result(n)})
    for name, sha in sorted(inputs.items()):
        yield seal.Entry(
            kind="decision" if name.startswith("hand/") else "input", files={name: sha}
        )
    if inputs or _changed(results, {n: s for n, s in before.items() if _result(n)}):
        yield seal.Entry(kind="run", files=results, facts=_facts(result))


def _result(name: str) -> bool:
    return name.startswith(("work/", "out/"))


def _changed(
    now: Mapping[str, str | None], before: Mapping[str, str | None]
) -> dict[str, str | None]:
    names = now.keys() | before.keys()
    return {n: now.get(n) for n in names if now.get(n) != before.get(n)}


def _facts(result: Result) -> dict[str, object]:
    asked = result.options
    return {
        "version": result.version,
        "code": _stages.code(),
        "inputs": result.seal,
        "strict": asked.strict,
        "evidence": list(asked.evidence),
        "boundaries": asked.boundaries,
        "as_of": None if asked.as_of is None else say(asked.as_of),
        "records": result.tables["records"].height,
        "incidents": result.tables["incidents"].height,
        "missing": [issue.value for issue in result.missing],
    }


def _now() -> str:
    """Return the wall clock, or the moment that SOURCE_DATE_EPOCH fixes; only the ledger has it."""
    fixed = os.environ.get("SOURCE_DATE_EPOCH")
    try:
        at = datetime.fromtimestamp(int(fixed), UTC) if fixed else datetime.now(UTC)
    except (ValueError, OverflowError, OSError):
        said, hint = f"`{fixed}` is no moment.", "Set it to seconds since 1970, or unset it."
        raise stop(said, at="SOURCE_DATE_EPOCH", hint=hint, stage="run") from None
    return at.strftime("%Y-%m-%dT%H:%M:%SZ")
