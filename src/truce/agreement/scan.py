# pyright: reportUnknownMemberType=false, reportUnknownArgumentType=false
# pyright: reportUnknownVariableType=false
"""YAML text to a flat run of tokens with places: all that this package asks of ruamel.yaml.

What is not YAML is told in words that help. Tokens have plain types; ruamel's own have none.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final, Literal

from ruamel.yaml import YAML
from ruamel.yaml.error import MarkedYAMLError
from ruamel.yaml.events import (
    AliasEvent,
    CollectionEndEvent,
    CollectionStartEvent,
    DocumentStartEvent,
    Event,
    MappingStartEvent,
    NodeEvent,
    ScalarEvent,
)
from ruamel.yaml.reader import ReaderError

_NULLS: Final = frozenset({"", "~", "null", "Null", "NULL"})
#: What the scanner says -> what a person can use: what is wrong, what to do.
_WORDS: Final = (
    (
        "'\\t' that cannot start",
        "The line is indented with a tab.",
        "Use spaces: YAML tells by them what belongs to what.",
    ),
    (
        "mapping values are not allowed",
        "A `:` stands where no key can be.",
        "Put words that hold a colon into quotation marks, or check how the line is indented.",
    ),
    (
        "found unexpected end of stream",
        "A quotation mark opens here and is never closed.",
        'Close it; inside double quotation marks write another as \\".',
    ),
    (
        "expected <block end>",
        "This does not fit the lines above it.",
        "Indent it like them; put words that hold quotation marks into the other kind of them.",
    ),
    (
        "expected ',' or",
        "A comma or a closing bracket is missing here.",
        "Inside { } and [ ] put a comma between entries.",
    ),
    (
        "that cannot start any token",
        "A word cannot begin with this character.",
        "Put the words into quotation marks.",
    ),
    (
        "could not find expected ':'",
        "A `:` is missing after this key.",
        "Write `key: value`.",
    ),
)


@dataclass(frozen=True, slots=True)
class Token:
    """A word, the begin of a mapping or list, its end, or the begin of a document.

    `line` and `column` count from 1, `begins` and `ends` are characters of the text from 0. `word`
    is null for an empty value. `refused` names what an agreement file does not use, or is empty.
    """

    kind: Literal["word", "mapping", "list", "end", "document"]
    line: int
    column: int
    begins: int
    ends: int
    word: str | None = None
    flow: bool = False
    refused: str = ""


class NotYamlError(Exception):
    """The text is no YAML: where (0 if unknown), what is wrong and what to do."""

    def __init__(self, line: int, column: int, message: str, hint: str = "") -> None:
        self.line, self.column, self.message, self.hint = line, column, message, hint
        super().__init__(message)


def tokens(text: str) -> Iterator[Token]:
    """Yield the tokens of a text; raises NotYamlError, and nothing else, where it is no YAML."""
    try:
        for event in YAML(typ="safe", pure=True).parse(text):
            if isinstance(event, (NodeEvent, CollectionEndEvent, DocumentStartEvent)):
                yield _token(event)
    except ReaderError as fault:
        raise _unprintable(fault, text) from None
    except MarkedYAMLError as fault:
        raise _plainly(fault) from None
    except Exception as fault:  # the scanner is not ours, and text may be anything
        raise NotYamlError(0, 0, f"This is not YAML: {fault}.") from None


def _token(event: Event) -> Token:
    at, ends = event.start_mark, event.end_mark.index
    place = (at.line + 1, at.column + 1, at.index, ends)
    if isinstance(event, DocumentStartEvent):
        return Token("document", *place)
    if isinstance(event, CollectionEndEvent):
        return Token("end", *place)
    refused = _refused(event)
    if isinstance(event, ScalarEvent):
        null = event.style is None and event.value in _NULLS
        return Token("word", *place, word=None if null else str(event.value), refused=refused)
    kind = "mapping" if isinstance(event, MappingStartEvent) else "list"
    flow = isinstance(event, CollectionStartEvent) and bool(event.flow_style)
    return Token(kind, *place, flow=flow, refused=refused)


def _refused(event: Event) -> str:
    if isinstance(event, AliasEvent):
        return f"`*{event.anchor}` is a YAML alias"
    if isinstance(event, NodeEvent) and event.anchor:
        return f"`&{event.anchor}` is a YAML anchor"
    if isinstance(event, (ScalarEvent, CollectionStartEvent)) and event.ctag is not None:
        return f"`{event.ctag}` is a YAML tag"
    return ""


def _unprintable(fault: ReaderError, text: str) -> NotYamlError:
    lines = text[: fault.position].split("\n")
    code = ord(text[fault.position]) if fault.position < len(text) else 0
    message = f"The character U+{code:04X} cannot be in a text file."
    return NotYamlError(len(lines), len(lines[-1]) + 1, message, "Remove it.")


def _plainly(fault: MarkedYAMLError) -> NotYamlError:
    said = str(fault.problem)
    began = fault.context_mark if "end of stream" in said else None
    mark = began or fault.problem_mark or fault.context_mark
    place = (mark.line + 1, mark.column + 1) if mark else (0, 0)
    for sign, message, hint in _WORDS:
        if sign in said:
            return NotYamlError(*place, message, hint)
    return NotYamlError(*place, f"This is not YAML: {said}.")
