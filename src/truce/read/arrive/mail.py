"""E-mail -> blocks: its subject and its text, with the sender and the Date header."""

import re
from collections.abc import Iterator
from dataclasses import replace
from email import policy
from email.message import EmailMessage
from email.parser import BytesParser
from email.utils import parseaddr, parsedate_to_datetime
from typing import Final

from truce.read.arrive import page, plain
from truce.read.arrive.arrived import Arrived, Block, Stated
from truce.read.arrive.decode import decode
from truce.read.arrive.limits import Limits, refuse, too_large
from truce.read.document import Place, Span

_QUOTED: Final = re.compile(r"\s*>")
_LEAD: Final = re.compile(
    r".{0,200}\b(?:wrote|пише|написал[аи]?|писав|писала)\b.{0,60}:\s*"
    r"|-{2,}\s?(?:original|forwarded) message\s?-{2,}",
    re.I,
)
_SIGNATURE: Final = "--"


def arrive(name: str, data: bytes, limits: Limits) -> Arrived:
    """Return the subject and the text of a message; the plain part before the HTML part.

    The sender is the publisher and the Date header the time of issue. Places lead back to the file
    where a part was sent as it is, and else into the part as decoded. Raises TruceError for a
    message without text and for more than the limits.
    """
    _check_depth(name, data, limits)
    try:
        message = BytesParser(policy=policy.default).parsebytes(data)
        kind, part = _part(name, message, limits)
        subject = " ".join(str(message["subject"] or "").split())
        stated = _stated(message)
    except (LookupError, ValueError, AttributeError, IndexError, TypeError, RecursionError) as why:
        raise refuse(
            name,
            f"the message is damaged or of a kind that cannot be read ({type(why).__name__}).",
            "Save its text as plain text, and read that.",
        ) from None
    raw = _payload(part)
    charset = part.get_content_charset()
    if kind == "text/html":
        html, notes = decode(name, raw, limits, charset)
        body = page.of_html(name, html, limits, tuple(notes))
    else:
        body = plain.arrive(name, raw, limits, charset)
        body = replace(body, blocks=tuple(_own(body)))
    return _below(subject, body, stated, data, raw)


def _check_depth(name: str, data: bytes, limits: Limits) -> None:
    # The parser goes into multiparts by calling itself: their number bounds how deep it can go.
    parts = len(re.findall(rb"^content-type:\s*(?:multipart|message)/", data, re.I | re.M))
    if parts > limits.parts_depth:
        raise too_large(name, f"{parts:,} parts made of parts", limits.parts_depth, "of them")


def _part(name: str, message: EmailMessage, limits: Limits) -> tuple[str, EmailMessage]:
    found: dict[str, EmailMessage] = {}
    for count, part in enumerate(message.walk()):
        if count > limits.members:
            raise too_large(name, "more parts", limits.members, "parts")
        if part.get_content_disposition() != "attachment":
            found.setdefault(part.get_content_type(), part)
    for kind in ("text/plain", "text/html"):
        if kind in found and _payload(found[kind]).strip():
            return kind, found[kind]
    raise refuse(name, "the message has no text part.", "Read its attachments one by one.")


def _payload(part: EmailMessage) -> bytes:
    payload = part.get_payload(decode=True)
    return payload if isinstance(payload, bytes) else b""


def _stated(message: EmailMessage) -> dict[str, tuple[Stated, ...]]:
    found: dict[str, tuple[Stated, ...]] = {}
    sender, address = parseaddr(str(message["from"] or ""))
    if sender or address:
        said = Stated(value=sender or address, where="the From header")
        found["publisher"] = (said,)
    try:
        sent = parsedate_to_datetime(str(message["date"] or ""))
    except (ValueError, TypeError, OverflowError):
        return found
    # A header without a zone ("-0000") names a day, and no instant.
    written = sent.isoformat() if sent.tzinfo else sent.date().isoformat()
    found["published"] = (Stated(value=written, where="the Date header"),)
    return found


def _own(body: Arrived) -> Iterator[Block]:
    """Yield the blocks; those of a quoted message and of the signature are not body."""
    why = ""
    for block in body.blocks:
        words = block.span.of(body.text)
        if words.strip() == _SIGNATURE:
            why = "signature"
        quoted = _QUOTED.match(words) or _LEAD.fullmatch(words[:300])
        reason = why or ("quoted message" if quoted else "")
        yield Block(block.span, "aside", reason, block.group) if reason else block


def _below(
    subject: str, body: Arrived, stated: dict[str, tuple[Stated, ...]], data: bytes, raw: bytes
) -> Arrived:
    """Return the message: the subject as the headline, a blank line, and the text of the part."""
    lead = f"{subject}\n\n" if subject else ""
    moved = len(lead)
    head = Block(Span(0, len(subject)), "headline", "", -1)
    places = body.places or (Place(start=0, at=0),)
    at, part = _origin(data, raw)
    return replace(
        body,
        text=lead + body.text,
        media="email",
        blocks=(
            *([head] if subject else []),
            *(
                replace(block, span=Span(block.span.start + moved, block.span.end + moved))
                for block in body.blocks
            ),
        ),
        places=(
            *([Place(start=0, at=0, part="subject")] if subject else []),
            *(Place(start=one.start + moved, at=one.at + at, part=part) for one in places),
        ),
        stated={**body.stated, **stated},
    )


def _origin(data: bytes, raw: bytes) -> tuple[int, str]:
    """Return where the part begins in the file, in code points; else that it counts by itself."""
    found = data.find(raw)
    if found < 0:
        return 0, "text part, decoded"
    return len(data[:found].decode("utf-8", "replace")), ""
