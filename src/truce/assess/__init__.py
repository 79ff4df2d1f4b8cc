"""The bridge: incidents judged under every reading, with the reasons and what parts readings."""

from truce.assess.explain import Explanation, Reason, explain, explained
from truce.assess.findings import Findings, assess, ranges
from truce.assess.hinges import hinges, matrix
from truce.assess.questions import NO_DECISIONS

__all__ = [
    "NO_DECISIONS",
    "Explanation",
    "Findings",
    "Reason",
    "assess",
    "explain",
    "explained",
    "hinges",
    "matrix",
    "ranges",
]
