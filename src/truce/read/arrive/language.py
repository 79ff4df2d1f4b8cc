"""The language of a text, by its letters' habits; nothing is fetched for it."""

from collections.abc import Iterable
from typing import Final

#: Enough to tell any language, and little enough to be quick.
_SAMPLE: Final = 4_000
#: Fewer letters than this tell no language.
_FEWEST: Final = 8


def language(paragraphs: Iterable[str]) -> str | None:
    """Return the ISO 639-1 code of the language that most of a text is in.

    Null for a text with too few letters to tell.
    """
    sample, size = list[str](), 0
    for paragraph in paragraphs:
        sample.append(paragraph[: _SAMPLE - size])
        size += len(sample[-1])
        if size >= _SAMPLE:
            break
    words = " ".join(sample)
    if sum(char.isalpha() for char in words) < _FEWEST:
        return None
    # It takes a second to load, and has no types.
    import py3langid  # noqa: PLC0415  # pyright: ignore[reportMissingTypeStubs]

    told = str(py3langid.classify(words)[0])  # pyright: ignore
    return None if told == "und" else told
