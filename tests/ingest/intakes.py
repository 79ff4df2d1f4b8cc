"""What the tests of this room share: taking text in, and goldens rewritten by one command.

`TRUCE_REWRITE=1 pytest tests/ingest` writes every golden of this folder anew; read the diff.
"""

import os
from pathlib import Path

import polars as pl

from truce.ingest import Intake, Limits, RawFile, SourceSpec, ingest

HERE = Path(__file__).parent
ROOT = HERE.parents[1]
REWRITE = os.environ.get("TRUCE_REWRITE") == "1"


def take(
    data: str | bytes,
    adapter: str = "records-csv",
    map_text: str | None = None,
    limits: Limits = Limits(),  # noqa: B008
    **parameters: str,
) -> Intake:
    """Return the intake of one file, as a case would declare it."""
    raw = RawFile("raw/rows.csv", data.encode() if isinstance(data, str) else data)
    spec = SourceSpec(
        id="src",
        adapter=adapter,
        map_text=map_text,
        map_name="raw/rows.toml",
        parameters=parameters,
        limits=limits,
    )
    return ingest(spec, [raw])


def filled(intake: Intake) -> pl.DataFrame:
    """Return the table that the source fills."""
    tables = (intake.records, intake.sites, intake.totals)
    return next((t for t in tables if t.height), intake.records)


def said(intake: Intake) -> list[str]:
    """Return each issue as a person reads it."""
    return [str(issue) for issue in intake.issues]


def golden(path: Path, text: str) -> None:
    """Compare `text` with the golden file, or write it where a rewrite is asked for."""
    if REWRITE:
        path.write_text(text, "utf-8", newline="\n")
    assert path.read_text("utf-8") == text, f"{path.name} differs; see tests/ingest/intakes.py"
