"""Bytes -> text: by the byte order mark, as UTF-8, as declared, or as it most likely was."""

import codecs
import re
from typing import Final

from truce.read.arrive.limits import Limits, refuse, too_large

_MARKS: Final = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
#: A text is UTF-8 with some damage if it has this many good sequences for each damaged byte.
_GOOD: Final = 4
_SAMPLE: Final = 2**18
_FOREIGN: Final = re.compile(r"[^\x00-\x7f]{2,60}")


def decode(
    name: str, data: bytes, limits: Limits, declared: str | None = None
) -> tuple[str, list[str]]:
    """Return all of the text, code point for code point, and notes on how it was read.

    A byte order mark stays in the text. Damaged bytes of UTF-8 become U+FFFD, one each, and are
    counted in a note. Raises TruceError for bytes that are no text, and for more than the limits.
    """
    text, notes = _decoded(name, data, declared)
    if len(text) > limits.characters:
        raise too_large(name, f"{len(text):,} characters", limits.characters, "characters")
    if "\0" in text:
        raise refuse(
            name,
            f"the file holds a NUL character (at {text.index(chr(0)):,}): it is not text, or "
            "damaged.",
            "Save it as text, HTML, PDF, DOCX or e-mail.",
        )
    return text, [*notes, *_mojibake(text)]


def _decoded(name: str, data: bytes, declared: str | None) -> tuple[str, list[str]]:
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _with_damage(data, encoding)
    try:
        return data.decode("utf-8"), []
    except UnicodeDecodeError as fault:
        first = fault
    if declared and (text := _tried(data, declared)) is not None:
        return text, [f"read as {declared}, as the file declares"]
    text, damaged = data.decode("utf-8", "replace"), 0
    damaged = text.count("\ufffd")
    if _sequences(text) >= _GOOD * damaged:
        return text, [_damage("UTF-8", damaged, first.start)]
    return _guessed(name, data)


def _sequences(text: str) -> int:
    return sum(len(found) for found in re.findall(r"[^\x00-\x7f\ufffd]+", text))


def _tried(data: bytes, encoding: str) -> str | None:
    try:
        return data.decode(encoding)
    except (LookupError, UnicodeDecodeError):
        return None


def _with_damage(data: bytes, encoding: str) -> tuple[str, list[str]]:
    try:
        return data.decode(encoding), []
    except UnicodeDecodeError as fault:
        text = data.decode(encoding, "replace")
        return text, [_damage(encoding.upper(), text.count("\ufffd"), fault.start)]


def _damage(encoding: str, count: int, first: int) -> str:
    return (
        f"not {encoding}, and standing as U+FFFD: {count:,}, the first at byte {first:,}; "
        "the file mixes encodings or is damaged"
    )


def _guessed(name: str, data: bytes) -> tuple[str, list[str]]:
    from charset_normalizer import from_bytes  # noqa: PLC0415  heavy, and rarely needed

    best = from_bytes(data[:_SAMPLE]).best()
    if best is None:
        raise refuse(
            name,
            "the file is in no encoding of text that could be told.",
            "Save it as UTF-8.",
        )
    text, notes = _with_damage(data, best.encoding)
    return text, [f"the encoding is not stated; read as {best.encoding}, the likeliest", *notes]


def _mojibake(text: str) -> list[str]:
    """Return a note if text was read in a wrong encoding before it arrived; it stays as it is."""
    found = [match for match in _FOREIGN.finditer(text) if _twice(match.group())]
    if not found:
        return []
    first = found[0]
    return [
        f"wrongly decoded before the file was saved, it seems (mojibake): {len(found):,}, the "
        f"first at {first.start():,}: `{first.group()[:20]}`; left as it is"
    ]


def _twice(run: str) -> bool:
    for encoding in ("cp1252", "cp1251", "latin-1"):
        try:
            once = run.encode(encoding).decode("utf-8")
        except UnicodeError:
            continue
        if len(once) < len(run):
            return True
    return False
