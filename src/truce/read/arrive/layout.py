"""The layout of a text: which blocks are headline, heading, caption, log, body, and which debris.

Where neither words nor place tell that a block is not body, it is body.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from truce.read.arrive import debris
from truce.read.arrive.arrived import Arrived, Block
from truce.read.arrive.captions import is_caption
from truce.read.arrive.limits import Limits
from truce.read.arrive.revisions import logged, revision
from truce.read.document import Revision

BODY: Final = "body"
HEADLINE: Final = "headline"
HEADING: Final = "heading"
CAPTION: Final = "caption"
REVISION: Final = "revision"
ABOVE: Final = "line above the text"
BELOW: Final = "line below the text"
#: Who posted a post, above a name that begins with `@`.
POSTER: Final = "who posted it"

_ENDED: Final = re.compile(r"[.!?…:;,。؟][\"'”’»“)\]*_]*$|[\"”»’]$")
_LISTED: Final = re.compile(r"\s*(?:[•·▪◦*–—-]\s|\(?(?:\d{1,2}|[a-zа-я])[.)]\s)")
_QUOTED: Final = re.compile(r"\s*[\"“„«'‘]")
_ROLE: Final = (
    r"(?i:editor|reporter|correspondent|writer|journalist|columnist|producer|contributor|fellow"
    r"|analyst|bureau chief|author)s?"
)
BIO: Final = re.compile(
    r"(?P<name>[A-Z][\w’'.-]+(?: (?:de|van|von|der|al|bin|[A-Z][\w’'.-]+)){1,3}) "
    rf"(?:is|was) (?:an?|the|[A-Z][\w]+’s|[A-Z]\w+'s"
    r"|(?=(?:chief|senior|deputy|lead|political|diplomatic|foreign|energy|defen[cs]e)\s))"
    rf"\s?(?P<role>[^.!?\"]{{0,90}}?\b{_ROLE})\b"
    r"(?:[^.!?\"]{0,60}? (?:at|for|with|of) (?:the )?(?P<body>[A-Z][\w&’'-]*(?: (?:of |for "
    r"|and )?[A-Z][\w&’'-]*){0,4}))?"
)
_HANDLE: Final = re.compile(r"@\w{2,40}(?: ?[·•] ?.{1,30})?$")
#: A letterhead: the body that speaks, above the title of what it says.
_LETTERHEAD: Final = re.compile(
    r"(?:the )?(?:(?:federal|state|national|joint|permanent|prime) )?(?:ministry|office|department"
    r"|government|embassy|presidency|press (?:service|office)|general staff|mission|secretariat"
    r"|council|commission|міністерство|министерство|офіс|канцелярія|управління|управление"
    r"|адміністрація|администрация|прес-служба|пресс-служба)\b(?!.{0,80}\b(?:says?|agrees?"
    r"|calls?)\b)",
    re.I,
)
_LONG, _SHORT, _TITLE = 160, 90, 220


@dataclass(frozen=True, slots=True)
class Part:
    """A block and what it is: `body`, `headline`, `heading`, `caption`, `revision` or a reason."""

    block: Block
    words: str
    what: str = ""
    revision: Revision | None = None

    @property
    def sentence(self) -> bool:
        """Return whether it is written as a sentence: it ends as one, or is long."""
        return bool(_ENDED.search(self.words[-20:])) or len(self.words) >= _LONG

    @property
    def listed(self) -> bool:
        """Return whether it begins as an item of a list, or as a quotation."""
        return bool(_LISTED.match(self.words) or _QUOTED.match(self.words))

    @property
    def short(self) -> bool:
        """Return whether it may be a heading by its looks."""
        first = next((char for char in self.words if char.isalnum()), "a")
        looks = len(self.words) <= _SHORT and not self.sentence
        return looks and not self.listed and not first.islower()


def parts(arrived: Arrived, limits: Limits) -> list[Part]:
    """Return what each block of the text is, in order."""
    found = [_by_words(arrived, block, limits) for block in arrived.blocks]
    for step in (_posters, _bios, _sections, _head, _tail, _headings, _pictures):
        found = step(found)
    return [_be(part, part.what or BODY) for part in _never_empty(found)]


def _be(part: Part, what: str) -> Part:
    return Part(part.block, part.words, what, part.revision)


def _by_words(arrived: Arrived, block: Block, limits: Limits) -> Part:
    words = block.span.of(arrived.text)
    if block.role in ("aside", HEADLINE, HEADING, CAPTION):
        return Part(block, words, block.why or block.role)
    if len(words) > limits.line_characters:
        return Part(block, words, block.role)
    if told := revision(arrived.text, block.span):
        return Part(block, words, REVISION, told)
    return Part(block, words, _said(words) or block.role)


def _said(words: str) -> str:
    """Return what the words of a block say that it is; nothing if they do not."""
    if logged(words):
        return "update log"
    return debris.reason(words) or (CAPTION if is_caption(words) else "")


def _open(part: Part) -> bool:
    return not part.what


def _prose(part: Part) -> bool:
    return _open(part) and part.sentence


def _posters(found: list[Part]) -> list[Part]:
    """Set apart the name above a handle: whoever posted the text."""
    result = list(found)
    for n, part in enumerate(found[1:3], 1):
        above = found[n - 1]
        if _HANDLE.match(part.words) and _open(above) and above.short:
            result[n - 1] = _be(above, POSTER)
    return result


def _bios(found: list[Part]) -> list[Part]:
    """Set aside the notes on authors: below the line that opens them, and what reads like one."""
    opened = _author_notes(found)
    if opened is None:
        return found
    left = [n for n, part in enumerate(found) if n > opened and _prose(part)]
    before = sum(_prose(part) for part in found[:opened])
    every = len(left) <= max(3, before // 4) and before > 0
    return [
        _be(part, "author note")
        if n > opened and _open(part) and (every or BIO.match(part.words))
        else part
        for n, part in enumerate(found)
    ]


def _author_notes(found: Sequence[Part]) -> int | None:
    """Return where the notes on authors are opened: at their heading, or at a last bio."""
    for n, part in enumerate(found):
        if part.what == "author note" and part.words.lower().startswith(
            ("about the", "про автор", "об автор")
        ):
            return n
    rest = [n for n, part in enumerate(found) if _prose(part)]
    last = rest[-1] if len(rest) > 1 else None
    return last - 1 if last is not None and BIO.match(found[last].words) else None


def _sections(found: list[Part]) -> list[Part]:
    """Set aside what stands under a line that opens a list of other things to read."""
    result: list[Part] = []
    for part, teaser in zip(found, _teasers(found), strict=True):
        result.append(_be(part, teaser) if _open(part) and teaser else part)
    return result


def _teasers(found: Sequence[Part]) -> Iterator[str]:
    """Yield for each block the list it stands in, empty for none: it ends at a sentence."""
    under = ""
    for part in found:
        if _lists(part):
            under = part.what
        elif _prose(part) or part.what == BODY:
            under = ""
        yield under


_OPENERS: Final = ("related", "comments", "tags")


def _lists(part: Part) -> bool:
    """Return whether what follows belongs under the line: it names no single thing itself."""
    if part.what == "player":
        return "videos" in part.words.lower()
    return part.what in _OPENERS and ":" not in part.words.strip().rstrip(":")


def _head(found: list[Part]) -> list[Part]:
    """Find the headline among the lines above the first sentence; the others are not body."""
    first = next((n for n, part in enumerate(found) if _prose(part)), len(found))
    titled = any(part.what == HEADLINE for part in found)
    above = [n for n in range(first) if _open(found[n])] or _listed_above(found, first)
    if first == len(found):
        above = above[:1] if len(above) > 1 else []
    chosen = None if titled else _headline(found, above)
    if chosen is None and not titled and first < len(found):
        chosen = _asked(found, first)
    return [
        _be(part, HEADLINE)
        if n == chosen
        else _be(part, ABOVE)
        if n in above and _aside_above(part)
        else part
        for n, part in enumerate(found)
    ]


def _listed_above(found: Sequence[Part], first: int) -> list[int]:
    """Return the last line above the text that only its place makes one of a list."""
    fit = [
        n for n in range(first) if found[n].what in _OPENERS and not debris.reason(found[n].words)
    ]
    return [n for n in fit if len(found[n].words.split()) >= 4][-1:]


def _headline(found: Sequence[Part], above: Sequence[int]) -> int | None:
    """Return the first line above the text with words enough for a headline, else the longest."""
    fit = [n for n in above if len(found[n].words) <= _TITLE and not _LISTED.match(found[n].words)]
    enough = [n for n in fit if len(found[n].words.split()) >= 4]
    enough = [n for n in enough if not _LETTERHEAD.match(found[n].words)] or enough
    return next(iter(enough), max(fit, key=lambda n: len(found[n].words), default=None))


def _asked(found: Sequence[Part], first: int) -> int | None:
    """Return the first block if it is a headline that ends like a sentence: a question, a quote."""
    part = found[first]
    after = [p for p in found[first + 1 :] if _prose(p)]
    short = len(part.words) <= 120 and part.block.role != BODY
    ends = re.search(r"[?!][\"”’»]?$|[’'”\"»]$", part.words)
    apart = first + 1 < len(found) and not _open(found[first + 1])
    return first if short and ends and apart and len(after) >= 2 else None


def _aside_above(part: Part) -> bool:
    return len(part.words.split()) < 9 or part.words.istitle()


def _tail(found: list[Part]) -> list[Part]:
    """Set aside short lines below the last sentence."""
    last = max((n for n, part in enumerate(found) if _prose(part)), default=len(found))
    if last < len(found) and found[last].words.endswith(":"):
        last = next((n for n in range(last + 1, len(found)) if not _open(found[n])), len(found))
    return [
        _be(part, BELOW) if n > last and _open(part) and _closes(part) else part
        for n, part in enumerate(found)
    ]


def _closes(part: Part) -> bool:
    """Return whether a line below the last sentence is none of its own: a tag, a name, a number."""
    words = len(part.words.split())
    return (part.short and words <= 6) or (words <= 3 and not part.sentence and not part.listed)


def _headings(found: list[Part]) -> list[Part]:
    """Set apart the lines that head what follows: short, no sentence, between paragraphs.

    Below a colon such lines are the items of a list, up to the next sentence.
    """
    result = list(found)
    running = [n for n, part in enumerate(found) if _open(part) or part.what == BODY]
    listed = False
    for before, n, after in zip(running, running[1:], running[2:], strict=False):
        listed = found[before].words.endswith((":", ",", ";")) or (
            listed and not found[before].sentence
        )
        if _open(found[n]) and found[n].short and not listed and _heads(found[after]):
            result[n] = _be(found[n], HEADING)
    return result


def _heads(part: Part) -> bool:
    return part.sentence or bool(_LISTED.match(part.words))


def _pictures(found: list[Part]) -> list[Part]:
    """Set apart the line that names a picture, just above its caption."""
    result = list(found)
    for n, part in enumerate(found[1:], 1):
        above = found[n - 1]
        named = above.what in ("", HEADING) and above.short
        if part.what == CAPTION and named and above.block.group == part.block.group:
            result[n - 1] = _be(above, "name of a picture")
    return result


def _never_empty(found: list[Part]) -> list[Part]:
    """Where nothing is left as body, the lines set aside by their place alone are the body."""
    if any(_open(part) or part.what == BODY for part in found):
        return found
    by_place = (ABOVE, BELOW, HEADING, HEADLINE)
    return [
        _be(part, BODY) if part.what in by_place and part.block.role == "" else part
        for part in found
    ]
