"""Bytes as received -> the plain files in them; gzip and zip, within limits."""

import gzip
import io
import lzma
import zipfile
import zlib
from collections.abc import Iterator
from typing import Final, Protocol

from truce.ingest.source import Limits, RawFile
from truce.issues import TruceError, stop

_GZIP: Final = b"\x1f\x8b"
_ZIP: Final = b"PK\x03\x04"
_CHUNK: Final = 2**20
_DAMAGED: Final = (
    OSError,
    EOFError,
    zlib.error,
    lzma.LZMAError,
    zipfile.BadZipFile,
    NotImplementedError,
    RuntimeError,
    ValueError,
)


class _Stream(Protocol):
    def read(self, size: int, /) -> bytes: ...


def unpack(file: RawFile, limits: Limits) -> list[RawFile]:
    """Return the plain files in `file`: itself, what gzip packed, or a zip's members by name.

    What is inside is not unpacked again. Raises TruceError for a damaged archive, and for one
    that holds more than the limits allow (a "zip bomb").
    """
    try:
        if file.data.startswith(_GZIP):
            with gzip.open(io.BytesIO(file.data)) as stream:
                return [RawFile(file.name, _read(stream, file, limits))]
        if file.data.startswith(_ZIP):
            return list(_members(file, limits))
    except _DAMAGED as fault:
        raise stop(
            f"the archive is damaged or of a kind that cannot be read ({fault or 'cut short'}).",
            at=file.name,
            hint="Download it again, or unpack it by hand.",
            stage="ingest",
            exit_code=1,
        ) from None
    if len(file.data) > limits.unpacked_bytes:
        raise _too_large(file, f"{len(file.data):,} bytes, the limit is {limits.unpacked_bytes:,}")
    return [file]


def _members(file: RawFile, limits: Limits) -> Iterator[RawFile]:
    with zipfile.ZipFile(io.BytesIO(file.data)) as archive:
        members = [info for info in archive.infolist() if not info.is_dir()]
        if len(members) > limits.members:
            raise _too_large(file, f"{len(members):,} files, the limit is {limits.members:,}")
        total = 0
        for info in members:
            with archive.open(info) as stream:
                data = _read(stream, file, limits, total)
            total += len(data)
            yield RawFile(f"{file.name}/{info.filename}", data)


def _read(stream: _Stream, file: RawFile, limits: Limits, already: int = 0) -> bytes:
    """Return all of a stream, stopping as soon as it is larger than the limits allow."""
    parts: list[bytes] = []
    size = already
    while part := stream.read(_CHUNK):
        parts.append(part)
        size += len(part)
        if size > limits.unpacked_bytes:
            raise _too_large(file, f"more than {limits.unpacked_bytes:,} bytes once unpacked")
        if size > limits.ratio_from and size > limits.ratio * len(file.data):
            raise _too_large(file, f"more than {limits.ratio} times its packed size")
    return b"".join(parts)


def _too_large(file: RawFile, what: str) -> TruceError:
    return stop(
        f"the file holds {what}: it is refused, since such a file can fill the memory.",
        at=file.name,
        hint="If it is genuine, split it into smaller files.",
        stage="ingest",
        exit_code=1,
    )
