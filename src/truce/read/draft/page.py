"""The draft as an agreement file, with a remark wherever a person must decide."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from truce.read.document import Document, Span
from truce.read.draft.model import DraftField, DraftReading, DraftTerm
from truce.read.draft.terms import quoted

_FORMS: Final = {"readout": "call_readout", "post": "post", "statement": "press_statement"}
_LONGEST_ID: Final = 40
_HEAD: Final = """\
# A draft, made by `truce draft` from the documents named below. Nothing in it is assumed: a field
# is quoted from the document, or silent. A line that begins with `# ->` asks you to decide.
# `truce check` loads this file as it is; `truce gaps` lists what it leaves open.
"""


def page(title: str, readings: Sequence[DraftReading], files: Mapping[str, str]) -> str:
    """Return the text of an agreement file.

    `files` maps the hash of each document to the file of the case that holds its text. Readings
    without a term are only remarked on; the file cannot be loaded if none has one.
    """
    kept = [r for r in readings if r.terms]
    ids = _ids([r.title for r in kept])
    names = sorted({r.teller for r in kept})
    tellers = dict(zip(names, _ids(names), strict=True))
    documents = {r.document.sha256: r.document for r in kept}
    named = _ids([d.name.rsplit(".", 1)[0] for d in documents.values()])
    keys = dict(zip(documents, named, strict=True))
    lines = [
        _HEAD,
        f"agreement: {quoted(title)}",
        "about: A draft from documents; say what was agreed, between whom, and when.",
        "",
        "parties:",
        *(line for name, key in sorted(tellers.items()) for line in _party(name, key)),
        "",
        "documents:",
        *(line for h, d in documents.items() for line in _document(d, keys[h], files[h])),
        "",
        "readings:",
    ]
    for one, key in zip(kept, ids, strict=True):
        lines += _reading(one, key, tellers[one.teller], keys[one.document.sha256])
    for one in (r for r in readings if not r.terms):
        lines.append(_remark("# -> ", f"{one.title}: no term was found in it."))
        lines += [_remark("#    ", remark) for remark in one.remarks]
    return "\n".join(lines) + "\n"


def _party(name: str, key: str) -> Iterator[str]:
    yield f"  {key}:"
    yield f"    name: {quoted(name)}"
    yield "    # -> say its role (belligerent, mediator ...), its kind, and for whom it answers."
    yield "    role: unknown"


def _document(document: Document, key: str, file: str) -> Iterator[str]:
    headline = document.headline.of(document.text) if document.headline else document.name
    yield f"  {key}:"
    yield f"    title: {quoted(' '.join(headline.split()))}"
    yield f"    publisher: {quoted(document.publisher or 'not named')}"
    if document.issued is not None:
        yield _remark(f"    issued: {document.issued.written}          # ", document.issued.basis)
        if document.issued.zone and "T" in document.issued.written:
            yield f"    clock: {document.issued.zone}"
    if document.language:
        yield f"    language: {document.language}"
    if document.genre in _FORMS:
        yield f"    form: {_FORMS[document.genre]}"
    else:
        yield "    wording: reported"
    yield f"    file: {quoted(file)}"


def _reading(one: DraftReading, key: str, party: str, document: str) -> Iterator[str]:
    yield f"  {key}:"
    yield f"    party: {party}"
    yield f"    title: {quoted(one.title)}"
    yield f"    documents: [{document}]"
    if not one.whole:
        yield "    # -> told by another's document: what is not reported there may be in the text."
    yield "    # -> say in which time zone its days and hours count."
    yield "    clock: silent"
    for remark in one.remarks:
        yield _remark("    # -> ", remark)
    yield "    terms:"
    for term in one.terms:
        yield from _term(one.document.text, term)


def _term(text: str, term: DraftTerm) -> Iterator[str]:
    yield f"      {term.id}:"
    yield f"        title: {quoted(_words(text, term.title))}"
    yield "        duty: refrain"
    for field in term.fields:
        yield from (_remark(f"        # -> {field.name}: ", said) for said in field.remarks)
        yield from _field(text, field)


def _field(text: str, field: DraftField) -> Iterator[str]:
    if field.value is None:
        yield f"        {field.name}: silent"
        return
    quotes = [quoted(_words(text, span)) for span in field.quotes]
    said = quotes[0] if len(quotes) == 1 else f"[{', '.join(quotes)}]"
    if field.name == "standing":
        yield "        standing:"
        yield f"          - {{{field.value}, quote: {said}}}"
        return
    yield f"        {field.name}: {{{field.value}, quote: {said}}}"


def _words(text: str, span: Span) -> str:
    return " ".join(span.of(text).split())


def _remark(begin: str, words: str) -> str:
    """Return a comment of one line; what cannot be printed is no part of it."""
    return begin + "".join(c for c in " ".join(words.split()) if c.isprintable())


def _ids(names: Sequence[str]) -> list[str]:
    """Return an id for each name: small letters, digits and hyphens, each used once."""
    made: list[str] = []
    for name in names:
        plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
        stem = re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:_LONGEST_ID].strip("-") or "text"
        stem = stem if stem[0].isalpha() else f"text-{stem}"
        key, number = stem, 2
        while key in made:
            key, number = f"{stem}-{number}", number + 1
        made.append(key)
    return made
