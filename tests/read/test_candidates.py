"""What the grammar offers, before anything is chosen."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from truce.read.document import Span
from truce.read.said.candidates import candidates
from truce.read.said.frame import SHAPES
from truce.read.said.parse import LONGEST, parse

#: Sentences of which each shape is offered somewhere, whether or not the rules would take it.
SENTENCES = (
    "Olga Venn said that the bridge would open, adding that the ferry would not.",
    "The council wants to close the port and urged the islands to wait.",
    "He asked the envoys to leave the hall.",
    "The minister praised the plan as a first step and called for a pause at sea.",
    "The council expressed doubts about the ferry.",
    "The readout did not include a date.",
    "The harbour, she said, will stay closed until May.",
    "The general is expected to resign, and the captain was accused of smuggling.",
    "It was announced at noon: “We stop tonight, and so do they.”",
    "Venn replied, “No, never again, not here.”",
    "The envoy is confident that the line will hold.",
    "The ministry's claim that the dam broke is disputed, and her call for talks went unanswered.",
    "Two ships sank, according to the harbour office.",
)


def offered(text: str) -> list[tuple[str, tuple[str, ...]]]:
    held = parse(text, [Span(0, len(text))])
    return [
        (c.frame.shape if c.frame else "layout", tuple(s.of(text) for s in c.attribution.content))
        for p in held.paragraphs
        for c in candidates(held, p)
    ]


@pytest.mark.parametrize("shape", SHAPES)
def test_the_grammar_offers_every_shape(shape: str):
    assert shape in {made for text in SENTENCES for made, _ in offered(text)}


@given(st.lists(st.sampled_from(SENTENCES), min_size=1, max_size=4).map(" ".join))
@settings(max_examples=25)
def test_no_span_of_a_candidate_touches_its_cue_or_lies_outside(text: str):
    held = parse(text, [Span(0, len(text))])
    for one in (c.attribution for p in held.paragraphs for c in candidates(held, p)):
        assert one.cue is not None
        assert all(0 <= s.start < s.end <= len(text) for s in one.all_spans())
        assert one.source is None or not one.source.overlaps(one.cue)
        assert not any(one.cue.overlaps(s) for s in one.content)


def test_a_long_paragraph_is_parsed_in_pieces_that_leave_out_nothing():
    text = "The council said that the ferry would sail. " * 1200
    held = parse(text, [Span(0, len(text))])
    assert len(held.paragraphs) == 3
    assert "".join(p.span.of(text) for p in held.paragraphs) == text
    assert max(p.span.end - p.span.start for p in held.paragraphs) <= LONGEST
    for paragraph in held.paragraphs:
        for token in paragraph.doc[:5]:
            assert paragraph.at(token).of(text) == token.text


def test_the_most_telling_candidate_of_a_word_comes_first():
    assert offered("Venn said that the bridge would open.")[0] == (
        "clause",
        ("that the bridge would open",),
    )
