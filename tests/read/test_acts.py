"""What is done by saying it, and silences that are stated."""

import pytest

from tests.read.test_speakers import read


@pytest.mark.parametrize(
    ("cue", "content", "act", "absence"),
    [
        ("put forward", "a proposal for a pause", "propose", False),
        ("responded positively", "to this plan", "agree", False),
        ("gave", "the army the order to stop", "order", False),
        ("apologised", "for the delay", "admit", False),
        ("did not agree", "to a pause", "decline", False),
        ("said", "that a pause must include the port", "condition", False),
        ("did not say", "who fired", "say", True),
        ("made no mention of", "the port", "say", True),
    ],
)
def test_acts(cue: str, content: str, act: str, absence: bool):
    (found,) = read(f"Renn {cue} {content}.", ("Renn", cue, content))
    assert (found.act, found.absence) == (act, absence)


def test_a_poll_finds():
    text = "A poll by the Olt Institute showed that most want peace."
    (found,) = read(text, ("A poll by the Olt Institute", "showed", "that most want peace"))
    assert (found.act, found.speaker, found.stems_from) == (
        "find",
        "Olt Institute",
        "Olt Institute poll",
    )
