"""Who speaks: names in full, pronouns, descriptions, documents, and nobody where it is open."""

import pytest

from truce.read.document import Document, Genre, Span
from truce.read.said.attribution import Attribution
from truce.read.said.parse import parse
from truce.read.said.state import states
from truce.read.statement import Statement

Marked = tuple[str, str, str]


def read(
    text: str, *marked: Marked, genre: Genre = "news", publisher: str | None = None
) -> list[Statement]:
    """Return the statements of a text whose sources, cues and contents are given in its words."""
    body = tuple(_paragraphs(text))
    found: list[Attribution] = []
    at = 0
    for source, cue, content in marked:
        start = min(text.index(words, at) for words in (source, content) if words)
        found.append(
            Attribution(
                _span(text, source, start), _span(text, cue, start), _all(text, content, start)
            )
        )
        at = start + 1
    document = Document(
        name="a.txt",
        text=text,
        sha256="",
        media="text",
        body=body,
        genre=genre,
        publisher=publisher,
    )
    return list(states(document, parse(text, body), found, "rules"))


def _paragraphs(text: str) -> list[Span]:
    spans, start = list[Span](), 0
    for line in text.split("\n\n"):
        spans.append(Span(start, start + len(line)))
        start += len(line) + 2
    return spans


def _span(text: str, words: str, at: int) -> Span | None:
    start = text.index(words, at) if words else 0
    return Span(start, start + len(words)) if words else None


def _all(text: str, words: str, at: int) -> tuple[Span, ...]:
    span = _span(text, words, at)
    return (span,) if span else ()


NAMED = (
    "Velmar's foreign minister, Ilse Corvane-Lind, said the bridge was open. She added that buses"
    " would run. The minister declined to say when."
)


def test_a_name_a_pronoun_and_a_description_lead_to_one_name():
    found = read(
        NAMED,
        ("Velmar's foreign minister, Ilse Corvane-Lind,", "said", "the bridge was open"),
        ("She", "added", "that buses would run"),
        ("The minister", "declined", "to say when"),
    )
    assert [one.speaker for one in found] == ["Ilse Corvane-Lind"] * 3


def test_he_is_not_she():
    text = "Mr. Ada said yes. Mrs. Renn said no. He then added that it rained."
    found = read(
        text,
        ("Mr. Ada", "said", "yes"),
        ("Mrs. Renn", "said", "no"),
        ("He", "added", "that it rained"),
    )
    assert [one.speaker for one in found] == ["Mr. Ada", "Mrs. Renn", "Mr. Ada"]
    assert found[2].because == "“He” after Mr. Ada".replace("He", "he")


def test_a_pronoun_with_nobody_before_it_stands_for_nobody():
    (found,) = read("He said that it rained.", ("He", "said", "that it rained"))
    assert (found.speaker, found.because) == (
        None,
        "“he”: the text before names nobody it may stand for",
    )


def test_the_readout_is_its_owners():
    text = (
        "The Olt Palace published its readout. The Olt Palace's readout said the two spoke."
        " The readout did not mention grain."
    )
    found = read(
        text,
        ("The Olt Palace's readout", "said", "the two spoke"),
        ("The readout", "did not mention", "grain"),
    )
    assert [(one.speaker, one.stems_from, one.absence) for one in found] == [
        ("Olt Palace", "Olt Palace readout", False),
        ("Olt Palace", "Olt Palace readout", True),
    ]


@pytest.mark.parametrize(
    ("publisher", "speaker"),
    [("President Ada Renn (@renn)", "Ada Renn"), ("Ministry of Roads", "Ministry of Roads")],
)
def test_we_in_a_post_are_its_publisher(publisher: str, speaker: str):
    text = "We demand that the road be opened."
    (found,) = read(
        text, ("We", "demand", "that the road be opened"), genre="post", publisher=publisher
    )
    assert found.speaker == speaker
