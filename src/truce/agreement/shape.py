"""Shape of a page: which keys, lists and words; every fault joined to its place in the file."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final, TypeVar

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from truce.agreement.faults import Faults, listed, nearest
from truce.agreement.page import Page, Path, Plain
from truce.agreement.surface import FileText
from truce.agreement.surface_fields import Piece

P = TypeVar("P", bound=Piece)

#: pydantic's error type -> what it means to a person; `{}` is filled from the error's context.
_MEANS: Final = {
    "string_too_short": "has no words",
    "too_short": "needs {min_length} entries or more",
    "too_long": "needs {max_length} entries or fewer",
    "float_parsing": "is not a number",
    "float_type": "is not a number",
    "finite_number": "is not a number that can be measured",
    "greater_than": "must be more than {gt:g}",
    "greater_than_equal": "must be {ge:g} or more",
    "less_than_equal": "must be {le:g} or less",
    "list_type": "must be a list: [a, b]",
    "string_type": "must be words, not a list or keys",
    "model_type": "must be keys with values",
    "dict_type": "must be keys with values",
    "model_attributes_type": "must be keys with values",
}
_SILENT: Final = (
    "Write {is: .., quote: ..}, {is: .., assumed: ..}, or `silent` if the text does not say."
)


@dataclass(frozen=True, slots=True)
class Sheet:
    """A page whose shape has been checked; `broken` are parts of a wrong shape and all above."""

    page: Page
    faults: Faults
    broken: frozenset[Path]

    def piece(
        self,
        kind: type[P],
        path: Path,
        stand_in: Mapping[str, str] | None = None,
        *,
        without: str = "",
    ) -> P | None:
        """Return the part at a path, leaving out what is broken in it and a key, or null.

        `stand_in` fills what is required and broken, so that the rest can still be judged; its
        faults are noted already.
        """
        part = self.page.get(path)
        if not isinstance(part, dict):
            return None
        whole = {k: v for k, v in part.items() if k != without and not self.within((*path, k))}
        for key, value in (stand_in or {}).items():
            whole.setdefault(key, value)
        try:
            return kind.model_validate(whole)
        except ValidationError:
            return None

    def within(self, path: Path) -> bool:
        """Return whether something at or below a path is broken."""
        return path in self.broken


def check(page: Page, faults: Faults) -> Sheet:
    """Return the page as a sheet; everything of a wrong shape is noted as a fault."""
    broken = set(_without_value(page, faults))
    kinds: dict[int, type[Piece]] = {}
    try:
        FileText.model_validate(page.data, context=kinds)
    except ValidationError as error:
        for detail in error.errors(include_url=False):
            path = _path(page, detail["loc"])
            if detail["type"] == "missing":
                path = (*path, detail["loc"][-1])
            if path not in broken:
                _Fault(page, faults, kinds, path, detail).note()
                broken.add(path)
    above = {path[:length] for path in broken for length in range(len(path) + 1)}
    return Sheet(page, faults, frozenset(above))


def _without_value(page: Page, faults: Faults) -> Iterator[Path]:
    for path in page.values:
        if page.get(path) is None:
            what = f"`{path[-1]}` has" if isinstance(path[-1], str) else "An entry has"
            hint = "Give it one, write `silent` where a text does not say, or leave the key out."
            faults.add(page.key(path), f"{what} no value.", hint)
            yield path


def _path(page: Page, loc: tuple[str | int, ...]) -> Path:
    """Return the path in the file of an error, leaving out the names of forms in it."""
    path: Path = ()
    for step in loc:
        part: Plain = page.get(path)
        if step in part if isinstance(part, dict) else isinstance(step, int):
            path = (*path, step)
    return path


@dataclass(frozen=True, slots=True)
class _Fault:
    """One error of shape, to be told in the words of the language."""

    page: Page
    faults: Faults
    kinds: Mapping[int, type[Piece]]
    path: Path
    detail: ErrorDetails

    def note(self) -> None:
        """Note the fault."""
        kind = self.detail["type"]
        if kind == "extra_forbidden":
            self._unknown()
        elif kind == "names_nothing":
            hint = "Give `is` with kinds, `sites` with names, or both."
            self.faults.add(self.page.at(self.path), f"{self._name()} names nothing.", hint)
        elif kind == "missing":
            self._missing()
        elif kind in ("two_bases", "no_basis", "in_alone"):
            self._basis(kind)
        elif self.detail["loc"][-1] == "[key]":
            self._id()
        elif kind == "literal_error" and "silent" in self.detail["loc"]:
            self._stated()
        else:
            self._other(kind)

    def _owner(self) -> type[Piece]:
        return self.kinds.get(id(self.page.get(self.path[:-1])), FileText)

    def _unknown(self) -> None:
        owner = self._owner()
        keys = [field.alias or name for name, field in owner.model_fields.items()]
        hint = nearest(str(self.path[-1]), keys) or f"It has {listed(keys, 'and')}."
        message = f"`{self.path[-1]}` is not a key of {owner.NOUN}."
        self.faults.add(self.page.key(self.path), message, hint)

    def _missing(self) -> None:
        owner, name = self._owner(), str(self.path[-1])
        at = self.page.at(self.path[:-1])
        self.faults.add(at, f"{self._subject(owner)} needs `{name}`.", owner.HINTS.get(name, ""))

    def _subject(self, owner: type[Piece]) -> str:
        noun = owner.NOUN.split(" ", 1)[-1]
        above = self.path[-2] if self.path[1:] else ""
        return f"The {noun} `{above}`" if isinstance(above, str) and above else f"The {noun}"

    def _basis(self, kind: str) -> None:
        at = self.page.at(self.path)
        if kind == "two_bases":
            quote, assumed = (self.page.key((*self.path, k)) for k in ("quote", "assumed"))
            message = f"This is quoted (at {quote}) and assumed (at {assumed})."
            self.faults.add(max(quote, assumed), message, "Keep one: a field has one basis.")
        elif kind == "no_basis":
            message = f"{self._name()} stands on nothing."
            hint = "Add `quote:` with the words of the text, or `assumed:` with a reason."
            self.faults.add(at, message, hint)
        else:
            hint = "Leave it out: it names the document of a quote."
            self.faults.add(self.page.key((*self.path, "in")), "`in` has no quote with it.", hint)

    def _name(self) -> str:
        return f"`{self.path[-1]}`" if self.path and isinstance(self.path[-1], str) else "This"

    def _id(self) -> None:
        hint = "Use small letters, digits, `-` and `_`, and begin with a letter."
        self.faults.add(self.page.key(self.path), f"{self._name()} cannot be an id.", hint)

    def _stated(self) -> None:
        value = self.page.get(self.path)
        self.faults.add(
            self.page.at(self.path), f"`{value}` does not say what it stands on.", _SILENT
        )

    def _other(self, kind: str) -> None:
        value = self.page.get(self.path)
        shown = f"`{value}`" if isinstance(value, str) and value else self._name()
        at = self.page.at(self.path)
        if kind == "literal_error":
            expected = str(self.detail.get("ctx", {}).get("expected", "")).replace("'", "`")
            hint = nearest(str(value), expected.replace("`", "").replace(" or ", ", ").split(", "))
            self.faults.add(at, f"{shown} is not one of {expected}.", hint)
            return
        empty = kind == "too_short" and not value
        means = (
            "is empty"
            if empty
            else _MEANS.get(kind, self.detail["msg"]).format(**self.detail.get("ctx", {}))
        )
        hint = _SILENT if "stated" in self.detail["loc"] and kind == "model_type" else ""
        self.faults.add(at, f"{shown} {means}.", hint)
