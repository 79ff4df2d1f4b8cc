"""Source files -> records, sites and totals: what a source's format says, and nothing else."""

from truce.ingest.correct import correct
from truce.ingest.frame import ingest
from truce.ingest.registry import adapters
from truce.ingest.source import Intake, Limits, RawFile, Source, SourceSpec

__all__ = ["Intake", "Limits", "RawFile", "Source", "SourceSpec", "adapters", "correct", "ingest"]
