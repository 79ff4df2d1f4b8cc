"""Invented accounts for the page: two documents, and a story that reports on three."""

from dataclasses import replace

from tests.read.tellers import account, document, statement
from truce.read.compare import Account, Comparison, accounts_of, compare
from truce.read.document import Span

NORTH = account(
    "Northland readout",
    ("propose", "The parties will refrain from attacks on energy infrastructure for 30 days."),
    ("agree", "175 prisoners will be exchanged on 19 May."),
    ("demand", "A halt to mobilisation is needed."),
    ("say", "The talks were held in a good spirit."),
    whole=True,
)
SOUTH = account(
    "Southland statement",
    ("agree", "The sides agreed to a ceasefire on energy and infrastructure for 90 days."),
    ("agree", "Some 160 prisoners will be exchanged on 21 May."),
    ("discuss", "The return of displaced people was discussed."),
    ("say", "The talks were held in a good spirit."),
)
_PADDING = [f"Paragraph {n} tells of the weather in the old town." for n in range(6)]
_STORY = "\n".join(
    [
        "Three tell of a truce",
        "Northland proposed to spare ports for 30 days, its readout said.",
        "An end to mobilisation is needed, the readout went on.",
        *_PADDING,
        "The leaders agreed to spare ports, the Southland readout said.",
        "The Southland readout did not mention mobilisation.",
        "Guests spoke of sparing ports, the Westland readout said.",
    ]
)


def two() -> Comparison:
    return compare([SOUTH, NORTH])


def three() -> Comparison:
    return compare(_story())


def _story() -> tuple[Account, ...]:
    said = [
        ("Northland proposed to spare ports for 30 days", "propose", "Northland readout"),
        ("An end to mobilisation is needed", "demand", "Northland readout"),
        ("The leaders agreed to spare ports", "agree", "Southland readout"),
        ("Guests spoke of sparing ports", "discuss", "Westland readout"),
    ]
    made = [
        statement(_STORY, words, act, number, stems_from=stem, organisation=stem.split()[0])
        for number, (words, act, stem) in enumerate(said, 1)
    ]
    absence = statement(
        _STORY, "mention mobilisation", number=9, absence=True, stems_from="Southland readout"
    )
    told = document(_STORY, "story.txt")
    return accounts_of(replace(told, body=told.body[1:], headline=Span(0, 21)), [*made, absence])


def hostile() -> Comparison:
    """Accounts whose every name and word tries to be markup, script or a change of direction."""
    words = '<script>alert(1)</script> "ports" \u202eevil\u202c </p><img src=x onerror=alert(1)> &'
    accounts = [
        replace(
            account(title, ("agree", words)),
            document=replace(document(words, f"{title}.txt"), language='"><b>', publisher=title),
        )
        for title in ("<b>A</b>", "B' onload='alert(1)")
    ]
    return compare(accounts)
