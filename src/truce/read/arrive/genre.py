"""What sort of text a document is, by its wording and layout, and what decided."""

import re
from collections.abc import Sequence
from typing import Final, NamedTuple

from truce.read.document import Genre

_TALKED: Final = re.compile(
    r"\breadout\b|\b(?:held|had|conducted) an? (?:\w+ ){0,2}(?:telephone|phone) (?:conversation"
    r"|call)"
    r"|\b(?:telephone|phone) (?:conversation|call) (?:with|between|took place)"
    r"|\bspoke (?:by (?:tele)?phone|today )?with\b"
    r"|телефонн\w+ (?:розмов|разговор|бесед)\w+|(?:провів|провела|провел"
    r"|провёл) (?:\w+ ){0,2}(?:розмов|разговор|зустріч|встреч|перегов)\w+",
    re.I,
)
_STATED: Final = re.compile(
    r"\b(?:joint |press )?(?:statement|declaration|communiqu[ée]|press release|remarks) (?:by|of"
    r"|from|on|regarding|following)\b"
    r"|\bjoint statement\b|\bfor immediate release\b|^we, the\b|\bcommuniqu[ée]\b"
    r"|(?:спільна |совместное )?(?:заява|заявление|звернення|обращение)\b",
    re.I,
)
_BRIEFED: Final = re.compile(
    r"\b(?:press )?(?:briefing|press conference)\b|брифінг|брифинг|прес+-конференц", re.I
)
_TURN: Final = re.compile(
    r"(?:Q|A|Question|Answer|Moderator|Reporter|Питання|Вопрос|Ответ|Відповідь)\s?[:.—–-]\s"
    r"|[A-ZА-ЯІЇЄҐ][A-ZА-ЯІЇЄҐ.’' -]{2,40}(?:\([^)]{1,40}\))?:\s"
)
_CUED: Final = re.compile(
    r"\b(?:said|told|according to|reported|reportedly|added|wrote|says|announced|claimed)\b"
    r"|\b(?:за словами|за даними|повідомив|повідомила|сказав|сказала|заявив|по словам|по данным"
    r"|сообщил|сообщила|сказал|заявил|заявила)\b",
    re.I,
)
_PERSONAL: Final = re.compile(r"\b(?:I|we|my|our|я|ми|мы|мій|мой|наш\w*)\b|[#@]\w+|!", re.I)
_POST_LONGEST, _TURNS_FEWEST = 2_000, 3


class Sort(NamedTuple):
    """A genre, and what decided for it, in words."""

    genre: Genre
    why: str


def genre(
    headline: str, body: Sequence[str], *, authors: int, revisions: int, posted: bool = False
) -> Sort:
    """Return what sort of text it is; news unless wording and layout say otherwise."""
    if posted:
        return Sort("post", "whoever posted it stands above it with a handle")
    top = "\n".join([headline, *body[:1]])[:600]
    turns = sum(bool(_TURN.match(paragraph)) for paragraph in body)
    if turns >= _TURNS_FEWEST and turns * 4 >= len(body):
        sort: Genre = "briefing" if _BRIEFED.search(top) else "transcript"
        return Sort(sort, f"{turns} paragraphs begin with who speaks")
    cued = sum(bool(_CUED.search(paragraph[:2_000])) for paragraph in body)
    if authors or revisions:
        return Sort("news", "it names its authors" if authors else "it has an update log")
    if cued * 3 > len(body) and len(body) > 2:
        return Sort("news", f"{cued} of {len(body)} paragraphs report what others said")
    return _own_words(headline, body, top, cued)


def _own_words(headline: str, body: Sequence[str], top: str, cued: int) -> Sort:
    if found := _TALKED.search(top):
        return Sort("readout", f"`{found.group()}` stands at its head and no reporter speaks")
    if found := _STATED.search(top):
        return Sort("statement", f"`{found.group()}` stands at its head and no reporter speaks")
    if found := _BRIEFED.search(headline):
        return Sort("briefing", f"`{found.group()}` stands in its headline")
    short = not headline and sum(map(len, body)) <= _POST_LONGEST and not cued
    if short and (found := _PERSONAL.search("\n".join(body))):
        why = f"it is short, has no headline and speaks in person (`{found.group()}`)"
        return Sort("post", why)
    return Sort("news", "nothing in its wording or layout says otherwise")
