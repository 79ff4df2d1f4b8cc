"""The command line, for what is read and then written."""

from tests.cli.conftest import truce

__all__ = ["truce"]
