"""Agreement files under test: each says at its foot which messages are expected of it."""

import csv
import os
from collections.abc import Iterator
from pathlib import Path

from truce.agreement import Agreement, load
from truce.issues import TruceError

FOLDER = Path(__file__).parents[1] / "agreements"
GOOD = sorted((FOLDER / "good").glob("*.yaml"))
BAD = sorted((FOLDER / "bad").glob("*.yaml"))
#: Set to write the messages found to the foot of the files, instead of checking them.
RESET = "TRUCE_RESET_MESSAGES"


def read(name: str) -> str:
    return (FOLDER / "files" / name).read_text("utf-8")


def loaded(text: str) -> Agreement:
    rows = list(csv.DictReader(_block(text, "conditions")))
    return load(text, read=read, conditions=rows)


def messages(text: str) -> list[str]:
    """Return what loading says, line by line; nothing if it is content."""
    try:
        loaded(text)
    except TruceError as error:
        return [str(issue) for issue in error.issues]
    return []


def expected(path: Path, found: list[str]) -> list[str]:
    """Return the messages at the foot of a file, after writing those found if it is to be reset."""
    text = path.read_text("utf-8")
    if RESET in os.environ:
        head = text[: text.index("# expect:\n")]
        text = head + "# expect:\n" + "".join(f"# {line}\n" for line in found)
        path.write_text(text, "utf-8")
    return list(_block(text, "expect"))


def _block(text: str, name: str) -> Iterator[str]:
    """Yield the lines of a block of comments that begins with `# name:`."""
    _, _, rest = text.partition(f"# {name}:\n")
    for line in rest.splitlines():
        if not line.startswith("# ") or line in ("# expect:", "# conditions:"):
            return
        yield line.removeprefix("# ")
