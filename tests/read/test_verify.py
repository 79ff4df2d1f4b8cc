"""Whatever a model answers, every span of what passes is a slice of the document's body."""

from hypothesis import given
from hypothesis import strategies as st

from truce.read.document import Document, Span
from truce.read.llm.folded import Folded, fold
from truce.read.llm.prompt import numbered
from truce.read.llm.verify import Piece, Said, kind_of, verify
from truce.read.statement import ACTS

PARAGRAPHS = [
    "“We hold fire,” Renn said. ‘They’ do not — and the “oﬃce” knows.",
    "«Ми чекаємо», — сказав Орен. The ﬁrst\u00a0ferry said nothing. He said he was he.",
]
TEXT = f"Player 0:00\n{PARAGRAPHS[0]}\nAdvertisement said\n{PARAGRAPHS[1]}\nEnd"
BODY = tuple(Span(TEXT.index(p), TEXT.index(p) + len(p)) for p in PARAGRAPHS)
OSK = Document(name="osk.txt", text=TEXT, sha256="0" * 64, media="text", body=BODY)
SENTENCES = numbered(OSK)

slices = st.tuples(st.integers(0, len(TEXT)), st.integers(0, 14)).map(
    lambda pair: TEXT[pair[0] : pair[0] + pair[1]]
)
words = st.one_of(
    st.sampled_from(TEXT.split()), slices, slices.map(fold), slices.map(str.upper), st.text()
)
pieces = st.builds(
    Piece,
    sentence=st.integers(-1, len(SENTENCES) + 2),
    to_sentence=st.none() | st.integers(-1, len(SENTENCES) + 2),
    first=words,
    last=st.none() | words,
    within=st.none() | words,
)
said = st.builds(
    Said,
    source=st.none() | pieces,
    cue=st.none() | pieces,
    content=st.lists(pieces, max_size=3),
    act=st.sampled_from([*ACTS, "", "shout"]),
    speaker=st.none() | pieces,
    organisation=st.none() | pieces,
    stems_from=st.none() | pieces,
    absence=st.booleans(),
)
shown = st.tuples(st.integers(1, 6), st.integers(1, 7)).map(lambda ends: range(*ends))


@given(st.lists(st.tuples(said, shown), max_size=8))
def test_whatever_the_answer_every_span_is_verbatim_in_the_body(answer):
    checked = verify(OSK, SENTENCES, answer)
    assert len(checked.statements) + sum(checked.dropped.values()) == len(answer)
    asked = {
        words and fold(words)
        for one, _ in answer
        for piece in (one.source, one.cue, *one.content, one.speaker)
        if piece
        for words in (piece.first, piece.last)
    }
    for one in checked.statements:
        spans = [*one.content, *(span for span in (one.source, one.cue) if span)]
        assert one.content
        for span in spans:
            assert any(paragraph.holds(span) for paragraph in BODY)
            assert span.of(TEXT) == span.of(TEXT).strip() != ""
        assert not any(a.overlaps(b) for a in spans for b in spans if a is not b)
        for name in (one.speaker, one.organisation, one.stems_from):
            assert name is None or name in TEXT
        if one.source is not None:
            found = fold(one.source.of(TEXT))
            assert any(word and found.startswith(word) for word in asked)


@given(st.integers(0, len(TEXT)), st.integers(0, len(TEXT)))
def test_any_run_of_whole_words_leads_back_to_where_it_stands(one, other):
    start, end = sorted((one, other))
    found = [span.of(TEXT) for span in Folded(TEXT).runs(Span(0, len(TEXT)), TEXT[start:end], None)]
    assert all(fold(words) == fold(TEXT[start:end]) for words in found)


def test_signs_are_folded_and_words_are_not():
    text = Folded(TEXT)
    everywhere = Span(0, len(TEXT))

    def found(first: str, last: str | None = None) -> list[str]:
        return [span.of(TEXT) for span in text.runs(everywhere, first, last)]

    assert found('"We hold', 'fire,"') == ["“We hold fire,”"]
    assert found("not - and") == ["not — and"]
    assert found("office") == ["oﬃce"]
    assert found("first ferry") == ["ﬁrst\u00a0ferry"]
    assert found('"Ми чекаємо"') == ["«Ми чекаємо»"]
    assert found("of", "ice") == []
    assert found("we hold") == []
    assert found("he") == ["he", "he"]
    assert found("", "") == []


def test_kinds_are_told_from_the_quotation_marks():
    def kind(*words: str) -> str:
        text = "".join(words)
        starts = [sum(map(len, words[:n])) for n in range(len(words))]
        spans = [Span(at, at + len(word)) for at, word in zip(starts, words, strict=True)]
        return kind_of(text, spans)

    assert kind("“We hold fire,”") == "direct"
    assert kind("«Ми чекаємо,", "але недовго»") == "direct"
    assert kind("“We don't.", "“They do.”") == "direct"
    assert kind("that “fire” holds") == "mixed"
    assert kind("“fire” and “water”") == "mixed"
    assert kind("that Renn's fire holds") == "indirect"
