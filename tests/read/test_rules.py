"""What the rules find in each shape of sentence: source, cue and content, word for word."""

import pytest

from truce.read.document import Span
from truce.read.said.attribution import Attribution
from truce.read.said.candidates import candidates
from truce.read.said.frame import SHAPES
from truce.read.said.parse import Parsed, parse
from truce.read.said.rules import rules

Said = tuple[str | None, str | None, tuple[str, ...]]

FRAMES: dict[str, list[tuple[str, Said]]] = {
    "clause": [
        (
            "Olga Venn said that the bridge would open on Friday.",
            ("Olga Venn", "said", ("that the bridge would open on Friday",)),
        ),
        (
            "Renn told reporters that the line was quiet.",
            ("Renn", "told", ("that the line was quiet",)),
        ),
        (
            "The harbour will stay closed, she said.",
            ("she", "said", ("The harbour will stay closed",)),
        ),
        ("Venn believes the talks will fail.", ("Venn", "believes", ("the talks will fail",))),
        (
            "The envoy declined to say who had fired.",
            ("The envoy", "declined to say", ("who had fired",)),
        ),
        (
            "The general went on to say that the war was over.",
            ("The general", "went on to say", ("that the war was over",)),
        ),
        (
            "The council denied that the dam broke.",
            ("The council", "denied", ("that the dam broke",)),
        ),
    ],
    "infinitive": [
        (
            "The ministry wants to close the port.",
            ("The ministry", "wants", ("to close the port",)),
        ),
        (
            "The council agreed to halt attacks on the grid.",
            ("The council", "agreed", ("to halt attacks on the grid",)),
        ),
    ],
    "person": [
        (
            "She urged the council to release the ships.",
            ("She", "urged", ("the council to release the ships",)),
        ),
    ],
    "told": [("He asked the envoys to leave the hall.", ("He", "asked", ("to leave the hall",)))],
    "thing": [
        (
            "The minister praised the plan as a first step.",
            ("The minister", "praised", ("the plan as a first step",)),
        ),
    ],
    "thing_alone": [
        ("The council rejected the offer.", ("The council", "rejected", ("the offer",))),
    ],
    "about": [
        (
            "The envoy called for a pause at sea.",
            ("The envoy", "called for", ("a pause at sea",)),
        ),
        (
            "The two leaders spoke about the grid.",
            ("The two leaders", "spoke about", ("the grid",)),
        ),
    ],
    "around": [
        (
            "The harbour, she said, will stay closed until May.",
            ("she", "said", ("The harbour", "will stay closed until May")),
        ),
    ],
    "bare": [
        (
            '"The dam," she said, "will be rebuilt."',
            ("she", "said", ('"The dam,"', '"will be rebuilt."')),
        ),
    ],
    "passive_clause": [
        (
            "It is expected that the ferry will sail at noon.",
            (None, "is expected", ("that the ferry will sail at noon",)),
        ),
        (
            "The general is expected to resign.",
            (None, "is expected", ("The general", "to resign")),
        ),
    ],
    "passive_thing": [
        (
            "The captain was accused of smuggling.",
            (None, "was accused of", ("The captain", "smuggling")),
        ),
        (
            "The accord was praised by the islands as fair.",
            ("the islands", "was praised", ("The accord", "as fair")),
        ),
    ],
    "adjective": [
        (
            "The envoy is confident that the line will hold.",
            ("The envoy", "is confident", ("that the line will hold",)),
        ),
        ("They were willing to wait.", ("They", "were willing", ("to wait",))),
    ],
    "noun_about": [("Her call for talks went unanswered.", ("Her", "call for", ("talks",)))],
    "according": [
        (
            "According to the harbour office, two ships sank.",
            ("the harbour office", "According to", ("two ships sank",)),
        ),
        (
            "Two ships sank, according to the harbour office.",
            ("the harbour office", "according to", ("Two ships sank",)),
        ),
    ],
}
QUOTED: list[tuple[str, list[Said]]] = [
    ('"We stop tonight," Orla Venn said.', [("Orla Venn", "said", ('"We stop tonight,"',))]),
    (
        "“We stop tonight,” said Orla Venn, who leads the council.",
        [("Orla Venn, who leads the council", "said", ("“We stop tonight,”",))],
    ),
    ("„We stop tonight,” the council said.", [("the council", "said", ("„We stop tonight,”",))]),
    (
        "``We stop tonight,'' the council said.",
        [("the council", "said", ("``We stop tonight,''",))],
    ),
    (
        "'We will stop tonight,' the council said.",
        [("the council", "said", ("'We will stop tonight,'",))],
    ),
    ('Venn said: "We stop tonight."', [("Venn", "said:", ('"We stop tonight."',))]),
    (
        'The plan is "dead," Venn said.',
        [("Venn", "said", ('The plan is "dead,"',))],
    ),
    ("“We stop tonight.” ― Orla Venn", [("Orla Venn", "―", ("“We stop tonight.”",))]),
    ("“We stop tonight.” -- Orla Venn", [("Orla Venn", "--", ("“We stop tonight.”",))]),
    ("RENN: We hold fire until noon.", [("RENN", ":", ("We hold fire until noon.",))]),
    (
        "ADA RENN (from the hall): We hold fire until noon.",
        [("ADA RENN", ":", ("We hold fire until noon.",))],
    ),
    ("The ferry sank on Monday. Two ships went by.", []),
]


