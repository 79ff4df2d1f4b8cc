"""Where documents come from: an address on the web, within limits, or the files of a folder."""

import ipaddress
import socket
import ssl
import time
from dataclasses import dataclass
from http.client import HTTPConnection, HTTPException, HTTPResponse, HTTPSConnection
from pathlib import Path
from typing import Final
from urllib.parse import SplitResult, urljoin, urlsplit

from truce import __version__
from truce.issues import TruceError, stop
from truce.read.arrive.media import ENDINGS
from truce.read.document import Media

_CHUNK: Final = 2**16
_MOVED: Final = frozenset((301, 302, 303, 307, 308))
_MEDIA: Final[dict[str, Media]] = {
    "text/html": "html",
    "application/xhtml+xml": "html",
    "application/pdf": "pdf",
    "text/plain": "text",
    "text/markdown": "markdown",
    "message/rfc822": "email",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": "docx",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Bounds:
    """How far a fetch goes: bytes, seconds in all, redirects, and whether into private networks."""

    most_bytes: int = 64 * 2**20
    seconds: float = 30
    redirects: int = 5
    private: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Fetched:
    """What an address gave: `url` is where it came from in the end.

    `name` is its last part, for messages; `media` is null where the server does not say.
    """

    url: str
    name: str
    data: bytes
    media: Media | None


def is_address(text: str) -> bool:
    """Return whether a text names a place on the web rather than a file."""
    return text.lower().startswith(("http://", "https://"))


def fetch(url: str, bounds: Bounds = Bounds()) -> Fetched:
    """Return what an http or https address gives.

    Raises TruceError for other schemes, an address inside a private network unless the bounds allow
    it, a server that answers with an error or not at all, and more bytes, seconds or redirects than
    the bounds allow.
    """
    ends = time.monotonic() + bounds.seconds
    at = url
    for _ in range(bounds.redirects + 1):
        parts = _checked(at, url)
        try:
            answer = _asked(at, parts, bounds, ends)
        except (OSError, HTTPException, ValueError) as fault:
            raise _failed(
                url, f"{at} could not be fetched: {fault or type(fault).__name__}."
            ) from None
        if isinstance(answer, Fetched):
            return answer
        at = urljoin(at, answer)
    raise _failed(url, f"the address sends on more than {bounds.redirects} times.")


def paths(name: str) -> list[Path]:
    """Return the file of a name, or the documents of the folder of that name.

    Raises TruceError if there is nothing there.
    """
    path = Path(name)
    if not path.exists():
        raise stop("there is no such file or folder.", at=name, hint="Name a document to read.")
    return documents_in(path) if path.is_dir() else [path]


def documents_in(folder: Path) -> list[Path]:
    """Return the files below a folder whose endings are those of documents, in order of path.

    Hidden files, hidden folders and links are passed over. Raises TruceError if there is none.
    """
    found = [
        path
        for path in sorted(folder.rglob("*"), key=lambda path: path.relative_to(folder).parts)
        if path.suffix.lower().removeprefix(".") in ENDINGS
        and path.is_file()
        and not path.is_symlink()
        and not any(part.startswith(".") for part in path.relative_to(folder).parts)
    ]
    if not found:
        endings = ", ".join(sorted(ENDINGS))
        raise stop(
            "the folder holds no document.",
            at=str(folder),
            hint=f"A document's name ends with one of: {endings}.",
        )
    return found


def _checked(at: str, url: str) -> SplitResult:
    try:
        parts = urlsplit(at)
        host, _ = parts.hostname, parts.port
    except ValueError:
        raise _failed(url, f"`{at}` is not an address.") from None
    if parts.scheme not in ("http", "https") or not host:
        raise _failed(url, f"`{at}` is not an http or https address.")
    if parts.username or parts.password:
        raise _failed(url, "the address holds a name or password, which would be shown and kept.")
    return parts


def _asked(at: str, parts: SplitResult, bounds: Bounds, ends: float) -> Fetched | str:
    """Return what the address gives, or where it sends on."""
    connection = _connection(parts, bounds, ends)
    try:
        path = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
        headers = {"User-Agent": f"truce/{__version__}", "Accept-Encoding": "identity"}
        connection.request("GET", path, headers=headers)
        answer = connection.getresponse()
        if answer.status in _MOVED and (sent_on := answer.getheader("Location")):
            return sent_on
        if answer.status != 200:
            raise HTTPException(f"the server answers {answer.status} {answer.reason}")
        kind = (answer.getheader("Content-Type") or "").split(";")[0].strip().lower()
        data = _read(answer, connection, bounds, ends)
        name = parts.path.rstrip("/").rsplit("/", 1)[-1] or (parts.hostname or at)
        return Fetched(url=at, name=name, data=data, media=_MEDIA.get(kind))
    finally:
        connection.close()


def _read(answer: HTTPResponse, connection: HTTPConnection, bounds: Bounds, ends: float) -> bytes:
    parts: list[bytes] = []
    size = 0
    while part := answer.read1(_CHUNK):
        parts.append(part)
        size += len(part)
        if size > bounds.most_bytes:
            raise HTTPException(f"it gives more than {bounds.most_bytes:,} bytes")
        if connection.sock is not None:
            connection.sock.settimeout(_left(ends))
        _left(ends)
    return b"".join(parts)


def _left(ends: float) -> float:
    left = ends - time.monotonic()
    if left <= 0:
        raise HTTPException("the time allowed for it is over")
    return left


def _connection(parts: SplitResult, bounds: Bounds, ends: float) -> HTTPConnection:
    """Return a connection to an address that was looked at first, so no second look-up can lie."""
    host = parts.hostname or ""
    secure = parts.scheme == "https"
    port = parts.port or (443 if secure else 80)
    sock = _socket(host, port, bounds, ends)
    if secure:
        try:
            sock = ssl.create_default_context().wrap_socket(sock, server_hostname=host)
        except OSError:
            sock.close()
            raise
    connection = (HTTPSConnection if secure else HTTPConnection)(host, port)
    connection.sock = sock
    return connection


def _socket(host: str, port: int, bounds: Bounds, ends: float) -> socket.socket:
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    for *_, place in found:
        address = ipaddress.ip_address(str(place[0]).split("%")[0])
        if not bounds.private and not _public(address):
            raise HTTPException(
                f"{host} is {address}, inside a private network, which no page may send truce to"
            )
    fault: OSError = OSError(f"{host} has no address")
    for *_, place in found:
        try:
            return socket.create_connection((str(place[0]), port), timeout=_left(ends))
        except OSError as why:
            fault = why
    raise fault


def _public(address: ipaddress.IPv4Address | ipaddress.IPv6Address) -> bool:
    inner = getattr(address, "ipv4_mapped", None) or getattr(address, "sixtofour", None)
    return address.is_global and not address.is_multicast and (inner is None or inner.is_global)


def _failed(url: str, message: str) -> TruceError:
    hint = "Open it in a browser, save the page, and read the file."
    return stop(message, at=url, hint=hint, stage="read", exit_code=1)
