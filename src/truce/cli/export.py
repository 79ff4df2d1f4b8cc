"""`truce export`: the incidents with every reading's verdict, for other programs."""

import sys
from pathlib import Path

import click

from truce.cli import rooms, show
from truce.cli.options import Judging, case_argument, judging_options, quiet_option
from truce.cli.run import issues, judged

FORMATS = ("csv", "geojson", "geoparquet")


@click.command(
    short_help="Print incidents and verdicts for programs.",
    epilog="\b\nExample: truce export truce-demo/energy-2025 --format csv > incidents.csv",
)
@case_argument
@click.option("--format", "form", type=click.Choice(FORMATS), default="csv", show_default=True)
@click.option("--out", type=click.Path(path_type=Path), help="Write to this file, not to stdout.")
@judging_options
@quiet_option
def export(case: Path, *, form: str, out: Path | None, judging: Judging, quiet: bool) -> int:
    """Print the incidents of CASE with their verdicts; the columns are the same in every format."""
    result = judged(case, judging, quiet=quiet)
    content: bytes = getattr(rooms.exports, form)(result.view)
    if out is not None:
        out.write_bytes(content)
        show.note(f"Written: {out}", quiet=quiet)
    elif form == "geoparquet" and sys.stdout.isatty():
        raise click.UsageError("Parquet is no text for a terminal; add --out FILE.")
    else:
        sys.stdout.buffer.write(content)
    issues(result, quiet=quiet)
    return result.exit_code
