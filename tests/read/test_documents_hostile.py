"""Documents made to harm: each ends soon, in a document or in words."""

import time
from collections.abc import Callable

import pytest

from tests.read.files import docx, pdf, zipped
from truce.issues import TruceError
from truce.read.arrive.limits import Limits
from truce.read.receive import receive

#: Seconds; the slowest takes a quarter of it where nothing else runs.
SOON = 20
LINES = ["The two islands agreed on Monday to halt attacks,", "the ministry said."]
PARAGRAPH = "<p>The two islands agreed on Monday to halt attacks, the ministry said.</p>"

MADE: dict[str, tuple[str, Callable[[], bytes]]] = {
    "10 MB of text": ("a.txt", lambda: b"The islands agreed to halt attacks.\n\n" * 60_000),
    "one line of 2 MB": ("a.txt", lambda: b"word " * 400_000),
    "right to left": ("a.txt", ("\u202e" * 300_000 + "שלום עולם. " * 50_000).encode),
    "mixed encodings": ("a.txt", lambda: "Острови. ".encode() * 50_000 + b"\xe9 " * 9_000),
    "dates": ("a.txt", lambda: b"18 March 2025 10:00 ET x\n" * 20_000),
    "dates in a line": ("a.txt", lambda: b"12.12.2024 " * 200_000),
    "updates": ("a.txt", lambda: b"Update 3/18/25, 1:51 p.m. ET: x\n" * 20_000),
    "words of update lines": ("a.txt", lambda: b"18 March 2025 " + b"updated" * 22),
    "bios": ("a.txt", lambda: b"Ann Bee is a writer at Cee Dee.\n\n" * 20_000),
    "deep elements": ("a.html", lambda: b"<html>" + b"<div>" * 100_000 + b"The islands agreed."),
    "deep inline elements": ("a.html", lambda: b"<html>" + b"<b>x" * 100_000),
    "comments": ("a.html", lambda: b"<html>x" + b"<!--" * 500_000),
    "tags": ("a.html", lambda: b"<html>x" + b"<a " * 500_000),
    "quotes": ("a.html", lambda: b"<html>x" + b"<a b='\" " * 200_000),
    "scripts": ("a.html", lambda: b"<html>x" + b"<script>" * 200_000),
    "ends": ("a.html", lambda: b"<html>x" + b"</p>" * 500_000),
    "open brackets": ("a.html", lambda: b"<html>" + b"<" * 1_000_000),
    "ampersands": ("a.html", lambda: b"<html>" + b"&" * 500_000),
    "a large page": ("a.html", ("<html>" + PARAGRAPH * 60_000).encode),
    "deep linked data": (
        "a.html",
        lambda: b"<html><script type=application/ld+json>" + b"[" * 100_000 + b"</script>x",
    ),
    "quotes of quotes": ("a.md", lambda: b">" * 500_000 + b" x"),
    "lists of lists": ("a.md", lambda: b"- " * 200_000 + b"x"),
    "brackets": ("a.md", lambda: b"[" * 500_000),
    "stars": ("a.md", lambda: b"*a " * 300_000),
    "headers": ("a.eml", lambda: b"From: a@b\nDate: x\n" + b"X: y\n" * 100_000 + b"\nHello you."),
}


@pytest.mark.parametrize("kind", sorted(MADE))
def test_it_ends_soon(kind: str):
    name, made = MADE[kind]
    data = made()
    begun = time.perf_counter()
    receive(name, data)
    assert time.perf_counter() - begun < SOON


def test_work_grows_with_length_and_no_faster():
    def seconds(count: int) -> float:
        data = b"The islands agreed to halt attacks.\n\nIt holds.\n\nWhat next\n\n" * count
        begun = time.perf_counter()
        receive("a.txt", data)
        return time.perf_counter() - begun

    seconds(100)
    assert seconds(16_000) < 4 * 2.5 * max(seconds(4_000), 0.05)


def refused(name: str, data: bytes, limits: Limits | None = None) -> str:
    with pytest.raises(TruceError) as error:
        receive(name, data, limits=limits or Limits())
    return str(error.value)


def larger(holds: str, most: str) -> str:
    return (
        f"the document holds {holds}; at most {most} are read, so that no document can fill the "
        "memory or stop the work. If it is genuine, split it and read the parts."
    )


def test_many_pages_are_read_up_to_the_limit():
    document = receive("a.pdf", pdf([LINES] * 300))
    assert len(document.places) == 300
    said = refused("a.pdf", pdf([LINES] * 11), Limits(pages=10))
    assert said == f"a.pdf: {larger('11 pages', '10 pages')}"


def test_a_zip_bomb_is_refused_by_what_it_declares():
    said = refused("a.docx", zipped({"word/document.xml": " " * 80_000_000}))
    assert said == (
        "a.docx: the file holds more than 67,108,864 bytes once unpacked: it is refused, since "
        "such a file can fill the memory. If it is genuine, save its text as plain text or PDF, "
        "and read that."
    )


def test_a_zip_bomb_is_refused_by_what_it_holds():
    data = zipped({"word/document.xml": "<a>" + " " * 30_000_000})
    small = (1000).to_bytes(4, "little")
    lying = data.replace((30_000_003).to_bytes(4, "little"), small)
    assert lying != data
    assert refused("a.docx", lying).startswith("a.docx: the file ")
    assert "more than 200 times its packed size" in refused("a.docx", data)


def test_a_docx_that_declares_entities_is_refused():
    bomb = '<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;&a;">]>'
    assert refused("a.docx", docx([("x", "&b;")], prolog=bomb)) == (
        "a.docx: the file is no DOCX, or it is damaged or locked (it declares a document type, "
        "which a DOCX never does). Open it in a word processor and save it as DOCX again."
    )


def test_messages_in_messages_are_refused():
    nested = "".join(
        f"Content-Type: multipart/mixed; boundary=b{n}\n\n--b{n}\n" for n in range(2_000)
    )
    said = refused("a.eml", f"From: a@b\nDate: x\n{nested}".encode())
    assert said == f"a.eml: {larger('2,000 parts made of parts', '20 of them')}"


@pytest.mark.parametrize(
    ("limits", "said"),
    [
        (Limits(data_bytes=9), larger("36 bytes", "9 bytes")),
        (Limits(characters=9), larger("36 characters", "9 characters")),
        (Limits(lines=1), larger("more than 1 lines", "1 lines")),
    ],
)
def test_limits_are_named_where_they_are_met(limits: Limits, said: str):
    data = b"The islands agreed.\n\nSo they said.\n\n"
    assert refused("a.txt", data, limits) == f"a.txt: {said}"
