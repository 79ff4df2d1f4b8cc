"""Zones as texts name them: `ET`, `GMT`, or a city's time."""

from functools import cache
from typing import Final
from zoneinfo import available_timezones

#: Abbreviation -> IANA zone. Those that stand for several zones (CST, IST) are left out.
_SHORT: Final = {
    **dict.fromkeys(("UTC", "GMT", "Z"), "UTC"),
    **dict.fromkeys(("ET", "EST", "EDT"), "EST5EDT"),
    **dict.fromkeys(("CT", "CDT"), "CST6CDT"),
    **dict.fromkeys(("MT", "MST", "MDT"), "MST7MDT"),
    **dict.fromkeys(("PT", "PST", "PDT"), "PST8PDT"),
    **dict.fromkeys(("WET", "WEST"), "WET"),
    **dict.fromkeys(("CET", "CEST"), "CET"),
    **dict.fromkeys(("EET", "EEST"), "EET"),
    "BST": "Europe/London",
    "MSK": "Etc/GMT-3",
}


def zone_named(words: str) -> str | None:
    """Return the IANA zone that an abbreviation (`EDT`) or a city (`Vienna`) names.

    Null for words that name none, or that stand for more than one zone.
    """
    key = words.replace(".", "").strip()
    return _SHORT.get(key.upper()) or _cities().get(key.replace(" ", "_").lower())


@cache
def _cities() -> dict[str, str]:
    """Return the cities of the zone database: the last part of names like `Europe/Vienna`."""
    zones = sorted(zone for zone in available_timezones() if "/" in zone)
    named = [zone for zone in zones if not zone.startswith(("Etc/", "posix/", "right/"))]
    return {zone.rsplit("/", 1)[1].lower(): zone for zone in reversed(named)}
