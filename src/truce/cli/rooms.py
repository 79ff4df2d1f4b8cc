"""What takes long to load, loaded when it is first asked for, so that `truce --help` is quick."""

from importlib import import_module
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from rich import box, console, progress, table, text

    from truce import agreement, case, kleene, run, seal, when
    from truce.report import anchors, because, exports, incident, times, words

_PLACES: Final = {
    **{name: f"rich.{name}" for name in ("box", "console", "progress", "table", "text")},
    **{name: f"truce.{name}" for name in ("agreement", "case", "kleene", "run", "seal", "when")},
    **{
        name: f"truce.report.{name}"
        for name in ("anchors", "because", "exports", "incident", "times", "words")
    },
}
__all__ = [
    "agreement",
    "anchors",
    "because",
    "box",
    "case",
    "console",
    "exports",
    "incident",
    "kleene",
    "progress",
    "run",
    "seal",
    "table",
    "text",
    "times",
    "when",
    "words",
]


def __getattr__(name: str) -> object:
    if name not in _PLACES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return import_module(_PLACES[name])
