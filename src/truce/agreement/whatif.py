"""What if a field said something else: one field of an agreement file's text, rewritten.

A path is `reading.term.field`, `reading.term.field.part` or `reading.clock`. `=` sets a value; `+=`
and `-=` put words into the lists of `binds`, `acts` and `objects` or take them out. The field then
is assumed, its reason being `what if`. Everything else in the text keeps its line.
"""

import json
from dataclasses import dataclass
from typing import Final, Literal

from truce.agreement.faults import Faults, listed, nearest
from truce.agreement.page import Page, Path, Plain
from truce.agreement.text import parse
from truce.issues import TruceError, stop

Op = Literal["=", "+=", "-="]
REASON: Final = "what if"
_LISTS: Final = ("is", "unclear", "except")
#: Each field that can be changed -> the parts of it that have paths of their own.
_PARTS: Final[dict[str, tuple[str, ...]]] = {
    "standing": (),
    "binds": ("unclear",),
    "acts": ("unclear", "except"),
    "objects": ("unclear", "except", "sites", "held_by", "list"),
    "zone": (),
    "start": (),
    "end": (),
    "duration": ("counted",),
    "amount": (),
}
#: A term has one of these; setting one silences the other.
_RIVALS: Final = {"end": "duration", "duration": "end"}
_BASIS: Final = ("quote", "in", "assumed")


def change(text: str, path: str, op: Op, value: str) -> str:
    """Return the text of an agreement file with one field changed, all lines staying in place.

    `value` is YAML, as in `2025-03-25`, `[a, b]` or `{between: [.., ..]}`. Raises TruceError for a
    path that leads nowhere (naming the nearest), an operation that does not fit the field, and a
    text or value that is no YAML. Whether the value makes sense is told by `load`.
    """
    faults = Faults()
    page = parse(text, "agreement.yaml", faults)
    faults.stop_if_any()
    target = _find(page, path)
    made = _made(page, target, op, _value(path, value))
    changes, names = {target.place: made}, dict[Path, str]()
    if target.place[-1] != target.field:
        names[target.place] = target.field
    rival = (*target.place[:-1], _RIVALS.get(target.field, ""))
    if rival != target.place and isinstance(page.get(rival), dict):
        changes[rival] = "silent"
    return _spliced(text.removeprefix("\ufeff"), page, changes, names)


@dataclass(frozen=True, slots=True)
class _Target:
    """The field that a path names, where it stands, and the part of it that is meant."""

    path: str
    field: str
    part: str
    place: Path


def _wrong(path: str, message: str, hint: str = "") -> TruceError:
    return stop(message, at=path, hint=hint, stage="what-if")


def _find(page: Page, path: str) -> _Target:
    reading, *rest = path.split(".")
    place = _step(page, path, ("readings",), reading, "reading")
    if rest == ["clock"]:
        return _Target(path, "clock", "is", _step(page, path, place, "clock", "field"))
    if not 2 <= len(rest) <= 3:
        hint = "Write reading.term.field, as in a-readout.energy.start, or reading.clock."
        raise _wrong(path, f"`{path}` does not name a field.", hint)
    term = _step(page, path, (*place, "terms"), rest[0], "term")
    field, part = rest[1], rest[2] if rest[2:] else "is"
    if field not in _PARTS:
        hint = nearest(field, _PARTS) or f"It can be {listed(_PARTS.keys())}."
        raise _wrong(path, f"`{field}` is not a field that can be changed.", hint)
    if part not in ("is", *_PARTS[field]):
        hint = nearest(part, _PARTS[field]) or f"Its parts are {listed(('is', *_PARTS[field]))}."
        raise _wrong(path, f"`{part}` is not a part of `{field}`.", hint)
    return _Target(path, field, part, _entry(page, path, term, field))


def _step(page: Page, path: str, place: Path, name: str, noun: str) -> Path:
    names = page.names(place)
    if name not in names:
        hint = nearest(name, names) or (f"There is {listed(names)}." if names else "")
        raise _wrong(path, f"`{name}` is not a {noun} of the agreement.", hint)
    return (*place, name)


def _entry(page: Page, path: str, term: Path, field: str) -> Path:
    """Return the place of a field; a term without an `end` has a `duration` to put it at."""
    names = page.names(term)
    if field not in names and _RIVALS.get(field) in names:
        return (*term, _RIVALS[field])
    if field not in names:
        hint = f"Write `{field}: silent` into the file, then try again."
        raise _wrong(path, f"The term has no `{field}` to change.", hint)
    return (*term, field)


def _value(path: str, value: str) -> Plain:
    try:
        found = parse(f"value: {value}", "value", Faults()).data
    except TruceError as error:
        raise _wrong(path, f"`{value}` is not a value: {error.issues[0].message}") from None
    if list(found) != ["value"] or found["value"] is None:
        raise _wrong(path, f"`{value}` is not one value.")
    return found["value"]


