"""The page on the case folder says what the program reads."""

import re
from pathlib import Path

from truce.case import _settings
from truce.case._hand import SHEETS
from truce.case._settings import settings

PAGE = (Path(__file__).parents[2] / "docs/case-folder.md").read_text("utf-8")


def chapter(title: str) -> str:
    return PAGE.partition(f"{title}\n")[2].partition("\n#")[0]


def test_every_hand_file_is_described() -> None:
    for sheet in SHEETS:
        text = chapter(f"### {sheet.file}")
        assert f"```text\n{sheet.header}```" in text
        assert " ".join(text.split()).lower().startswith(sheet.decides)
        for word in (word for words in sheet.words.values() for word in words):
            assert f"`{word}`" in text
    assert len(re.findall(r"^### hand/", PAGE, re.M)) == len(SHEETS)


def test_the_settings_file_shown_is_one() -> None:
    shown = re.search(r"```toml\n(.*?)```", PAGE, re.S)
    assert shown is not None
    assert settings(shown[1].encode()).sources[0].parameters == {"release": "25.1"}
    listed = re.findall(r"^\| `(\w+)` \|", chapter("## truce.toml"), re.M)
    assert listed == [*_settings._CASE_KEYS, *_settings._SOURCE_KEYS]
