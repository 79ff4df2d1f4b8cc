"""HTML, PDF, DOCX, e-mail and Markdown: the same body, headline and masthead, with a way back."""

import pytest

from tests.read.dumps import BODY, HEADLINE
from tests.read.files import docx, pdf, zipped
from truce.issues import TruceError
from truce.read.document import Document
from truce.read.receive import receive

PAGE = f"""<!DOCTYPE html>
<html lang="en"><head><title>{HEADLINE} | Coast Times</title>
<meta property="og:site_name" content="Coast Times">
<script type="application/ld+json">{{"@graph": [{{"@type": "NewsArticle", "headline": "x",
"datePublished": "2025-03-18T13:00:00-04:00", "dateModified": "2025-03-18T16:00:00-04:00",
"author": [{{"name": "Mara Venn"}}, {{"name": "Tolo Brack"}}]}}]}}</script></head>
<body><header><h1>Coast Times</h1><nav><ul><li><a href="/">Home</a></li></ul></nav></header>
<div class="cookie-banner"><p>We use cookies to improve your visit.</p></div>
<article><h1>{HEADLINE}</h1><p class="byline">By <a href="/m">Mara Venn</a></p>
<div class="share"><button>Share</button></div>
<p>{BODY[0].replace("halt", "<b>halt</b>")}</p>
<figure><img src="x.jpg"><figcaption>A substation on March 3, 2025. Ann Bee/Coast Times</figcaption>
</figure><p>&#8220;We stop&nbsp;tonight.&#8221;</p><h2>What we know</h2>
<p>{BODY[2]}</p><p>{BODY[3]}</p><ul><li>ports</li><li>pipes &amp; lines</li></ul>
<aside class="related"><h3>Related</h3><p>Storm cuts power in the south of the island.</p></aside>
<p>{BODY[6]}</p><p>{BODY[7]}</p></article>
<footer><p>© 2025 Coast Times. All rights reserved.</p></footer></body></html>"""
HTML_BODY = (
    *(BODY[0], "“We stop tonight.”", BODY[2], BODY[3], "ports", "pipes & lines", BODY[6], BODY[7]),
)


def headline(document: Document) -> str | None:
    return document.headline and document.headline.of(document.text)


def test_a_page_gives_its_main_text_and_what_it_states():
    page = receive("a.html", PAGE.encode())
    assert tuple(page.paragraphs()) == HTML_BODY
    assert headline(page) == HEADLINE
    assert (page.publisher, page.authors) == ("Coast Times", ("Mara Venn", "Tolo Brack"))
    assert page.issued is not None
    assert page.issued.written == "2025-03-18T13:00:00-04:00"
    assert page.issued.basis == "the page's linked data (`datePublished`)"
    assert [(one.dated, one.credit) for one in page.captions] == [
        ("2025-03-03", "Ann Bee/Coast Times")
    ]
    assert {one.span.of(page.text): one.why for one in page.set_aside} == {
        "Coast Times": "not in the main text",
        "Home": "navigation",
        "We use cookies to improve your visit.": "consent",
        "By Mara Venn": "byline",
        "Share": "button",
        "What we know": "heading",
        "Related": "beside the text",
        "Storm cuts power in the south of the island.": "beside the text",
        "© 2025 Coast Times. All rights reserved.": "footer",
    }


def test_places_of_a_page_count_code_points_of_the_file():
    page = receive("a.html", PAGE.encode())
    for words in ("agreed on Monday", "Minister Orla Venn", "A substation", "pipes", "lines"):
        at = page.text.index(words)
        place = max((p for p in page.places if p.start <= at), key=lambda p: p.start)
        assert PAGE[place.at + at - place.start :].startswith(words)


def test_a_page_without_paragraphs_is_read_by_its_elements():
    page = receive("a.html", b"<html><body><div>The islands agreed.</div><nav>Home</nav></body>")
    assert list(page.paragraphs()) == ["The islands agreed."]
    assert headline(page) is None


