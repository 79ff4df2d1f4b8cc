"""Bytes -> the encoding of their text: UTF-8, or the one that the map declares; never a guess."""

import codecs
from typing import Final

from truce.ingest.source import RawFile
from truce.issues import Issue, TruceError, stop

_MARKS: Final = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_ADVICE: Final = (
    'Save it as UTF-8, or say in the map which encoding it has, as in `fallback = "windows-1252"`.'
)


def encoding(file: RawFile, fallback: str | None) -> tuple[str, list[Issue]]:
    """Return the encoding of all of the file's text, and a note if it is the declared `fallback`.

    A byte order mark decides; else UTF-8; else `fallback`. Raises TruceError if none fits.
    """
    marked = next((name for mark, name in _MARKS if file.data.startswith(mark)), "utf-8")
    fault = _fault(file, marked)
    if fault is None:
        return marked, []
    if fallback is None:
        raise _undecodable(file, marked, fault, _ADVICE)
    if second := _fault(file, fallback):
        raise _undecodable(file, fallback, second, "Save it again as UTF-8.")
    return fallback, [_note(file, fallback)]


def _fault(file: RawFile, name: str) -> UnicodeDecodeError | None:
    try:
        file.data.decode(name)
    except UnicodeDecodeError as fault:
        return fault
    return None


def _undecodable(file: RawFile, name: str, fault: UnicodeDecodeError, hint: str) -> TruceError:
    line = file.data.count(b"\n", 0, fault.start) + 1
    return stop(
        f"byte 0x{file.data[fault.start]:02x} is not {name.upper().removesuffix('-SIG')} text.",
        at=f"{file.name}:{line}",
        hint=hint,
        stage="ingest",
        exit_code=1,
    )


def _note(file: RawFile, name: str) -> Issue:
    return Issue(
        stage="ingest",
        severity="note",
        at=file.name,
        message=f"the file is not UTF-8 and was read as {name}.",
        field="encoding",
        value=name,
    )
