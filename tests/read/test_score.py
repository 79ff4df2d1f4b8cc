"""The scorer against a slow and obvious version of it."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from truce.read.document import Span
from truce.read.said.attribution import Attribution
from truce.read.said.score import Figures, Links, Tallies, Tally, snapped

TEXT = "Ada said: “We stop tonight.”\nThe islands' council agreed, Venn wrote."
LONG = len(TEXT)
SPANS = st.tuples(st.integers(0, LONG - 1), st.integers(1, LONG)).map(
    lambda pair: Span(pair[0], min(LONG, pair[0] + pair[1]))
)
MADE = st.builds(
    Attribution,
    st.none() | SPANS,
    st.none() | SPANS,
    st.lists(SPANS, min_size=1, max_size=3).map(tuple),
)
SETS = st.lists(MADE, max_size=6)


def slow_snapped(spans: list[Span]) -> set[Span]:
    """Letter by letter: which tokens does a span touch, line by line?"""
    token_at: dict[int, int] = {}
    for number, found in enumerate(re.finditer(r"\w+|[^\w\s]", TEXT)):
        token_at.update(dict.fromkeys(range(*found.span()), number))
    made: set[Span] = set()
    for span in spans:
        lines: list[set[int]] = [set()]
        for at in range(*span):
            if TEXT[at] == "\n":
                lines.append(set())
            elif at in token_at:
                lines[-1].add(token_at[at])
        made.update(Span(min(line), max(line) + 1) for line in lines if line)
    return made


@given(st.lists(SPANS, max_size=5))
def test_spans_are_snapped_to_the_tokens_they_touch(spans: list[Span]):
    assert snapped(TEXT, spans) == slow_snapped(spans)


def slow_share(spans: set[Span], others: set[Span]) -> float:
    if not spans:
        return 0.0
    held = {place for other in others for place in range(*other)}
    shares = [len(held & set(range(*span))) / len(range(*span)) for span in spans]
    return sum(shares) / len(shares)


@given(st.lists(SPANS, max_size=5), st.lists(SPANS, max_size=5))
def test_a_tally_counts_as_one_would_by_hand(gold: list[Span], found: list[Span]):
    tally, wanted, got = Tally(), slow_snapped(gold), slow_snapped(found)
    tally.add(wanted, got)
    exact = [span for span in got if span in wanted]
    assert tally.exact_figures().precision == (len(exact) / len(got) if got else 0)
    assert tally.exact_figures().recall == (len(exact) / len(wanted) if wanted else 0)
    assert tally.partial_figures().precision == pytest.approx(slow_share(got, wanted))
    assert tally.partial_figures().recall == pytest.approx(slow_share(wanted, got))
    tokens, said = ({n for span in spans for n in range(*span)} for spans in (wanted, got))
    assert tally.token_figures().recall == (len(tokens & said) / len(tokens) if tokens else 0)
    assert tally.token_figures().precision == (len(tokens & said) / len(said) if said else 0)


@given(SETS)
def test_what_agrees_with_itself_scores_full(made: list[Attribution]):
    tallies = Tallies()
    tallies.add(TEXT, made, made)
    for exact, partial, token in tallies.f1().values():
        assert exact == token in {0.0, 1.0}
        assert partial == pytest.approx(exact)


@given(SETS, SETS)
def test_f1_is_the_same_the_other_way_round(one: list[Attribution], two: list[Attribution]):
    there, back = Tallies(), Tallies()
    there.add(TEXT, one, two)
    back.add(TEXT, two, one)
    for role, figures in there.f1().items():
        assert figures == pytest.approx(back.f1()[role])


@given(SETS, SETS)
def test_a_document_counts_the_same_in_any_company(one: list[Attribution], two: list[Attribution]):
    both, other = Links(), Links()
    for links, order in ((both, (one, two)), (other, (two, one))):
        for made in order:
            links.add(TEXT, made, made)
    assert both.data() == other.data()


def test_f1_of_nothing_is_nothing():
    assert Figures(0.0, 0.0).f1 == 0.0
    assert Figures(0.5, 1.0).f1 == pytest.approx(2 / 3)


def span(words: str) -> Span:
    at = TEXT.index(words)
    return Span(at, at + len(words))


def test_links_are_counted_by_overlap():
    said = Attribution(span("Ada"), span("said"), (span("“We stop tonight.”"),))
    wrote = Attribution(span("Venn"), span("wrote"), (span("The islands' council agreed"),))
    wrong = Attribution(span("The islands"), span("wrote"), (span("council agreed"),))
    links = Links()
    links.add(TEXT, [said, wrote], [said, wrong])
    assert links.data() == {
        "linked_f1": 50.0,
        "cue_and_content_found": 100.0,
        "source_right_where_found": 50.0,
        "direct_quotations_found": 100.0,
        "direct_quotations_exact": 100.0,
    }
