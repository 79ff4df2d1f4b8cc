"""Two revisions of one text: sentences added, dropped and changed, with spans in both."""

from hypothesis import given
from hypothesis import strategies as st

from tests.read.tellers import document, statement
from truce.read.revise import diff

OLD = (
    "The sides met on Monday. The truce holds for 30 days.\n"
    "A spokesman praised the weather.\n"
    "Ports are not mentioned in the text.\n"
)
NEW = (
    "The sides met on Monday.  The truce holds for 90 days in all areas.\n"
    "Ports are not mentioned in the text.\n"
    "Hospitals are to be spared.\n"
)


def told(old: str, new: str):
    return [
        (
            change.what,
            change.old and change.old.of(old),
            change.new and change.new.of(new),
            [(a and a.of(old), b and b.of(new)) for a, b in change.words],
        )
        for change in diff(document(old), document(new))
    ]


def test_a_revision_is_told_sentence_by_sentence_and_word_by_word():
    assert told(OLD, NEW) == [
        (
            "changed",
            "The truce holds for 30 days.",
            "The truce holds for 90 days in all areas.",
            [("30", "90"), (None, "in all areas")],
        ),
        ("dropped", "A spokesman praised the weather.", None, []),
        ("added", None, "Hospitals are to be spared.", []),
    ]


def test_a_sentence_that_moved_is_no_change():
    assert told("One day passed. Two men came.\n", "Two men came.\nOne day passed.\n") == []


def test_a_sentence_said_twice_and_then_once_was_dropped_once():
    assert told("It rains. It rains.", "It rains.") == [("dropped", "It rains.", None, [])]


def test_the_statements_of_both_revisions_are_named():
    old, new = "He said it rains a lot today.", "He said it rains a little today."
    (change,) = diff(
        document(old),
        document(new),
        ([statement(old, "it rains", number=4)], [statement(new, "it rains", number=7)]),
    )
    assert change.statements == (("s4",), ("s7",))


WORDS = st.lists(
    st.sampled_from(["the", "truce", "holds", "30", "days", "ports", "He", "said", "."]),
    max_size=30,
).map(" ".join)


@given(WORDS)
def test_a_text_does_not_differ_from_itself(text):
    assert diff(document(text), document(f"\n  {text}\n")) == ()


@given(WORDS, WORDS)
def test_turned_round_added_is_dropped(old, new):
    there, back = diff(document(old), document(new)), diff(document(new), document(old))
    turned = {"added": "dropped", "dropped": "added", "changed": "changed"}
    assert sorted(c.what for c in there) == sorted(turned[c.what] for c in back)


@given(WORDS, WORDS)
def test_every_span_is_of_its_own_text(old, new):
    for change in diff(document(old), document(new)):
        pairs = [(change.old, change.new), *change.words]
        for one, two in pairs:
            assert one is None or one.of(old).strip() == one.of(old) != ""
            assert two is None or two.of(new).strip() == two.of(new) != ""
