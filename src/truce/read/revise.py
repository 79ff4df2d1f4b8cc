"""Two revisions of a document -> what was added, dropped and changed, sentence by sentence."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Final, Literal

from truce.read.compare.clauses import sentences
from truce.read.document import Document, Span
from truce.read.statement import Statement

What = Literal["added", "dropped", "changed"]
#: Two sentences that share fewer of their words, weighted by rarity, are not one that was changed.
_SAME: Final = 0.5
#: A word in more sentences than this pairs nothing, so that long documents are read in time.
_COMMON: Final = 40
#: Sentences with more pairs of words than this are not compared word by word.
_LONG: Final = 4_000_000
_WORD: Final = re.compile(r"\w+(?:[’'-]\w+)*|[^\w\s]")


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """A sentence that differs: its span in the old and in the new text, null where it has none.

    `words` are the words that differ in a changed sentence, as pairs of spans in the old and the
    new text, of which one may be null. `statements` are the ids of the statements that the
    sentence holds or lies in, in the old and in the new revision.
    """

    what: What
    old: Span | None
    new: Span | None
    words: tuple[tuple[Span | None, Span | None], ...] = ()
    statements: tuple[tuple[str, ...], tuple[str, ...]] = ((), ())


def diff(
    old: Document,
    new: Document,
    statements: tuple[Sequence[Statement], Sequence[Statement]] = ((), ()),
) -> tuple[Change, ...]:
    """Return what a revision added, dropped or changed, in order of the new text.

    The headline and the body are compared by sentences. A sentence that stands word for word in
    both is no change, wherever it stands; marks and capitals count as words, blanks do not.
    """
    before, after = _rest(old, new)
    pairs = _paired(old.text, before, new.text, after)
    changed = {two: one for one, two in pairs}
    gone = set(before) - set(changed.values())
    found = [Change(what="dropped", old=span, new=None) for span in gone]
    found += [Change(what="added", old=None, new=span) for span in after if span not in changed]
    found += [
        Change(what="changed", old=one, new=two, words=_words(old.text, one, new.text, two))
        for two, one in changed.items()
    ]
    said = (_said(change, statements) for change in found)
    return tuple(sorted(said, key=lambda change: _place(change, old, new)))


def _rest(old: Document, new: Document) -> tuple[list[Span], list[Span]]:
    """Return the sentences of each that are not word for word in the other, as often."""
    units = [(document.text, list(_sentences(document))) for document in (old, new)]
    counts = [Counter(_key(text, span) for span in spans) for text, spans in units]
    both = counts[0] & counts[1]
    return (_without(*units[0], both), _without(*units[1], both))


def _without(text: str, spans: list[Span], both: Counter[tuple[str, ...]]) -> list[Span]:
    left = both.copy()
    kept: list[Span] = []
    for span in spans:
        key = _key(text, span)
        if left[key]:
            left[key] -= 1
        else:
            kept.append(span)
    return kept


def _sentences(document: Document) -> Iterator[Span]:
    if document.headline:
        yield document.headline
    for paragraph in document.body:
        yield from sentences(document.text, paragraph)


def _key(text: str, span: Span) -> tuple[str, ...]:
    return tuple(found[0] for found in _WORD.finditer(text, span.start, span.end))


def _paired(
    old: str, before: Sequence[Span], new: str, after: Sequence[Span]
) -> Iterator[tuple[Span, Span]]:
    """Yield sentences that are one, changed: the most alike first, each once."""
    weights = [
        [_bag(text, span) for span in spans] for text, spans in ((old, before), (new, after))
    ]
    having: defaultdict[str, list[int]] = defaultdict(list)
    for at, bag in enumerate(weights[0]):
        for word in bag:
            having[word].append(at)
    alike = [
        (_alike(weights[0][one], weights[1][two]), one, two)
        for two, bag in enumerate(weights[1])
        for one in {at for word in bag if len(having[word]) <= _COMMON for at in having[word]}
    ]
    taken: tuple[set[int], set[int]] = (set(), set())
    for likeness, one, two in sorted(alike, key=lambda found: (-found[0], found[1:])):
        if likeness >= _SAME and one not in taken[0] and two not in taken[1]:
            taken[0].add(one)
            taken[1].add(two)
            yield before[one], after[two]


def _bag(text: str, span: Span) -> Counter[str]:
    return Counter(word.casefold() for word in _key(text, span) if word[0].isalnum())


def _alike(one: Counter[str], two: Counter[str]) -> float:
    shared = (one & two).total()
    return 2 * shared / ((one.total() + two.total()) or 1)


def _words(old: str, one: Span, new: str, two: Span) -> tuple[tuple[Span | None, Span | None], ...]:
    """Return the words that differ, neighbours together; the whole of what is too long for that."""
    before, after = (
        [Span(*found.span()) for found in _WORD.finditer(text, span.start, span.end)]
        for text, span in ((old, one), (new, two))
    )
    if len(before) * len(after) > _LONG:
        return ((one, two),)
    matcher = SequenceMatcher(
        None, [w.of(old) for w in before], [w.of(new) for w in after], autojunk=False
    )
    return tuple(
        (_run(before[a:b]), _run(after[c:d]))
        for tag, a, b, c, d in matcher.get_opcodes()
        if tag != "equal"
    )


def _run(words: Sequence[Span]) -> Span | None:
    return Span(words[0].start, words[-1].end) if words else None


def _said(change: Change, statements: tuple[Sequence[Statement], Sequence[Statement]]) -> Change:
    ids = tuple(
        tuple(s.id for s in said if span and any(span.overlaps(part) for part in s.content))
        for span, said in zip((change.old, change.new), statements, strict=True)
    )
    return Change(
        what=change.what,
        old=change.old,
        new=change.new,
        words=change.words,
        statements=(ids[0], ids[1]),
    )


def _place(change: Change, old: Document, new: Document) -> tuple[float, int]:
    """Return where a change stands: in the new text, or as far into the old one."""
    if change.new is not None:
        return (change.new.start / max(1, len(new.text)), 1)
    return ((change.old or Span(0, 0)).start / max(1, len(old.text)), 0)
