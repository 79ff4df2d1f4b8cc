"""One file per rule: the bad ones give exactly the messages at their foot, the good ones none."""

from pathlib import Path

import pytest

from tests.agreement.files import BAD, GOOD, expected, messages


@pytest.mark.parametrize("path", BAD, ids=lambda path: path.stem)
def test_a_bad_file_gets_the_messages_at_its_foot(path: Path) -> None:
    found = messages(path.read_text("utf-8"))
    assert found == expected(path, found)
    assert found


@pytest.mark.parametrize("path", GOOD, ids=lambda path: path.stem)
def test_a_good_file_loads(path: Path) -> None:
    assert messages(path.read_text("utf-8")) == []
