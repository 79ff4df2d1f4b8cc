"""A file as plain data in which every part knows its place.

All values stay text: `NO` is not a boolean, `22:30` is not a number, and a date is read only by
`truce.when`. Of YAML a file uses mappings, lists and words; anchors, aliases, tags and several
documents in one file are refused, because a reader of an agreement must see every word where it
counts.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Final

from truce.agreement.faults import Faults
from truce.agreement.scan import NotYamlError, Token, tokens
from truce.issues import Mark, TruceError

DEEPEST: Final = 24
#: More keys, words and lists than people write by hand.
MOST_PARTS: Final = 50_000

Plain = dict[str, "Plain"] | list["Plain"] | str | None
Path = tuple[str | int, ...]
Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Page:
    """A file as data, with the place and the span of characters of each of its parts.

    `keys` are the places of the keys of mappings, `values` those of all values; a span runs from
    the first character of a value, or of a key, to the one after its last.
    """

    name: str
    data: dict[str, Plain] = field(default_factory=dict[str, Plain])
    keys: dict[Path, Mark] = field(default_factory=dict[Path, Mark])
    values: dict[Path, Mark] = field(default_factory=dict[Path, Mark])
    spans: dict[Path, Span] = field(default_factory=dict[Path, Span])
    key_spans: dict[Path, Span] = field(default_factory=dict[Path, Span])

    def at(self, path: Path) -> Mark:
        """Return where a reader should look: at a word itself, or at the key of a larger part."""
        if isinstance(self.get(path), (dict, list)) and path in self.keys:
            return self.keys[path]
        if path in self.values:
            return self.values[path]
        while path and path not in self.values:
            path = path[:-1]
        return self.keys.get(path) or self.values.get(path, Mark(file=self.name))

    def key(self, path: Path) -> Mark:
        """Return the place of the key of an entry, or of the entry itself if it is in a list."""
        return self.keys.get(path) or self.at(path)

    def get(self, path: Path) -> Plain:
        """Return the part at a path; null if there is none."""
        part: Plain = self.data
        for step in path:
            if isinstance(part, dict):
                part = part.get(str(step))
            elif isinstance(part, list) and isinstance(step, int) and step < len(part):
                part = part[step]
            else:
                return None
        return part

    def names(self, path: Path) -> list[str]:
        """Return the keys of the mapping at a path; none if there is no mapping."""
        part = self.get(path)
        return list(part) if isinstance(part, dict) else []

    def paths(self, path: Path) -> Iterator[tuple[str, Path]]:
        """Yield the key and the path of each entry of the mapping at a path."""
        for key in self.names(path):
            yield key, (*path, key)


@dataclass(slots=True)
class _Node:
    """A word, or a list or mapping of nodes; a mapping holds keys and values by turns."""

    at: Mark
    begins: int
    ends: int
    word: str | None = None
    parts: "list[_Node] | None" = None
    mapping: bool = False
    flow: bool = False


def page(text: str, name: str, faults: Faults) -> Page:
    """Return the page of a YAML text; of a repeated key, a fault, the first value counts.

    Raises TruceError for what is no YAML, for an empty file, for one that is not a mapping, and for
    what the language does not use.
    """
    try:
        root = _root(tokens(text), name, faults)
    except NotYamlError as fault:
        faults.add(Mark(file=name, line=fault.line, column=fault.column), fault.message, fault.hint)
        raise faults.error() from None
    if root is None or not root.mapping:
        filled = root is not None and (root.word is not None or root.parts is not None)
        what = "not a list of keys with values" if filled else "empty"
        hint = "Begin with `agreement:` and its title; docs/agreement-file.md shows a whole file."
        faults.add(Mark(file=name), f"The file is {what}.", hint)
        raise faults.error()
    made = Page(name)
    made.data.update(_mapping(root, (), made, faults))
    return made


def _root(run: Iterable[Token], name: str, faults: Faults) -> _Node | None:
    """Compose nodes without recursion, so that no depth of nesting can exhaust the program."""
    root: _Node | None = None
    stack: list[_Node] = []
    for count, token in enumerate(run):
        at = Mark(file=name, line=token.line, column=token.column)
        if count == MOST_PARTS:
            message = f"More than {MOST_PARTS:,} keys and words stand before this one."
            raise _stop(faults, at, message, "Keep data out of the agreement file.")
        if token.kind == "end":
            _close(stack, token)
            continue
        if token.kind == "document":
            if root is not None:
                raise _refused(faults, at, "A second document begins here")
            continue
        if token.refused:
            raise _refused(faults, at, token.refused)
        node = _node(at, token)
        root = root or node
        if stack and stack[-1].parts is not None:
            stack[-1].parts.append(node)
            stack[-1].ends = max(stack[-1].ends, node.ends)
        if node.parts is not None:
            stack.append(node)
        if len(stack) > DEEPEST:
            message = f"More than {DEEPEST} levels are nested here."
            raise _stop(faults, at, message, "Check the brackets and how the lines are indented.")
    return root


def _node(at: Mark, token: Token) -> _Node:
    if token.kind == "word":
        return _Node(at, token.begins, token.ends, word=token.word)
    mapping = token.kind == "mapping"
    return _Node(at, token.begins, token.begins, parts=[], mapping=mapping, flow=token.flow)


def _close(stack: list[_Node], token: Token) -> None:
    done = stack.pop()
    if done.flow:
        done.ends = token.ends
    if stack:
        stack[-1].ends = max(stack[-1].ends, done.ends)


def _refused(faults: Faults, at: Mark, what: str) -> TruceError:
    hint = "Write all words out in one document: a reader must see each where it counts."
    return _stop(faults, at, f"{what}; agreement files do not use these.", hint)


def _stop(faults: Faults, at: Mark, message: str, hint: str) -> TruceError:
    faults.add(at, message, hint)
    return faults.error()


def _plain(node: _Node, path: Path, made: Page, faults: Faults) -> Plain:
    made.values[path] = node.at
    made.spans[path] = (node.begins, node.ends)
    if node.parts is None:
        return node.word
    if node.mapping:
        return _mapping(node, path, made, faults)
    return [_plain(part, (*path, i), made, faults) for i, part in enumerate(node.parts)]


def _mapping(node: _Node, path: Path, made: Page, faults: Faults) -> dict[str, Plain]:
    entries: dict[str, Plain] = {}
    parts = node.parts or []
    for key, value in zip(parts[::2], parts[1::2], strict=False):
        if key.word is None:
            faults.add(key.at, "A key must be a word.", "Write `key: value`.")
        elif key.word in entries:
            first = made.keys[(*path, key.word)]
            faults.add(
                key.at,
                f"`{key.word}` is here a second time; the first is at {first}.",
                "Keep one: which of them counts must not be left to a program.",
            )
        else:
            made.keys[(*path, key.word)] = key.at
            made.key_spans[(*path, key.word)] = (key.begins, key.ends)
            entries[key.word] = _plain(value, (*path, key.word), made, faults)
    return entries
