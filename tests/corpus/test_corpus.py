"""The annotated corpus keeps its own guideline, and names nobody who exists."""

import re
import tomllib
from collections import Counter
from pathlib import Path

import pytest

from tests.house.repository import ROOT
from tools import corpus
from tools.corpus import ACTS, GENRES, Fault, faults, texts
from truce import outlines

NAMES = tomllib.loads((ROOT / "tests/house/names.toml").read_text("utf-8"))
FOLDERS = (corpus.TEXTS, ROOT / "corpus/slavic")
#: A language taught at school, in a text that a second annotator has marked word for word.
MAY_STAND = {("metro-08", "French")}

HEAD = "genre: news\npublished: 2031-04-02T14:10+03:00\npublisher: Corvane Press\nlang: en\n"
BODY = "<s1>Ada Renn</s1> <k1>said</k1> <c1>that the line was quiet</c1>."
SAID = "1 say | Ada Renn | -"


def one(tmp_path: Path, *, head: str = HEAD, body: str = BODY, said: str = SAID) -> corpus.Text:
    path = tmp_path / "hand.txt"
    path.write_text(f"=== hand-1\n{head}---\n{body}\n---\n{said}\n", "utf-8")
    (text,) = texts(path)
    return text


@pytest.fixture(scope="module")
def shipped() -> list[corpus.Text]:
    return corpus.corpus()


def test_the_shipped_corpus_has_no_faults():
    said = [fault for folder in FOLDERS for text in corpus.corpus(folder) for fault in faults(text)]
    assert said == []


def test_the_corpus_is_large_and_has_every_act_and_every_genre(shipped: list[corpus.Text]):
    acts = Counter(said.act for text in shipped for said in text.attributions.values())
    assert len(shipped) >= 400
    assert set(acts) == set(ACTS)
    assert {text.head["genre"] for text in shipped} == GENRES
    assert any(said.absence for text in shipped for said in text.attributions.values())


def test_every_text_has_a_name_of_its_own(shipped: list[corpus.Text]):
    twice = [name for name, times in Counter(text.name for text in shipped).items() if times > 1]
    assert twice == []


def test_the_corpus_names_no_country_and_nobody_who_exists():
    groups = (NAMES["people_of"], NAMES["spoken_of"])
    listed = {name for group in groups for names in group.values() for name in names}
    names = sorted({*outlines.names().values(), *listed}, key=len, reverse=True)
    whole = re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, names))})(?:s|['’]s)?(?!\w)")
    said = [
        f"{path.name}:{number}: {found[0]}"
        for folder in FOLDERS
        for path in sorted(folder.glob("*.txt"))
        for number, line in enumerate(path.read_text("utf-8").splitlines(), 1)
        for found in whole.finditer(line)
        if (path.stem, found[0]) not in MAY_STAND
    ]
    assert not said, "named in the corpus:\n" + "\n".join(said)


def test_a_text_is_its_words_without_the_tags(tmp_path: Path):
    text = one(tmp_path, body=f"<d>Share</d>\n\n{BODY}", said="1 say | Ada Renn | - | absence")
    (said,) = text.attributions.values()
    assert text.text == "Share\n\nAda Renn said that the line was quiet."
    assert [text.text[slice(*span)] for span in (*said.source, *said.cue, *said.content)] == [
        "Ada Renn",
        "said",
        "that the line was quiet",
    ]
    assert [text.text[slice(*span)] for span in text.debris] == ["Share"]
    assert (said.speaker, said.body, said.absence) == ("Ada Renn", None, True)


@pytest.mark.parametrize(
    ("changed", "message"),
    [
        (
            {"head": f"{HEAD}---\n"},
            "a text is header, body, statements, parted by two lines of `---`.",
        ),
        (
            {"body": "<s1>Ada <k1>Renn</s1></k1>"},
            "`</s1>` closes after “Ada Renn”, but `<k1>` is open.",
        ),
        ({"body": "Ada</s1> said."}, "`</s1>` closes after “Ada”, but nothing is open."),
        ({"body": "<s1>Ada said."}, "`<s1>` is never closed."),
        ({"body": "<b>Ada</b> said."}, "`<b>` is no tag of the guideline."),
        ({"said": "2 say | - | -"}, "the line “2 say | - | -” names no statement of the body."),
        ({"said": "1 sing | - | -"}, "statement 1: `sing` is none of the acts."),
        ({"said": "1 say | Ada Renn"}, "statement 1 needs `act | speaker | body`."),
        ({"said": "1 say | - | - | loud"}, "statement 1: “loud” is not understood."),
        ({"said": ""}, "no line for statement 1."),
    ],
)
def test_a_text_that_cannot_be_read_says_why(tmp_path: Path, changed: dict[str, str], message: str):
    with pytest.raises(Fault) as fault:
        one(tmp_path, **changed)
    assert str(fault.value) == f"hand-1: {message}"


@pytest.mark.parametrize(
    ("changed", "message"),
    [
        ({"head": HEAD.replace("news", "poem")}, "genre `poem` is none of the genres."),
        ({"head": HEAD.replace("+03:00", "")}, "`published` has no offset."),
        ({"head": HEAD.replace("2031-04-02T14:10+03:00", "today")}, "`published` is no ISO time."),
        ({"head": HEAD.replace("lang: en\n", "")}, "the header has no `lang`."),
        (
            {"head": HEAD.replace("publisher: Corvane Press\n", "")},
            "the header has no `publisher`.",
        ),
        ({"body": "<s1>Ada</s1> <k1>spoke</k1>."}, "statement 1 has no content."),
        (
            {"body": "<k1>did</k1> <s1>Ada</s1> <k1>say</k1> <c1>it was quiet</c1>?"},
            "statement 1 has a cue or source in pieces; each is one run.",
        ),
        (
            {"body": "Ada <k1>said </k1><c1>it was quiet</c1>."},
            "statement 1: a span begins or ends with a blank: “said ”.",
        ),
        ({"body": "Ada <k1></k1><c1>it was quiet</c1>."}, "statement 1: an empty span."),
        (
            {"body": "Ada <k1>said,</k1> <c1>it was quiet</c1>."},
            "statement 1: a span begins or ends with a comma: “said,”.",
        ),
        (
            {"body": "Ada <k1>said</k1> (<c1>it was quiet.</c1>)"},
            "statement 1: content ends with the sentence's full stop.",
        ),
    ],
)
def test_a_fault_says_what_and_where(tmp_path: Path, changed: dict[str, str], message: str):
    body = changed.pop("body", BODY)
    assert f"hand-1: {message}" in list(faults(one(tmp_path, body=body, **changed)))


def test_the_comma_that_closes_an_apposition_belongs_to_the_source(tmp_path: Path):
    assert list(faults(one(tmp_path, body=BODY.replace("Renn<", "Renn, 41, a farmer,<")))) == []


def test_the_command_prints_faults_and_counts(tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    one(tmp_path)
    assert corpus.main([str(tmp_path / "hand.txt")]) == 0
    assert capsys.readouterr().out == (
        "1 texts, 8 words, 1 attributions (0 absences), 0 faults; one attribution in 8 words\n"
        "1 say\n"
    )
    one(tmp_path, head=HEAD.replace("news", "poem"))
    assert corpus.main([str(tmp_path / "hand.txt")]) == 1
    assert capsys.readouterr().out == (
        "hand.txt: hand-1: genre `poem` is none of the genres.\n"
        "1 texts, 8 words, 1 attributions (0 absences), 1 faults; one attribution in 8 words\n"
        "1 say\n"
    )
