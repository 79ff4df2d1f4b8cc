import entry
import polars as pl
from judge import agreement

from truce.assess import assess
from truce.kleene import UNDETERMINED, VIOLATION
from truce.tables import LINKS, QUESTIONS


def run(world):
    incidents = pl.read_parquet(world / "incidents.parquet")
    exceptions = pl.read_parquet(world / "exceptions.parquet")
    return assess(incidents, LINKS.empty(), agreement(world), exceptions=exceptions)


def flat(found):
    """A column per answer and per verdict, as the peers have them: 1 yes, 0 no, -1 not known."""
    columns = {}
    for (reading, term), part in found.findings.partition_by(
        "reading", "term", as_dict=True
    ).items():
        columns |= {f"{reading}.{term}.{q}": _codes(part[q]) for q in QUESTIONS}
    for (reading,), part in found.verdicts.partition_by("reading", as_dict=True).items():
        known = part["verdict"] != UNDETERMINED
        columns[reading] = _codes(pl.select(pl.when(known).then(part["verdict"] == VIOLATION)))
        columns["incident"] = part["incident"].to_numpy().astype("S")
    return columns


def _codes(answers):
    return pl.DataFrame(answers).to_series().cast(pl.Int8).fill_null(-1).to_numpy()


entry.main(run, flat)
