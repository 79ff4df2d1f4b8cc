"""The agreement: what each party's text says, term by term, each field with what it stands on.

`load` reads an agreement file, `schema` describes it to editors, `gaps` lists what it leaves open,
`change` rewrites one field of it, `type_of` names what sort of agreement a reading describes.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from truce.agreement.from_file import load
    from truce.agreement.gap import Gap
    from truce.agreement.gap_all import gaps
    from truce.agreement.model import Agreement, Reading, Term
    from truce.agreement.sorts import type_of
    from truce.agreement.surface import schema
    from truce.agreement.text import decode
    from truce.agreement.whatif import Op, change

_ROOMS: Final = {
    "Agreement": "model",
    "Gap": "gap",
    "Op": "whatif",
    "Reading": "model",
    "Term": "model",
    "change": "whatif",
    "decode": "text",
    "gaps": "gap_all",
    "load": "from_file",
    "schema": "surface",
    "type_of": "sorts",
}
__all__ = [
    "Agreement",
    "Gap",
    "Op",
    "Reading",
    "Term",
    "change",
    "decode",
    "gaps",
    "load",
    "schema",
    "type_of",
]


def __getattr__(name: str) -> object:
    # Parsing brings pydantic and ruamel with it; who only needs the types need not wait for them.
    if name in _ROOMS:
        return getattr(import_module(f"{__name__}.{_ROOMS[name]}"), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
