"""A draft fills a field only from words that say it, and its file loads as it is."""

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from ruamel.yaml import YAML

from tests.cli.conftest import Truce
from truce import agreement
from truce.read.compare import accounts_of
from truce.read.document import Document, Issued, Span
from truce.read.draft import DraftReading, page, published, reading
from truce.read.statement import Statement


def one(text: str) -> Document:
    body = tuple(
        Span(at, at + len(line))
        for line in text.split("\n")
        if line.strip() and (at := text.index(line)) >= 0
    )
    return Document(
        name="readout.txt",
        text=text,
        sha256="0" * 64,
        media="text",
        body=body,
        publisher="Northland",
        issued=Issued.told("2031-05-14", None),
        language="en",
        genre="readout",
    )


def drafted(text: str) -> list[DraftReading]:
    document = one(text)
    statements: tuple[Statement, ...] = ()
    return [reading(account) for account in published(accounts_of(document, statements))]


def filled(text: str) -> dict[str, str]:
    """Return the fields that the terms of a readout fill, without the date."""
    return {
        field.name: field.value.split(", since")[0].removeprefix("is: ")
        for held in drafted(text)
        for term in held.terms
        for field in term.fields
        if field.value is not None
    }


BASE = {"acts": "[attack], unclear: [attempted_attack]"}


@pytest.mark.parametrize(
    ("text", "standing"),
    [
        ("Both sides agreed to halt strikes on ports.", "agreed"),
        ("The president ordered the army to halt strikes on ports.", "ordered"),
        ("Northland proposed to halt strikes on ports.", "proposed"),
        ("Northland rejected an offer to halt strikes on ports.", "declined"),
        ("The leaders discussed a pause in strikes on ports.", "under_negotiation"),
        ("The sides agreed to discuss a pause in strikes on ports.", "under_negotiation"),
        ("The sides agreed to negotiate a halt to strikes on ports.", "under_negotiation"),
    ],
)
def test_how_far_it_was_agreed(text: str, standing: str):
    assert filled(text) == {**BASE, "standing": standing, "objects": "[port]"}


@pytest.mark.parametrize(
    "text",
    [
        "The sides did not agree to halt strikes on ports.",
        "The sides have yet to agree to halt strikes on ports.",
        "No agreement to halt strikes on ports was reached.",
        "The sides agreed in principle to halt strikes on ports.",
        "Northland is ready to halt strikes on ports, as agreed.",
        "If the sides agreed to halt strikes on ports, it would help.",
        "The sides had agreed to halt strikes on ports.",
        "In 2014 the sides agreed to halt strikes on ports.",
        "Northland welcomed that Eastland agreed to halt strikes on ports.",
        "Southland agreed to halt strikes on ports, and Northland refused to do so.",
        "The sides agreed to continue strikes on ports.",
        "The president ordered strikes on ports.",
        "Northland accused Southland of breaking the agreed pause in strikes on ports.",
        "Northland demanded that Southland halt strikes on ports.",
        "Talks on a ceasefire went on.",
    ],
)
def test_what_settles_nothing_makes_no_term(text: str):
    assert filled(text) == {}


@pytest.mark.parametrize(
    ("text", "fields"),
    [
        (
            "Both sides agreed to halt strikes on ports for 30 days.",
            {"objects": "[port]", "duration": "30 days, counted: unstated"},
        ),
        (
            "Both sides agreed to halt strikes on ports for 30 days, and to a pause of 60 days in"
            " strikes on ports.",
            {"objects": "[port]"},
        ),
        ("Both sides agreed within 10 days to halt strikes on ports.", {"objects": "[port]"}),
        ("Both sides agreed to halt strikes on energy facilities except oil depots.", {}),
        (
            "Both sides agreed to halt strikes on ports and hospitals.",
            {"objects": "[hospital, port]"},
        ),
        (
            "Both sides agreed to a mutual halt of strikes on ports.",
            {"objects": "[port]", "direction": "mutual"},
        ),
        (
            "Both sides agreed to a 30-day ceasefire, watched by observers.",
            {"duration": "30 days, counted: unstated"},
        ),
    ],
)
def test_fields_are_filled_by_words_that_say_them(text: str, fields: dict[str, str]):
    assert filled(text) == {**BASE, "standing": "agreed", **fields}


def test_strikes_of_one_manner_leave_the_acts_silent():
    assert "acts" not in filled("Both sides agreed to halt air strikes on ports.")


def written(document: Document) -> str | None:
    """Return the draft of a document, null where it has no term."""
    made = [reading(account) for account in published(accounts_of(document, ()))]
    return page("A draft", made, {document.sha256: "documents/readout.txt"}) if _any(made) else None


