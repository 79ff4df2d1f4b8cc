"""The shipped model: what it is made of, and what it can never do."""

import hashlib
import json
import math
import re
from importlib.resources import files

import pytest
from hypothesis import given
from hypothesis import strategies as st

from truce.read.said.learned import Model, shipped

FOLDER = files("truce.read.said") / "model"
CARD = json.loads((FOLDER / "card.json").read_text("utf-8"))
#: Signals whose value is a word of the text; all others have a value of a short list.
WORDS = re.compile(r"^(?:word|word prep|above|source word|content word)=(\S+)")
LISTED = sorted(shipped().weights)


def test_the_weights_are_those_of_the_card():
    data = (FOLDER / "weights.json").read_bytes()
    assert hashlib.sha256(data).hexdigest() == CARD["weights_sha256"]
    assert len(shipped().weights) == CARD["signals"]


def test_every_number_is_finite():
    model = shipped()
    assert all(math.isfinite(weight) for weight in model.weights.values())
    assert math.isfinite(model.bias)
    assert model.vouched >= 0
    assert 0 < model.threshold < 1


def test_no_proper_name_is_among_the_signals():
    said = {found[1] for signal in LISTED if (found := WORDS.match(signal))}
    assert "name" in said
    assert [word for word in said if word != word.lower()] == []


def test_no_name_of_the_corpus_is_among_the_signals():
    corpus = pytest.importorskip("tools.corpus")
    held = corpus.corpus()
    speakers = {
        word.strip("’'s,.")
        for text in held
        for one in text.attributions.values()
        for word in (one.speaker or "").split()[1:]
        if word[:1].isupper()
    }
    plain = {word for text in held for word in re.findall(r"\b[a-z]{3,}\b", text.text)}
    names = {word.lower() for word in speakers if len(word) > 3} - plain
    said = {found[1] for signal in LISTED if (found := WORDS.match(signal))}
    assert sorted(names & said) == []


@given(st.lists(st.sampled_from(LISTED) | st.text(max_size=8), max_size=60))
def test_a_chance_is_a_chance_and_grows_with_what_the_lexicon_says(said: list[str]):
    model = shipped()
    known, unknown = (model.chance(said, known=known) for known in (True, False))
    assert 0 < unknown <= known < 1


@given(st.lists(st.sampled_from(LISTED), max_size=30), st.floats(0, 5), st.floats(0, 5))
def test_a_chance_is_monotone_in_vouched(said: list[str], one: float, other: float):
    less, more = (
        Model(shipped().weights, shipped().bias, vouched, shipped().threshold)
        for vouched in sorted((one, other))
    )
    assert less.chance(said, known=True) <= more.chance(said, known=True)
    assert less.chance(said, known=False) >= more.chance(said, known=False)


@given(st.lists(st.sampled_from(LISTED), max_size=30))
def test_neither_the_order_nor_the_number_of_a_signal_counts(said: list[str]):
    model = shipped()
    once = model.chance(sorted(set(said)), known=True)
    assert model.chance([*said, *reversed(said)], known=True) == pytest.approx(once)


def test_a_signal_nobody_has_seen_weighs_nothing():
    model = Model({"a": 2.0}, -1.0, 0.5, 0.4)
    assert model.chance(["unseen"], known=True) == pytest.approx(1 / (1 + math.exp(0.5)))
    assert model.chance(["a", "unseen"], known=False) == pytest.approx(1 / (1 + math.exp(-0.5)))
    assert model.chance([], known=False) == pytest.approx(1 / (1 + math.exp(1.5)))
