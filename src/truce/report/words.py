"""Every sentence and word a reader sees about verdicts, questions, evidence and reasons.

Neutral by rule: things are reported, claimed, denied or not said; nobody is blamed by the report.
"""

import re
from collections.abc import Iterable, Mapping
from typing import Final

from truce import kleene
from truce.agreement.model import Field
from truce.kleene import split
from truce.tables import EVIDENCE

#: Verdict -> glyph, word. Shape and word say the same, so neither hue nor print is needed.
GLYPHS: Final = {kleene.VIOLATION: "◆", kleene.UNDETERMINED: "▨", kleene.NOT_COVERED: "○"}
VERDICTS: Final = {
    kleene.VIOLATION: "violation",
    kleene.UNDETERMINED: "undetermined",
    kleene.NOT_COVERED: "not covered",
}
#: Question -> what it asks. A violation is a yes to every one of them.
QUESTIONS: Final = {
    "who": "Is the one said to have done it bound by this text?",
    "act": "Is it an act that this text forbids?",
    "object": "Is what was hit among the things it protects?",
    "where": "Did it happen inside the area?",
    "when": "Did it happen inside the period?",
    "standing": "Was the term in force then, in this reading?",
    "amount": "Did a required amount fall short? (yes where none is required)",
    "exception": "Does no exception excuse it?",
}
EVIDENCE_MEANS: Final[dict[str, str]] = dict(
    zip(
        EVIDENCE,
        (
            "one side says so of the other",
            "one side says so of the other, and somebody denies it",
            "an independent source or a sensor says so",
            "the side accused says so too",
            "two independent sources, or a claim and a sensor",
            "a reviewer of this case found it so",
        ),
        strict=True,
    )
)
BASIS: Final = {
    "quoted": "rests on quoted words",
    "assumed": "assumed: the text does not say it",
    "silent": "the text is silent",
}
BOUNDARIES: Final = {
    "disputed": "land in dispute is a class of its own, dashed, and belongs to no country",
    "de-facto": "land in dispute is drawn with whoever holds it",
    "recognised": "land in dispute is drawn with the state in whose recognised territory it lies",
}
BOUNDS: Final = {
    "exactly": "",
    "at_least": "at least ",
    "about": "about ",
    "more_than": "more than ",
}


def count(n: int, one: str, many: str | None = None) -> str:
    """Return `1 incident`, `2 incidents`."""
    return f"{n:,} {one if n == 1 else many or one + 's'}".replace(",", "\u202f")


def span(low: int, high: int) -> str:
    """Return `3–12`, or `3` where both ends are the same."""
    return str(low) if low == high else f"{low}–{high}"


def listed(parts: Iterable[str], last: str = "and") -> str:
    """Return `a`, `a and b`, `a, b and c`."""
    *most, end = list(parts) or [""]
    return f"{', '.join(most)} {last} {end}" if most else end


def kind(name: str) -> str:
    """Return a kind as a reader sees it: `oil_storage` is `oil storage`."""
    return name.replace("_", " ")


def things(value: object) -> str:
    """Return what was hit together: `oil storage and residential`; empty if null."""
    return listed(kind(part) for part in split(_text(value)))


def either(value: object) -> str:
    """Return alternatives: `A or B`; empty if null."""
    return listed(split(_text(value)), "or")


def km(metres: object) -> str:
    """Return a radius: `±6 km`, `±300 m`; empty if null."""
    if not isinstance(metres, int | float):
        return ""
    return f"±{metres:.0f} m" if metres < 1000 else f"±{metres / 1000:g} km"


def place(row: Mapping[str, object]) -> str:
    """Return the place and its first-order unit as the source names them, or `place not named`."""
    parts = [str(row[c]) for c in ("place", "admin1") if row.get(c) is not None]
    return ", ".join(parts) or "place not named"


def marks(fields: Iterable[Field[object]]) -> str:
    """Return `assumed: start, zone; silent: end`; empty if all is quoted."""
    named: dict[str, list[str]] = {"assumed": [], "silent": []}
    for field in fields:
        if field.basis in named and field.name not in named[field.basis]:
            named[field.basis].append(kind(field.name))
    return "; ".join(f"{basis}: {', '.join(names)}" for basis, names in named.items() if names)


def parted(joined: str) -> str:
    """Return what parts two readings, as in `object and when`."""
    return listed(joined.split(" + "))


def _text(value: object) -> str | None:
    return None if value is None else str(value)


#: Answer to a question -> its class in the page, the word for it.
MARKS: Final = {True: "y", False: "x", None: "q"}
ANSWERS: Final = {answer: kleene.word(answer) for answer in (True, False, None)}


def tally(violation: int, undetermined: int, not_covered: int) -> str:
    """Return the three counts of a reading in words."""
    return f"{violation} violation, {undetermined} undetermined, {not_covered} not covered"


def evidence(row: Mapping[str, object]) -> str:
    """Return the standing of evidence, with a denial and a doubt of duplicate marked."""
    standing = str(row["evidence"])
    denied = row["denied"] and standing != "denied"
    return standing + (", denied" if denied else "") + (", double?" if row["doubt"] else "")


def spread(metres: object) -> str:
    """Return a radius to follow a name: ` ±6 km`; empty if null."""
    said = km(metres)
    return f" {said}" if said else ""


def printed(row: Mapping[str, object]) -> str:
    """Return a total as printed, with its bound: `more than 60`; `no number` if it prints none."""
    if row["printed"] is None:
        return "no number"
    return f"{BOUNDS.get(str(row['bound'] or ''), '')}{row['printed']}"


#: Characters that no reader can see but that hide or reorder what stands around them.
UNSEEN: Final = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069\ufeff\ufff9-\ufffb]"
)


def visible(value: object) -> object:
    """Return text with control characters and changes of direction spelled out: `\\u202e`."""
    if type(value) is not str or not UNSEEN.search(value):
        return value
    return UNSEEN.sub(lambda found: f"\\u{ord(found[0]):04x}", value)