def test_a_pdf_gives_paragraphs_and_sets_running_heads_aside():
    pages = [
        [
            f"Ministry of Norland - report {number}",
            "The delegations of both islands met on Monday at the old harbour in order to",
            f"discuss point {number} of the halt of attacks.",
            "They agreed on it.",
            str(number),
        ]
        for number in range(1, 5)
    ]
    document = receive(
        "a.pdf", pdf(pages, info="/Author (Mara Venn) /CreationDate (D:20250318120000+01'00')")
    )
    assert document.media == "pdf"
    assert list(document.paragraphs())[:2] == [
        "The delegations of both islands met on Monday at the old harbour in order to\n"
        "discuss point 1 of the halt of attacks.",
        "They agreed on it.",
    ]
    assert {one.why for one in document.set_aside} == {"running head", "page number"}
    assert [place.part for place in document.places] == ["page 1", "page 2", "page 3", "page 4"]
    assert document.text[document.places[2].start :].startswith("Ministry of Norland - report 3")
    assert document.authors == ("Mara Venn",)
    assert document.issued is not None
    assert document.issued.written == "2025-03-18T12:00:00+01:00"
    assert document.issued.basis == "the day the PDF was made"


def test_a_docx_gives_what_a_reader_sees():
    changed = (
        "<w:r><w:t>It </w:t></w:r><w:del><w:r><w:delText>never </w:delText></w:r></w:del>"
        "<w:ins><w:r><w:t>still </w:t></w:r></w:ins><w:r><w:t>holds.</w:t></w:r>"
    )
    core = (
        '<c xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:t="http://purl.org/dc/terms/">'
        "<dc:creator>Mara Venn</dc:creator><t:created>2025-03-18T10:00:00Z</t:created></c>"
    )
    paragraphs = [
        ("Title", HEADLINE),
        ("x", "Nobody asked."),
        ("berschrift1", "What we know"),
        ("x", changed),
    ]
    document = receive("a.docx", docx(paragraphs, core=core))
    assert headline(document) == HEADLINE
    assert list(document.paragraphs()) == ["Nobody asked.", "It still holds."]
    assert [one.why for one in document.set_aside] == ["heading"]
    assert [place.part for place in document.places] == [f"paragraph {n}" for n in (1, 2, 3, 4)]
    assert document.issued is not None
    assert (document.authors, document.issued.written) == (("Mara Venn",), "2025-03-18T10:00:00Z")


MAIL = (
    "From: Mara Venn <mara@example.org>\r\nDate: Tue, 18 Mar 2025 13:51:00 -0400\r\n"
    "Subject: Islands agree\r\nMIME-Version: 1.0\r\n"
)


def test_a_message_is_the_senders():
    text = "The islands agreed.\r\n\r\n> old words\r\n\r\nIt holds.\r\n-- \r\nMara\r\n"
    data = f"{MAIL}Content-Type: text/plain; charset=utf-8\r\n\r\n{text}".encode()
    message = receive("letter", data)
    assert message.media == "email"
    assert (message.publisher, headline(message)) == ("Mara Venn", "Islands agree")
    assert list(message.paragraphs()) == ["The islands agreed.", "It holds."]
    assert [one.why for one in message.set_aside] == ["quoted message", "signature", "signature"]
    assert message.issued is not None
    assert (message.issued.written, message.issued.basis) == (
        "2025-03-18T13:51:00-04:00",
        "the Date header",
    )
    place = message.places[-1]
    assert data.decode()[place.at :] == message.text[place.start :]


def test_the_plain_part_goes_before_the_html_part():
    data = (
        f'{MAIL}Content-Type: multipart/alternative; boundary="b"\r\n\r\n'
        "--b\r\nContent-Type: text/html\r\n\r\n<p>The page agreed.</p>\r\n"
        "--b\r\nContent-Type: text/plain; charset=utf-8\r\n"
        "Content-Transfer-Encoding: quoted-printable\r\n\r\nThe caf=C3=A9 agreed.\r\n--b--\r\n"
    ).encode()
    message = receive("a.eml", data)
    assert list(message.paragraphs()) == ["The café agreed."]
    assert message.places[-1].part == "text part, decoded"


def test_markdown_stays_as_it_is():
    text = (
        "---\ntitle: x\ndate: 2025-03-18\nauthors: [Mara Venn, Tolo Brack]\n"
        "site: Coast Times\n---\n\n"
        f"# {HEADLINE}\n\nThe *islands* agreed\nto halt attacks.\n\n- ports\n- pipes\n\n"
        "> We stop tonight.\n\nWhat we know\n---\n\n![A picture](x.png)\n\nIt holds.\n\n[1]: /x\n"
    )
    document = receive("a.md", text.encode())
    assert document.text == text
    assert headline(document) == HEADLINE
    assert list(document.paragraphs()) == [
        "The *islands* agreed\nto halt attacks.",
        "ports",
        "pipes",
        "We stop tonight.",
        "It holds.",
    ]
    assert (document.publisher, document.authors) == ("Coast Times", ("Mara Venn", "Tolo Brack"))
    assert document.issued is not None
    assert (document.issued.written, document.issued.basis) == (
        "2025-03-18",
        "`date` in the front matter",
    )


