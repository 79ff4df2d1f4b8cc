"""`truce report`: the report, with a choice of boundaries."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from truce.cli import show
from truce.cli.options import (
    BOUNDARIES,
    Judging,
    case_argument,
    json_option,
    judging_options,
    quiet_option,
)
from truce.cli.run import issues, judged

if TYPE_CHECKING:
    from truce.outlines import Boundaries


@click.command(
    short_help="Write the report of a case.",
    epilog="\b\nExample: truce report truce-demo/energy-2025 --boundaries recognised",
)
@case_argument
@click.option("--html", is_flag=True, help="Only the page (one file, needs no network).")
@click.option("--md", is_flag=True, help="Only Markdown.")
@click.option(
    "--boundaries",
    type=click.Choice(BOUNDARIES),
    default=BOUNDARIES[0],
    show_default=True,
    help="How land in dispute is drawn: as a class of its own, with its holder, or with the "
    "recognised state.",
)
@judging_options
@json_option
@quiet_option
def report(  # noqa: PLR0913 - one parameter for each option
    case: Path,
    *,
    html: bool,
    md: bool,
    boundaries: Boundaries,
    judging: Judging,
    as_json: bool,
    quiet: bool,
) -> int:
    """Judge CASE and write its report to out/, as a page and as Markdown; print where it is."""
    result = judged(case, judging, quiet=quiet, write=True, boundaries=boundaries)
    names = [f"out/report.{kind}" for kind, asked in (("html", html), ("md", md)) if asked]
    paths = [result.case.where(name) for name in names or ("out/report.html", "out/report.md")]
    if as_json:
        show.as_json({"reports": paths})
    else:
        for path in paths:
            show.say(path)
    issues(result, quiet=quiet)
    return result.exit_code
