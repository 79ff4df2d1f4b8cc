"""Clauses and their typed fields, each with the words that fill it."""

import tomllib
from importlib.resources import files

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.read.tellers import ISSUED
from truce.read.compare.clauses import clauses, sentences
from truce.read.compare.fields import facts
from truce.read.compare.modality import Presented
from truce.read.compare.topics import broad, check, hits, related, where
from truce.read.document import Span
from truce.read.statement import ACTS
from truce.read.times import times


def cut(text: str) -> list[str]:
    return [
        clause.of(text)
        for sentence in sentences(text, Span(0, len(text)))
        for clause in clauses(text, sentence)
    ]


def filled(text: str, act="say") -> dict[str, list[str]]:
    whole = Span(0, len(text))
    found: dict[str, list[str]] = {}
    for fact in facts(text, whole, whole, Presented(act), times(text, [whole], ISSUED)):
        found.setdefault(fact.name, []).append(f"{fact.value} [{fact.span.of(text)}]")
    return found


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "The path begins with an energy ceasefire, as well as talks on a maritime truce,"
            " full ceasefire and permanent peace.",
            [
                "The path begins with an energy ceasefire",
                "talks on a maritime truce",
                "full ceasefire",
                "permanent peace",
            ],
        ),
        (
            "They demanded an end to mobilisation and the rearmament of forces.",
            ["They demanded an end to mobilisation", "the rearmament of forces"],
        ),
        (
            "They will spare ports and hospitals for 30 days.",
            ["They will spare ports and hospitals for 30 days"],
        ),
        ("Relations between Northland and Southland will improve trade.",
         ["Relations between Northland and Southland will improve trade"]),
        ("Mr. Oke spoke at 3 p.m. on peace. It ended.",
         ["Mr. Oke spoke at 3 p.m. on peace", "It ended"]),
        ("«Нет», — сказал он. Да!", ["Нет», — сказал он", "Да"]),
        (" \n ", []),
    ],
)  # fmt: skip
def test_an_enumeration_is_cut_where_another_topic_begins(text, expected):
    assert cut(text) == expected


@pytest.mark.parametrize(
    ("text", "topics"),
    [
        ("energy infrastructure facilities", [("energy",)]),
        ("energy and infrastructure", [("energy", "infrastructure")]),
        ("attacks on hospitals", [("attack",), ("hospital",)]),
        ("intelligence-sharing", [("intelligence",)]),
        ("prisoners of war", [("prisoners",)]),
        ("rare-earth minerals", [("minerals",)]),
        ("forced mobilization and rearmament", [("mobilisation",), ("rearmament",)]),
        ("foreign military aid", [("arms_supply",)]),
        ("a maritime cease-fire", [("shipping",), ("ceasefire",)]),
        ("ports, refineries and power lines", [("port",), ("refinery",), ("power_grid",)]),
        ("the weather", []),
        (
            "удары по объектам энергетической инфраструктуры",
            [("attack",), ("energy",)],
        ),
        ("удари по лікарнях та портах", [("attack",), ("hospital",), ("port",)]),
        ("обмін полоненими", [("prisoners",)]),
        ("поставки оружия и мобилизация", [("arms_supply",), ("mobilisation",)]),
        ("газета о деталях портрета", []),
        ("Talks in Port Elan and at Bridge Street", [("talks",)]),
        ("a Maritime Ceasefire", [("shipping",), ("ceasefire",)]),
    ],
)
def test_words_name_topics(text, topics):
    assert [hit.topics for hit in hits(text, Span(0, len(text)))] == topics


def test_every_stem_is_of_a_topic_that_is_known():
    table = tomllib.loads((files("truce.read.compare") / "topics.toml").read_text("utf-8"))
    known = {topic for kind in ("things", "acts", "topics") for topic in table[kind]}
    assert set(table["stems"]) <= known
    assert {kind for row in table["several"] for kind in row["kinds"]} <= known


