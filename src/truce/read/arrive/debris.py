"""Lines that pages print around a text, told by their words: each with what it is."""

import re
import tomllib
from functools import cache
from importlib.resources import files
from typing import Final

from truce.read.arrive.plain import BLANK
from truce.read.arrive.stamps import stamps
from truce.read.document import Span

#: Bullets, arrows and rules at the edges of a line are not looked at.
_EDGE: Final = BLANK + "•·●▪◦*|»«›‹→←▶►▼▲✕×–—-_ "
#: What may stand around a date in a line that is a date and no more.
_AROUND: Final = re.compile(
    r"(?:(?:first|last|was|on|at|the|published|posted|updated|modified|issued|created|date|time"
    r"|of|release|mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun|day|from|і|та|и|о|в|на"
    r"|опубліковано|опубликовано|оновлено|обновлено|дата|понеділок|вівторок|середа|четвер|п.ятниця"
    r"|субота|неділя|понедельник|вторник|среда|четверг|пятница|суббота|воскресенье"
    r"|local|gmt|utc|[ap]\.?m|et|est|edt|\d{1,2}:\d\d|\d+ min(?:ute)?s? read|read"
    r"|(?:\d+|an?) (?:min(?:ute)?|hour|day)s? ago)"
    r"|[\W_])*",
    re.I,
)
_MOST_AROUND: Final = 60
#: A line up to this long that ends with a colon is a label, asked for without it.
_LABEL: Final = 25


def reason(line: str) -> str | None:
    """Return what a line is that is not body: `player`, `sharing` ...; null if no words say so.

    A whole line is asked for; a sentence that holds such words is not one.
    """
    core = _core(line)
    for why, form in _forms().items():
        if form.fullmatch(core):
            return why
    return "timestamp" if dated_only(line) else None


def dated_only(line: str) -> bool:
    """Return whether a line holds a date, or dates, and nothing else that speaks."""
    found = list(stamps(line)) if len(line) <= 3 * _MOST_AROUND else []
    if not found:
        return False
    return bool(_AROUND.fullmatch(_without(line, [stamp.span for stamp in found])))


def opens(line: str, why: str) -> bool:
    """Return whether a line is by its words of that sort."""
    form = _forms().get(why)
    return bool(form and form.fullmatch(_core(line)))


def _core(line: str) -> str:
    core = " ".join(line.strip(_EDGE).split())
    return (core.rstrip(": ") if len(core) <= _LABEL else core) or line


def _without(line: str, spans: list[Span]) -> str:
    kept, at = "", 0
    for span in spans:
        kept, at = kept + line[at : span.start] + " ", span.end
    return kept + line[at:]


@cache
def _forms() -> dict[str, re.Pattern[str]]:
    data = tomllib.loads((files("truce.read.arrive") / "debris.toml").read_text("utf-8"))
    return {
        why: re.compile("|".join(f"(?:{line})" for line in part["lines"]), re.I)
        for why, part in data.items()
    }
