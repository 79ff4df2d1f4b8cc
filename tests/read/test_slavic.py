"""Who said what in two languages with one alphabet: invented people, whole statements."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tools.corpus import ROOT
from tools.slavic_bench import measure
from truce.read.document import Document, Issued, Span
from truce.read.slavic.statements import is_slavic, statements_slavic
from truce.when import moment


def document(text: str, **more: object) -> Document:
    body, at = [], 0
    for line in text.split("\n"):
        if line.strip() and not line.startswith("Реклама"):
            body.append(Span(at, at + len(line)))
        at += len(line) + 1
    fields = {"name": "a.txt", "sha256": "0" * 64, "media": "text", "language": None, **more}
    return Document(text=text, body=tuple(body), **fields)


def said(text: str, **more: object) -> list[tuple[str | None, str | None, list[str], str]]:
    """Return source, cue, content and act of every statement."""
    return [
        (
            one.source and one.source.of(text),
            one.cue and one.cue.of(text),
            [span.of(text) for span in one.content],
            one.act,
        )
        for one in statements_slavic(document(text, **more))
    ]


@pytest.mark.parametrize(
    ("text", "source", "cue", "content", "act"),
    [
        (
            "Міністр оборони Велмару Орен Талік заявив, що вогонь припинено.",
            "Міністр оборони Велмару Орен Талік",
            "заявив",
            ["що вогонь припинено"],
            "claim",
        ),
        (
            "Вогонь припинено, заявив Орен Талік.",
            "Орен Талік",
            "заявив",
            ["Вогонь припинено"],
            "claim",
        ),
        (
            "За словами Талика, вогонь припинено.",
            "Талика",
            "За словами",
            ["вогонь припинено"],
            "say",
        ),
        (
            "Огонь, по словам мэра, прекращён.",
            "мэра",
            "по словам",
            ["Огонь", "прекращён"],
            "say",
        ),
        (
            "«Ми чекаємо», — сказав Орен Талік.",
            "Орен Талік",
            "сказав",
            ["«Ми чекаємо»"],
            "say",
        ),
        (
            "„Мы ждём“, — подчеркнула Инга Брант.",
            "Инга Брант",
            "подчеркнула",
            ["„Мы ждём“"],
            "say",
        ),
        (
            '"Мы ждём", - засмеялась Инга Брант. "Долго".',
            "Инга Брант",
            "засмеялась",
            ['"Мы ждём"', '"Долго"'],
            "say",
        ),
        (
            "«Ми чекаємо, — сказав Талік, — і не підемо».",
            "Талік",
            "сказав",
            ["«Ми чекаємо", "і не підемо»"],
            "say",
        ),
        (
            "— Мы ждём, — ответил Талик. — Уже долго.",
            "Талик",
            "ответил",
            ["Мы ждём", "Уже долго"],
            "say",
        ),
        (
            "У спільній заяві громади закликали армії відійти.",
            "громади",
            "закликали",
            ["армії відійти"],
            "demand",
        ),
        (
            "Пожар потушен, говорится в сообщении штаба.",
            "сообщении штаба",
            "говорится в",
            ["Пожар потушен"],
            "say",
        ),
        ("Оскания отрицает удар.", "Оскания", "отрицает", ["удар"], "deny"),
        ("Мер Софія Ладан: «Світло є».", "Мер Софія Ладан", ":", ["«Світло є»"], "say"),
        ("ГОЛОВА: Прошу сісти.", "ГОЛОВА", ":", ["Прошу сісти"], "say"),
        ("Місія не назвала винних.", "Місія", "не назвала", ["винних"], "say"),
    ],
)
def test_one_statement(text, source, cue, content, act):
    assert said(text) == [(source, cue, content, act)]


def test_what_is_not_said_is_an_absence():
    (one,) = statements_slavic(document("Поліція поки не каже, звідки стріляли."))
    assert (one.absence, one.act, one.cue and one.cue.of("Поліція поки не каже")) == (
        True,
        "say",
        "поки не каже",
    )


def test_a_second_cue_takes_the_subject_of_the_first():
    text = "Август Ріман подякував екіпажу й додав, що мир близько."
    assert said(text) == [
        ("Август Ріман", "подякував", ["екіпажу"], "support"),
        ("Август Ріман", "додав", ["що мир близько"], "say"),
    ]


def test_statements_stand_inside_others():
    text = "Брант повідомила, що її уряд хоче гарантій."
    one, two = statements_slavic(document(text))
    assert (one.inside, two.inside) == (None, "s1")
    assert [span.of(text) for span in two.content] == ["гарантій"]


def test_names_are_given_as_the_subject_where_the_text_has_them_so():
    text = (
        "Речниця уряду Ліва Брант прибула.\n"
        "За словами Ліви Брант, пожежу загасили. Вона подякувала людям.\n"
        "Він мовчав. Полковник Ян Оршак заявив, що стріляли звідти. «Ні», — сказав він."
    )
    speakers = [one.speaker for one in statements_slavic(document(text))]
    assert speakers == ["Ліва Брант", "Ліва Брант", "Ян Оршак", "Ян Оршак"]


def test_a_pronoun_of_the_other_gender_is_left_open():
    text = "Ліва Брант сказала, що пожежу загасили. Він відповів, що ні."
    one, two = statements_slavic(document(text))
    assert (one.speaker, two.speaker) == ("Ліва Брант", None)


def test_a_post_is_its_publishers():
    text = "Мы требуем расследования. Министерство подчёркивает, что мост цел."
    posted = document(text, genre="post", publisher="Министерство шляхов")
    found = statements_slavic(posted)
    assert [one.speaker for one in found] == ["Министерство шляхов"] * 4
    assert [one.inside for one in found] == [None, "s1", None, "s3"]
    assert [span.of(text) for one in found for span in one.content] == [
        "Мы требуем расследования.",
        "расследования",
        "Министерство подчёркивает, что мост цел.",
        "что мост цел",
    ]
    assert [one.speaker for one in statements_slavic(document(text))] == [None, "Министерство"]


@pytest.mark.parametrize(
    ("text", "found"),
    [("Талік сказав: «OK, Renn».", True), ("Renn said “так”.", False), ("2031 — 45 %", False)],
)
def test_its_letters_tell_whether_a_document_is_read_here(text, found):
    assert is_slavic(document(text)) is found


def test_debris_is_not_read():
    text = "Талік сказав, що чекає.\nРеклама: «Купуйте», — сказав продавець.\nБрант додала, що ні."
    assert [one[0] for one in said(text)] == ["Талік", "Брант"]


@pytest.mark.parametrize(
    "text",
    [
        "Війська перейшли річку. Міст зруйновано.",
        "Союз називається «Тихий берег».",
        "Станция «Южная» не работает.",
        "До списку додали сім пунктів.",
        "",
    ],
)
def test_where_nothing_is_said_nothing_is_found(text):
    assert said(text) == []


def test_times_in_what_is_said_are_counted_from_the_issue_day():
    written = "2031-03-18T19:40+02:00"
    issued = Issued(bracket=moment(written), written=written, basis="the header")
    text = "Талік заявив, що 17 березня стріляли, а тиша триватиме 30 діб."
    (one,) = statements_slavic(document(text, issued=issued))
    day, length = one.times
    assert (day.span.of(text), length.span.of(text)) == ("17 березня", "30 діб")
    assert (length.amount, length.unit, length.bracket) == (30, "days", None)
    assert day.bracket == moment("2031-03-17")


PIECES = (
    *'«»„“”"—-,.:;!?()\n ',
    *(" сказав ", " заявил, что ", " за словами ", " по словам ", " як пише ", " не ", " та "),
    *(
        "Орен Талік",
        "она",
        "міністр",
        "який",
        "що",
        "мост",
        "30 діб",
        "во вторник",
        "А: ",
        "\u00a0",
    ),
)


@settings(deadline=None)
@given(st.lists(st.sampled_from(PIECES), max_size=40).map("".join) | st.text(max_size=80))
def test_every_span_is_a_piece_of_the_body(text):
    read = document(text, genre="post", publisher="Штаб")
    for one in statements_slavic(read):
        spans = [*one.content, *(span for span in (one.source, one.cue) if span is not None)]
        assert one.content
        for span in spans:
            assert any(paragraph.holds(span) for paragraph in read.body)
            assert span.of(text).strip() == span.of(text) != ""
        assert one.speaker is None or one.speaker == "Штаб" or one.speaker in text
        assert one.organisation is None or one.organisation in text


#: Exact F1 of source, cue and content, in per cent, below which nothing may fall.
FLOORS = {
    "uk-01": (97, 97, 97),
    "ru-01": (97, 97, 97),
    "uk-02": (94, 94, 92),
    "ru-02": (95, 95, 93),
    "uk-05": (70, 76, 78),
    "ru-05": (64, 64, 64),
}


@pytest.mark.parametrize("half", FLOORS)
def test_the_labelled_set_is_read_as_well_as_before(half):
    tallies, *_ = measure(ROOT / f"corpus/slavic/{half}.txt")
    measured = [100 * tally.exact_figures().f1 for tally in tallies.values()]
    assert all(now >= floor for now, floor in zip(measured, FLOORS[half], strict=True)), measured
