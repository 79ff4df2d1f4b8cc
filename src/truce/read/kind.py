"""Whether what is said stands in quotation marks."""

import re
from collections.abc import Sequence
from typing import Final

from truce.read.document import Span
from truce.read.statement import Kind

#: From an opening quotation mark to its closing one, or to the end.
_QUOTED: Final = re.compile(
    r"«[^»]*(?:»|$)|„[^“”]*(?:[“”]|$)|“[^”]*(?:”|$)|\"[^\"]*(?:\"|$)|(?<!\w)['‘].*?['’](?!\w)",
    re.DOTALL,
)


def kind_of(text: str, content: Sequence[Span]) -> Kind:
    """Return `direct` for content all in quotation marks, `mixed` for some, else `indirect`."""
    words = " ".join(span.of(text) for span in content)
    outside, quoted = _QUOTED.subn(" ", words)
    if not quoted:
        return "indirect"
    return "mixed" if any(map(str.isalnum, outside)) else "direct"
