"""The case folder: the only module that knows a path."""

from truce.case._case import Case, Raw
from truce.case._hand import Rows, Sheet
from truce.case._new import copy_shipped, new, new_from, shipped
from truce.case._settings import Declared, Settings
from truce.case._shelf import Kept

__all__ = [
    "Case",
    "Declared",
    "Kept",
    "Raw",
    "Rows",
    "Settings",
    "Sheet",
    "copy_shipped",
    "new",
    "new_from",
    "shipped",
]
