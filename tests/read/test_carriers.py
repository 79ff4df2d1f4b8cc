"""The document that a statement stems from."""

from tests.read.test_speakers import read


def test_a_readout_is_handed_on_to_what_its_owner_says_next():
    text = (
        "The Olt Palace said in a readout that the two spoke. The Olt Palace also said it rained."
    )
    found = read(
        text,
        ("The Olt Palace", "said", "that the two spoke"),
        ("The Olt Palace", "also said", "it rained"),
    )
    assert [one.stems_from for one in found] == ["Olt Palace readout", "Olt Palace readout"]


def test_a_post_and_what_is_added_to_it():
    text = 'Ada Renn wrote on Quill after the call: "It went well." She added: "Very well."'
    found = read(text, ("Ada Renn", "wrote", '"It went well."'), ("She", "added:", '"Very well."'))
    assert [(one.speaker, one.stems_from) for one in found] == [
        ("Ada Renn", "Quill post"),
        ("Ada Renn", "Quill post"),
    ]


def test_a_day_is_no_platform():
    text = 'Ada Renn wrote on Tuesday: "It went well."'
    (found,) = read(text, ("Ada Renn", "wrote", '"It went well."'))
    assert found.stems_from is None


def test_a_cited_medium():
    text = "The road is open, according to Olt Radio."
    (found,) = read(text, ("Olt Radio", "according to", "The road is open"))
    assert (found.speaker, found.stems_from) == ("Olt Radio", "Olt Radio")
