"""Bytes to text, and text to a page, within a size that can be read at once."""

from typing import Final

from truce.agreement.faults import Faults
from truce.agreement.page import Page, page
from truce.issues import Mark, TruceError, stop

LARGEST: Final = 1_000_000


def decode(raw: bytes, *, name: str = "agreement.yaml") -> str:
    """Return the text of a file's bytes, without a byte order mark.

    Raises TruceError for a file of more than `LARGEST` bytes and for one that is not UTF-8.
    """
    if len(raw) > LARGEST:
        raise _too_large(name, len(raw))
    if raw.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise _stop(Mark(file=name), "The file is UTF-16.", "Save it as UTF-8.")
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError as fault:
        before = raw[: fault.start].decode("utf-8", "replace")
        what = f"The byte 0x{raw[fault.start]:02x} is not UTF-8 text."
        raise _stop(_place(name, before), what, "Save the file as UTF-8.") from None


def parse(text: str, name: str, faults: Faults) -> Page:
    """Return the page of a YAML text; repeated keys are noted as faults.

    Raises TruceError where the text is no YAML, or not of the kind that `page` describes.
    """
    if len(text) > LARGEST:
        raise _too_large(name, len(text))
    return page(text.removeprefix("\ufeff"), name, faults)


def _too_large(name: str, size: int) -> TruceError:
    return _stop(
        Mark(file=name),
        f"The file has {size:,} bytes; an agreement file may have {LARGEST:,}.",
        "Keep long documents in files of their own and name them with `file:`.",
    )


def _stop(at: Mark, message: str, hint: str) -> TruceError:
    return stop(message, at=str(at), hint=hint, stage="agreement", exit_code=1)


def _place(name: str, before: str) -> Mark:
    lines = before.split("\n")
    return Mark(file=name, line=len(lines), column=len(lines[-1]) + 1)
