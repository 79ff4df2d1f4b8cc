"""What holds for every document, whatever is in it."""

from html import unescape

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.read.dumps import BODY, HEADLINE, STYLES, dump
from truce.issues import TruceError
from truce.read.arrive.plain import BLANK
from truce.read.document import Document
from truce.read.receive import receive

WORDS = st.sampled_from(
    [
        *BODY,
        *(line for style in STYLES.values() for lines in style for line in lines),
        *("# What we know", "- one", "> two", "---", "```", "[a]: b", "\ufeff", "\u200b", "\u00a0"),
        *(
            "<p>",
            "</p>",
            "<div class=share>",
            "&amp;",
            "<b>a</b>",
            "<",
            "&",
            "<!--",
            "<h1>Who</h1>",
        ),
        *("שלום עולם.", "Острови домовились.", "\u202eabc", "x" * 700, "e\u0301", "👩‍👩‍👧 said."),
    ]
)
BREAKS = st.sampled_from(["\n", "\n\n", "\r\n", "\r", " ", "\u2028", "\n      ", "\v"])
TEXTS = st.lists(st.tuples(WORDS | st.text(max_size=30), BREAKS), min_size=1, max_size=25).map(
    lambda pairs: "".join(word + gap for word, gap in pairs)
)


def read(text: str, name: str) -> Document | None:
    try:
        return receive(name, text.encode("utf-8", "replace"))
    except TruceError:
        return None


def covered(document: Document) -> list[tuple[int, int]]:
    found = [*document.body, *(one.span for one in document.captions)]
    found += [one.span for one in (*document.revisions, *document.set_aside)]
    found += [document.headline] if document.headline else []
    return sorted(tuple(span) for span in found)


def check(document: Document) -> None:
    spans = covered(document)
    at = 0
    for start, end in spans:
        assert at <= start < end <= len(document.text)
        assert not document.text[at:start].strip(BLANK)
        at = end
    assert not document.text[at:].strip(BLANK)
    assert list(document.body) == sorted(document.body)
    assert all(one.why for one in document.set_aside)


@given(TEXTS, st.sampled_from(["a.txt", "a.md", "a.html"]))
@settings(max_examples=300)
def test_what_is_not_blank_is_in_one_span_and_only_one(text: str, name: str):
    document = read(text, name)
    if document is not None:
        check(document)


@given(TEXTS)
def test_plain_text_is_the_file_as_it_is(text: str):
    document = read(text, "a.txt")
    if document is not None and document.media == "text":
        assert document.text.encode() == text.encode("utf-8", "replace")


@given(TEXTS)
@settings(max_examples=200)
def test_places_lead_back_to_the_markup(text: str):
    document = read(f"<html><body>{text}</body></html>", "a.html")
    if document is None:
        return
    html = f"<html><body>{text}</body></html>"
    ends = [one.start for one in document.places[1:]] + [len(document.text)]
    assert [one.start for one in document.places] == sorted({p.start for p in document.places})
    for place, end in zip(document.places, ends, strict=True):
        words = document.text[place.start : end].rstrip()
        there = html[place.at :]
        plain = there.startswith(words.split("\n")[0].split(" ")[0])
        assert plain or unescape(there[:40]).lstrip()[:1] == words.lstrip()[:1]


@given(
    st.sampled_from(sorted(STYLES)),
    st.sampled_from(sorted(STYLES)),
    st.sampled_from(sorted(STYLES)),
    st.integers(1, len(BODY) - 1),
    st.sampled_from(["\n\n", "\r\n\r\n", "\n\n      ", "\n"]),
)
@settings(max_examples=300)
def test_debris_around_a_body_changes_no_paragraph(
    above: str, inside: str, below: str, cut: int, gap: str
):
    lines = [*STYLES[above][0], *BODY[:cut], *STYLES[inside][1], *BODY[cut:], *STYLES[below][2]]
    document = receive("a.txt", gap.join(lines).encode())
    assert tuple(document.paragraphs()) == BODY
    assert document.headline is not None
    assert document.headline.of(document.text) == HEADLINE


@given(st.sampled_from(sorted(STYLES)))
def test_reading_twice_says_the_same(style: str):
    data = dump(style).encode()
    assert receive("a.txt", data) == receive("a.txt", data)


@given(st.binary(max_size=400), st.sampled_from(["a.pdf", "a.docx", "a.eml", "a.html", "a"]))
@settings(max_examples=300)
def test_any_bytes_end_in_a_document_or_in_words(data: bytes, name: str):
    marks = {"a.pdf": b"%PDF-1.4\n", "a.docx": b"PK\x03\x04", "a.eml": b"From: a\nDate: b\n\n"}
    try:
        check(receive(name, marks.get(name, b"") + data))
    except TruceError as error:
        assert str(error).startswith(f"{name}: the ")
