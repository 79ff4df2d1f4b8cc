"""Quotation marks of every manner, opened, closed, left open and carried on."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from truce.read.document import Span
from truce.read.kind import kind_of
from truce.read.said.parse import Parsed
from truce.read.said.quotes import quotes

WORDS = st.sampled_from(
    [
        "“",
        "”",
        "„",
        "«",
        "»",
        '"',
        "'",
        "’",
        "‘",
        "``",
        "''",
        " ",
        "\n",
        "We stop",
        "it's",
        ".",
        ",",
    ]
)


def paragraphs(text: str) -> list[Span]:
    made: list[Span] = []
    at = 0
    for line in text.split("\n"):
        if line.strip():
            made.append(Span(at, at + len(line)))
        at += len(line) + 1
    return made


def found(text: str) -> list[tuple[str, bool]]:
    return [(one.span.of(text), one.closed) for one in quotes(text, paragraphs(text))]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ('"We stop," Venn said.', ['"We stop,"']),
        ("“We stop,” Venn said.", ["“We stop,”"]),
        ("„We stop,“ Venn said.", ["„We stop,“"]),
        ("„We stop,” Venn said.", ["„We stop,”"]),
        ("«We stop», Venn said.", ["«We stop»"]),
        ("``We stop,'' Venn said.", ["``We stop,''"]),
        ("'We will stop,' Venn said.", ["'We will stop,'"]),
        ("‘We will stop,’ Venn said.", ["‘We will stop,’"]),
        ('"We stop,” Venn said.', ['"We stop,”']),
        ('"We stop," Venn said. "They do not."', ['"We stop,"', '"They do not."']),
        ("“We heard ‘stop’ twice,” Venn said.", ["“We heard ‘stop’ twice,”"]),
        ("The islands' council heard Venn's 'no'.", []),
        ("Venn, a 'dove', spoke.", []),
        ('A board of 12" by 6" fell.', []),
        ("Nothing is quoted.", []),
    ],
)
def test_marks_that_close(text: str, said: list[str]):
    assert found(text) == [(words, True) for words in said]


def test_a_mark_that_nothing_closes_is_a_stray_one():
    assert found("“We stop, Venn said.\nShe left.") == []


def test_a_quotation_goes_on_where_the_next_paragraph_opens_with_a_mark():
    assert found("Venn said: “We stop.\n“They do not.”") == [
        ("“We stop.", False),
        ("“They do not.”", True),
    ]


@given(st.lists(WORDS, max_size=40).map("".join))
def test_quotations_stand_in_order_within_one_paragraph_each(text: str):
    spans = [one.span for one in quotes(text, paragraphs(text))]
    for one, other in pairwise(spans):
        assert one.end <= other.start
    assert all(one.start < one.end for one in spans)
    assert all(any(p.holds(one) for p in paragraphs(text)) for one in spans)


@given(st.lists(WORDS, max_size=40).map("".join), st.integers(0, 80), st.integers(0, 80))
def test_those_in_a_span_are_all_that_touch_it(text: str, start: int, length: int):
    made = quotes(text, paragraphs(text))
    span = Span(start, start + length)
    touched = [one for one in made if one.span.overlaps(span)]
    assert Parsed(text, (), made).quoted_in(span) == touched


@pytest.mark.parametrize(
    ("words", "kind"),
    [
        ("“We stop.”", "direct"),
        ('"We stop,"', "direct"),
        ("that it would stop", "indirect"),
        ("a “complete halt” of attacks", "mixed"),
        ("the islands' council", "indirect"),
        ("“We stop.", "direct"),
        ("«We stop»", "direct"),
    ],
)
def test_a_kind_says_what_stands_in_marks(words: str, kind: str):
    assert kind_of(words, [Span(0, len(words))]) == kind
