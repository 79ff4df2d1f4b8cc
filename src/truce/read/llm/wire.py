"""The wire to a language model: one address, bounded in time and size, and silent about the key."""

import asyncio
import logging
from collections.abc import AsyncGenerator, AsyncIterator, Generator, Iterator
from contextlib import asynccontextmanager, contextmanager
from typing import Final, Protocol, TypeVar, cast

import httpx2
from openai import APIStatusError, AsyncOpenAI, OpenAIError
from pydantic_ai import Agent, NativeOutput
from pydantic_ai.exceptions import AgentRunError, ModelAPIError
from pydantic_ai.models.openai import OpenAIChatModel
from pydantic_ai.providers.openai import OpenAIProvider
from pydantic_ai.settings import ModelSettings

from truce.issues import TruceError, stop

T = TypeVar("T")
#: Whatever else a library would add, from the environment or of its own, is not sent.
_HEADERS: Final = ("host", "accept", "content-type", "content-length", "connection")


class FloodError(Exception):
    """An answer larger than allowed, or packed so that its size cannot be seen."""


_FAULTS: Final = (
    AgentRunError,
    OpenAIError,
    httpx2.HTTPError,
    FloodError,
    RecursionError,
    ValueError,
)


class Wire(Protocol):
    """The settings that the wire needs; what they mean stands with `truce.read.llm.Settings`."""

    @property
    def url(self) -> str:
        """Return the address up to `/v1`."""
        ...

    @property
    def model(self) -> str:
        """Return the name of the model."""
        ...

    @property
    def seconds(self) -> float:
        """Return the longest that one request may take."""
        ...

    @property
    def retries(self) -> int:
        """Return how often a request is tried again."""
        ...

    @property
    def answer_bytes(self) -> int:
        """Return the most bytes of an answer."""
        ...

    @property
    def answer_tokens(self) -> int:
        """Return the most tokens that the model is asked for."""
        ...


@asynccontextmanager
async def agent_at(
    settings: Wire, key: str | None, reply: type[T], instructions: str
) -> AsyncGenerator[Agent[None, T]]:
    """Yield an agent that has no tools and answers with `reply`, at temperature 0."""
    transport = _Bounded(settings.answer_bytes, key)
    wire = httpx2.AsyncClient(
        transport=transport, timeout=settings.seconds, follow_redirects=False, trust_env=False
    )
    with _quiet():
        async with wire:
            client = AsyncOpenAI(
                base_url=settings.url,
                api_key=key or "none",
                max_retries=settings.retries,
                http_client=wire,
            )
            model = OpenAIChatModel(settings.model, provider=OpenAIProvider(openai_client=client))
            yield Agent(
                model,
                output_type=NativeOutput(reply, name="statements"),
                instructions=instructions,
                model_settings=ModelSettings(temperature=0, max_tokens=settings.answer_tokens),
                retries=0,
            )


@contextmanager
def _quiet() -> Generator[None]:
    """Keep the libraries from logging what a server sends back: it may send back the key."""
    loggers = [logging.getLogger(name) for name in ("httpcore2", "httpx2", "openai")]
    levels = [logger.level for logger in loggers]
    for logger in loggers:
        logger.setLevel(logging.WARNING)
    try:
        yield
    finally:
        for logger, level in zip(loggers, levels, strict=True):
            logger.setLevel(level)


async def asked(agent: Agent[None, T], words: str, settings: Wire, document: str) -> T | None:
    """Return the model's answer; null if it is not the data asked for.

    Raises TruceError if the address cannot be reached, is too slow, refuses or floods. Its words
    are never repeated: they may hold the key.
    """
    try:
        async with asyncio.timeout(settings.seconds):
            return (await agent.run(words)).output
    except TimeoutError:
        why = f"gave no answer within {settings.seconds:g} seconds"
    except _FAULTS as fault:
        why = _why(fault, settings)
    if why is None:
        return None
    raise _stopped(why, settings, document)


def _why(fault: BaseException, settings: Wire) -> str | None:
    """Return what went wrong on the way to an answer; null if an answer came that is no data."""
    causes = list(_causes(fault))
    if any(isinstance(cause, FloodError) for cause in causes):
        return f"sent more than {settings.answer_bytes:,} bytes, or packed its answer"
    for cause in causes:
        if isinstance(cause, APIStatusError):
            return f"answered with HTTP status {cause.status_code}"
    if any(isinstance(cause, ModelAPIError | OpenAIError | httpx2.HTTPError) for cause in causes):
        return "cannot be reached, or sends what is no chat completion"
    return None


def _causes(fault: BaseException | None) -> Iterator[BaseException]:
    while fault is not None:
        yield fault
        fault = fault.__cause__ or fault.__context__


def _stopped(why: str, settings: Wire, document: str) -> TruceError:
    return stop(
        f"the language model `{settings.model}` at {settings.url} {why}, so {document} is not read "
        "with it.",
        at=document,
        hint="See that the server runs and knows the model, or read without it.",
        stage="read",
        exit_code=3,
    )


class _Bounded(httpx2.AsyncHTTPTransport):
    """Sends only the headers that are needed, and stops an answer that grows too large."""

    def __init__(self, most: int, key: str | None) -> None:
        super().__init__()
        self._most = most
        self._key = key

    async def handle_async_request(self, request: httpx2.Request) -> httpx2.Response:
        for name in set(request.headers) - set(_HEADERS):
            del request.headers[name]
        if self._key is not None:
            request.headers["authorization"] = f"Bearer {self._key}"
        request.headers["accept-encoding"] = "identity"
        response = await super().handle_async_request(request)
        stream = cast("httpx2.AsyncByteStream", response.stream)
        if response.headers.get("content-encoding", "identity") != "identity":
            await stream.aclose()
            raise FloodError
        response.stream = _Counted(stream, self._most)
        return response


class _Counted(httpx2.AsyncByteStream):
    def __init__(self, stream: httpx2.AsyncByteStream, most: int) -> None:
        self._stream = stream
        self._left = most

    async def __aiter__(self) -> AsyncIterator[bytes]:
        async for part in self._stream:
            self._left -= len(part)
            if self._left < 0:
                raise FloodError
            yield part

    async def aclose(self) -> None:
        await self._stream.aclose()
