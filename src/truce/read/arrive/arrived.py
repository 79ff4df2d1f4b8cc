"""What arrives, whatever the medium: a text in blocks, and what its markup states."""

from dataclasses import dataclass, field
from typing import Literal

from truce.read.document import Media, Place, Span

#: What markup says that a block is; empty where it does not say.
Role = Literal["", "headline", "heading", "caption", "body", "aside"]


@dataclass(frozen=True, slots=True)
class Block:
    """A piece of text that stands by itself: a line, a paragraph, an element of a page.

    `group` counts what stands together without a blank line; `why` is the reason of an `aside`.
    """

    span: Span
    role: Role = ""
    why: str = ""
    group: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Stated:
    """A thing that markup states, and where: `("2025-03-18", "the Date header")`."""

    value: str
    where: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Arrived:
    """A text in blocks, in order, with a way back to the file.

    `stated` holds what markup states, best first, under `published`, `modified`, `publisher`,
    `author` and `language`.
    """

    text: str
    media: Media
    blocks: tuple[Block, ...]
    places: tuple[Place, ...] = ()
    stated: dict[str, tuple[Stated, ...]] = field(default_factory=dict[str, tuple[Stated, ...]])
    notes: tuple[str, ...] = ()
