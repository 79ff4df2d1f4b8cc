"""How firm what is said is: agreed, ordered, proposed, discussed, demanded, declined, hoped for."""

import re
from collections.abc import Iterator
from typing import Final, Literal, NamedTuple

from truce.read.document import Span
from truce.read.statement import Act

Modality = Literal[
    "agreed", "ordered", "proposed", "discussed", "demanded", "declined", "hoped", "conditional"
]

_OF_ACT: Final[dict[Act, Modality]] = {
    "agree": "agreed",
    "promise": "agreed",
    "order": "ordered",
    "propose": "proposed",
    "offer": "proposed",
    "discuss": "discussed",
    "demand": "demanded",
    "want": "demanded",
    "ask": "demanded",
    "decline": "declined",
    "deny": "declined",
    "condition": "conditional",
    "hope": "hoped",
}
#: Words -> how firm; the first that is found decides, so a refusal goes before an agreement.
_PATTERNS: Final[tuple[tuple[Modality, str], ...]] = (
    (
        "declined",
        r"declin(?:ed?|ing)|refus(?:ed?|al|ing)|reject(?:ed|s|ion)?|ruled out"
        r"|(?:did|do|does|has|have|had) not (?:yet )?agreed?|not agreed|no agreement"
        r"|отказал\w*|отверг\w*|відмовив\w*|відхилив\w*",
    ),
    (
        "conditional",
        r"on condition|provided that|subject to|only if|unless|conditional (?:on|upon)"
        r"|key condition|precondition|until .{0,40}\bagreed"
        r"|при условии|за умови|ключев\w+ услови\w+|ключов\w+ умов\w+",
    ),
    (
        "ordered",
        r"ordered|(?:gave|issued|given) .{0,40}\b(?:order|instruction)s?|decreed"
        r"|приказал\w*|наказав|(?:дал|віддав) .{0,60}(?:команд|приказ|наказ)\w*",
    ),
    (
        "proposed",
        r"propos(?:ed|es|al|als)|put forward|initiative|suggested|offer(?:ed|s)?|tabled"
        r"|предложил\w*|предложени\w+|запропонува\w+|пропозиці\w+|инициатив\w+|ініціатив\w+",
    ),
    (
        "agreed",
        r"agreed|agrees|undertak(?:e|es|ing)|committed to|pledged|signed"
        r"|согласил\w*|договорил\w*|погодив\w*|погодил\w*|домовил\w*|обязал\w*|зобов\w+",
    ),
    (
        "demanded",
        r"demand(?:ed|s)?|must|call(?:ed|s|ing)? for|insist(?:ed|s)?|requir(?:ed|es)"
        r"|urged|condition"
        r"|требу\w+|потребовал\w*|вимага\w+|призвал\w*|закликав|закликал\w*",
    ),
    (
        "discussed",
        r"discuss(?:ed|es|ion|ions)?|spoke (?:broadly )?about|talked about|touched on"
        r"|negotiat(?:e|ed|ion|ions)|consider(?:ed)?|exchanged views|talks on"
        r"|обсудил\w*|обсужд\w+|обговорил\w*|обговорен\w+",
    ),
    (
        "hoped",
        r"hop(?:ed?|es|ing)|hopefully|would like to|looks? forward|wish(?:es|ed)?"
        r"|надее\w+|сподіва\w+",
    ),
)
_WORDS: Final[tuple[tuple[Modality, re.Pattern[str]], ...]] = tuple(
    (name, re.compile(rf"(?i)\b(?:{words})\b")) for name, words in _PATTERNS
)


class Presented(NamedTuple):
    """How a statement presents what it says: its act, and the words of its cue if it has one."""

    act: Act = "say"
    cue: Span | None = None


def modality(
    text: str, clause: Span, sentence: Span, presented: Presented
) -> list[tuple[Modality, Span]]:
    """Return how firm what a clause says is, and the words that say so; empty if nothing does.

    The statement's act decides, else words of the clause, else those before it in its sentence,
    else its cue.
    """
    by_act = _OF_ACT.get(presented.act)
    before = Span(sentence.start, clause.start)
    spans = (clause, before, presented.cue)
    spoken = [found for span in spans if span for found in _spoken(text, span)]
    if by_act is None:
        return spoken[:1]
    return [next((found for found in spoken if found[0] == by_act), (by_act, clause))]


def _spoken(text: str, within: Span) -> Iterator[tuple[Modality, Span]]:
    for name, words in _WORDS:
        if found := words.search(text, within.start, within.end):
            yield name, Span(*found.span())
