"""The files of a case: guarded reading, and writing that a crash can never leave half done."""

import os
import stat
import sys
from collections.abc import Callable, Generator
from contextlib import contextmanager
from hashlib import file_digest
from pathlib import Path, PurePosixPath
from typing import BinaryIO, Final

from truce.issues import TruceError, stop

MIB: Final = 1 << 20
#: Ends the name of a file that is still being written.
PART: Final = ".part"
_WHO: Final = "See who may read it, and what it is."
_STANDS: Final = "What stood there before still stands; put that right and run this again."


def inside(root: Path, name: str) -> Path:
    """Return the path of a file of the case.

    Raises TruceError for a name that leads out of the case: absolute, with `..`, or through a
    link whose end lies elsewhere.
    """
    pure = PurePosixPath(name)
    if not name.strip() or "\0" in name or "\\" in name or pure.is_absolute() or ".." in pure.parts:
        raise _outside(name, "is not the name of a file inside the case.")
    path = root / pure
    try:
        within = path.resolve().is_relative_to(root.resolve())
    except (OSError, RuntimeError, ValueError):  # too long, a loop of links, not a name at all
        raise _outside(name, "is not a name that can be followed.") from None
    if not within:
        raise _outside(name, "is a link that leads out of the case.")
    return path


def read(root: Path, name: str, limit: int) -> bytes | None:
    """Return the bytes of a file of the case, or null if there is none.

    Raises TruceError for a name that leads out of the case, for anything that is not a plain file,
    for one larger than `limit` bytes and for one that cannot be read.
    """
    path = inside(root, name)
    with _in_words(name, "read", _WHO):
        found = _plain(path, name)
        if found is None:
            return None
        if found.st_size > limit:
            raise _fault(
                name,
                f"has {found.st_size:,} bytes; truce reads at most {limit:,} of such a file.",
                "Split it, or leave out what the case does not need.",
            )
        return path.read_bytes()


def write(root: Path, name: str, content: bytes) -> None:
    """Put a file in its place as a whole: a crash leaves the old bytes or the new ones."""

    def fill(part: Path) -> None:
        part.write_bytes(content)

    write_with(root, name, fill)


def write_with(root: Path, name: str, fill: Callable[[Path], None]) -> None:
    """Put a file in its place as a whole, filled by `fill` under another name; see `write`."""
    path = inside(root, name)
    part = path.with_name(f".{path.name}{PART}")
    with _in_words(name, "written", _STANDS):
        path.parent.mkdir(parents=True, exist_ok=True)
        try:
            fill(part)
            _flush(part)
            part.replace(path)
        finally:
            part.unlink(missing_ok=True)
        _flush(path.parent)


def move(root: Path, name: str, to: str) -> None:
    """Give a whole file its name, in one step."""
    source, target = inside(root, name), inside(root, to)
    with _in_words(to, "written", _STANDS):
        source.replace(target)
        _flush(target.parent)


def remove(root: Path, name: str) -> None:
    """Remove a file."""
    path = inside(root, name)
    with _in_words(name, "removed", "Remove it by hand."):
        path.unlink(missing_ok=True)


def digest(root: Path, name: str) -> str | None:
    """Return the SHA-256 of a file of any size, or null if there is none; errors as in `read`."""
    path = inside(root, name)
    with _in_words(name, "read", _WHO):
        if not _plain(path, name):
            return None
        with path.open("rb") as handle:
            return file_digest(handle, "sha256").hexdigest()


def listed(root: Path, folder: str) -> list[str]:
    """Return the names of the files in a folder of the case and below, sorted, none hidden."""
    with _in_words(folder, "read", _WHO):
        found = [path.relative_to(root) for path in (root / folder).rglob("*")]
        seen = [p for p in found if not any(part.startswith(".") for part in p.parts)]
        return sorted(p.as_posix() for p in seen if not (root / p).is_dir())


def sweep(folder: Path) -> None:
    """Remove what a run that was killed left half written in a folder."""
    for part in folder.glob(f".*{PART}"):
        with _in_words(part.name, "removed", "Remove it by hand."):
            part.unlink(missing_ok=True)


@contextmanager
def locked(root: Path, name: str) -> Generator[None]:
    """Hold the case for one writer; the hold ends with the process, however it ends.

    `name` is a file of the case that always exists. Raises TruceError if another holds it. On
    Windows, which has no `flock`, nothing is held.
    """
    with (root / name).open("rb") as handle:
        if not _hold(handle):
            raise stop(
                "another truce is writing in this case.",
                at=str(root),
                hint="Wait until it has ended, then run this again.",
                exit_code=1,
            )
        yield


if sys.platform == "win32":

    def _hold(handle: BinaryIO) -> bool:
        return not handle.closed
else:
    import fcntl

    def _hold(handle: BinaryIO) -> bool:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        return True


def _plain(path: Path, name: str) -> os.stat_result | None:
    """Return what the disk knows of a plain file, or null if there is none."""
    try:
        found = path.stat()
    except (FileNotFoundError, NotADirectoryError):
        return None
    if not stat.S_ISREG(found.st_mode):
        raise _fault(name, "is not a plain file.", "Put a plain file in its place.")
    return found


def _flush(path: Path) -> None:
    """Have the disk hold a file or folder before anything is built on it."""
    try:
        handle = os.open(path, os.O_RDONLY)
    except PermissionError:  # a folder cannot be opened on every system
        return
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


@contextmanager
def _in_words(name: str, done: str, hint: str) -> Generator[None]:
    try:
        yield
    except OSError as fault:
        why = (fault.strerror or str(fault)).lower()
        raise _fault(name, f"cannot be {done}: {why}.", hint) from fault


def _outside(name: str, message: str) -> TruceError:
    hint = "Copy the file into the case and name it from there, as in raw/incidents.csv."
    return _fault(name or "(empty name)", message, hint)


def _fault(name: str, message: str, hint: str) -> TruceError:
    return stop(message, at=name, hint=hint, stage="case", exit_code=1)
