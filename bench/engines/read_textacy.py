"""textacy's direct quotations."""

from read_peer import run, spans
from textacy.extract import direct_quotations


def find(doc):
    """The quotations with speaker and cue, as textacy names them."""
    return [spans(one.speaker, one.cue, one.content) for one in direct_quotations(doc)]


if __name__ == "__main__":
    run(find)
