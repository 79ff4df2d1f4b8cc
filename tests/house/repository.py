"""The repository's own files, as the tests of the house see them."""

import subprocess
from collections.abc import Iterator
from functools import cache
from pathlib import Path

ROOT = Path(__file__).parents[2]
SRC = ROOT / "src" / "truce"


@cache
def files() -> tuple[Path, ...]:
    """Return every file that is or would be committed."""
    command = ["git", "ls-files", "--cached", "--others", "--exclude-standard", "-z"]
    listed = subprocess.run(command, cwd=ROOT, check=True, capture_output=True, text=True).stdout
    found = (ROOT / name for name in sorted(listed.split("\0")) if name)
    return tuple(path for path in found if path.is_file())


def modules() -> list[Path]:
    """Return every Python file under src/."""
    return [path for path in files() if path.suffix == ".py" and path.is_relative_to(SRC)]


def pages() -> list[Path]:
    """Return every Markdown page."""
    return [path for path in files() if path.suffix == ".md"]


def texts(folder: Path) -> Iterator[tuple[Path, str]]:
    """Yield every file under a folder that is text, with its text."""
    for path in files():
        if path.is_relative_to(folder):
            try:
                yield path, path.read_text("utf-8")
            except UnicodeDecodeError:
                continue


def short(path: Path) -> str:
    """Return the path as people name it, from the repository's root."""
    return path.relative_to(ROOT).as_posix()
