"""`truce schema`: the shape of an agreement file, for editors."""

import click

from truce.cli import rooms, show


@click.command(
    short_help="Print the JSON Schema of agreement.yaml.",
    epilog="\b\nExample: truce schema > agreement.schema.json",
)
def schema() -> int:
    """Print the JSON Schema of agreement.yaml, so that an editor can complete and check it."""
    show.as_json(rooms.agreement.schema())
    return 0
