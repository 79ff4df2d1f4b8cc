"""The order of stages: what is stale, what is made, and what the ledger is told."""

from truce.run._changes import changes
from truce.run._check import Checked, Failure, check
from truce.run._find import find
from truce.run._hanging import hanging
from truce.run._result import Result
from truce.run._run import judge_by, options, run

__all__ = [
    "Checked",
    "Failure",
    "Result",
    "changes",
    "check",
    "find",
    "hanging",
    "judge_by",
    "options",
    "run",
]
