"""A case: its settings, its agreement, its raw and hand files, its tables, results and ledger."""

from collections.abc import Generator, Iterable, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Final

from truce import agreement as words
from truce import seal
from truce.agreement.model import Agreement
from truce.case import _files, _hand, _settings, _shelf
from truce.case._files import MIB
from truce.ingest import RawFile, SourceSpec
from truce.issues import Issue, TruceError, stop

AGREEMENT: Final = "agreement.yaml"
OUT: Final = "out"
#: Folders whose files are inputs; those in `hand` are decisions.
_INPUTS: Final = ("documents", "zones", "hand", "raw")
_LARGEST_TEXT: Final = 64 * MIB
_LARGEST_RAW: Final = 4096 * MIB
_LARGEST_LEDGER: Final = 1024 * MIB


@dataclass(frozen=True, slots=True)
class Raw:
    """The files of a source that are there, and the names of those that are not."""

    files: tuple[RawFile, ...]
    missing: tuple[str, ...]


class Case:
    """A case folder. Every method that reads or writes raises TruceError, in words, if it cannot.

    Raises TruceError if the folder holds no case.
    """

    def __init__(self, path: Path | str) -> None:
        self._root = Path(path)
        if self.digest(_settings.FILE) is None:
            raise stop(
                f"there is no case here: no {_settings.FILE} was found.",
                at=str(path),
                hint=f"`truce new {path}` begins one; `truce demo` brings one along.",
                stage="case",
            )

    @cached_property
    def settings(self) -> _settings.Settings:
        """Return what `truce.toml` says; raises TruceError with all that is wrong with it."""
        return _settings.settings(_files.read(self._root, _settings.FILE, MIB) or b"")

    def __str__(self) -> str:
        """Return the path, as it was given."""
        return str(self._root)

    def where(self, name: str) -> str:
        """Return the path of one of the case's files, for a person."""
        return str(_files.inside(self._root, name))

    # ------------------------------------------------------------------------------- what goes in

    def agreement_text(self) -> str:
        """Return the text of `agreement.yaml`."""
        content = _files.read(self._root, AGREEMENT, _LARGEST_TEXT)
        if content is None:
            said = "the case has no agreement, so there is nothing to judge by."
            raise _fault(AGREEMENT, said, "`truce new` in another folder shows how one begins.")
        return words.decode(content)

    def agreement(self, text: str | None = None) -> Agreement:
        """Return the agreement, with the states of its clauses; `text` stands in for the file's.

        Raises TruceError with every fault of the file.
        """
        rows = self.hand("conditions").frame.to_dicts()
        decided = [{name: str(cell or "") for name, cell in row.items()} for row in rows]
        own = self.agreement_text() if text is None else text
        return words.load(own, name=AGREEMENT, read=self._named, conditions=decided)

    def hand(self, name: str) -> _hand.Rows:
        """Return the decisions in `hand/NAME.csv`; none if there is no such file."""
        sheet = next(sheet for sheet in _hand.SHEETS if sheet.name == name)
        return _hand.rows(sheet, _files.read(self._root, sheet.file, _LARGEST_TEXT))

    def hands(self) -> list[_hand.Rows]:
        """Return the decisions of all hand files."""
        return [self.hand(sheet.name) for sheet in _hand.SHEETS]

    def spec(self, source: _settings.Declared) -> SourceSpec:
        """Return a source as `truce.ingest` takes it; raises TruceError if its map is missing."""
        form = None if source.map is None else self._text(source.map)
        if source.map is not None and form is None:
            said = f"the map `{source.map}` of source `{source.id}` is not in the case."
            raise _fault(str(source.at), said, "Put it there, or correct the name.")
        return SourceSpec(
            id=source.id,
            adapter=source.adapter,
            map_text=form,
            map_name=source.map or "map",
            parameters=source.parameters,
        )

    def raw(self, source: _settings.Declared) -> Raw:
        """Return the source's files."""
        found = {name: _files.read(self._root, name, _LARGEST_RAW) for name in source.files}
        return Raw(
            tuple(RawFile(name, data) for name, data in found.items() if data is not None),
            tuple(name for name, data in found.items() if data is None),
        )

    def inputs(self) -> dict[str, str]:
        """Return the SHA-256 of every file that people put into the case, by name."""
        below = (name for folder in _INPUTS for name in _files.listed(self._root, folder))
        hashes = {n: self.digest(n) for n in (AGREEMENT, _settings.FILE, *below)}
        return {name: sha for name, sha in hashes.items() if sha is not None}

    def digest(self, name: str) -> str | None:
        """Return the SHA-256 of a file, or null if there is none."""
        return _files.digest(self._root, name)

    # ------------------------------------------------------------------------------ what comes out

    def kept(self, stage: str, stamp: str) -> _shelf.Kept | None:
        """Return what a stage left in `work/` if it is still good; see `_shelf.kept`."""
        return _shelf.kept(self._root, stage, stamp)

    def keep(
        self, stage: str, stamp: str, batches: Iterable[_shelf.Tables], issues: Sequence[Issue]
    ) -> _shelf.Kept:
        """Write what a stage made to `work/`; see `_shelf.keep`."""
        return _shelf.keep(self._root, stage, stamp, batches, issues)

    def keep_file(self, name: str, content: bytes) -> None:
        """Put a file into the case as a whole, unless it is there already."""
        if self.digest(name) != seal.digest(content):
            _files.write(self._root, name, content)

    def ledger(self) -> str:
        """Return the ledger; empty if there is none yet."""
        content = _files.read(self._root, seal.LEDGER, _LARGEST_LEDGER) or b""
        return content.decode("utf-8", errors="surrogateescape")  # so that no byte is lost

    def record(self, entries: Sequence[seal.Entry], at: str) -> None:
        """Add entries to the ledger, all of them or none."""
        if entries:
            grown = seal.extend(self.ledger(), entries, at)
            _files.write(self._root, seal.LEDGER, grown.encode(errors="surrogateescape"))

    @contextmanager
    def writing(self) -> Generator[None]:
        """Hold the case for writing, and clear away what a killed run left half written."""
        with _files.locked(self._root, _settings.FILE):
            for folder in (".", _shelf.WORK, OUT):
                _files.sweep(self._root / folder)
            yield

    def _named(self, name: str) -> str:
        """Return a text file that the agreement names; raises FileNotFoundError if it is absent."""
        text = self._text(name)
        if text is None:
            raise FileNotFoundError(name)
        return text

    def _text(self, name: str) -> str | None:
        content = _files.read(self._root, name, _LARGEST_TEXT)
        if content is None:
            return None
        try:
            return content.decode("utf-8-sig")
        except UnicodeDecodeError as fault:
            line = content.count(b"\n", 0, fault.start) + 1
            raise _fault(f"{name}:{line}", "is not UTF-8 text.", "Save it as UTF-8.") from None


def _fault(at: str, message: str, hint: str) -> TruceError:
    return stop(message, at=at, hint=hint, stage="case", exit_code=1)