def _any(made: list[DraftReading]) -> bool:
    return any(held.terms for held in made)


PIECES = (
    *("Both sides agreed to halt strikes on ports for 30 days.", "Northland ordered a pause"),
    *("in strikes on", "energy and infrastructure", "power plants", "hospitals", ", and ", " but "),
    *("did not agree", "a mutual ceasefire", "demanded an end to sanctions", "60 days", "maritime"),
    *("“", "”", '"', "'", "#", ": ", "{", "}", "- ", "\\", "\t", "\n", "\n\n", "\r\n", "\u00a0"),
    *(
        "\u2028",
        "\x85",
        "\x07",
        "\u200b",
        "\ufeff",
        "𝔸",
        "é",
        "стороны договорились",
        "*",
        "&",
        "!",
        "%",
    ),
)


@settings(max_examples=300, deadline=None)
@given(st.lists(st.one_of(st.sampled_from(PIECES), st.text(max_size=4)), min_size=1, max_size=25))
def test_whatever_the_document_the_draft_loads_and_every_quote_is_in_it(pieces: list[str]):
    document = one("Both sides agreed to halt strikes on ports" + " ".join(pieces))
    text = written(document)
    if text is None:
        return
    made = agreement.load(text, read=lambda _: document.text)
    words = " ".join(document.text.split())
    for held in made.readings.values():
        for term in held.terms:
            for field in term.fields():
                assert all(" ".join(anchor.quote.split()) in words for anchor in field.anchors)


def test_marks_that_mean_something_in_yaml_stand_as_they_are_in_quotes():
    document = one('Both sides agreed: to halt # {all} "strikes on ports" \\ - for 30 days.')
    text = written(document)
    assert text is not None
    made = YAML(typ="safe").load(text)
    (term,) = made["readings"]["northland"]["terms"].values()
    assert term["duration"] == {"is": "30 days", "counted": "unstated", "quote": "30 days"}
    agreement.load(text, read=lambda _: document.text)


def test_an_hour_on_a_clock_is_written_with_its_clock():
    document = replace(
        one("Both sides agreed to halt strikes on ports."),
        issued=Issued.told("2031-05-14T20:00", "Europe/Vienna"),
    )
    text = written(document)
    assert text is not None
    assert "    issued: 2031-05-14T20:00          # as told\n    clock: Europe/Vienna\n" in text
    assert "since: 2031-05-14T18:00" in text
    agreement.load(text, read=lambda _: document.text)


def test_two_accounts_of_one_name_have_ids_of_their_own():
    first = one("Both sides agreed to halt strikes on ports.")
    second = replace(one("Both sides agreed to halt strikes on hospitals."), sha256="1" * 64)
    made = [reading(a) for d in (first, second) for a in accounts_of(d, ())]
    files = {first.sha256: "documents/a.txt", second.sha256: "documents/b.txt"}
    texts = {"documents/a.txt": first.text, "documents/b.txt": second.text}
    held = agreement.load(page("Two", made, files), read=texts.__getitem__)
    assert sorted(held.readings) == ["northland", "northland-2"]
    assert sorted(held.documents) == ["readout", "readout-2"]


GOLDEN = """\
# A draft, made by `truce draft` from the documents named below. Nothing in it is assumed: a field
# is quoted from the document, or silent. A line that begins with `# ->` asks you to decide.
# `truce check` loads this file as it is; `truce gaps` lists what it leaves open.

agreement: "A draft"
about: A draft from documents; say what was agreed, between whom, and when.

parties:
  northland:
    name: "Northland"
    # -> say its role (belligerent, mediator ...), its kind, and for whom it answers.
    role: unknown

documents:
  readout:
    title: "readout.txt"
    publisher: "Northland"
    issued: 2031-05-14          # as told
    language: en
    form: call_readout
    file: "documents/readout.txt"

readings:
"""


def test_the_head_of_a_draft_is_as_it_should_be():
    text = written(one("Both sides agreed to halt strikes on ports."))
    assert text is not None
    assert text.startswith(GOLDEN)
    assert text.removeprefix(GOLDEN) == READING