def parsed(text: str) -> Parsed:
    spans: list[Span] = []
    at = 0
    for line in text.split("\n"):
        spans.append(Span(at, at + len(line)))
        at += len(line) + 1
    return parse(text, spans)


def said(text: str, one: Attribution) -> Said:
    source, cue = (None if s is None else s.of(text) for s in (one.source, one.cue))
    return source, cue, tuple(span.of(text) for span in one.content)


def found(text: str) -> list[Said]:
    return [said(text, one) for one in rules(parsed(text))]


CASES = [(shape, text, wanted) for shape, rows in FRAMES.items() for text, wanted in rows]


@pytest.mark.parametrize(("shape", "text", "wanted"), CASES, ids=[text for _, text, _ in CASES])
def test_a_shape_gives_source_cue_and_content(shape: str, text: str, wanted: Said):
    assert found(text) == [wanted]
    held = parsed(text)
    made = candidates(held, held.paragraphs[0])
    shapes = {c.frame.shape for c in made if c.frame and said(text, c.attribution) == wanted}
    assert shape in shapes


@pytest.mark.parametrize(("text", "wanted"), QUOTED, ids=[text for text, _ in QUOTED])
def test_a_quotation_belongs_to_who_said_it(text: str, wanted: list[Said]):
    assert found(text) == wanted


def test_every_shape_that_is_tested_is_one():
    assert set(FRAMES) <= set(SHAPES)


def test_a_quotation_of_several_paragraphs_is_one_statement():
    text = "Orla Venn said: “We stop tonight.\n“We will not start again.”\n“They may.”"
    assert found(text) == [
        (
            "Orla Venn",
            "said:",
            ("“We stop tonight.", "“We will not start again.”", "“They may.”"),
        )
    ]


def test_a_quotation_behind_its_statement_carries_on():
    text = "“We stop tonight,” Orla Venn said on Monday. “The other side does not stop.”"
    assert found(text) == [
        ("Orla Venn", "said", ("“We stop tonight,”", "“The other side does not stop.”"))
    ]


def test_a_quotation_that_nobody_claims_stands_alone():
    text = "The ferries sailed.\n“We were not asked, and we did not answer.”"
    assert found(text) == [(None, None, ("“We were not asked, and we did not answer.”",))]


def test_a_quoted_name_is_no_statement():
    assert found("The ship “Grey Heron” sailed at noon.") == []