@pytest.mark.parametrize(
    ("name", "data", "said"),
    [
        ("a.txt", b" \r\n ", "the document holds no text. Is it the right file?"),
        ("a.txt", b"a\0b", "the file holds a NUL character (at 1): it is not text, or damaged. "
         "Save it as text, HTML, PDF, DOCX or e-mail."),
        ("a.doc", b"\xd0\xcf\x11\xe0x", "the file is an old office document: its text cannot be "
         "read. Save it as DOCX or PDF."),
        ("a.jpg", b"\xff\xd8\xffx", "the file is a picture: its text cannot be read. Have its text "
         "recognised first, and read that."),
        ("a.pdf", b"%PDF-1.4 x", "the PDF is damaged or of a kind that cannot be read "
         "(PdfStreamError). Open it in a viewer and save or print it as PDF again."),
        ("a.pdf", pdf([[""]]), "the document holds no text. Its pages are pictures, it seems: have "
         "their text recognised first, and read that."),
        ("a.docx", b"PK\x03\x04x", "the file is no DOCX, or it is damaged or locked (File is not a "
         "zip file). Open it in a word processor and save it as DOCX again."),
        ("a.zip", zipped({"a": "b"}), "the archive is no DOCX: it has no part `word/document.xml`. "
         "Unpack it, and read what is in it."),
        ("a.eml", b"From: a\nDate: b\n\n", "the message has no text part. Read its attachments one "
         "by one."),
    ],
)  # fmt: skip
def test_what_is_no_document_is_refused_in_words(name: str, data: bytes, said: str):
    with pytest.raises(TruceError) as error:
        receive(name, data)
    assert str(error.value) == f"{name}: {said}"
    assert error.value.exit_code == 1


@pytest.mark.parametrize(
    ("data", "note"),
    [
        (
            "Острова договорились о перемирии на море. ".encode("cp1251") * 20,
            "the encoding is not stated; read as cp1251, the likeliest",
        ),
        (
            "Острови домовились. ".encode() * 20 + "café".encode("cp1252"),
            "not UTF-8, and standing as U+FFFD: 1, the first at byte 743; the file mixes encodings "
            "or is damaged",
        ),
        (
            "The islandsâ€™ cafÃ© agreed.".encode(),
            "wrongly decoded before the file was saved, it seems (mojibake): 2, the first at 11: "
            "`â€™`; left as it is",
        ),
    ],
)
def test_how_bytes_were_read_is_noted(data: bytes, note: str):
    assert receive("a.txt", data).notes[0] == note


def test_marks_of_order_and_line_ends_stay():
    document = receive("a.txt", "\ufeffThe islands agreed.\r\n\r\nIt holds.\r\n".encode())
    assert document.text == "\ufeffThe islands agreed.\r\n\r\nIt holds.\r\n"
    assert list(document.paragraphs()) == ["The islands agreed.", "It holds."]
    wide = receive("a.txt", "The islands agreed.".encode("utf-16"))
    assert list(wide.paragraphs()) == ["The islands agreed."]


def test_the_first_heading_is_the_headline_where_there_is_no_other():
    words = "".join(f"<div><span>{paragraph}</span></div>" for paragraph in BODY)
    page = receive("a.html", f"<html><article><h2>{HEADLINE}</h2>{words}<h2>x</h2>".encode())
    assert headline(page) == HEADLINE
    assert tuple(page.paragraphs()) == BODY


def test_a_class_name_on_the_whole_page_hides_nothing():
    words = "".join(f"<p>{paragraph}</p>" for paragraph in BODY)
    page = receive("a.html", f"<html><body class='comments related'>{words}".encode())
    assert tuple(page.paragraphs()) == BODY


def test_lines_of_a_page_are_paragraphs_where_a_blank_line_parts_them():
    page = receive("a.html", f"<html><div>{'<br><br>'.join(BODY)}</div>".encode())
    assert tuple(page.paragraphs()) == BODY
