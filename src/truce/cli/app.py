"""The door: the group of verbs, and every fault turned into words and an exit code."""

import os
import sys
import traceback
from io import TextIOWrapper
from typing import Final, cast

import click

from truce import __version__
from truce.cli import (
    bench_read,
    check,
    compare,
    demo,
    draft,
    explain,
    export,
    gaps,
    hinges,
    new,
    read,
    report,
    run,
    schema,
    verify,
    what_if,
)
from truce.issues import TruceError

#: Exit code of a fault of truce itself; 0 to 3 are those of the commands.
FAULT: Final = 70
STOPPED: Final = 130
#: What only the extra `read` brings.
_READ: Final = frozenset(
    (
        *("charset_normalizer", "markdown_it", "py3langid", "pypdf", "spacy", "trafilatura"),
        "en_core_web_sm",
    )
)


class _Verbs(click.Group):
    """A group that lists its commands in the order in which a person meets them."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the names of the commands."""
        return list(self.commands)


@click.group(
    cls=_Verbs,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    epilog="\b\nExample: truce demo",
)
@click.version_option(__version__, message="truce %(version)s")
def truce() -> None:
    """Is the ceasefire holding, and by whose reading?

    A case is a folder: the texts of an agreement as each party published it, and reports of what
    happened since. truce judges every reported incident under every reading, and says why.

    Exit codes: 0 done (finding violations is not a failure), 1 the input has faults, 2 wrong
    usage, 3 done but a source was missing, 70 a fault of truce itself.
    """


for _verb in (
    demo.demo,
    new.new,
    read.read,
    compare.compare,
    draft.draft,
    check.check,
    gaps.gaps,
    run.run,
    explain.explain,
    hinges.hinges,
    what_if.what_if,
    report.report,
    export.export,
    verify.verify,
    schema.schema,
    bench_read.bench_read,
):
    truce.add_command(_verb)


def main() -> None:
    """Run the command line and leave with its exit code; no traceback reaches a person."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")
    sys.exit(guarded(sys.argv[1:]))


def guarded(arguments: list[str]) -> int:
    """Return the exit code of a command line; every fault is said in words on stderr."""
    try:
        code = cast("object", truce.main(arguments, prog_name="truce", standalone_mode=False))
        sys.stdout.flush()
    except (SystemExit, GeneratorExit):
        raise
    except BaseException as fault:  # a panic of the table engine is no Exception
        return _said(fault)
    return code if isinstance(code, int) else 0


def _said(fault: BaseException) -> int:
    """Say what went wrong; return the exit code."""
    code = 1
    if isinstance(fault, click.ClickException):
        fault.show()
        code = fault.exit_code
    elif isinstance(fault, TruceError):
        for issue in fault.issues:
            click.echo(str(issue), err=True)
        code = fault.exit_code
    elif isinstance(fault, ModuleNotFoundError) and (fault.name or "").split(".")[0] in _READ:
        click.echo(
            f"truce: documents cannot be read: the library `{fault.name}` is not installed."
            " Install it with: pip install 'truce-monitor[read]'",
            err=True,
        )
    elif isinstance(fault, KeyboardInterrupt | click.Abort):
        click.echo("truce: stopped; nothing half done was left behind.", err=True)
        code = STOPPED
    elif isinstance(fault, BrokenPipeError):
        _let_go_of_stdout()
        code = 0
    elif isinstance(fault, OSError):
        click.echo(f"{fault.filename or 'truce'}: {(fault.strerror or str(fault))}.", err=True)
    else:
        code = _own_fault(fault)
    return code


def _let_go_of_stdout() -> None:
    """Point stdout nowhere, so that the interpreter's last flush does not complain again."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _own_fault(fault: BaseException) -> int:
    if os.environ.get("TRUCE_DEBUG"):
        traceback.print_exception(fault)
    click.echo(
        f"truce: this is a fault of truce, not of your input: {type(fault).__name__}: {fault}\n"
        f"Nothing half done was left behind. Please report it, with what `TRUCE_DEBUG=1 truce ...` "
        f"prints (truce {__version__}, Python {sys.version.split()[0]}).",
        err=True,
    )
    return FAULT
