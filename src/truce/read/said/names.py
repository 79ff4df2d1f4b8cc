"""The names of a document: who is called what, with which role, for which body."""

from __future__ import annotations

import re
import tomllib
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files
from typing import TYPE_CHECKING, Final

from truce.read.document import Span
from truce.read.said.parse import Parsed
from truce.read.said.runs import children

if TYPE_CHECKING:
    from spacy.tokens import Token

_LOWER_JOINS: Final = frozenset(
    ["de", "da", "del", "der", "di", "von", "van", "bin", "al", "el", "la", "le", "ben", "ibn", "y"]
)
_DOUBLED: Final = re.compile(r"(\w)\1+")
_SPELLING: Final = (("iy", "y"), ("ij", "y"), ("yi", "y"), ("ph", "f"), ("kh", "h"))
_POSSESSIVE: Final = re.compile(r"[’']s?$")


@cache
def words(table: str) -> frozenset[str]:
    """Return a word list of `titles.toml`, in small letters."""
    lists = tomllib.loads((files("truce.read.said") / "titles.toml").read_text("utf-8"))
    return frozenset(str(lists[table]).split())


@lru_cache(maxsize=100_000)
def folded(word: str) -> str:
    """Return a word without its accents, capitals and doubled letters, so that spellings meet."""
    plain = unicodedata.normalize("NFKD", word.lower())
    plain = "".join(c for c in plain if c.isalnum())
    for long, short in _SPELLING:
        plain = plain.replace(long, short)
    return _DOUBLED.sub(r"\1", plain)


@dataclass(frozen=True, slots=True)
class Name:
    """A name as the text has it, with the words that say what its bearer is and for whom.

    `person` is false for bodies. `role` and `body` are null where the text says neither. `called`
    is the name with its titles; `gender` is the pronoun that goes with them, null if open.
    """

    full: str
    span: Span
    person: bool
    role: str | None = None
    body: str | None = None
    subject: bool = False
    called: str = ""
    gender: str | None = None


def names(parsed: Parsed) -> tuple[Name, ...]:
    """Return the names of a text in order, each as often as it stands there."""
    return tuple(
        name for p in parsed.paragraphs for name in _names(parsed, list(p.doc), p.span.start)
    )


def _names(parsed: Parsed, doc: Sequence[Token], start: int) -> Iterator[Name]:
    for run in _runs(doc):
        bare = _untitled(run)
        if not bare:
            continue
        full = _POSSESSIVE.sub(
            "", parsed.text[start + bare[0].idx : start + bare[-1].idx + len(bare[-1])]
        )
        span = Span(start + run[0].idx, start + run[-1].idx + len(run[-1]))
        titled = len(bare) < len(run)
        person = _person(doc, run, bare, titled=titled)
        role = _role(doc, run, bare) if person else None
        subject = any(t.dep_ in {"nsubj", "nsubjpass"} for t in run)
        body = _body(doc, run, bare) if person else None
        called = _POSSESSIVE.sub("", span.of(parsed.text))
        yield Name(full, span, person, role, body, subject, called, _gender(doc, run))


def _runs(doc: Sequence[Token]) -> Iterator[list[Token]]:
    run: list[Token] = []
    for token in doc:
        if _proper(token) or (run and _bridges(doc, run, token)):
            run.append(token)
            continue
        if run:
            yield run
        run = []
    if run:
        yield run


def _bridges(doc: Sequence[Token], run: Sequence[Token], token: Token) -> bool:
    """Return whether a token joins two parts of one name, as "de", "of" and hyphens do."""
    if token.i + 1 >= len(doc):
        return False
    after, last = doc[token.i + 1], run[-1]
    if token.text in {"-", "‑"}:
        return not last.whitespace_ and not token.whitespace_ and after.text[:1].isupper()
    if token.text == ".":
        return f"{last.lower_}." in words("titles") and _proper(after)
    if last.text in {"-", "‑"}:
        return not last.whitespace_ and token.text[:1].isupper()
    return _joins(doc, run, token)


def _joins(doc: Sequence[Token], run: Sequence[Token], token: Token) -> bool:
    after, last = doc[token.i + 1], run[-1]
    if token.lower_ in _LOWER_JOINS:
        return _proper(after)
    body = any(t.lower_ in words("bodies") for t in run)
    if token.lower_ in {"of", "for", "&"} and (body or token.text == "&"):
        following = doc[token.i + 2] if after.lower_ == "the" and token.i + 2 < len(doc) else after
        return _proper(following)
    return body and token.lower_ == "the" and last.lower_ in {"of", "for"} and _proper(after)


def _proper(token: Token) -> bool:
    return token.pos_ == "PROPN" and token.text[:1].isupper() and not token.text.endswith(":")