def _made(page: Page, target: _Target, op: Op, value: Plain) -> Plain:
    now = page.get(target.place) if target.place[-1] == target.field else "silent"
    if target.field == "standing":
        return _standing(target, op, value)
    if op == "=":
        return _set(target, now, value)
    return _joined(target, now, op, _words(target, value))


def _set(target: _Target, now: Plain, value: Plain) -> Plain:
    if target.part == "is" and value == "silent":
        return value
    if target.part == "is" and isinstance(value, dict) and "is" in value:
        return _assumed(value)
    held = _held(target, now) if target.part != "is" else now if isinstance(now, dict) else {}
    made = {**held, target.part: value}
    if target.part in _LISTS and target.field in ("binds", "acts", "objects"):
        for word in _words(target, value):
            _drop(made, word, but=target.part)
    return _checked(target, made)


def _joined(target: _Target, now: Plain, op: Op, words: list[str]) -> Plain:
    """Return a field with words put into one of its lists, or taken out of it."""
    if target.field not in ("binds", "acts", "objects") or target.part == "list":
        raise _wrong(
            target.path, f"`{op}` changes a list, and `{target.field}` is none.", "Use `=`."
        )
    made = dict(_held(target, now))
    for word in words:
        listing = _listing(made.get(target.part))
        if op == "+=":
            if target.part in _LISTS:
                _drop(made, word, but=target.part)
            made[target.part] = [*listing, *([] if word in listing else [word])]
        elif word in listing:
            made[target.part] = [w for w in listing if w != word]
        elif target.part == "is" and "except" in _PARTS[target.field]:
            made["except"] = [*_listing(made.get("except")), word]
        else:
            hint = nearest(word, [str(w) for w in listing])
            raise _wrong(target.path, f"`{word}` is not there to be taken out.", hint)
    return _checked(target, made)


def _standing(target: _Target, op: Op, value: Plain) -> Plain:
    if op == "=" and value == "silent":
        return value
    items = value if isinstance(value, list) else [value]
    made = [_assumed(item) for item in items if isinstance(item, dict)]
    if op != "=" or len(made) != len(items):
        hint = "Write `= {is: agreed, since: 2025-03-18}`, or a list of these."
        raise _wrong(target.path, "A standing is set with its date.", hint)
    return [*made]


def _held(target: _Target, now: Plain) -> dict[str, Plain]:
    if not isinstance(now, dict):
        hint = f"Set it first: `= ...` on {target.path.removesuffix('.' + target.part)}."
        raise _wrong(target.path, f"`{target.field}` is silent, and has no parts to change.", hint)
    return now


def _words(target: _Target, value: Plain) -> list[str]:
    words = _listing(value)
    if not words or not all(isinstance(word, str) for word in words):
        raise _wrong(target.path, "The value must be a word or a list of words.")
    return [str(word) for word in words]


def _listing(part: Plain) -> list[Plain]:
    return part if isinstance(part, list) else [] if part is None else [part]


def _drop(made: dict[str, Plain], word: str, *, but: str) -> None:
    """Take a word out of the other lists of a field: a kind is named in one of them only."""
    for key in _LISTS:
        listing = _listing(made.get(key))
        if key != but and word in listing:
            made[key] = [w for w in listing if w != word]


def _checked(target: _Target, made: dict[str, Plain]) -> Plain:
    if made.get("is") == []:
        hint = "Set another value with `=`, or `silent`."
        raise _wrong(target.path, f"Nothing would be left in `{target.field}`.", hint)
    return _assumed({key: part for key, part in made.items() if part != []})


def _assumed(field: dict[str, Plain]) -> dict[str, Plain]:
    return {**{k: v for k, v in field.items() if k not in _BASIS}, "assumed": REASON}


def _spliced(text: str, page: Page, changes: dict[Path, Plain], names: dict[Path, str]) -> str:
    """Return the text with new values behind their keys, and keys renamed, line for line.

    The new value stands right after the colon, where it fits whatever the style of the old one;
    the lines of the old one stay, empty.
    """
    edits: list[tuple[int, int, str]] = [(*page.key_spans[p], new) for p, new in names.items()]
    for place, value in changes.items():
        begins, ends = page.spans[place]
        old = text[begins:ends].rstrip()
        colon = text.index(":", page.key_spans[place][1]) + 1
        edits.append((begins, begins + len(old), "\n" * old.count("\n")))
        edits.append((colon, colon, f" {_flow(value)}"))
    for begins, ends, new in sorted(edits, reverse=True):
        text = text[:begins] + new + text[ends:]
    return text


def _flow(value: Plain) -> str:
    """Return a value on one line: JSON is YAML, but for the ends of lines it lets stand."""
    written = json.dumps(value, ensure_ascii=False)
    for end in ("\x85", "\u2028", "\u2029"):
        written = written.replace(end, f"\\u{ord(end):04x}")
    return written
