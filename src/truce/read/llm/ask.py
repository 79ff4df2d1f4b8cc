"""Reading with a language model that somebody runs: off by default, and never believed.

The document goes to the address that the settings name and nowhere else. What comes back is data
that names sentences and words; `truce.read.llm.verify` slices the document by it or drops it.
"""

import asyncio
import os
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import islice
from typing import Final
from urllib.parse import urlsplit

from truce.issues import Issue, stop
from truce.read.document import Document, Span
from truce.read.llm.prompt import INSTRUCTIONS, PROMPT_SHA256, numbered, question
from truce.read.llm.verify import Said, verify
from truce.read.slavic.statements import is_slavic
from truce.read.slavic.times import times_slavic
from truce.read.statement import Statement
from truce.read.times import times

BEFORE: Final = "begins where the part before was asked about"
TOO_MANY: Final = "stands beyond the most statements that one part may hold"


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """Where the model is, and the limits of asking it.

    `url` is the OpenAI-compatible address up to `/v1`; there is no default. `key_variable` is the
    environment variable that holds the key, null for an address that wants none. `seconds` bounds
    the whole of one request, `answer_bytes` and `answer_tokens` its answer. A document longer than
    `part_characters` is asked about in parts, each with the last `repeated` sentences of the one
    before; one longer than `document_characters` is refused.
    """

    url: str
    model: str
    key_variable: str | None = None
    seconds: float = 180
    retries: int = 1
    part_characters: int = 8_000
    repeated: int = 4
    document_characters: int = 400_000
    answer_bytes: int = 2_000_000
    answer_tokens: int = 16_000
    part_statements: int = 400


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What the model named and the document bears out.

    `dropped` counts the statements thrown out, by reason. `unread` are the parts of the document
    for which the model gave no usable answer, each with an issue: what is said there is not known.
    `prompt_sha256` is the hash of what the model is told to do, without the document.
    """

    statements: tuple[Statement, ...]
    dropped: Mapping[str, int]
    issues: tuple[Issue, ...]
    unread: tuple[Span, ...]
    model: str
    prompt_sha256: str
    parts: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Reply:
    """All that the text presents as said, written, wanted, believed or refused by someone."""

    statements: list[Said]


def read_with_model(document: Document, settings: Settings) -> Answer:
    """Return the statements that the model names and that stand in the document word for word.

    An answer that is not the data asked for, or is cut short, is an issue and its part is unread.
    Raises TruceError for settings that cannot be used, a document over the limit, a missing
    `truce[llm]`, and for an address that cannot be reached, is too slow, refuses or floods.
    """
    _check(document, settings)
    key = _key(settings)
    sentences = numbered(document)
    parts = list(_parts(sentences, settings))
    replies = asyncio.run(_ask_all(document, sentences, parts, settings, key))
    return _answer(document, sentences, parts, replies, settings)


def _check(document: Document, settings: Settings) -> None:
    address = urlsplit(settings.url)
    if address.scheme not in ("http", "https") or not address.hostname:
        raise stop(
            "the address of the language model is not a web address, so nothing was sent.",
            at="--llm-url",
            hint="Write it up to /v1, as in http://127.0.0.1:8080/v1.",
        )
    if address.username or address.password or address.query:
        raise stop(
            "the address of the language model holds a name, a password or a query: addresses are "
            "printed and logged, keys are not.",
            at="--llm-url",
            hint="Put the key into an environment variable and name that variable.",
        )
    if not settings.model:
        raise stop(
            "no language model is named, and there is no default.",
            at="--llm-model",
            hint="Name it as the server at the address does.",
        )
    if len(document.text) > settings.document_characters:
        raise stop(
            f"the document has {len(document.text):,} characters, the limit for a language model "
            f"is {settings.document_characters:,}: longer ones cost hours and money unseen.",
            at=document.name,
            hint="Read it without the model, or cut it into documents of its own.",
            stage="read",
            exit_code=1,
        )


def _key(settings: Settings) -> str | None:
    if settings.key_variable is None:
        return None
    if key := os.environ.get(settings.key_variable, "").strip():
        return key
    raise stop(
        f"the environment variable {settings.key_variable} is empty or not set, and the key of the "
        "language model is taken from nowhere else.",
        at="--llm-key",
        hint=f"Set it, as in export {settings.key_variable}=..., or leave the option out.",
    )


def _parts(sentences: Sequence[Span], settings: Settings) -> Iterator[tuple[range, range]]:
    """Yield for each part the numbers of the sentences shown, and of those new in it."""
    first = 1
    while first <= len(sentences):
        shown = max(1, first - settings.repeated)
        last = first
        room = sentences[shown - 1].start + settings.part_characters
        while last < len(sentences) and sentences[last].end <= room:
            last += 1
        yield range(shown, last + 1), range(first, last + 1)
        first = last + 1


async def _ask_all(
    document: Document,
    sentences: Sequence[Span],
    parts: Sequence[tuple[range, range]],
    settings: Settings,
    key: str | None,
) -> list[Reply | None]:
    if not parts:
        return []
    try:
        from truce.read.llm.wire import agent_at, asked  # noqa: PLC0415 (heavy, and an extra)
    except ImportError:
        raise stop(
            "the library that talks to language models is not installed.",
            at="--llm-url",
            hint="Install it with: pip install 'truce-monitor[llm]'",
        ) from None
    replies: list[Reply | None] = []
    async with agent_at(settings, key, Reply, INSTRUCTIONS) as agent:
        for shown, _ in parts:
            words = question(document, sentences, shown)
            replies.append(await asked(agent, words, settings, document.name))
    return replies


def _answer(
    document: Document,
    sentences: Sequence[Span],
    parts: Sequence[tuple[range, range]],
    replies: Sequence[Reply | None],
    settings: Settings,
) -> Answer:
    said: list[tuple[Said, range]] = []
    dropped: Counter[str] = Counter()
    unread: list[Span] = []
    for (shown, new), reply in zip(parts, replies, strict=True):
        if reply is None:
            unread.append(Span(sentences[new[0] - 1].start, sentences[new[-1] - 1].end))
            continue
        mine = [one for one in reply.statements if _begins(one) not in range(shown[0], new[0])]
        dropped[BEFORE] += len(reply.statements) - len(mine)
        dropped[TOO_MANY] += max(0, len(mine) - settings.part_statements)
        said.extend((one, shown) for one in islice(mine, settings.part_statements))
    because = f"named by {settings.model}, prompt {PROMPT_SHA256[:12]}"
    checked = verify(document, sentences, said, because)
    return Answer(
        statements=tuple(_timed(document, one) for one in checked.statements),
        dropped=dict(sorted((dropped + Counter(checked.dropped)).items())),
        issues=tuple(_issue(document, span) for span in unread),
        unread=tuple(unread),
        model=settings.model,
        prompt_sha256=PROMPT_SHA256,
        parts=len(parts),
    )


def _timed(document: Document, one: Statement) -> Statement:
    """Return a statement with the times named in what is said, which no model is asked for."""
    named = times_slavic if is_slavic(document) else times
    return replace(one, times=named(document.text, one.content, document.issued))


def _begins(said: Said) -> int:
    pieces = [*said.content, *(piece for piece in (said.source, said.cue) if piece is not None)]
    return min((piece.sentence for piece in pieces), default=0)


def _issue(document: Document, part: Span) -> Issue:
    return Issue(
        stage="read",
        severity="error",
        at=f"{document.name}: characters {part.start}-{part.end}",
        message="the language model's answer is not the data asked for, or is cut short: nothing "
        "was taken from it, and what is said there is not read.",
        hint="Ask again, choose a model that keeps to a JSON schema, or make the parts smaller.",
    )
