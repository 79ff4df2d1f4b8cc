"""The `truce` command: one module per verb, none of which loads anything heavy until it runs."""

from truce.cli.app import main

__all__ = ["main"]
