"""Accounts side by side: one model, shown as a page, as Markdown and as JSON."""

import json
import re
from html import unescape

from tests.read.tellers import account
from tests.report import tellings
from truce.read.compare import compare
from truce.report import accounts
from truce.report.account_texts import texts
from truce.report.accounts_page import html
from truce.report.accounts_sheet import markdown


def plain(page: str) -> str:
    body = page.split("<body", 1)[1].split("<script>", maxsplit=1)[0]
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", body)).split())


def test_the_lead_counts_what_is_shown():
    shown = accounts.board(tellings.two())
    assert shown.lead == (
        "5 things said in 2 accounts: 2 on which they conflict, 1 said by both and 2 by one alone."
    )
    assert shown.counts == {"conflict": 2, "all": 1, "some": 0, "one": 2}
    assert accounts.board(tellings.three()).lead == (
        "2 things said in 3 accounts: 1 on which they conflict, 0 said by all, 0 by some and"
        " 1 by one alone."
    )


def test_a_row_holds_the_words_of_every_account_and_what_differs():
    first = accounts.board(tellings.two()).rows[0]
    assert (first.id, first.glyph, first.word, first.title) == (
        "i1",
        "≠",
        "they conflict",
        "energy, infrastructure",
    )
    assert [[quote.words for quote in cell.quotes] for cell in first.cells] == [
        ["The parties will refrain from attacks on energy infrastructure for 30 days"],
        ["The sides agreed to a ceasefire on energy and infrastructure for 90 days"],
    ]
    assert [(field.name, field.how, field.words) for field in first.fields] == [
        (
            "what is covered",
            "conflict",
            (("energy infrastructure",), ("energy and infrastructure",)),
        ),
        ("how long", "conflict", (("30 days",), ("90 days",))),
        ("how firm", "conflict", (("proposed",), ("agreed",))),
    ]


def test_silence_says_how_it_is_known():
    rows = accounts.board(tellings.two()).rows
    said = {
        row.title: [cell.silence for cell in row.cells] for row in rows if row.relation == "one"
    }
    assert said == {
        "mobilisation": [None, "reported here for Northland readout only"],
        "displaced": ["absent: its whole text is here and does not speak of it", None],
    }
    row = accounts.board(tellings.three()).rows[1]
    assert [(cell.silence, cell.noted) for cell in row.cells] == [
        (None, None),
        ("does not say it, as a text here notes", "mention mobilisation"),
        ("reported here for Northland readout only", None),
    ]


def test_markdown_says_the_same_as_the_page():
    found = tellings.two()
    sheet, page = markdown(found), plain(html(found))
    shown = accounts.board(found)
    for said in (shown.lead, accounts.ORDER, accounts.METHOD, accounts.SILENCE):
        assert said in sheet
        assert said in page
    for row in shown.rows:
        assert f"### {row.id}: {row.title}" in sheet
        for cell in row.cells:
            assert all(f"“{quote.words}”" in sheet for quote in cell.quotes)
            assert all(quote.words in page for quote in cell.quotes)


def test_markdown_in_full():
    one = account("A", ("agree", "Both sides will halt attacks on ports for 30 days."))
    two = account("B", ("agree", "The sides will halt attacks on ports."))
    assert markdown(compare([two, one])).startswith(
        "# A and B: accounts side by side\n\n"
        "1 thing said in 2 accounts: 0 on which they conflict, 1 said by both and 0 by one alone.\n"
        "\nAccounts stand in alphabetical order; the order carries no judgement.\n\n"
        "1. A (as reported: A.txt)\n2. B (as reported: B.txt)\n\n"
        "## ● Both say (1)\n\n### i1: port\n\n"
        "- **how long** (not said by all): A: 30 days; B: not said\n"
        "- A: “Both sides will halt attacks on ports for 30 days” (agreed)\n"
        "- B: “The sides will halt attacks on ports” (agreed)\n\n## How to read this\n"
    )


def test_json_is_plain_and_its_spans_are_of_the_document():
    found = tellings.three()
    value = json.loads(json.dumps(accounts.data(accounts.board(found))))
    assert list(value) == ["title", "lead", "tellers", "rows", "remarks", "counts"]
    text = found.accounts[0].document.text
    for row in value["rows"]:
        for cell in row["cells"]:
            for quote in cell["quotes"]:
                assert text[quote["start"] : quote["end"]] == quote["words"]
    assert value["remarks"] == [
        {
            "id": "x1",
            "account": "Southland readout",
            "number": 2,
            "by": "story.txt",
            "words": "mention mobilisation",
            "start": text.index("mention"),
            "end": text.index("mention") + 20,
        }
    ]


def test_a_text_is_shown_once_and_whole_with_its_words_marked():
    found = tellings.three()
    (text,) = texts(found, accounts.board(found))
    assert text.accounts == (1, 2, 3)
    assert text.headline == "Three tell of a truce"
    shown = [
        "".join(said for piece in paragraph.pieces for said, _ in piece.parts)
        for _, run in text.runs
        for paragraph in run
    ]
    document = found.accounts[0].document
    assert shown == list(document.paragraphs())
    assert [folded for folded, _ in text.runs] == [False, True, False]


def test_every_quote_leads_to_a_mark_and_every_mark_to_an_item():
    for found in (tellings.two(), tellings.three()):
        page = html(found)
        names = re.findall(r' id="([^"]+)"', page)
        assert len(set(names)) == len(names)
        assert set(re.findall(r'href="#([^"]+)"', page)) <= set(names)


def test_the_page_names_no_relation_by_hue_alone():
    page = html(tellings.three())
    assert page.count("they conflict: ") + page.count("one alone says: ") >= 2
    assert "≠1" in page


def test_hostile_words_stay_words():
    page = html(tellings.hostile())
    assert "<script>alert" not in page
    assert "<img" not in page
    assert "\u202e" not in page and "\\u202e" in page
    assert page.count("<script>") == 1


def test_the_same_comparison_is_the_same_page():
    assert html(tellings.two()) == html(tellings.two())


def test_a_comparison_of_nothing_says_so():
    empty = compare([account("A", "x"), account("B", "y")])
    assert accounts.board(empty).lead == (
        "0 things said in 2 accounts: 0 on which they conflict, 0 said by both and 0 by one alone."
    )
    assert "0 things" in html(empty)
