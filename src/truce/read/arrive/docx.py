"""DOCX -> blocks: the paragraphs of its document part, within limits, and nothing carried out."""

import io
import zipfile
import zlib
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Final
from xml.parsers import expat

from truce.issues import TruceError
from truce.read.arrive.arrived import Arrived, Block, Role, Stated
from truce.read.arrive.limits import Limits, refuse, too_large
from truce.read.document import Place, Span

_W: Final = "http://schemas.openxmlformats.org/wordprocessingml/2006/main|"
_DAMAGED: Final = (
    OSError,
    EOFError,
    zlib.error,
    zipfile.BadZipFile,
    NotImplementedError,
    RuntimeError,
    ValueError,
    expat.ExpatError,
)
_CHUNK: Final = 2**16
_BREAKS: Final = {"tab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "\u2011"}
#: What a style's name says of a paragraph, by how the name begins.
_STYLES: Final[tuple[tuple[str, Role], ...]] = (
    ("title", "headline"),
    ("heading", "heading"),
    ("subtitle", "heading"),
    ("caption", "caption"),
)
_FACTS: Final = {"creator": "author", "created": "published", "modified": "modified"}


def arrive(name: str, data: bytes, limits: Limits) -> Arrived:
    """Return the text of a DOCX in its paragraphs; places count them.

    Deleted text is left out and inserted text taken in, as a reader sees it. Raises TruceError for
    what is no DOCX, is damaged or locked, declares entities, or unpacks to more than the limits.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            return _arrived(_Packed(name, archive, len(data), limits))
    except _DAMAGED as fault:
        raise refuse(
            name,
            f"the file is no DOCX, or it is damaged or locked ({fault or 'cut short'}).",
            "Open it in a word processor and save it as DOCX again.",
        ) from None


@dataclass(slots=True)
class _Packed:
    """The parts of an archive, unpacked as long as they keep within the limits."""

    name: str
    archive: zipfile.ZipFile
    size: int
    limits: Limits
    unpacked: int = 0

    def __post_init__(self) -> None:
        members = self.archive.infolist()
        if len(members) > self.limits.members:
            raise too_large(self.name, f"{len(members):,} parts", self.limits.members, "parts")

    def part(self, path: str) -> bytes | None:
        """Return a part of the archive, null if it is not there."""
        try:
            info = self.archive.getinfo(path)
        except KeyError:
            return None
        self._check(info.file_size)
        pieces: list[bytes] = []
        with self.archive.open(info) as stream:
            while piece := stream.read(_CHUNK):
                pieces.append(piece)
                self.unpacked += len(piece)
                self._check(0)
        return b"".join(pieces)

    def _check(self, more: int) -> None:
        size = self.unpacked + more
        if size > self.limits.unpacked_bytes:
            raise self._bomb(f"more than {self.limits.unpacked_bytes:,} bytes once unpacked")
        if size > self.limits.ratio_from and size > self.limits.ratio * self.size:
            raise self._bomb(f"more than {self.limits.ratio} times its packed size")

    def _bomb(self, what: str) -> TruceError:
        return refuse(
            self.name,
            f"the file holds {what}: it is refused, since such a file can fill the memory.",
            "If it is genuine, save its text as plain text or PDF, and read that.",
        )


def _arrived(packed: _Packed) -> Arrived:
    document = packed.part("word/document.xml")
    if document is None:
        raise refuse(
            packed.name,
            "the archive is no DOCX: it has no part `word/document.xml`.",
            "Unpack it, and read what is in it.",
        )
    styles = _Styles()
    _parse(packed.part("word/styles.xml"), styles.open, styles.close, styles.say)
    walk = _Walk(packed, styles.names)
    _parse(document, walk.open, walk.close, walk.say)
    facts = _Facts()
    _parse(packed.part("docProps/core.xml"), facts.open, facts.close, facts.say)
    return Arrived(
        text="".join(walk.text),
        media="docx",
        blocks=tuple(walk.blocks),
        places=tuple(walk.places),
        stated=facts.found,
    )


def _refuse_entities(*_: object) -> None:
    raise ValueError("it declares a document type, which a DOCX never does")


def _parse(
    data: bytes | None,
    opened: Callable[[str, dict[str, str]], None],
    closed: Callable[[str], None],
    said: Callable[[str], None],
) -> None:
    if data is None:
        return
    parser = expat.ParserCreate(namespace_separator="|")
    parser.StartDoctypeDeclHandler = _refuse_entities
    parser.EntityDeclHandler = _refuse_entities
    parser.StartElementHandler = opened
    parser.EndElementHandler = closed
    parser.CharacterDataHandler = said
    parser.buffer_text = True
    parser.Parse(data, True)


@dataclass(slots=True)
class _Styles:
    """The names of styles by their ids; names are the same in every language of the program."""

    names: dict[str, str] = field(default_factory=dict[str, str])
    _id: str = ""

    def open(self, name: str, said: dict[str, str]) -> None:
        if name == f"{_W}style":
            self._id = said.get(f"{_W}styleId", "")
        elif name == f"{_W}name":
            self.names.setdefault(self._id, said.get(f"{_W}val", ""))

    def close(self, name: str) -> None:
        """Nothing ends with an element here."""

    def say(self, words: str) -> None:
        """No text is needed here."""


def _role(style: str) -> Role:
    for begins, role in _STYLES:
        if style.startswith(begins):
            return role
    return ""


@dataclass(slots=True)
class _Walk:
    """The paragraphs so far."""

    packed: _Packed
    styles: dict[str, str]
    text: list[str] = field(default_factory=list[str])
    blocks: list[Block] = field(default_factory=list[Block])
    places: list[Place] = field(default_factory=list[Place])
    _length: int = 0
    _words: list[str] = field(default_factory=list[str])
    _paragraphs: int = 0
    _role: Role = ""
    _listed: bool = False
    _in_text: bool = False
    _again: int = 0

    def open(self, name: str, said: dict[str, str]) -> None:
        """Begin an element."""
        short = name.removeprefix(_W)
        if name.endswith("|Fallback"):
            self._again += 1
        elif short == "p":
            self._end()
            self._paragraphs += 1
        elif short == "t":
            self._in_text = not self._again
        elif short in _BREAKS and not self._again:
            self._words.append(_BREAKS[short])
        elif short == "pStyle":
            style = said.get(f"{_W}val", "")
            named = self.styles.get(style, style).lower()
            self._role = _role(named)
        elif short == "numPr":
            self._listed = True

    def close(self, name: str) -> None:
        """End an element; text boxes repeat in a fallback, which is passed over."""
        if name.endswith("|Fallback"):
            self._again -= 1
        elif name == f"{_W}p":
            self._end()
        elif name == f"{_W}t":
            self._in_text = False

    def say(self, words: str) -> None:
        """Take text."""
        if self._in_text:
            self._words.append(words)

    def _end(self) -> None:
        words, self._words = "".join(self._words), []
        role: Role = self._role or ("body" if self._listed else "")
        self._role, self._listed = "", False
        kept = words.strip()
        if not kept:
            return
        at = words.index(kept)
        span = Span(self._length + at, self._length + at + len(kept))
        self.blocks.append(Block(span, role, group=self._paragraphs))
        self.places.append(Place(start=self._length, at=0, part=f"paragraph {self._paragraphs}"))
        self.text.append(words + "\n\n")
        self._length += len(words) + 2
        limits = self.packed.limits
        if self._length > limits.characters:
            raise too_large(self.packed.name, "more text", limits.characters, "characters")
        if len(self.blocks) > limits.lines:
            raise too_large(self.packed.name, "more paragraphs", limits.lines, "paragraphs")


@dataclass(slots=True)
class _Facts:
    """What the document says of itself: who made it, and when."""

    found: dict[str, tuple[Stated, ...]] = field(default_factory=dict[str, tuple[Stated, ...]])
    _key: str = ""

    def open(self, name: str, said: dict[str, str]) -> None:
        """Begin an element; its attributes say nothing here."""
        del said
        self._key = name.rsplit("|", 1)[-1]

    def close(self, name: str) -> None:
        """End an element."""
        del name
        self._key = ""

    def say(self, words: str) -> None:
        """Take a fact."""
        key = _FACTS.get(self._key)
        if key and words.strip() and (key != "author" or len(words.split()) > 1):
            where = f"the document's properties (`{self._key}`)"
            self.found[key] = (Stated(value=words.strip(), where=where),)
