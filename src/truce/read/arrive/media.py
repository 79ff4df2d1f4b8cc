"""Which medium a file is, by its bytes first and by its name's ending second."""

import re
from typing import Final

from truce.read.arrive import docx, mail, markdown, page, pdf, plain
from truce.read.arrive.arrived import Arrived
from truce.read.arrive.limits import Limits, refuse
from truce.read.document import Media

_ENDINGS: Final[dict[str, Media]] = {
    "txt": "text",
    "text": "text",
    "html": "html",
    "htm": "html",
    "xhtml": "html",
    "pdf": "pdf",
    "docx": "docx",
    "eml": "email",
    "md": "markdown",
    "markdown": "markdown",
}
#: The endings of names that `receive` knows.
ENDINGS: Final = frozenset(_ENDINGS)
_NO_DOCUMENT: Final = (
    (b"\xd0\xcf\x11\xe0", "an old office document", "Save it as DOCX or PDF."),
    (b"{\\rtf", "a document in RTF", "Save it as DOCX or PDF."),
    (b"\x1f\x8b", "packed with gzip", "Unpack it first."),
    (b"7z\xbc\xaf", "a 7z archive", "Unpack it first."),
    (b"Rar!", "a RAR archive", "Unpack it first."),
    (b"\x89PNG", "a picture", "Have its text recognised first, and read that."),
    (b"\xff\xd8\xff", "a picture", "Have its text recognised first, and read that."),
    (b"GIF8", "a picture", "Have its text recognised first, and read that."),
    (b"\x7fELF", "a program", "Is it the right file?"),
    (b"MZ\x90", "a program", "Is it the right file?"),
)
_PAGE: Final = re.compile(
    rb"\s*(?:<!--.{0,2000}?-->\s*)?(?:<\?xml[^>]{0,200}>\s*)?(?:<!doctype\s+html|<html|<head|<body)",
    re.I | re.S,
)
_HEADER: Final = re.compile(rb"[A-Za-z][A-Za-z0-9-]{1,60}:[ \t]")
_MAIL: Final = re.compile(
    rb"^(?:From|Date|Message-ID|Received|MIME-Version|Return-Path|Delivered-To):[ \t]", re.I | re.M
)


def arrive(name: str, data: bytes, media: Media | None, limits: Limits) -> Arrived:
    """Return the text of a file in blocks; raises TruceError for what is no document."""
    match media or told(name, data):
        case "html":
            return page.arrive(name, data, limits)
        case "pdf":
            return pdf.arrive(name, data, limits)
        case "docx":
            return docx.arrive(name, data, limits)
        case "email":
            return mail.arrive(name, data, limits)
        case "markdown":
            return markdown.arrive(name, data, limits)
        case "text":
            return plain.arrive(name, data, limits)


def told(name: str, data: bytes) -> Media:
    """Return the medium that the bytes show, else the name's ending, else plain text.

    Raises TruceError for what is plainly something else: a picture, an archive, a program.
    """
    for mark, what, hint in _NO_DOCUMENT:
        if data.startswith(mark):
            raise refuse(name, f"the file is {what}: its text cannot be read.", hint)
    if b"%PDF-" in data[:1024]:
        return "pdf"
    if data.startswith(b"PK\x03\x04"):
        return "docx"
    ending = _ENDINGS.get(name.rsplit(".", 1)[-1].lower() if "." in name else "")
    if _PAGE.match(data[:4096].removeprefix(b"\xef\xbb\xbf")):
        return "html"
    if ending in (None, "text", "email") and _is_mail(data):
        return "email"
    return "text" if ending in (None, "pdf", "docx") else ending


def _is_mail(data: bytes) -> bool:
    """Return whether the first lines are headers of a message, two known ones among them."""
    head = data[:8192].replace(b"\r\n", b"\n").split(b"\n\n", 1)[0]
    return bool(_HEADER.match(head)) and len(_MAIL.findall(head)) >= 2


def no_text(media: Media) -> str:
    """Return what to do about a document without text."""
    if media == "pdf":
        return "Its pages are pictures, it seems: have their text recognised first, and read that."
    return "Is it the right file?"
