"""A Statement: who said what, each as a verbatim span of a Document."""

from dataclasses import dataclass
from typing import Final, Literal, get_args

from truce.read.document import Span
from truce.when import Bracket

Act = Literal[
    "say",
    "claim",
    "deny",
    "admit",
    "agree",
    "decline",
    "demand",
    "order",
    "propose",
    "offer",
    "promise",
    "condition",
    "hope",
    "want",
    "believe",
    "ask",
    "discuss",
    "accuse",
    "support",
    "warn",
    "find",
]
ACTS: Final[tuple[Act, ...]] = get_args(Act)
Kind = Literal["direct", "indirect", "mixed"]
#: By whom a statement was found.
Reader = Literal["rules", "model", "llm"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Time:
    """A time named in the text, as a bracket: the instant, or the stretch, lies within it.

    `rule` names the pattern that read it and what it was counted from; `zone` is the IANA zone
    used, and `zone_assumed` says whether the text leaves it open. A length of time ("30 days") has
    no bracket: `amount` and `unit` say it.
    """

    span: Span
    rule: str
    bracket: Bracket | None = None
    zone: str | None = None
    zone_assumed: bool = True
    amount: float | None = None
    unit: Literal["hours", "days", "weeks", "months", "years"] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement:
    """Who said what. All spans are of the document's text; no other text is held.

    `source` is null where the text names none, `cue` where a quotation stands alone or the whole
    document speaks. `speaker` is the fullest name that the document gives to whom the source stands
    for, `organisation` the body they speak for, `stems_from` the document it was taken from
    ("... readout"); null is unknown. `because` says how the speaker was found. `inside` is the id
    of the statement whose content holds this one. An `absence` notes what someone did not say.
    """

    id: str
    source: Span | None
    cue: Span | None
    content: tuple[Span, ...]
    kind: Kind
    act: Act
    speaker: str | None = None
    organisation: str | None = None
    stems_from: str | None = None
    absence: bool = False
    inside: str | None = None
    because: str = ""
    times: tuple[Time, ...] = ()
    by: Reader = "rules"
