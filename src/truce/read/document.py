"""A Document: a text as it arrived, with what is body, what is not, and why."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Literal, NamedTuple

from truce.when import Bracket, moment

Media = Literal["text", "html", "pdf", "docx", "email", "markdown"]
#: What sort of text it is: in a readout, a post and a statement the publisher speaks throughout.
Genre = Literal["news", "readout", "post", "statement", "transcript", "briefing"]


class Span(NamedTuple):
    """A piece of a document's text, in Unicode code points; `end` is the first one past it."""

    start: int
    end: int

    def of(self, text: str) -> str:
        """Return the words of the span."""
        return text[self.start : self.end]

    def holds(self, other: "Span") -> bool:
        """Return whether the other span lies within this one."""
        return self.start <= other.start and other.end <= self.end

    def overlaps(self, other: "Span") -> bool:
        """Return whether the spans share a code point."""
        return self.start < other.end and other.start < self.end


@dataclass(frozen=True, slots=True, kw_only=True)
class Issued:
    """When a document was published: a bracket, how it was written, and what it rests on.

    `written` is an ISO date, or an ISO instant with its offset; `basis` says in words where it was
    found; `zone` is the IANA zone of its clock, null if the text names none.
    """

    bracket: Bracket
    written: str
    basis: str
    zone: str | None = None

    @classmethod
    def told(cls, written: str, zone: str | None) -> "Issued":
        """Return the issue as a person states it; raises ValueError in words for no moment."""
        return cls(bracket=moment(written, zone), written=written, basis="as told", zone=zone)


@dataclass(frozen=True, slots=True, kw_only=True)
class Revision:
    """A line of the update log: when the text was changed and what the line says was changed.

    `at` is an ISO instant with its offset, or an ISO date where the line gives no hour or no zone.
    """

    at: str
    bracket: Bracket
    what: str
    span: Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Caption:
    """The words under a picture; `dated` is when the picture was taken, ISO, null if not said."""

    span: Span
    dated: str | None = None
    credit: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class SetAside:
    """A piece that is not body, and why: `player`, `advertisement`, `byline`, `navigation` ..."""

    span: Span
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where a piece of the text stands in the file: text from `start` on lies at `at`.

    `at` counts code points of the decoded file for HTML, e-mail, Markdown and plain text; for a
    PDF `part` is `page 3`, for a DOCX `paragraph 12`, and `at` counts from the beginning of it.
    """

    start: int
    at: int
    part: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """A text as published, read. Every span in it counts code points of `text`.

    `text` is the decoded file as it is for plain text and Markdown; for HTML, PDF, DOCX and e-mail
    the visible text, which `places` leads back to the file. `body` holds the paragraphs in order;
    whatever else is not blank is the headline, a caption, a revision or set aside with a reason.
    Null: the document does not say.
    """

    name: str
    text: str
    sha256: str
    media: Media
    body: tuple[Span, ...]
    headline: Span | None = None
    publisher: str | None = None
    authors: tuple[str, ...] = ()
    issued: Issued | None = None
    language: str | None = None
    genre: Genre = "news"
    captions: tuple[Caption, ...] = ()
    revisions: tuple[Revision, ...] = ()
    set_aside: tuple[SetAside, ...] = ()
    places: tuple[Place, ...] = field(default=(), repr=False)
    notes: tuple[str, ...] = ()

    def paragraphs(self) -> Iterator[str]:
        """Yield the paragraphs of the body."""
        return (span.of(self.text) for span in self.body)

    def whole(self) -> str | None:
        """Return who speaks throughout: the publisher of a readout, post or statement."""
        return self.publisher if self.genre in ("readout", "post", "statement") else None
