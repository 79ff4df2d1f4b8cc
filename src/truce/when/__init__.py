"""Time: brackets, windows and the words for them. Only this room knows time zones.

Inside, everything is a UTC instant. A bracket holds an instant that is not known more exactly;
`MIN` and `MAX` stand for "no earlier bound" and "no later bound".
"""

from truce.when.bracket import (
    MAX,
    MIN,
    OPEN_END,
    SINCE_EVER,
    UNKNOWN,
    UTC,
    Bracket,
    Moment,
    say,
)
from truce.when.duration import Counting, Unit, later
from truce.when.window import ALWAYS, NEVER, NEVER_KNOWN, Interval, Window
from truce.when.written import WORDS, check_zone, day, hours_of, local, moment
from truce.when.zones import zone_named

__all__ = [
    "ALWAYS",
    "MAX",
    "MIN",
    "NEVER",
    "NEVER_KNOWN",
    "OPEN_END",
    "SINCE_EVER",
    "UNKNOWN",
    "UTC",
    "WORDS",
    "Bracket",
    "Counting",
    "Interval",
    "Moment",
    "Unit",
    "Window",
    "check_zone",
    "day",
    "hours_of",
    "later",
    "local",
    "moment",
    "say",
    "zone_named",
]
