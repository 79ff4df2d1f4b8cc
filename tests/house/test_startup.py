"""`truce --help` answers at once: it loads none of the heavy libraries."""

import subprocess
import sys

HEAVY = {"jinja2", "numpy", "polars", "pydantic", "rich", "ruamel", "scipy", "shapely"}


def test_help_loads_nothing_heavy():
    start = "import sys; from truce.cli import main; sys.argv = ['truce', '--help']; main()"
    ran = subprocess.run(
        [sys.executable, "-X", "importtime", "-c", start],
        check=False,
        capture_output=True,
        text=True,
    )
    assert ran.returncode == 0, ran.stderr
    loaded = {line.rsplit("|")[-1].strip().partition(".")[0] for line in ran.stderr.splitlines()}
    assert "truce" in loaded
    assert not loaded & HEAVY
