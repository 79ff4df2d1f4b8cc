"""Where sentences end, in any alphabet with capital letters."""

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from truce.read.document import Span
from truce.read.sentences import LONGEST, sentences


def cut(text: str, short: tuple[str, ...] = ()) -> list[str]:
    return [span.of(text) for span in sentences(text, Span(0, len(text)), short)]


def test_sentences_end_at_their_signs():
    assert cut("Renn spoke. “Did she?” He did!  It was 3.5 km.") == [
        "Renn spoke.",
        "“Did she?”",
        "He did!",
        "It was 3.5 km.",
    ]


def test_initials_and_abbreviations_end_none():
    assert cut("A. Renn left. У 2031 р. Талік прибув.", ("р",)) == [
        "A. Renn left.",
        "У 2031 р. Талік прибув.",
    ]


def test_a_line_of_dialogue_goes_on_behind_a_question():
    assert cut("— Хто? — спитав він. — Ми.") == ["— Хто? — спитав він.", "— Ми."]


def test_a_text_without_full_stops_is_cut_at_blanks():
    found = cut("word " * 1_000)
    assert all(len(one) <= LONGEST for one in found)
    assert " ".join(found).split() == ["word"] * 1_000


@given(st.text())
def test_sentences_hold_all_that_is_not_blank_in_order(text):
    found = list(sentences(text, Span(0, len(text))))
    assert "".join("".join(span.of(text).split()) for span in found) == "".join(text.split())
    assert all(one.end <= two.start for one, two in pairwise(found))
