"""Times named in a text, as brackets counted from its issue."""

from truce.read.times.find import times

__all__ = ["times"]
