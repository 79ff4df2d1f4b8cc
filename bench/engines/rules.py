"""The rules of each term, as a peer is given them."""

import json
import os


def rules_of(world):
    """The rules; `whole` if every answer is asked for, and not the verdicts alone."""
    rules = json.loads((world / "rules.json").read_text(encoding="utf-8"))
    return rules | {"whole": os.environ.get("ASSESS") != "verdicts"}