def _gender(doc: Sequence[Token], run: Sequence[Token]) -> str | None:
    """Return `he` or `she` as the titles in a name and the word before it say; else null."""
    before = [doc[run[0].i - 1]] if run[0].i else []
    for token in [*run, *before]:
        for pronoun in ("he", "she"):
            if token.lower_ in words(pronoun):
                return pronoun
    return None


def _untitled(run: Sequence[Token]) -> list[Token]:
    """Return a run without the roles in front: "Foreign Minister Ada Renn" -> Ada Renn."""
    cut = [i for i, t in enumerate(run) if t.lower_ in words("titles") or t.text == "."]
    if cut and cut[-1] + 1 < len(run) and not ({t.lower_ for t in run} & words("bodies")):
        return list(run[cut[-1] + 1 :])
    if cut and cut[-1] + 1 < len(run) and cut[-1] < len(run) - 2:
        return list(run[cut[-1] + 1 :])
    return list(run)


def _person(
    doc: Sequence[Token], run: Sequence[Token], bare: Sequence[Token], *, titled: bool
) -> bool:
    if bare[-1].lower_ in words("bodies") or bare[0].lower_ in words("bodies"):
        return False
    if titled or _role_noun_before(doc, run):
        return True
    before = doc[run[0].i - 1].lower_ if run[0].i else ""
    if before in {"the", "a", "an", "in", "at", "from", "on"} or bare[-1].text.isupper():
        return False
    return 2 <= len("".join(t.text_with_ws for t in bare).split()) <= 4


def _role_noun_before(doc: Sequence[Token], run: Sequence[Token]) -> bool:
    return bool(run[0].i) and doc[run[0].i - 1].lower_ in words("titles")


def _before(doc: Sequence[Token], run: Sequence[Token], bare: Sequence[Token]) -> list[Token]:
    """Return the words before a name that say what its bearer is."""
    first = run[0].i
    while first and (doc[first - 1].pos_ in {"ADJ", "NOUN", "PROPN"} or doc[first - 1].text == "-"):
        first -= 1
    return [t for t in doc[first : bare[0].i]]  # noqa: C416


def _behind(run: Sequence[Token]) -> list[Token]:
    """Return the apposition behind a name."""
    found = [a for t in run for a in children(t, "appos") if a.i > run[-1].i]
    return list(found[0].subtree) if found else []


def _ahead(doc: Sequence[Token], run: Sequence[Token]) -> list[Token]:
    """Return the noun in front of a name that stands in apposition to it."""
    heads = [t.head for t in run if t.dep_ == "appos" and t.head.i < run[0].i]
    return [t for t in doc[heads[0].left_edge.i : heads[0].i + 1]] if heads else []  # noqa: C416


def _role(doc: Sequence[Token], run: Sequence[Token], bare: Sequence[Token]) -> str | None:
    parts = (_ahead(doc, run), _before(doc, run, bare), _behind(run))
    said = [t.text for part in parts for t in part]
    return " ".join(said) or None


def _body(doc: Sequence[Token], run: Sequence[Token], bare: Sequence[Token]) -> str | None:
    """Return whom the bearer of a name speaks for, as the words around the name say."""
    for part in (_behind(run), _before(doc, run, bare), _ahead(doc, run)):
        body = _of(part) or _leading(part)
        if body:
            return body
    return None


def _of(part: Sequence[Token]) -> str | None:
    """Return the body in "the head of Alphaland's fund", "spokesman for the party"."""
    for place, token in enumerate(part):
        if (
            token.lower_ in {"of", "for", "at"}
            and place
            and part[place - 1].pos_ in {"NOUN", "PROPN"}
        ):
            rest = [t for t in token.subtree if t.i > token.i and t in part]
            kept = _upto_comma(rest)
            if (
                kept
                and any(t.text[:1].isupper() for t in kept)
                and "staff" not in {t.lower_ for t in kept}
            ):
                return _text(kept)
    return None


def _upto_comma(part: Sequence[Token]) -> list[Token]:
    kept: list[Token] = []
    for token in part:
        if token.text in {",", ";", "("} or token.lower_ in {"who", "which", "and"}:
            break
        kept.append(token)
    return kept


def _leading(part: Sequence[Token]) -> str | None:
    """Return the body in "Alphaland foreign minister", "the White Hall deputy chief"."""
    kept: list[Token] = []
    for token in part:
        if token.lower_ in words("titles") or token.pos_ == "NOUN":
            break
        if token.text[:1].isupper() and token.pos_ in {"PROPN", "ADJ"} and token.text != "'s":
            kept.append(token)
        elif kept:
            break
    return _text(kept) if kept else None


def _text(tokens: Sequence[Token]) -> str:
    said = "".join(t.text_with_ws for t in tokens).strip()
    return re.sub(r"^(?:the|The|a|an)\s+", "", said)