READING = """\
  northland:
    party: northland
    title: "Northland"
    documents: [readout]
    # -> say in which time zone its days and hours count.
    clock: silent
    terms:
      port:
        title: "Both sides agreed to halt strikes on ports"
        duty: refrain
        # -> standing: since: the issue of the document; say since when it stood.
        standing:
          - {is: agreed, since: 2031-05-14, quote: "Both sides agreed to halt strikes on ports"}
        # -> binds: “Both sides”: say which parties are bound.
        binds: silent
        # -> acts: attacks that did not arrive are left open: say whether they are meant.
        acts: {is: [attack], unclear: [attempted_attack], quote: "strikes"}
        # -> objects: say which kinds of it the text leaves unclear, if any.
        objects: {is: [port], quote: "ports"}
        zone: silent
        start: silent
        end: silent
"""


SHIPPED = Path(__file__).parents[2] / "cases/energy-2025/agreement.yaml"
STORY_OF_A_DAY = Path(__file__).parents[3] / "shared/documents/newsweek-2025-03-18.txt"
FORMS = {"call_readout": "readout", "post": "post", "press_statement": "statement"}
TOLD = {
    "us-readout-0318": "us1-readout",
    "us-post-0318": "us2-post",
    "ru-readout-0318-en": "ru1-readout",
    "us-statement-0319": "us3-19-march",
}
AGREE = ("standing", "acts", "objects", "duration", "direction")


def values(term: dict[str, Any]) -> dict[str, object]:
    """Return the fields of a term that are filled, each as what a reader compares."""
    found: dict[str, object] = {}
    for name in AGREE:
        held = term.get(name)
        if name == "standing" and isinstance(held, list):
            found[name] = held[0]["is"]
        elif isinstance(held, dict):
            found[name] = (held["is"], held.get("counted"))
    return found


def unclear(term: dict[str, Any]) -> list[str]:
    """Return what the objects of a term leave unclear; a person may leave more so than a text."""
    held = term.get("objects")
    return held.get("unclear", []) if isinstance(held, dict) else []


def agreeing(made: dict[str, Any], shipped: dict[str, Any]) -> tuple[int, int, list[str]]:
    """Return how many fields a draft fills, how many are silent, and those that do not agree."""
    names = {"shipping": "sea"}
    full, silent, wrong = 0, 0, []
    for name, term in made["terms"].items():
        truth = values(shipped["terms"][names.get(name, name)])
        told = values(term)
        if extra := set(unclear(term)) - set(unclear(shipped["terms"][names.get(name, name)])):
            wrong.append(f"{name}.objects: unclear {extra}")
        full += len(told)
        silent += len(set(truth) - set(told))
        wrong += [f"{name}.{field}" for field, value in told.items() if truth.get(field) != value]
    return full, silent, wrong


def test_drafts_from_quoted_readouts_agree_with_the_shipped_readings(truce: Truce, tmp_path: Path):
    shipped = YAML(typ="safe").load(SHIPPED.read_text("utf-8"))
    full = silent = 0
    for document, name in TOLD.items():
        held = shipped["documents"][document]
        path = tmp_path / f"{document}.md"
        said = "\n\n".join(f"{excerpt.rstrip('.')}." for excerpt in held["excerpts"])
        path.write_text(f"# {held['title']}\n\n{said}\n", "utf-8")
        case = tmp_path / document
        given = ("--publisher", held["publisher"], "--issued", str(held["issued"])[:10])
        genre = FORMS[held["form"]]
        assert truce("draft", path, "--genre", genre, *given, "--into", case).code == 0
        checked = truce("check", case)
        assert (checked.code, checked.out.split(",")[0]) == (0, "0 errors")
        made = YAML(typ="safe").load((case / "agreement.yaml").read_text("utf-8"))
        (one_reading,) = made["readings"].values()
        counts = agreeing(one_reading, shipped["readings"][name])
        assert counts[2] == [], document
        full, silent = full + counts[0], silent + counts[1]
    assert (full, silent) == (15, 2)


@pytest.mark.skipif(not STORY_OF_A_DAY.exists(), reason="the newspaper's text may not be shipped")
def test_the_draft_from_a_newspaper_agrees_with_the_shipped_readings(truce: Truce, tmp_path: Path):
    shipped = YAML(typ="safe").load(SHIPPED.read_text("utf-8"))["readings"]
    case = tmp_path / "case"
    assert truce("draft", STORY_OF_A_DAY, "--into", case).code == 0
    assert truce("check", case).code == 0
    made = YAML(typ="safe").load((case / "agreement.yaml").read_text("utf-8"))["readings"]
    truths = [shipped[name] for name in ("ru1-readout", "us2-post", "us1-readout")]
    counts = [agreeing(*pair) for pair in zip(made.values(), truths, strict=True)]
    assert [wrong for *_, wrong in counts] == [[], [], []]
    assert (sum(c[0] for c in counts), sum(c[1] for c in counts)) == (13, 1)