def test_every_topic_is_a_kind_of_the_trees_or_one_of_our_own():
    check()
    assert [where(topic) for topic in ("energy", "mobilisation", "minerals")] == [
        "things",
        "acts",
        "topics",
    ]
    assert broad("ceasefire") and not broad("energy")


def test_a_kind_is_related_to_what_holds_it():
    assert related("energy", "refinery") and related("refinery", "energy")
    assert not related("refinery", "coal")
    assert not related("energy", "ceasefire")


def test_a_clause_fills_its_fields():
    text = (
        "The parties agreed to refrain from attacks on energy facilities in the Green Sea"
        " for 30 days from 19 May until Friday and to free at least 175 prisoners immediately."
    )
    assert filled(text) == {
        "who": ["all sides [The parties]"],
        "modality": ["agreed [agreed]"],
        "act": ["attack [attacks]"],
        "topic": ["energy [energy facilities]", "prisoners [prisoners]"],
        "place": ["green sea [Green Sea]"],
        "duration": ["30 days [30 days]"],
        "start": ["19 may [19 May]", "at once [immediately]"],
        "end": ["friday [Friday]"],
        "number": ["175 prisoners [at least 175 prisoners]"],
    }


@pytest.mark.parametrize(
    ("text", "act", "expected"),
    [
        ("a 30-day pause", "agree", "agreed [a 30-day pause]"),
        ("Northland declined to sign what Southland had agreed to", "say", "declined [declined]"),
        ("They did not agree", "say", "declined [did not agree]"),
        ("He put forward a proposal", "say", "proposed [put forward]"),
        ("He gave the army the order", "say", "ordered [gave the army the order]"),
        ("It must include an end to attacks", "say", "demanded [must]"),
        ("The leaders spoke about ports", "say", "discussed [spoke about]"),
        ("We will, hopefully, get there", "say", "hoped [hopefully]"),
        ("It is ready, subject to consent", "say", "conditional [subject to]"),
        ("Северяне согласились на 30 дней", "say", "agreed [согласились]"),
        ("Південь запропонував перемир'я", "say", "proposed [запропонував]"),
        ("They agreed to talk", "discuss", "discussed [They agreed to talk]"),
    ],
)
def test_how_firm_it_is(text, act, expected):
    assert filled(text, act)["modality"] == [expected]


def test_a_cue_says_how_firm_it_is_where_the_clause_does_not():
    text = "they agreed an end of attacks"
    clause = Span(12, len(text))
    (fact,) = (
        fact
        for fact in facts(text, clause, clause, Presented("say", Span(5, 11)), ())
        if fact.name == "modality"
    )
    assert (fact.value, fact.span.of(text)) == ("agreed", "agreed")


def test_what_is_said_without_firmness_has_none():
    assert filled("The ports are open") == {"topic": ["port [ports]"]}


@pytest.mark.parametrize(
    ("text", "amount"),
    [
        ("for 2 weeks", (336, 336)),
        ("for a month", (672, 744)),
        ("more than two hours", (2, None)),
        ("up to 10 days", (0, 240)),
    ],
)
def test_a_duration_is_compared_in_hours(text, amount):
    (fact,) = facts(
        text,
        Span(0, len(text)),
        Span(0, len(text)),
        Presented(),
        times(text, [Span(0, len(text))], None),
    )
    assert (fact.name, tuple(fact.amount)) == ("duration", amount)


@given(st.text(max_size=80), st.sampled_from(ACTS))
def test_any_text_is_cut_and_read_and_every_span_is_verbatim(text, act):
    for sentence in sentences(text, Span(0, len(text))):
        before = sentence.start
        for clause in clauses(text, sentence):
            assert before <= clause.start < clause.end <= sentence.end
            before = clause.end
            for fact in facts(text, clause, sentence, Presented(act), ()):
                assert sentence.holds(fact.span)
