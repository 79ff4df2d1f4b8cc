"""Golden files beside the tests; `TRUCE_GOLDEN=write pytest tests/report` writes them anew."""

import os
from pathlib import Path

FOLDER = Path(__file__).parent / "golden"


def same(name: str, made: str) -> None:
    """Assert that a text is what the golden file of that name holds."""
    FOLDER.mkdir(exist_ok=True)
    file(FOLDER / name, made)


def file(path: Path, made: str) -> None:
    """Assert that a text is what a file holds."""
    if os.environ.get("TRUCE_GOLDEN") == "write":
        path.write_text(made, "utf-8", newline="")
    assert made == path.read_bytes().decode("utf-8")
