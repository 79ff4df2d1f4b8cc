"""The names of places in a page, so that every incident and every source row has a lasting address.

An incident is `#inc_...`; a source row is its own id (`#E119`), or with its source before it where
two sources use the same one.
"""

import re
from collections.abc import Iterable
from urllib.parse import quote

from truce.report.view import View, text
from truce.report.words import UNSEEN


class Anchors:
    """Gives every incident and every record of a view its name in the page, each only once."""

    def __init__(self, view: View, taken: Iterable[str]) -> None:
        used = {*taken, *view.judged}
        self._records: dict[str, str] = {}
        self._short: dict[str, str] = {}
        for incident, rows in view.accounts.items():
            for row in rows:
                plain = _plain(text(row, "source_row"))
                longer = _plain(f"{text(row, 'source')}:{text(row, 'source_row')}")
                name = next((n for n in (plain, longer) if n and n not in used), "")
                if name:
                    used.add(name)
                    self._records[text(row, "record")] = name
                    self._short.setdefault(incident, name)

    def record(self, record: str) -> str:
        """Return the name of a record's place; empty if it has none of its own."""
        return self._records.get(record, "")

    def incident(self, incident: str) -> str:
        """Return the shortest address that leads to an incident."""
        return address(self._short.get(incident, incident))


def address(name: str) -> str:
    """Return the address of a name in the page."""
    return "#" + quote(name, safe="._-:@")


def link(url: str) -> str:
    """Return a web address that may be followed; empty for anything that is not http or https.

    An address with white space, quotes, brackets or bars is none: it could end where it stands.
    """
    whole = re.fullmatch(
        r"https?://[^\s/<>|\"'`\x00-\x1f][^\s<>|\"`\x00-\x1f]*", url, re.IGNORECASE
    )
    return url if whole else ""


def _plain(name: str) -> str:
    return re.sub(r"\s+", "_", UNSEEN.sub("_", name.strip()))
