"""The desk on which an agreement is put together: the sheet, what it names, and its fields."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import TypeVar

from truce.agreement.faults import Faults, nearest
from truce.agreement.model import Anchor, Document, Field, Party
from truce.agreement.moments import Clock, MomentWords, read_moment
from truce.agreement.page import Page, Path
from truce.agreement.shape import Sheet
from truce.agreement.surface_fields import Based, PlacedQuote
from truce.issues import Mark, TruceError
from truce.what import Kinds, TreeName, tree
from truce.when import Bracket
from truce.where import Zone

T = TypeVar("T")
Read = Callable[[str], str]


@dataclass(frozen=True, slots=True)
class Desk:
    """What has been understood so far. Parts that have faults are missing from the mappings."""

    sheet: Sheet
    read: Read
    parties: dict[str, Party] = field(default_factory=dict[str, Party])
    documents: dict[str, Document] = field(default_factory=dict[str, Document])
    zones: dict[str, Zone] = field(default_factory=dict[str, Zone])

    @property
    def page(self) -> Page:
        """Return the page."""
        return self.sheet.page

    @property
    def faults(self) -> Faults:
        """Return the faults found so far."""
        return self.sheet.faults

    def known(self, section: str, word: str, at: Mark) -> bool:
        """Return whether a section of the file defines an id; a fault is noted if not."""
        names = self.page.names((section,))
        if word in names:
            return True
        hint = nearest(word, names) or f"Add it under `{section}:`."
        self.faults.add(at, f"`{word}` is not among the {section} of this file.", hint)
        return False

    def entries(self, path: Path) -> Iterator[tuple[str, Mark]]:
        """Yield each word of a word or list of words, with its place."""
        part = self.page.get(path)
        if isinstance(part, str):
            yield part, self.page.at(path)
        for index, word in enumerate(part if isinstance(part, list) else ()):
            if isinstance(word, str):
                yield word, self.page.at((*path, index))

    def parties_at(self, path: Path) -> list[Party]:
        """Return the parties named at a path; unknown ones are noted as faults."""
        named = [w for w, at in self.entries(path) if self.known("parties", w, at)]
        return [self.parties[word] for word in dict.fromkeys(named) if word in self.parties]

    def file_at(self, path: Path) -> str | None:
        """Return the text of the case's file named at a path; null, with a fault, if none."""
        name, at = str(self.page.get(path)), self.page.at(path)
        if not stays_inside(name):
            hint = "Name it by its way from the case folder, as in documents/readout.txt."
            self.faults.add(at, f"`{name}` leads out of the case.", hint)
            return None
        try:
            return self.read(name)
        except (OSError, ValueError, TruceError) as fault:
            why = "there is no such file" if isinstance(fault, FileNotFoundError) else str(fault)
            self.faults.add(at, f"`{name}` cannot be read: {why}.", "Check its name in the case.")
            return None

    def moment_at(
        self, path: Path, text: MomentWords, clock: Clock, *, strict: bool = False
    ) -> Bracket | None:
        """Return the bracket of the moment at a path; null, with a fault, if it is none."""
        return self.faults.attempt(self.page.at(path), read_moment, text, clock, strict=strict)

    def kinds_at(self, name: TreeName, yes: Path, unclear: Path, no: Path) -> Kinds:
        """Return the set of kinds named at three paths; unknown and repeated ones are faults."""
        seen: dict[str, Mark] = {}
        sets = [frozenset(self._kinds(name, path, seen)) for path in (yes, unclear, no)]
        return Kinds(tree=name, yes=sets[0], unclear=sets[1], no=sets[2])

    def _kinds(self, name: TreeName, path: Path, seen: dict[str, Mark]) -> Iterator[str]:
        for word, at in self.entries(path):
            kind = tree(name).root if word == "anything" else word
            if self.faults.attempt(at, tree(name).check, kind) is None:
                continue
            if kind in seen:
                hint = "Keep one: a kind is named, left open or taken out, and only once."
                self.faults.add(at, f"`{word}` is also named at {seen[kind]}.", hint)
            seen.setdefault(kind, at)
            yield kind


def stays_inside(name: str) -> bool:
    """Return whether a relative path names something inside the case folder."""
    parts = name.replace("\\", "/").split("/")
    return not (set(parts) & {"", "..", "."} or ":" in name or "\0" in name)


@dataclass(frozen=True, slots=True)
class Bench:
    """The part of the desk on which one reading is put together: its documents and its clock."""

    desk: Desk
    documents: tuple[str, ...]
    clock: Field[str]

    @property
    def time(self) -> Clock:
        """Return the clock of the reading's days and hours."""
        return Clock(self.clock.value, self.clock.basis != "assumed")

    def field(  # noqa: PLR0913 - a field is what it is
        self,
        name: str,
        path: Path,
        text: Based | None,
        value: T | None,
        *,
        words: str = "",
        unassumed: T | None = None,
    ) -> Field[T]:
        """Return a field with what it stands on; silent if there is no text or no value."""
        at = self.desk.page.key(path)
        if text is None:
            return Field(name=name, at=at)
        anchors = tuple(self._anchors(path, text))
        if value is None:
            return Field(name=name, at=at)
        return Field(
            name=name,
            at=at,
            basis="quoted" if text.quote else "assumed",
            value=value,
            anchors=anchors,
            reason=text.assumed or "",
            words=words,
            unassumed=unassumed,
        )

    def _anchors(self, path: Path, text: Based) -> Iterator[Anchor]:
        """Yield the anchors of a quote; words that their document does not have are faults."""
        several = isinstance(self.desk.page.get((*path, "quote")), list)
        for index, quote in enumerate(text.quote or ()):
            place = (*path, "quote", index) if several else (*path, "quote")
            placed = isinstance(quote, PlacedQuote)
            source = (*place, "in") if placed else (*path, "in")
            document = self._document(quote.in_ if placed else text.in_, source, place)
            words = quote.words if placed else quote
            if document is not None:
                self._check(words, document, (*place, "words") if placed else place)
                yield Anchor(document=document, quote=words)

    def _document(self, named: str | None, path: Path, quote: Path) -> str | None:
        if named is None and len(self.documents) == 1:
            return self.documents[0]
        page, faults = self.desk.page, self.desk.faults
        if named is None:
            known = ", ".join(self.documents)
            if self.documents:
                hint = f"Add `in:` with one of the reading's documents: {known}."
                faults.add(page.at(quote), "The quote does not say where it stands.", hint)
        elif self.desk.known("documents", named, page.at(path)):
            if named in self.documents:
                return named
            hint = "Add it to the reading's `documents`."
            faults.add(page.at(path), f"The reading does not stand on `{named}`.", hint)
        return None

    def _check(self, words: str, document: str, path: Path) -> None:
        held = self.desk.documents.get(document)
        if held is None or held.holds(words):
            return
        if not held.excerpts and held.text is None:
            hint = "Give its `excerpts`, or its text as `file`."
            message = f"The document `{document}` is quoted, but holds no words."
            self.desk.faults.add(held.at, message, hint)
            return
        message = f"These words are not in `{document}` ({held.at}), letter for letter."
        self.desk.faults.add(self.desk.page.at(path), message, _as_far(words, held))


def _as_far(words: str, document: Document) -> str:
    """Return how far the words agree with the document, so that a slip of the pen is found."""
    split = words.split()
    for count in range(len(split) - 1, 0, -1):
        if document.holds(begin := " ".join(split[:count])):
            return f"They agree as far as “{begin}”; then the document differs at “{split[count]}”."
    return "Quote them as the document has them, with its own spelling and marks."
