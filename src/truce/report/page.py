"""The report as one HTML file: no request to anywhere, no script needed, everything escaped."""

import base64
import hashlib
import re
from collections.abc import Iterator
from functools import cache
from importlib.resources import files
from typing import Final

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup, escape

from truce import kleene
from truce.report import bars, fields, maps, prose, tally, times, words
from truce.report.anchors import Anchors, address, link
from truce.report.days import days
from truce.report.incident import Sections
from truce.report.quotes import MOST, Quotes
from truce.report.tally import Pair
from truce.report.view import View
from truce.tables import QUESTIONS

#: A page lists no more incidents than this; every figure still counts all of them.
LISTED: Final = 2000
#: Names of places in the page that no source row may take.
_CHAPTERS: Final = (
    "ranges",
    "hinges",
    "where",
    "when",
    "ledger",
    "unseen",
    "totals",
    "refused",
    "readings",
    "incidents",
    "about",
    "main",
)


def html(view: View) -> str:
    """Return the report of a view as one HTML file that needs no network and no script."""
    listed = shown(view)
    pairs = tally.pairs(view)
    anchors = Anchors(view, _taken(view, pairs))
    sections = Sections(view, anchors)
    found = days(view)
    script = asset("page.js")
    return (
        environment()
        .get_template("page.html")
        .render(
            view=view,
            w=words,
            p=prose,
            t=times,
            bars=bars,
            maps=maps,
            fields=fields,
            kleene=kleene,
            tally=tally,
            address=address,
            link=link,
            quotes=Quotes(view.agreement),
            most=MOST,
            shade=shade,
            anchors=anchors,
            style=asset("page.css"),
            script=script,
            script_hash=base64.b64encode(hashlib.sha256(script.encode()).digest()).decode(),
            questions=QUESTIONS,
            ranges=tally.ranges(view),
            pairs=pairs,
            matrix=_matrix(pairs),
            parting=tally.parting(view),
            differing=tally.differing(view),
            atlas=maps.atlas(view, listed),
            days=found,
            listed=listed,
            sections=(sections.section(row) for row in listed),
            unseen=tally.unseen(view),
        )
    )


def shown(view: View) -> list[dict[str, object]]:
    """Return the incidents that a page lists, in order of time.

    Beyond `LISTED` those are left out on which all readings agree, then the latest.
    """
    if len(view.rows) <= LISTED:
        return view.rows
    first = sorted(view.rows, key=lambda row: not view.differs(str(row["incident"])))[:LISTED]
    kept = {row["incident"] for row in first}
    return [row for row in view.rows if row["incident"] in kept]


def pair_name(pair: Pair) -> str:
    """Return the name of a pair's place in the page."""
    return f"p-{pair.first}-{pair.second}"


def shade(n: int, of: int) -> int:
    """Return how dark a count is drawn, from 1 to 4."""
    return min(4, 1 + 4 * n // max(1, of))


def marked(sentence: str) -> Markup:
    """Return a sentence with `**strong**` and `` `code` `` as markup, all else escaped."""
    safe = str(escape(words.visible(sentence)))
    for sign, name in ((r"\*\*", "b"), ("`", "code")):
        safe = re.sub(f"{sign}(.+?){sign}", rf"<{name}>\1</{name}>", safe)
    return Markup(safe)  # noqa: S704 - escaped above


def _taken(view: View, pairs: list[Pair]) -> Iterator[str]:
    yield from _CHAPTERS
    yield from (f"h-{name}" for name in (*_CHAPTERS, *view.judged))
    yield from (f"r-{number}" for number in view.numbers.values())
    yield from (pair_name(pair) for pair in pairs)


def _matrix(pairs: list[Pair]) -> dict[tuple[int, int], Pair]:
    return {
        key: pair
        for pair in pairs
        for key in ((pair.first, pair.second), (pair.second, pair.first))
    }


def asset(name: str) -> str:
    """Return a style or script that goes into a page."""
    return (files("truce.report") / "templates" / name).read_text("utf-8")


@cache
def environment() -> Environment:
    """Return the templates of pages: all is escaped, and what cannot be seen is spelled out."""
    environment = Environment(
        loader=PackageLoader("truce.report"),
        autoescape=True,
        undefined=StrictUndefined,
        finalize=words.visible,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters |= {"pair_name": pair_name, "marked": marked}
    return environment
