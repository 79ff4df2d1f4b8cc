"""Cases to begin with: a skeleton to fill in, and those that come with truce."""

import re
import shutil
from collections.abc import Mapping
from importlib.resources import files
from pathlib import Path
from typing import Final

from truce.case import _files, _hand, _settings
from truce.case._case import Case
from truce.issues import TruceError, stop

_SETTINGS: Final = """\
# The case: what it is called, and where its days begin and end.
name = "{name}"
title = "{name}"
# The reporting zone: days are counted here in tables and figures. Each reading has its own clock.
zone = "UTC"
# Reports of what happened come from [[sources]]; see the documentation of the case folder.
"""
_MADE: Final = shutil.ignore_patterns("work", "out", "ledger.jsonl", ".*")


def new(path: Path) -> list[str]:
    """Write a small case that loads and runs, every file with comments; return the files' names.

    Raises TruceError if the folder exists and is not empty, or cannot be written.
    """
    _refuse_full(path)
    skeleton = Path(str(files("truce.case") / "skeleton"))
    for name in _files.listed(skeleton, "."):
        _files.write(path, name, (skeleton / name).read_bytes())
    for sheet in _hand.SHEETS:
        _files.write(path, sheet.file, sheet.header.encode())
    return _files.listed(path, ".")


def new_from(path: Path, contents: Mapping[str, bytes]) -> None:
    """Write a new case with an agreement file and documents, and no sources yet.

    `contents` maps files of the case to their bytes. Errors as in `new`.
    """
    _refuse_full(path)
    settings = _SETTINGS.format(name=_slug(path.resolve().name))
    _files.write(path, _settings.FILE, settings.encode())
    for name, held in contents.items():
        _files.write(path, name, held)
    for sheet in _hand.SHEETS:
        _files.write(path, sheet.file, sheet.header.encode())


def shipped() -> dict[str, Path]:
    """Return the cases that come with truce by name, from the package or the checkout around it."""
    package = Path(str(files("truce")))
    places = (package / "cases", package.parents[1] / "cases")
    found = {p.parent.name: p.parent for f in places for p in f.glob(f"*/{_settings.FILE}")}
    return dict(sorted(found.items()))


def copy_shipped(name: str, path: Path, *, fresh: bool = False) -> None:
    """Copy a shipped case's inputs into a new folder; where `fresh`, in place of an earlier copy.

    Errors as in `new`; also if what is to be replaced is not a copy of that case.
    """
    cases = shipped()
    if name not in cases:
        known = ", ".join(cases) or "none: this copy of truce was installed without them"
        raise stop(f"no case of that name is shipped ({known}).", at=name, stage="case")
    try:
        if fresh and Case(path).settings.name == name:
            shutil.rmtree(path)
        _refuse_full(path)
        shutil.copytree(cases[name], path, ignore=_MADE, dirs_exist_ok=True)
    except OSError as fault:
        raise _unwritable(path, fault) from fault


def _slug(name: str) -> str:
    return re.sub(r"[^a-z0-9]+", "-", name.lower()).strip("-") or "case"


def _refuse_full(path: Path) -> None:
    try:
        if path.exists() and (not path.is_dir() or any(path.iterdir())):
            raise stop(
                "there is something here already, and truce does not write over it.",
                at=str(path),
                hint="Name a folder that does not exist yet.",
                stage="case",
            )
        path.mkdir(parents=True, exist_ok=True)
    except OSError as fault:
        raise _unwritable(path, fault) from fault


def _unwritable(path: Path, fault: OSError) -> TruceError:
    why = (fault.strerror or str(fault)).lower()
    return stop(
        f"cannot be written: {why}.", at=str(path), hint="Choose another folder.", stage="case"
    )
