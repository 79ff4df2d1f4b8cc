"""What holds of every document that is read, whatever it says."""

import re
from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.read.dumps import BODY, HEADLINE, STYLES
from tools import corpus
from truce.issues import TruceError
from truce.read.compare import Account, compare
from truce.read.document import Document, Span
from truce.read.kind import kind_of
from truce.read.reader import Way, read
from truce.read.receive import receive
from truce.read.statement import ACTS, Statement

TEXTS = corpus.corpus()
#: Paragraphs of the corpus, each a piece of somebody's story.
PARAGRAPHS = sorted(
    {line.strip() for text in TEXTS for line in text.text.split("\n") if len(line.split()) > 4}
)
STORIES = st.lists(st.sampled_from(PARAGRAPHS), min_size=1, max_size=6).map("\n\n".join)
WORDS = st.sampled_from(
    [
        "“",
        "”",
        '"',
        "'",
        "’s",
        "said",
        "Venn",
        "she",
        "that",
        "it",
        ",",
        ".",
        ":",
        "―",
        "VENN:",
        "who",
        "agreed",
        "halt",
        "attacks",
    ]
) | st.sampled_from(["\n\n", "according to", "did not say", "the readout"])
NOISE = st.lists(WORDS | st.text(max_size=12), min_size=1, max_size=40).map(" ".join)
WAYS: st.SearchStrategy[Way] = st.sampled_from(["model", "rules"])
FEW = settings(max_examples=40, suppress_health_check=[HealthCheck.too_slow])


def document(text: str) -> Document | None:
    try:
        return receive("a.txt", text.encode("utf-8", "replace"))
    except TruceError:
        return None


def in_english(text: str) -> Document | None:
    made = document(text)
    return None if made is None else replace(made, language="en")


def spans(one: Statement) -> list[Span]:
    return [span for span in (one.source, one.cue, *one.content) if span is not None]


def words(text: str) -> set[str]:
    return set(re.findall(r"\w+", text.lower()))


def said(held: Document, one: Statement) -> tuple[object, ...]:
    text = held.text
    source, cue = (None if s is None else s.of(text) for s in (one.source, one.cue))
    return source, cue, tuple(s.of(text) for s in one.content), one.act, one.kind, one.absence


def told(held: Document, one: Statement) -> tuple[object, ...]:
    return *said(held, one), one.speaker, one.organisation, one.stems_from


def check(held: Document, made: tuple[Statement, ...]) -> None:
    """Assert every law that one document and its statements can be asked about."""
    assert [one.id for one in made] == [f"s{number}" for number in range(1, len(made) + 1)]
    starts = [min(spans(one)).start for one in made]
    assert starts == sorted(starts)
    by_id = {one.id: one for one in made}
    for one in made:
        _spans_are_the_documents(held, one)
        _names_are_the_documents(held, one)
        _lies_inside(by_id, one)
        assert one.act in ACTS
        assert one.kind == kind_of(held.text, one.content)


def _spans_are_the_documents(held: Document, one: Statement) -> None:
    assert one.content
    assert list(one.content) == sorted(one.content)
    for span in spans(one):
        assert 0 <= span.start < span.end <= len(held.text)
        assert span.of(held.text).strip()
        assert any(paragraph.holds(span) for paragraph in held.body)
    for time in one.times:
        assert any(span.holds(time.span) for span in one.content)


def _names_are_the_documents(held: Document, one: Statement) -> None:
    # "Her union" is told as "Ada Renn's union": the one ending that joins two names of the text.
    known = words(held.text) | words(held.publisher or "") | {"s", "and"}
    for name in (one.speaker, one.organisation):
        assert name is None or words(name) <= known
    assert one.stems_from is None or words(one.stems_from) <= known | {"post", held.genre}


def _lies_inside(by_id: dict[str, Statement], one: Statement) -> None:
    if one.inside is not None:
        outer = by_id[one.inside]
        assert all(any(span.holds(mine) for span in outer.content) for mine in spans(one))
    seen: set[str] = set()
    above = one.inside
    while above is not None:
        assert above not in seen
        seen.add(above)
        above = by_id[above].inside


@given(STORIES, WAYS)
@FEW
def test_a_story_keeps_every_law(text: str, way: Way):
    held = in_english(text)
    assert held is not None
    check(held, read(held, way))


@given(NOISE, WAYS)
@FEW
def test_any_text_keeps_every_law(text: str, way: Way):
    held = in_english(text)
    if held is not None:
        check(held, read(held, way))


@given(STORIES, st.sampled_from(["readout", "post", "statement"]))
@settings(max_examples=15)
def test_what_speaks_for_its_publisher_keeps_every_law(text: str, genre: str):
    held = in_english(text)
    assert held is not None
    held = replace(held, genre=genre, publisher="Harbour ministry")
    check(held, read(held))


@given(STORIES, WAYS)
@settings(max_examples=10)
def test_reading_twice_says_the_same(text: str, way: Way):
    held = in_english(text)
    assert held is not None
    assert read(held, way) == read(held, way)


@pytest.fixture(scope="module")
def bare() -> list[tuple[object, ...]]:
    held = document("\n\n".join([HEADLINE, *BODY]))
    assert held is not None
    return [told(held, one) for one in read(held)]


@pytest.mark.parametrize("style", sorted(STYLES))
def test_debris_around_a_body_changes_no_statement(style: str, bare: list[tuple[object, ...]]):
    above, inside, below = STYLES[style]
    half = len(BODY) // 2
    held = document("\n\n".join([*above, *BODY[:half], *inside, *BODY[half:], *below]))
    assert held is not None
    held = replace(held, publisher=None, genre="news")
    assert len(bare) >= len(BODY) // 2
    assert [told(held, one) for one in read(held)] == bare


@given(STORIES)
@settings(max_examples=15)
def test_two_copies_say_the_same_everywhere(text: str):
    held = in_english(text)
    assert held is not None
    made = read(held)
    accounts = [Account(title=t, document=held, statements=made, whole=False) for t in ("A", "B")]
    found = compare(accounts)
    assert {item.relation for item in found.items} <= {"all"}
    assert bool(found.items) == bool(made)


@given(st.lists(st.sampled_from(PARAGRAPHS), min_size=2, max_size=4, unique=True))
@settings(max_examples=25)
def test_a_paragraph_says_the_same_in_any_company(chosen: list[str]):
    # What carries on a quotation of the paragraph before is told by it, and so has more content.
    chosen = [one for one in chosen if one[0] not in "\"“„'‘«"]
    whole = in_english("\n\n".join(chosen))
    if whole is None or tuple(whole.paragraphs()) != tuple(chosen):
        return
    apart: list[tuple[object, ...]] = []
    for text in chosen:
        span = Span(0, len(text))
        alone = replace(whole, text=text, body=(span,), headline=None, captions=(), set_aside=())
        apart += [said(alone, one) for one in read(alone)]
    assert sorted(map(repr, (said(whole, one) for one in read(whole)))) == sorted(map(repr, apart))
