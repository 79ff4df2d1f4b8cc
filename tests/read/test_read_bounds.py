"""How much is read for statements: beyond the limit in words, within it to the last sentence."""

import pytest

from truce.issues import TruceError
from truce.read.arrive.limits import LIMITS
from truce.read.document import Span
from truce.read.reader import read
from truce.read.receive import receive
from truce.read.said.parse import parse


def test_a_body_beyond_the_limit_is_refused_in_words():
    held = receive("a.txt", b"The islands agreed to halt attacks.\n\n" * 60_000)
    with pytest.raises(TruceError) as fault:
        read(held)
    assert LIMITS.read_characters == 1_000_000
    assert [str(issue) for issue in fault.value.issues] == [
        "a.txt: the body holds 2,100,000 code points; statements are looked for in at most"
        " 1,000,000, so that no document can stop the work. If it is genuine, split it and read the"
        " parts."
    ]


def test_words_without_a_full_stop_are_cut_into_sentences():
    text = ("the council said that " * 900).strip()
    held = parse(text, [Span(0, len(text))])
    sentences = [sentence for p in held.paragraphs for sentence in p.doc.sents]
    assert max(map(len, sentences)) <= 251
