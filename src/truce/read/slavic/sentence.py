"""One sentence read: for every cue in it who says it, and what."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Final

from truce.read.document import Span
from truce.read.slavic.clauses import Clause, Sentence, content_of, trimmed
from truce.read.slavic.cues import Cue, cues
from truce.read.slavic.subjects import (
    after_cue,
    aside,
    before_cue,
    first_subject,
    participle,
    skipped,
)
from truce.read.slavic.words import Lexicon, plain, words_of
from truce.read.statement import Act

#: Before a place or time that stands between a cue and what is said, and how long that may be.
_BESIDE: Final = frozenset(["у", "в", "во", "після", "после", "перед", "під", "при"])
_BESIDE_LENGTH: Final = 5
#: A sentence with more cues is a list of words and no prose; the rest is left, to end in time.
_MOST: Final = 16
_EDGES: Final = " \u00a0\n,;—–-"


@dataclass(slots=True)
class Found:
    """A statement in the making; without content it is none."""

    act: Act
    source: Span | None = None
    cue: Span | None = None
    content: list[Span] = field(default_factory=list[Span])
    absence: bool = False


def read(text: str, sentence: Sentence, words: Lexicon, *, speaking: bool) -> list[Found]:
    """Return the statements of a sentence in the order of their cues; `speaking` in a dialogue."""
    reader = _Reader(text, sentence, words)
    found = list(reader.according())
    taken = [one.cue for one in found if one.cue is not None]
    seen = [
        cue
        for cue in cues(text, sentence, words, speaking=speaking)
        if not any(cue.span.overlaps(other) for other in taken)
    ]
    seen = seen[:_MOST]
    made: list[Found] = []
    for number, cue in enumerate(seen):
        made.append(reader.attributed(cue, seen[:number], seen[number + 1 :], made[-1:]))
    if not seen and not found:
        found.extend(reader.colon())
    return sorted((one for one in [*found, *made] if one.content), key=_place)


def _place(one: Found) -> Span:
    return one.cue or one.content[0]


@dataclass(frozen=True, slots=True)
class _Reader:
    text: str
    sentence: Sentence
    words: Lexicon

    # -- who

    def attributed(
        self, cue: Cue, earlier: Sequence[Cue], later: Sequence[Cue], previous: Sequence[Found]
    ) -> Found:
        """Return the statement of a cue, by the words before it, behind it or the cue before it."""
        clauses = self.sentence.clauses
        clause = clauses[cue.clause]
        made = Found(cue.act, None, cue.span, absence=cue.absence)
        same = bool(earlier) and earlier[-1].clause == cue.clause
        first = next(words_of(self.text, clause.span))
        linked = same or self.words.has("link", first.of(self.text))
        left = self._left(cue, clause, earlier[-1] if same else None)
        made.source = before_cue(self.text, Span(left, cue.span.start), self.words)
        if made.source is None and not self._placed(cue, clause, left):
            if previous and (linked or self._follows(cue, clause)):
                made.source = previous[0].source
            elif linked and cue.clause:
                made.source = first_subject(self.text, clauses[0].span, self.words)
            elif (subject := self._across(cue, later)) is not None:
                made.source = subject
            else:
                return self._inverted(cue, clause, made, later)
        elif not linked:
            previous = []
        made.content = self._right(cue, cue.span.end, later)
        for one in previous:
            self._shorten(one, left if same else clause.span.start)
        if not made.content and cue.clause and self._asks(clauses[0]):
            made.content = self._before(cue, clause)
        return made

    def _asks(self, clause: Clause) -> bool:
        """Return whether a clause begins as a question: `whose it is, the police did not say`."""
        return self.words.has("that", next(words_of(self.text, clause.span)).of(self.text))

    def _left(self, cue: Cue, clause: Clause, same: Cue | None) -> int:
        """Return where the words before a cue begin: behind the `and` after the cue before it."""
        if same is None:
            return skipped(self.text, Span(clause.span.start, cue.span.start), self.words)
        link = self._link(same.span.end, cue.span.start)
        return link.end if link else same.span.end

    def _link(self, start: int, end: int) -> Span | None:
        """Return the last word that joins two clauses, such as `and`."""
        links = [
            word
            for word in words_of(self.text, Span(start, end))
            if self.words.has("link", word.of(self.text))
        ]
        return links[-1] if links else None

    def _placed(self, cue: Cue, clause: Clause, start: int) -> bool:
        """Return whether only a place or time stands before a cue: `in Velmar they said that`."""
        before = Span(skipped(self.text, Span(start, cue.span.start), self.words), cue.span.start)
        follows = next(words_of(self.text, Span(cue.span.end, clause.span.end)), None)
        named = follows is not None and (
            self.words.has("titles", follows.of(self.text)) or follows.of(self.text)[0].isupper()
        )
        return any(words_of(self.text, before)) and not named

    def _follows(self, cue: Cue, clause: Clause) -> bool:
        """Return whether a cue goes on with the subject before it: `..., adding that`."""
        rest = Span(cue.span.end, clause.span.end)
        return after_cue(self.text, rest, self.words) is None and clause.after in (",", "")

    def _across(self, cue: Cue, later: Sequence[Cue]) -> Span | None:
        """Return the words for who says it where commas part them from the cue.

        `Ada Renn, who led the talks, refused ...`; `her neighbour, a sapper, is sure that ...`.
        """
        clauses = self.sentence.clauses
        if not 0 < cue.clause <= 3 or clauses[cue.clause].after != ",":
            return None
        span = Span(clauses[0].span.start, clauses[cue.clause - 1].span.end)
        if any(quote.overlaps(span) for quote in self.sentence.quotes):
            return None
        inserted = cue.clause > 1 and self._inserted(clauses[cue.clause - 1])
        rightward = self._opens_next(cue, Span(cue.span.end, clauses[cue.clause].span.end))
        if not inserted and not (cue.clause > 1 and rightward):
            return None
        start = skipped(self.text, Span(clauses[cue.clause - 2].span.start, span.end), self.words)
        return before_cue(self.text, Span(start, span.end), self.words, whole=True)

    def _inserted(self, clause: Clause) -> bool:
        first = next(words_of(self.text, clause.span)).of(self.text)
        return self.words.has("relative", first) or participle(first)

    # -- what, behind the cue

    def _right(self, cue: Cue, start: int, later: Sequence[Cue]) -> list[Span]:
        clause = self.sentence.clauses[cue.clause]
        end = self._end(cue, later)
        rest = trimmed(self.text, Span(start, min(end, clause.span.end)))
        direct = min(rest.end, skipped(self.text, rest, self.words, "inside", "addressee"))
        following = self._next(cue)
        if following is None or following.span.start >= end:
            return self._pieces(direct, end)
        if direct >= rest.end or self._opens(following, Span(direct, rest.end)):
            return self._pieces(following.span.start, end)
        return self._pieces(direct, end)

    def _next(self, cue: Cue) -> Clause | None:
        following = self.sentence.clauses[cue.clause + 1 :]
        return following[0] if following else None

    def _opens_next(self, cue: Cue, rest: Span) -> bool:
        following = self._next(cue)
        return following is not None and self._opens(following, rest)

    def _opens(self, clause: Clause, rest: Span) -> bool:
        """Return whether a clause is what is said, and not the words between it and the cue."""
        between = [plain(word.of(self.text)) for word in words_of(self.text, rest)]
        beside = not between or (between[0] in _BESIDE and len(between) <= _BESIDE_LENGTH)
        if clause.after == ":":
            return beside or self.sentence.quote_at(clause.span.start) is not None
        first = next(words_of(self.text, clause.span), None)
        if first is None or clause.after != ",":
            return False
        if not between:
            return self.words.has("that", first.of(self.text))
        return (beside or len(between) <= 2) and self.words.has("plain_that", first.of(self.text))

    def _end(self, cue: Cue, later: Sequence[Cue]) -> int:
        """Return where what is said behind a cue ends: at a later cue that stands outside of it."""
        for other in later:
            clause = self.sentence.clauses[other.clause]
            if other.clause == cue.clause:
                if link := self._link(cue.span.end, other.span.start):
                    return link.start
            elif next(words_of(self.text, clause.span)).start >= other.span.start:
                return clause.span.start
        stops = [one.span.start for one in self.sentence.clauses if one.after == ";"]
        tails = [start for start in [*self._tails(), *stops] if start > cue.span.end]
        return min([*tails, self.sentence.span.end])

    def _tails(self) -> Iterator[int]:
        """Yield where clauses begin that name who said what stands before them."""
        for clause in self.sentence.clauses[1:]:
            for phrase in (self.words.according, self.words.carriers):
                if phrase.match(self.text, clause.span.start, clause.span.end):
                    yield clause.span.start

    def _pieces(self, start: int, end: int) -> list[Span]:
        span = content_of(self.text, Span(start, end))
        return [span] if span.start < span.end else []

    def _shorten(self, one: Found, joint: int) -> None:
        """End the content of a statement before the word that joins the next one to it."""
        place = joint
        for word in words_of(self.text, self.sentence.span):
            if word.end == joint:
                place = word.start
        kept = [Span(span.start, min(span.end, place)) for span in one.content]
        one.content = [content_of(self.text, span) for span in kept if span.start < span.end]

    # -- what, before the cue

    def _inverted(self, cue: Cue, clause: Clause, made: Found, later: Sequence[Cue]) -> Found:
        made.source = after_cue(self.text, Span(cue.span.end, clause.span.end), self.words)
        if cue.clause == 0:
            start = made.source.end if made.source else cue.span.end
            made.content = self._right(cue, start, later)
        else:
            made.source = aside(self.text, made.source, self.words)
            made.content = [*self._before(cue, clause), *self._resumed(cue)]
        return made

    def _before(self, cue: Cue, clause: Clause) -> list[Span]:
        """Return what stands before a clause, behind a dateline."""
        clauses = self.sentence.clauses
        behind = [
            one.span.start
            for one in clauses[: cue.clause]
            if one.after == "—" and _is_dateline(self.text, clauses[0].span, one.span)
        ]
        start = behind[0] if behind else clauses[0].span.start
        said = trimmed(self.text, Span(start, clause.span.start), _EDGES)
        quotes = [quote for quote in self.sentence.quotes if said.holds(quote)]
        if quotes and quotes[0].start == said.start and quotes[-1].end >= said.end - 1:
            return [Span(said.start, quotes[-1].end)]
        return self._pieces(said.start, said.end)

    def _resumed(self, cue: Cue) -> list[Span]:
        """Return what goes on behind `..., said X, —`."""
        for clause in self.sentence.clauses[cue.clause + 1 :]:
            if clause.after == "—":
                return self._pieces(clause.span.start, self.sentence.span.end)
        return []

    # -- other ways

    def according(self) -> Iterator[Found]:
        """Yield what is said according to someone, or stands in a document."""
        for number, clause in enumerate(self.sentence.clauses):
            start = skipped(self.text, clause.span, self.words)
            if his := self.words.according_his.match(self.text, start, clause.span.end):
                said = self._around(number, number + 1, open_end=True)
                yield Found("say", Span(*his.span("his")), Span(*his.span("cue")), said)
                continue
            for phrase in (self.words.according, self.words.carriers):
                found = phrase.match(self.text, start, clause.span.end)
                if found is None or self.sentence.quoted(Span(*found.span())):
                    continue
                act: Act = "believe" if plain(found[0]) in self.words.believed else "say"
                last = self._apposed(number)
                source = trimmed(
                    self.text, Span(found.end(), self.sentence.clauses[last].span.end), " ."
                )
                opened = phrase is self.words.according
                said = self._around(number, last + 1, open_end=opened)
                if source.start < source.end:
                    yield Found(act, source, Span(*found.span()), said)

    def _apposed(self, number: int) -> int:
        """Return the number of the last clause that belongs to a name: `a man, known to her,`."""
        clauses = self.sentence.clauses
        if number + 2 < len(clauses) and clauses[number + 1].after == ",":
            first = next(words_of(self.text, clauses[number + 1].span)).of(self.text)
            if participle(first, declined=True):
                return number + 1
        return number

    def _around(self, number: int, behind: int, *, open_end: bool) -> list[Span]:
        """Return what stands before and behind the clauses that name who said it."""
        clauses = self.sentence.clauses
        said: list[Span] = []
        if number:
            before = Span(clauses[0].span.start, clauses[number].span.start)
            said += self._pieces(skipped(self.text, before, self.words), before.end)
        if open_end and behind < len(clauses):
            said += self._pieces(clauses[behind].span.start, self.sentence.span.end)
        return said

    def colon(self) -> Iterator[Found]:
        """Yield a quotation behind a name or title and a colon, to the end of the sentence."""
        for one, two in pairwise(self.sentence.clauses):
            quote = self.sentence.quote_at(two.span.start)
            source = before_cue(self.text, one.span, self.words)
            if two.after != ":" or quote is None or source is None:
                continue
            words = [word.of(self.text) for word in words_of(self.text, source)]
            named = words[-1][0].isupper() or any(self.words.has("titles", w) for w in words)
            if named and len(words) <= 8 and quote.end >= self.sentence.span.end - 1:
                colon = self.text.index(":", one.span.end)
                yield Found("say", source, Span(colon, colon + 1), [quote])


def _is_dateline(text: str, first: Span, clause: Span) -> bool:
    head = next(words_of(text, first)).of(text)
    return head.isupper() and len(head) > 2 and clause.start - first.start < 60
