"""Hashes, and the ledger that chains them: what went in, what people decided, what came out.

A ledger is text, one entry a line, each in canonical JSON (RFC 8785). `hash` is the SHA-256 of the
entry without it; `previous` is the hash of the entry before. So an altered, lost or moved entry
shows. A ledger cut off at its end does not: keep the last hash (the *head*) in another place.
"""

import hashlib
import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final, Literal, cast

import rfc8785

from truce.issues import Issue, stop

Kind = Literal["input", "decision", "run"]
#: Name of the ledger, as faults call it.
LEDGER: Final = "ledger.jsonl"
#: What the first entry names as the one before it.
START: Final = "0" * 64
_KEYS: Final = frozenset[str]({"number", "kind", "at", "previous", "files", "facts", "hash"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """What is to be recorded: files by name with their SHA-256 (null: gone), and plain facts."""

    kind: Kind
    files: Mapping[str, str | None]
    facts: Mapping[str, object] = field(default_factory=dict[str, object])


def digest(content: bytes) -> str:
    """Return the SHA-256 of the bytes, in hexadecimal."""
    return hashlib.sha256(content).hexdigest()


def stamp(value: object) -> str:
    """Return the SHA-256 of a value made of JSON's types; key order does not matter."""
    return digest(_canonical(value))


def extend(ledger: str, entries: Sequence[Entry], at: str) -> str:
    """Return the ledger with the entries added at its end, all of the moment `at` (UTC).

    Raises TruceError if the ledger's last line is not an entry.
    """
    lines = _lines(ledger)
    previous = _last(lines)
    for number, entry in enumerate(entries, len(lines) + 1):
        sealed = _seal(entry, number, at, previous)
        previous = str(sealed["hash"])
        lines.append(_canonical(sealed).decode())
    return "".join(line + "\n" for line in lines)


def head(ledger: str) -> str:
    """Return the hash of the last entry, or `START` if there is none; errors as in `extend`."""
    return _last(_lines(ledger))


def recorded(ledger: str) -> dict[str, str | None]:
    """Return the last recorded SHA-256 of each file; lines that are no entries are passed over."""
    known: dict[str, str | None] = {}
    for line in _lines(ledger):
        known |= _files(_parse(line) or {})
    return known


def broken(ledger: str) -> Issue | None:
    """Return the first fault of the chain itself, or null if it is whole."""
    previous = START
    for number, line in enumerate(_lines(ledger), 1):
        entry = _parse(line)
        if entry is None:
            return _fault(number, "this line is not an entry of a ledger, so the chain ends here.")
        if said := _chain_fault(entry, number, previous):
            return _fault(number, said)
        previous = str(entry["hash"])
    return None


def replay(ledger: str, now: Callable[[str], str | None]) -> Issue | None:
    """Return the first fault: a broken chain, else a file that is not as last recorded, else null.

    `now` gives a file's present SHA-256, or null if it is not there. Files are tried in the order
    in which the ledger names them.
    """
    if fault := broken(ledger):
        return fault
    for name, (number, kind, then) in _mentions(ledger).items():
        if (present := now(name)) != then:
            return _changed(name, number, kind, then, present)
    return None


def _lines(ledger: str) -> list[str]:
    """Return the lines; only a line feed ends one, as names may hold the other line ends."""
    return ledger.removesuffix("\n").split("\n") if ledger else []


def _canonical(value: object) -> bytes:
    return rfc8785.dumps(cast("str", value))  # its own type for JSON is not exported


def _seal(entry: Entry, number: int, at: str, previous: str) -> dict[str, object]:
    body: dict[str, object] = {
        "number": number,
        "kind": entry.kind,
        "at": at,
        "previous": previous,
        "files": dict(entry.files),
        "facts": dict(entry.facts),
    }
    return body | {"hash": stamp(body)}


def _parse(line: str) -> dict[str, object] | None:
    """Return the entry, or null for anything that is not one in its canonical form."""
    try:
        found: object = json.loads(line)
        canonical = _canonical(found).decode()
    except (ValueError, RecursionError):
        return None
    if not isinstance(found, dict) or canonical != line:
        return None
    entry = cast("dict[str, object]", found)
    return entry if entry.keys() == _KEYS and isinstance(entry["files"], dict) else None


def _last(lines: Sequence[str]) -> str:
    if not lines:
        return START
    entry = _parse(lines[-1])
    if entry is None:
        raise stop(
            "the last line is not an entry, so nothing can be chained to it.",
            at=f"{LEDGER}:{len(lines)}",
            hint="Restore the ledger from a copy, or set it aside under another name to begin a "
            "new one.",
            stage="ledger",
            exit_code=1,
        )
    return str(entry["hash"])


def _chain_fault(entry: Mapping[str, object], number: int, previous: str) -> str:
    if entry["hash"] != stamp({k: v for k, v in entry.items() if k != "hash"}):
        return f"this entry was altered: it no longer gives the hash it carries ({entry['hash']})."
    if entry["previous"] != previous or entry["number"] != number:
        return (
            f"an entry was removed, added or moved before this one: it follows "
            f"{entry['previous']}, but the line before has {previous}."
        )
    return ""


def _fault(number: int, message: str) -> Issue:
    return Issue(
        stage="verify",
        severity="error",
        at=f"{LEDGER}:{number}",
        message=message,
        hint="Compare with a copy of the ledger and restore it; what stands from this line on "
        "proves nothing until then.",
    )


def _files(entry: Mapping[str, object]) -> dict[str, str | None]:
    return cast("dict[str, str | None]", entry.get("files", {}))


def _mentions(ledger: str) -> dict[str, tuple[int, str, str | None]]:
    """Return each file's last mention: line, kind of entry and SHA-256; ordered by that line."""
    last: dict[str, tuple[int, str, str | None]] = {}
    for number, name, kind, sha in _named(ledger):
        last.pop(name, None)
        last[name] = (number, kind, sha)
    return last


def _named(ledger: str) -> Iterator[tuple[int, str, str, str | None]]:
    for number, line in enumerate(_lines(ledger), 1):
        entry = _parse(line) or {}
        for name, sha in _files(entry).items():
            yield number, name, str(entry["kind"]), sha


def _changed(name: str, number: int, kind: str, then: str | None, present: str | None) -> Issue:
    what = "is gone" if present is None else "was added" if then is None else "was altered"
    hint = (
        "`truce run` makes it again."
        if kind == "run"
        else "If that was meant, `truce run` records it; if not, restore the file."
    )
    return Issue(
        stage="verify",
        severity="error",
        at=name,
        message=f"the file {what} since {LEDGER}:{number} recorded it "
        f"(then {then or 'absent'}, now {present or 'absent'}).",
        hint=hint,
    )
