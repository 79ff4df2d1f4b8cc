"""PDF -> blocks: the text of its pages, running heads and page numbers told from it."""

import io
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise
from typing import TYPE_CHECKING, Final

from truce.issues import TruceError
from truce.read.arrive.arrived import Arrived, Block, Stated
from truce.read.arrive.limits import Limits, refuse, too_large
from truce.read.arrive.plain import joined, lines
from truce.read.document import Place

if TYPE_CHECKING:
    from pypdf import PageObject, PdfReader

_DIGITS: Final = re.compile(r"\d+")
_NUMBER: Final = re.compile(r"\W*(?:page\s*)?\d{1,4}(?:\s*(?:of|/)\s*\d{1,4})?\W*", re.I)
#: What ends like a sentence, or is long, is text though it comes back.
_SENTENCE: Final = re.compile(r"[.!?][\"”»]?$|^.{150}")
#: Of the lines of a page, so many at its top and at its foot may be running heads.
_EDGE: Final = 2
#: A line at an edge that comes back on this many pages, and on this share of them, runs.
_PAGES, _SHARE = 3, 0.3
#: With letters of many widths a line is full at this part of the widest.
_FULL: Final = 0.8
#: No running head is longer.
_HEAD: Final = 150
#: A second line of a running head is shorter than a line of text.
_SECOND: Final = 60


def arrive(name: str, data: bytes, limits: Limits) -> Arrived:
    """Return the text of a PDF in paragraphs; places say on which page each piece is.

    Raises TruceError for a PDF that is damaged or locked, or holds more than the limits.
    """
    reader = _reader(name, data, limits)
    pages, notes = _pages(name, reader, limits)
    places = [
        Place(start=start, at=0, part=f"page {number}")
        for number, (start, _) in enumerate(pages, 1)
    ]
    text = "".join(page for _, page in pages)
    return Arrived(
        text=text,
        media="pdf",
        blocks=tuple(_across(text, list(_blocks(name, text, pages, limits)))),
        places=tuple(places),
        stated=_stated(reader),
        notes=tuple(notes),
    )


def _reader(name: str, data: bytes, limits: Limits) -> "PdfReader":
    from pypdf import PdfReader  # noqa: PLC0415  only PDFs need it

    try:
        reader = PdfReader(io.BytesIO(data), strict=False)
        locked = reader.is_encrypted and not reader.decrypt("")
        count = 0 if locked else len(reader.pages)
    except Exception as fault:
        raise _damaged(name, fault) from None
    if locked:
        raise refuse(name, "the PDF is locked with a password.", "Save it without, and read that.")
    if count > limits.pages:
        raise too_large(name, f"{count:,} pages", limits.pages, "pages")
    return reader


def _damaged(name: str, fault: Exception) -> TruceError:
    return refuse(
        name,
        f"the PDF is damaged or of a kind that cannot be read ({type(fault).__name__}).",
        "Open it in a viewer and save or print it as PDF again.",
    )


def _pages(
    name: str, reader: "PdfReader", limits: Limits
) -> tuple[list[tuple[int, str]], list[str]]:
    """Return where each page's text begins, and the text; and notes on what could not be read."""
    found: list[tuple[int, str]] = []
    failed: list[int] = []
    length = drawn = 0
    for number, page in enumerate(_each(name, reader), 1):
        words, size = _text(page, limits)
        drawn += size
        if words is None:
            failed.append(number)
        found.append((length, (words or "") + "\n\n"))
        length += len(found[-1][1])
        if length > limits.characters:
            raise too_large(name, "more text", limits.characters, "characters")
        if drawn > limits.pages_bytes:
            raise too_large(name, "more to draw", limits.pages_bytes, "bytes of its pages")
    first = ", ".join(str(number) for number in failed[:5])
    return found, [f"{len(failed)} pages could not be read: {first}"] if failed else []


def _each(name: str, reader: "PdfReader") -> Iterator["PageObject"]:
    pages = iter(reader.pages)
    while True:
        try:
            page = next(pages)
        except StopIteration:
            return
        except Exception as fault:
            raise _damaged(name, fault) from None
        yield page


def _text(page: "PageObject", limits: Limits) -> tuple[str | None, int]:
    """Return the text of a page, null if it cannot be read, and how many bytes draw it."""
    try:
        contents = page.get_contents()
        size = len(contents.get_data()) if contents is not None else 0
        words = page.extract_text() if size <= limits.page_bytes else None
    except Exception:
        return None, 0
    # A surrogate stands for a letter that the font does not name; it could not be written out.
    return words and re.sub("[\ud800-\udfff\0]", "\ufffd", words), size


def _blocks(
    name: str, text: str, pages: Sequence[tuple[int, str]], limits: Limits
) -> Iterator[Block]:
    found = list(lines(name, text, limits))
    marked = dict(_running(text, found, pages))
    rest: list[Block] = []
    group, above = 0, -1
    for line in found:
        why = marked.get(line.span.start)
        group += bool(why) or above != line.group
        above = line.group
        if why:
            yield from joined(text, rest, _FULL)
            rest = []
            yield Block(line.span, "aside", why, group)
        else:
            rest.append(Block(line.span, group=group))
    yield from joined(text, rest, _FULL)


def _across(text: str, blocks: list[Block]) -> list[Block]:
    """Say that a paragraph which goes on over the page is body, on both pages."""
    running = [n for n, block in enumerate(blocks) if not block.role]
    for one, two in pairwise(running):
        above, below = blocks[one], blocks[two]
        if above.group != below.group and text[below.span.start].islower():
            blocks[one], blocks[two] = replace(above, role="body"), replace(below, role="body")
    return blocks


def _running(
    text: str, found: Sequence[Block], pages: Sequence[tuple[int, str]]
) -> Iterator[tuple[int, str]]:
    """Yield where a running head or a page number stands, and which it is."""
    edges = list(_edges(found, pages))
    shapes = Counter(_shape(text, line) for edge in edges for line in edge)
    often = max(_PAGES, _SHARE * len(pages))
    for edge in edges:
        for n, line in enumerate(edge):
            words = line.span.of(text)
            if _NUMBER.fullmatch(words[:_HEAD]) and len(pages) > 1:
                yield line.span.start, "page number"
            elif shapes[_shape(text, line)] >= often and not (
                _SENTENCE.search(words) or (n and len(words) > _SECOND)
            ):
                yield line.span.start, "running head"
            else:
                break


def _edges(found: Sequence[Block], pages: Sequence[tuple[int, str]]) -> Iterator[Sequence[Block]]:
    """Yield the first lines of each page from the top, and its last from the foot."""
    at = 0
    for start, words in pages:
        first = at
        while at < len(found) and found[at].span.start < start + len(words):
            at += 1
        page = found[first:at]
        yield page[:_EDGE]
        yield page[: -_EDGE - 1 : -1]


def _shape(text: str, line: Block) -> str:
    return _DIGITS.sub("0", line.span.of(text)[:_HEAD])


def _stated(reader: "PdfReader") -> dict[str, tuple[Stated, ...]]:
    try:
        facts = reader.metadata
        author = facts.author if facts else None
        made = facts.creation_date if facts else None
    except Exception:
        return {}
    found: dict[str, tuple[Stated, ...]] = {}
    if author and len(author.split()) > 1:
        found["author"] = (Stated(value=author.strip(), where="the PDF's author"),)
    if made:
        form = made.isoformat() if made.tzinfo else made.date().isoformat()
        found["published"] = (Stated(value=form, where="the day the PDF was made"),)
    return found
