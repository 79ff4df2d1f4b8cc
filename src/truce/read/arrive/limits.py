"""How much of a document is read: beyond these limits it is refused in words."""

from dataclasses import dataclass
from typing import Final

from truce.issues import TruceError, stop


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """What a document may hold at most; whoever reads larger ones gives larger limits."""

    #: Of the file as it arrives.
    data_bytes: int = 64 * 2**20
    #: Of all that is unpacked from it (DOCX), and how many times its packed size that may be.
    unpacked_bytes: int = 64 * 2**20
    ratio: int = 200
    #: Below this many bytes the ratio is not asked: small files pack well.
    ratio_from: int = 2**20
    #: Parts of a DOCX or of an e-mail.
    members: int = 2_000
    #: Code points of text, once decoded or taken out of its markup.
    characters: int = 16_000_000
    #: Code points of body in which statements are looked for.
    read_characters: int = 1_000_000
    #: Lines of text, or blocks of a page.
    lines: int = 250_000
    #: Pages of a PDF.
    pages: int = 5_000
    #: Bytes of drawing commands of one PDF page, and of all of them.
    page_bytes: int = 4 * 2**20
    pages_bytes: int = 96 * 2**20
    #: Elements of markup inside each other, up to which main-text extraction is asked.
    depth: int = 200
    #: Bytes of markup up to which main-text extraction is asked.
    extracted_bytes: int = 4 * 2**20
    #: Parts of an e-mail inside each other.
    parts_depth: int = 20
    #: Code points of a line up to which it is asked whether it is debris; a longer one is text.
    line_characters: int = 600


LIMITS: Final = Limits()


def refuse(name: str, message: str, hint: str) -> TruceError:
    """Return the error that a document cannot be read, to be raised."""
    return stop(message, at=name, hint=hint, stage="read", exit_code=1)


def too_large(name: str, holds: str, most: int, what: str) -> TruceError:
    """Return the error that a document holds more than the limit, to be raised."""
    return refuse(
        name,
        f"the document holds {holds}; at most {most:,} {what} are read, so that no document can "
        "fill the memory or stop the work.",
        "If it is genuine, split it and read the parts.",
    )
