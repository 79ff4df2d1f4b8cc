from itertools import product

import polars as pl
import pytest

from truce import kleene

VALUES = (True, False, None)


def _and(a, b):
    if a is False or b is False:
        return False
    return None if a is None or b is None else True


def _or(a, b):
    if a is True or b is True:
        return True
    return None if a is None or b is None else False


@pytest.mark.parametrize(("one", "two"), list(product(VALUES, VALUES)))
def test_all_nine_pairs(one, two):
    frame = pl.DataFrame({"a": [one], "b": [two]}, schema={"a": pl.Boolean, "b": pl.Boolean})
    columns = [pl.col("a"), pl.col("b")]
    got = frame.select(kleene.all_of(columns).alias("all"), kleene.any_of(columns).alias("any"))
    assert got.row(0) == (_and(one, two), _or(one, two))


def test_null_becomes_a_word_at_the_border():
    frame = pl.DataFrame({"a": [True, None, False]})
    verdicts = frame.select(kleene.verdict(pl.col("a")).alias("v"))["v"].to_list()
    assert verdicts == ["violation", "undetermined", "not_covered"]
    assert [kleene.word(v) for v in VALUES] == ["yes", "no", "undetermined"]


def test_per_value_asks_once_per_distinct_value_and_hands_null_over():
    asked = []

    def answer(value):
        asked.append(value)
        return None if value is None else value == "x"

    frame = pl.DataFrame({"w": ["x", "y", None, "x", "y"]})
    got = frame.select(kleene.per_value("w", answer).alias("got"))["got"].to_list()
    assert got == [True, False, None, True, False]
    assert sorted(asked, key=str) == [None, "x", "y"]


@pytest.mark.parametrize(
    ("words", "one_of", "all_of"),
    [
        ("yes", True, True),
        ("no", False, False),
        ("yes;no", None, True),
        ("no;maybe", None, None),
        ("yes; yes", True, True),
        ("", None, None),
        (None, None, None),
        (" ; ", None, None),
    ],
)
def test_alternatives_need_one_answer_and_things_hit_together_need_one_yes(words, one_of, all_of):
    answers = {"yes": True, "no": False, "maybe": None}
    assert kleene.alternatives(words, answers.__getitem__) is one_of
    assert kleene.together(words, answers.__getitem__) is all_of
