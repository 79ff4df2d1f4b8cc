"""A text with its quotation marks, dashes, ligatures and blanks folded, and the way back."""

from bisect import bisect_left
from collections.abc import Iterator
from typing import Final

from truce.read.document import Span

_QUOTES: Final = dict.fromkeys("“”„‟«»″", '"') | dict.fromkeys("‘’‚‛‹›′ʼ`´", "'")
_DASHES: Final = dict.fromkeys("‐‑‒–—―−", "-")
_LIGATURES: Final = {"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "st", "ﬆ": "st"}
#: Blanks without width, and the hyphen that shows only at the end of a line.
_NOTHING: Final = dict.fromkeys("\u200b\u2060\ufeff\u00ad", "")
_FOLDS: Final = _QUOTES | _DASHES | _LIGATURES | _NOTHING


class Folded:
    """A text in which words are looked for; what is found is a span of the text as it was."""

    def __init__(self, text: str) -> None:
        self._original = text
        parts: list[str] = []
        origins: list[int] = []
        for at, char in enumerate(text):
            part = " " if char.isspace() else _FOLDS.get(char, char)
            if part == " " and parts and parts[-1] == " ":
                continue
            if part:
                parts.append(part)
                origins.extend([at] * len(part))
        self._text = "".join(parts)
        self._origins = origins

    def runs(self, region: Span, first: str, last: str | None) -> Iterator[Span]:
        """Yield the runs of text in a region that begin with `first` and end with `last`.

        With `last` null the run is `first` alone. Only whole words count.
        """
        low = bisect_left(self._origins, region.start)
        high = bisect_left(self._origins, region.end)
        for start, end in self._places(first, low, high):
            ends = [end] if last is None else self._ends(last, start, end, high)
            none = True
            for close in ends:
                none = False
                yield self._back(start, close)
            if none:  # a later start has no end either
                return

    def _ends(self, last: str, start: int, end: int, high: int) -> Iterator[int]:
        return (close for _, close in self._places(last, start, high) if close >= end)

    def _places(self, words: str, low: int, high: int) -> Iterator[tuple[int, int]]:
        wanted = fold(words)
        at = self._text.find(wanted, low, high) if wanted else -1
        while at >= 0:
            if self._whole(at, at + len(wanted)):
                yield at, at + len(wanted)
            at = self._text.find(wanted, at + 1, high)

    def _whole(self, start: int, end: int) -> bool:
        return not (self._inside_word(start) or self._inside_word(end))

    def _inside_word(self, at: int) -> bool:
        if not 0 < at < len(self._text):
            return False
        before, after = self._text[at - 1], self._text[at]
        same_sign = self._origins[at - 1] == self._origins[at]
        return same_sign or (before.isalnum() and after.isalnum())

    def _back(self, start: int, end: int) -> Span:
        return Span(self._origins[start], self._origins[end - 1] + 1)


def fold(words: str) -> str:
    """Return words with quotation marks, dashes, ligatures and blanks folded, ends trimmed."""
    folded = "".join(_FOLDS.get(char, char) for char in words)
    return " ".join(folded.split())
