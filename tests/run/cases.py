"""Small cases for the tests of run and cli, and what lies in them afterwards."""

from pathlib import Path

from truce import case

AT = "1900000000"


def tiny(path: Path) -> Path:
    """Return a new case: the skeleton, two readings and four incidents."""
    case.new(path)
    return path


def made(path: Path) -> dict[str, bytes]:
    """Return every file that a run makes, hidden ones too, with its bytes."""
    files = [p for folder in ("work", "out") for p in (path / folder).rglob("*") if p.is_file()]
    files += [p for p in path.glob(".*") if p.is_file()]
    ledger = path / "ledger.jsonl"
    files += [ledger] if ledger.exists() else []
    return {p.relative_to(path).as_posix(): p.read_bytes() for p in sorted(files)}


def edit(path: Path, name: str, old: str, new: str) -> None:
    """Replace words in a file of the case; they must be there."""
    text = (path / name).read_text("utf-8")
    assert old in text, f"{name} does not hold {old!r}"
    (path / name).write_text(text.replace(old, new), "utf-8")


def add(path: Path, name: str, line: str) -> None:
    """Add a line to a file of the case."""
    with (path / name).open("a", encoding="utf-8") as file:
        file.write(line + "\n")
