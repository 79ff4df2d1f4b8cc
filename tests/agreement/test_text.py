"""From bytes to text, and what is refused before anything is read."""

import pytest

from truce.agreement import decode, load
from truce.agreement.text import LARGEST
from truce.issues import TruceError


def message(raw: bytes) -> str:
    with pytest.raises(TruceError) as error:
        decode(raw, name="agreement.yaml")
    assert error.value.exit_code == 1
    return str(error.value)


def test_utf_8_with_or_without_a_mark_is_text() -> None:
    assert decode("é".encode()) == decode("é".encode("utf-8-sig")) == "é"


def test_other_encodings_are_told_apart() -> None:
    assert message(b"agreement: x\nabout: caf\xe9\n") == (
        "agreement.yaml:2:11: The byte 0xe9 is not UTF-8 text. Save the file as UTF-8."
    )
    assert message("agreement: x".encode("utf-16")) == (
        "agreement.yaml: The file is UTF-16. Save it as UTF-8."
    )


def test_a_file_larger_than_the_limit_is_refused() -> None:
    expected = (
        "agreement.yaml: The file has 1,000,001 bytes; an agreement file may have 1,000,000. "
        "Keep long documents in files of their own and name them with `file:`."
    )
    assert message(b"#" * (LARGEST + 1)) == expected
    with pytest.raises(TruceError) as error:
        load("#" * (LARGEST + 1))
    assert str(error.value) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", "The file is empty."),
        ("# only a comment\n", "The file is empty."),
        ("~", "The file is empty."),
        ("a word", "The file is not a list of keys with values."),
    ],
)
def test_a_file_with_nothing_in_it(text: str, expected: str) -> None:
    with pytest.raises(TruceError) as error:
        load(text)
    assert expected in str(error.value)


UNITS = (
    *("[", "{", "- ", "? ", "a: ", '"', "'", "|\n", "&a ", "*a ", "!a ", "\t", "\n", "#", "%"),
    *("a:\n ", ", ", "[a, ", "{a: ", "- - ", "\\", ": ", "x\n", "a: b\n"),
)


@pytest.mark.parametrize("unit", UNITS)
def test_a_megabyte_of_anything_is_refused_quickly(unit: str) -> None:
    with pytest.raises(TruceError):
        load(unit * (300_000 // len(unit)))
