"""Plain text: page dumps, readouts, posts, and what is not body."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from tests.read.dumps import BODY, HEADLINE, STYLES, dump
from truce.read.document import Document
from truce.read.receive import receive

DAY = datetime(2025, 3, 18, 4, tzinfo=UTC)


def read(text: str) -> Document:
    return receive("a.txt", text.encode())


def why(document: Document, words: str) -> list[str]:
    return [one.why for one in document.set_aside if one.span.of(document.text) == words]


@pytest.mark.parametrize("style", sorted(STYLES))
def test_the_body_is_told_from_what_a_page_prints_around_it(style: str):
    document = read(dump(style))
    assert tuple(document.paragraphs()) == BODY
    assert document.headline is not None
    assert document.headline.of(document.text) == HEADLINE


@pytest.fixture(scope="module")
def story(shared: Path) -> Document:
    return receive("story.txt", (shared / "documents/newsweek-2025-03-18.txt").read_bytes())


def test_the_story_has_its_masthead(story: Document):
    assert story.headline is not None
    assert story.headline.start == 0
    assert story.publisher == "Newsweek"
    assert story.authors == ("Gabe Whisnant", "Sonam Sheth")
    assert (story.language, story.genre, story.media) == ("en", "news", "text")
    assert story.issued is not None
    assert story.issued.written == "2025-03-18"
    assert (story.issued.bracket.earliest, story.issued.bracket.latest) == (
        DAY,
        datetime(2025, 3, 18, 17, 51, tzinfo=UTC),
    )
    assert story.issued.basis == (
        "the day of the first line of the update log: the text gives no other date, and may have "
        "been out before that day"
    )


def test_the_story_has_its_update_log(story: Document):
    said = "This article was updated with additional information"
    assert [(one.at, one.what) for one in story.revisions] == [
        ("2025-03-18T13:51:00-04:00", f"{said}."),
        ("2025-03-18T14:31:00-04:00", f"{said} and a new headline."),
        ("2025-03-18T16:34:00-04:00", f"{said}."),
    ]


def test_the_story_has_its_caption_and_headings_apart(story: Document):
    [caption] = story.captions
    assert (caption.dated, caption.credit) == ("2019-06-28", "Associated Press")
    headings = [one.span.of(story.text) for one in story.set_aside if one.why == "heading"]
    assert headings == [
        "Why It Matters",
        "What To Know",
        "What People Are Saying",
        "What Happens Next",
    ]
    assert why(story, "Putin and Trump") == ["name of a picture"]


def test_every_paragraph_of_the_story_is_body(story: Document):
    paragraphs = list(story.paragraphs())
    assert len(paragraphs) == 25
    assert paragraphs[0].startswith("An envoy for Russian President")
    assert paragraphs[-1].endswith("according to ABC News.")
    assert "It did not say who was responsible for starting the war." in paragraphs
    assert sum(map(len, paragraphs)) == sum(
        len(line.strip())
        for line in story.text.splitlines()[15:78]
        if len(line.strip()) > 50 and "shakes hands" not in line and "Update 3/" not in line
    )


def test_lines_broken_to_a_width_are_one_paragraph():
    document = read(
        "The delegations of both islands met on Monday at the old harbour in\n"
        "order to discuss a halt of attacks on the power grid, and agreed that\n"
        "technical teams will meet again.\n\n"
        "They also agreed on an exchange of prisoners, which is to take place\n"
        "before the end of the month.\n"
    )
    assert [paragraph.count("\n") for paragraph in document.paragraphs()] == [2, 1]


def test_items_of_a_list_are_body():
    document = read(
        "What they agreed\n\nThe sides agreed on:\n\nexchange of prisoners\nReturn of ships\n\n"
        "They meet again in May.\n\nIt covers:\nPower stations\nPipelines"
    )
    assert list(document.paragraphs()) == [
        "The sides agreed on:",
        "exchange of prisoners",
        "Return of ships",
        "They meet again in May.",
        "It covers:",
        "Power stations",
        "Pipelines",
    ]


def test_a_readout_is_the_publishers_own():
    document = read(
        "Office of the Leader of Norland\nReadout of the call with the Leader of Sudland\n"
        "18 March 2025\n\nThe Leader held a telephone conversation with the Leader of Sudland.\n\n"
        "They agreed to halt attacks on ports."
    )
    assert document.genre == "readout"
    assert document.whole() == "Office of the Leader of Norland"
    assert document.notes == (
        "publisher from the line above the text",
        "readout: `Readout` stands at its head and no reporter speaks",
    )


def test_a_post_has_no_headline():
    document = read("Mara Venn\n@maravenn\nWe agreed to an immediate halt!\n1:03 PM · Mar 18, 2025")
    assert (document.genre, document.whole(), document.headline) == ("post", "Mara Venn", None)
    assert list(document.paragraphs()) == ["We agreed to an immediate halt!"]


def test_a_line_alone_is_body():
    assert list(read("Ceasefire agreed").paragraphs()) == ["Ceasefire agreed"]


def test_who_speaks_in_turns_is_a_transcript_or_a_briefing():
    turns = "Q: Did they agree?\nMS. VENN: They did.\nQ: For how long?\nMS. VENN: Thirty days."
    assert read(turns).genre == "transcript"
    assert read(f"Press briefing by the spokesperson\n{turns}").genre == "briefing"


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Сторони домовилися про припинення вогню на морі.", "uk"),
        ("Стороны договорились о прекращении огня на море.", "ru"),
        ("The sides agreed on a ceasefire at sea.", "en"),
        ("Без світла залишились 20 тисяч людей.", "uk"),
        ("Без света остались 20 тысяч человек.", "ru"),
        ("Yes.", None),
    ],
)
def test_languages_are_told_apart_on_short_texts(text: str, language: str | None):
    assert read(text).language == language


def test_a_page_in_another_language_is_sorted_too():
    document = read(
        "Сторони погодили припинення вогню на морі\n18.03.2025 19:45\nАвтор: Мара Венн\n\n"
        "Президент заявив, що сторони погодили припинення вогню.\n\n«Ми готові», — сказав він.\n\n"
        "Читайте також: Обстріл підстанції\n\nОновлено 18 березня 2025, 20:10: додано цитату.\n\n"
        "Підписуйтесь на наш канал"
    )
    assert list(document.paragraphs()) == [
        "Президент заявив, що сторони погодили припинення вогню.",
        "«Ми готові», — сказав він.",
    ]
    assert document.authors == ("Мара Венн",)
    assert document.issued is not None
    assert document.issued.written == "2025-03-18"
    assert [(one.at, one.what) for one in document.revisions] == [("2025-03-18", "додано цитату.")]
