"""Words for which a clause settles nothing: it is unsaid, supposed, past, another's, or half done.

A wrong field misleads more than a silent one, so whatever is found here leaves the field open.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Final

from truce.read.compare.clauses import sentences
from truce.read.document import Document, Span

#: Why a clause is left open -> the words that leave it so, anywhere in its sentence.
_DOUBTS: Final[Mapping[str, re.Pattern[str]]] = {
    why: re.compile(rf"(?i)(?:{words})")
    for why, words in {
        "it is denied, or was not reached": (
            r"\bnot (?:\w+ ){0,2}?agree|n[’']t (?:\w+ )?agree|\bnever (?:\w+ )?agree"
            r"|\byet to agree|\b(?:fail\w*|unable|refus\w+|declin\w+) to agree"
            r"|\bno (?:\w+ ){0,2}?(?:agreement|deal|ceasefire|truce|order|proposal)"
            r"|\bneither\b|\bnobody\b|\bno one\b|\bdenie[ds]\b|\bdeny\b"
            r"|\bwithout (?:an agree|agree)"
            r"|\bне (?:\w+ )?(?:согласил|договорил|погодив|погодил|домовил)"
        ),
        "it is only supposed": (
            r"\bif\b|\bwhether\b|\bunless\b|\buntil\b|\bonce\b|\bin case\b"
            r"|\b(?:would|could|might|may|should)\b(?!\s+\d)|\bperhaps\b|\bpossibl|\blikely\b"
            r"|\b(?:pretend|rumou?r|alleged|reported)ly\b|\?\s*[\"”’']?$|\bесли\b|\bякщо\b|\bбы\b"
        ),
        "it is only half agreed": (
            r"\bin principle\b|\bpreliminar|\btentativ|\bprovisional|\bon the need\b"
            r"|\bthe need for\b|\breadiness\b|\b(?:ready|willing|prepared|set|close) to\b"
            r"|\bв принципе\b|\bготов|\bпредварительн|\bпопередн"
        ),
        "it tells of another time": (
            r"\bhad (?:\w+ )?(?:agreed|signed|ordered|proposed|declined|pledged)"
            r"|\b(?:earlier|previous|previously|former|formerly|old|past|first-ever|historic)\b"
            r"|\blast (?:week|month|year|spring|summer|autumn|fall|winter)\b|\bago\b"
            r"|\b(?:collapsed|expired|broke down|fell apart|violat\w+|breach\w+|lapsed)\b"
            r"|\bв прошл|\bминул|\bнаруш|\bпоруш"
        ),
        "it may be another's": (
            r"\b(?:welcom|hail|prais|condemn|recall|remember|accus|applaud|congratulat|mock)\w*\b"
            r"|\b(?:like|unlike|such as|similar to|modelled on) (?:the|that|those)\b"
        ),
    }.items()
}
_YEAR: Final = re.compile(r"\b(?:19|20)\d\d\b")
#: An attack is forbidden only where something says that it ends or does not happen.
_ENDS: Final = re.compile(
    r"(?i)\b(?:refrain\w*|halt\w*|stop\w*|ceas\w+|cessation|paus\w+|end\w*|ban\w*|moratori\w+"
    r"|suspen\w+|refus\w+|prohibit\w*|forbid\w*|abstain\w*|spar(?:e|es|ed|ing)|avoid\w*|truce"
    r"|ceasefire|cease-fire|armistice|no(?:t)?(?: to)? (?:more |further )?(?:attack|strike)\w*"
    r"|прекра\w+|отказ\w*|остан\w+|воздерж\w+|моратори\w+|перемири\w*|запре\w+"
    r"|припин\w+|відмов\w+|зупин\w+|утрим\w+|мораторі\w+|заборон\w+)\b"
)
_GO_ON: Final = re.compile(
    r"(?i)\b(?:resum\w+|continu\w+|launch\w*|intensif\w+|step(?:ped)? up|carry out|carried out"
    r"|not (?:to )?(?:stop|halt|end|cease|suspend|pause)|end\w* (?:the |its |their |a )*"
    r"(?:ceasefire|truce|pause|moratorium))\b"
)
#: What is agreed is only that there will be talks.
_TALKS: Final = re.compile(
    r"(?i)\b(?:agreed?|agrees|pledged|committed|promised|ordered|decided)\s(?:\w+\s){0,2}?"
    r"(?:to|on|about)\s(?:\w+\s){0,2}?"
    r"(?:discuss\w*|negotiat\w*|consider\w*|talk\w*|explor\w+|stud(?:y|ies)|seek|meet\w*"
    r"|work (?:on|towards?)|continue (?:talk|discuss|negotiat)\w*|hold (?:\w+ )?talks|examine"
    r"|draft\w*|prepar\w+|look into)\b"
)
_AGREES: Final = re.compile(
    r"(?i)\b(?:agree[ds]?|pledged|undertook|согласил\w*|договорил\w*|погодив\w*|домовил\w*)\b"
)
_REFUSES: Final = re.compile(
    r"(?i)\b(?:refused|declined|rejected|ruled out|отказал\w*|отверг\w*|відмовив\w*|відхилив\w*)\b"
)


def doubt(document: Document, clause: Span) -> str | None:
    """Return why the sentence of a clause settles nothing; null if it may."""
    text, sentence = document.text, _sentence(document, clause)
    words = sentence.of(text)
    found = next((why for why, pattern in _DOUBTS.items() if pattern.search(words)), None)
    if found is None and _other_year(document, words):
        found = "it tells of another time"
    if found is None and _AGREES.search(words) and _REFUSES.search(words):
        found = "one thing is agreed and another refused in one sentence"
    return found


def ends(document: Document, clause: Span) -> bool:
    """Return whether the sentence says that attacks end or do not happen, not that they go on."""
    words = _sentence(document, clause).of(document.text)
    return bool(_ENDS.search(words)) and not _GO_ON.search(words)


def only_talks(document: Document, clause: Span) -> bool:
    """Return whether what is agreed is to talk about it."""
    words = _sentence(document, clause).of(document.text)
    return bool(_TALKS.search(words))


def _sentence(document: Document, clause: Span) -> Span:
    around = next((p for p in document.body if p.holds(clause)), clause)
    held = sentences(document.text, around)
    return next((s for s in held if s.holds(clause)), clause)


def _other_year(document: Document, words: str) -> bool:
    years = set(_YEAR.findall(words))
    return bool(years) and (document.issued is None or document.issued.written[:4] not in years)
