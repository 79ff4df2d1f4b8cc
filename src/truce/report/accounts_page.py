"""Accounts side by side as one HTML file: no request, no script needed, everything escaped."""

import base64
import hashlib
from typing import Final

from truce import __version__
from truce.read.compare import RELATIONS, Comparison
from truce.report import accounts, words
from truce.report.account_texts import texts
from truce.report.page import asset, environment

#: So many items light up their words without a script; each costs the browser a rule of style.
LIT: Final = 300


def html(found: Comparison) -> str:
    """Return a comparison as a page: items with their quotes, and the texts with them marked.

    Each quote leads to its words in the text and back. Without a script the browser jumps; with
    one, whatever belongs to an item is brought into sight together.
    """
    shown = accounts.board(found)
    script = asset("accounts.js")
    return (
        environment()
        .get_template("accounts.html")
        .render(
            shown=shown,
            lit=[one.id for one in (*shown.rows, *shown.remarks)][:LIT],
            texts=texts(found, shown),
            a=accounts,
            w=words,
            relations=[r for r in RELATIONS if r != "some" or len(shown.tellers) > 2],
            relation_word=accounts.relation_word,
            version=__version__,
            style=asset("page.css") + asset("accounts.css"),
            script=script,
            script_hash=base64.b64encode(hashlib.sha256(script.encode()).digest()).decode(),
        )
    )
