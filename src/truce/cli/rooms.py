"""What takes long to load, loaded when it is first asked for, so that `truce --help` is quick."""

from importlib import import_module
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from rich import box, console, progress, table, text

    from truce import agreement, case, kleene, run, seal, when
    from truce.cli import fetch
    from truce.read import compare as comparison
    from truce.read import document, draft, llm, many, reader, receive, revise
    from truce.read.said import bench
    from truce.report import (
        accounts,
        accounts_page,
        accounts_sheet,
        anchors,
        because,
        exports,
        incident,
        reading,
        times,
        words,
    )

_PLACES: Final = {
    **{name: f"rich.{name}" for name in ("box", "console", "progress", "table", "text")},
    **{name: f"truce.{name}" for name in ("agreement", "case", "kleene", "run", "seal", "when")},
    **{
        name: f"truce.report.{name}"
        for name in (
            *("accounts", "accounts_page", "accounts_sheet", "anchors", "because", "exports"),
            *("incident", "reading", "times", "words"),
        )
    },
    "bench": "truce.read.said.bench",
    "comparison": "truce.read.compare",
    "fetch": "truce.cli.fetch",
    **{
        name: f"truce.read.{name}"
        for name in ("document", "draft", "llm", "many", "reader", "receive", "revise")
    },
}
__all__ = [
    "accounts",
    "accounts_page",
    "accounts_sheet",
    "agreement",
    "anchors",
    "because",
    "bench",
    "box",
    "case",
    "comparison",
    "console",
    "document",
    "draft",
    "exports",
    "fetch",
    "incident",
    "kleene",
    "llm",
    "many",
    "progress",
    "reader",
    "reading",
    "receive",
    "revise",
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
