"""Many documents: read one after another, or by several processes at once."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from functools import partial
from multiprocessing import get_context
from typing import Final

from truce.issues import Issue, TruceError, stop
from truce.read.document import Document, Media
from truce.read.reader import Way, read
from truce.read.receive import receive
from truce.read.statement import Statement

Told = Callable[[Document], Document]
#: Starting a process and its parser takes longer than reading so many documents.
_WORTH: Final = 24


@dataclass(frozen=True, slots=True, kw_only=True)
class Incoming:
    """A document to be read; `media` is null where only its name and bytes tell.

    `load` gives the bytes when their turn comes, so that a folder is never held as a whole; it must
    survive being sent to another process.
    """

    name: str
    load: Callable[[], bytes]
    media: Media | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """A document as read, or the faults for which it could not be."""

    name: str
    document: Document | None = None
    statements: tuple[Statement, ...] = ()
    issues: tuple[Issue, ...] = ()


def read_many(
    incoming: Sequence[Incoming], way: Way, workers: int = 1, *, told: Told | None = None
) -> Iterator[Outcome]:
    """Yield what is read of each document, in their order; a faulty one stops no other.

    `told` adds to each document, before it is read, what a person knows of it.
    """
    step = partial(_outcome, way=way, told=told)
    if workers < 2 or len(incoming) < _WORTH:
        yield from map(step, incoming)
        return
    with ProcessPoolExecutor(workers, mp_context=get_context("spawn")) as pool:
        yield from pool.map(step, incoming, chunksize=4)


def _outcome(one: Incoming, way: Way, told: Told | None) -> Outcome:
    try:
        document = receive(one.name, one.load(), media=one.media)
        document = told(document) if told else document
        return Outcome(name=one.name, document=document, statements=read(document, way))
    except TruceError as fault:
        return Outcome(name=one.name, issues=tuple(fault.issues))
    except OSError as fault:
        why = (fault.strerror or str(fault)).lower()
        unread = stop(f"the file cannot be read: {why}.", at=one.name, stage="read")
        return Outcome(name=one.name, issues=tuple(unread.issues))
