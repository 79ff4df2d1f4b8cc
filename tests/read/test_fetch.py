"""Fetching: what an address gives, and how far a fetch goes."""

import threading
import time
from collections.abc import Iterator
from contextlib import suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from truce.cli.fetch import Bounds, documents_in, fetch, is_address
from truce.issues import TruceError

HINT = " Open it in a browser, save the page, and read the file."
PRIVATE = Bounds(private=True)


class Server(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        if self.path.startswith("/moved"):
            self.send_response(302)
            self.send_header("Location", "/page.html" if self.path == "/moved" else "/moved-again")
            self.end_headers()
        elif self.path == "/to-file":
            self.send_response(301)
            self.send_header("Location", "file:///etc/passwd")
            self.end_headers()
        elif self.path == "/slow":
            self.send_response(200)
            self.end_headers()
            with suppress(OSError):
                for _ in range(20):
                    self.wfile.write(b"x")
                    self.wfile.flush()
                    time.sleep(0.1)
        elif self.path == "/page.html":
            self.send_response(200)
            self.send_header("Content-Type", "text/html; charset=utf-8")
            self.end_headers()
            self.wfile.write(b"<p>The islands agreed.</p>")
        else:
            self.send_error(404)

    def log_message(self, format: str, *args: object) -> None:
        pass


@pytest.fixture(scope="module")
def at() -> Iterator[str]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), Server)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()


def test_a_page_comes_with_its_medium_and_name(at: str):
    page = fetch(f"{at}/moved", PRIVATE)
    assert (page.url, page.name, page.media) == (f"{at}/page.html", "page.html", "html")
    assert page.data == b"<p>The islands agreed.</p>"


def test_a_private_address_is_refused_unless_allowed(at: str):
    with pytest.raises(TruceError) as error:
        fetch(f"{at}/page.html")
    assert str(error.value) == (
        f"{at}/page.html: {at}/page.html could not be fetched: 127.0.0.1 is 127.0.0.1, inside a "
        f"private network, which no page may send truce to.{HINT}"
    )


@pytest.mark.parametrize(
    "url", ["http://localhost/", "http://[::1]/", "http://[::ffff:127.0.0.1]/", "http://10.0.0.1/"]
)
def test_every_way_of_writing_a_private_address_is_seen(url: str):
    with pytest.raises(TruceError, match="inside a private network"):
        fetch(url)


@pytest.mark.parametrize(
    ("path", "bounds", "said"),
    [
        ("/none", PRIVATE, "{at}/none could not be fetched: the server answers 404 Not Found."),
        ("/moved-on", PRIVATE, "the address sends on more than 5 times."),
        ("/to-file", PRIVATE, "`file:///etc/passwd` is not an http or https address."),
        (
            "/page.html",
            Bounds(private=True, most_bytes=5),
            "{at}/page.html could not be fetched: it gives more than 5 bytes.",
        ),
        (
            "/slow",
            Bounds(private=True, seconds=0.5),
            "{at}/slow could not be fetched: the time allowed for it is over.",
        ),
    ],
)
def test_a_fetch_ends_in_words(at: str, path: str, bounds: Bounds, said: str):
    with pytest.raises(TruceError) as error:
        fetch(at + path, bounds)
    assert str(error.value) == f"{at}{path}: {said.format(at=at)}{HINT}"


def test_only_web_addresses_are_addresses():
    assert is_address("HTTPS://example.org/a")
    assert not is_address("documents/a.txt")
    with pytest.raises(TruceError, match="holds a name or password"):
        fetch("http://a:b@example.org/")


def test_a_folder_gives_its_documents_in_order(tmp_path: Path):
    for name in ("b.txt", "a.HTML", "c.jpg", ".hidden.txt", "sub/d.pdf", ".git/e.txt"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text("x")
    found = [path.relative_to(tmp_path).as_posix() for path in documents_in(tmp_path)]
    assert found == ["a.HTML", "b.txt", "sub/d.pdf"]


def test_a_folder_without_documents_is_an_error(tmp_path: Path):
    with pytest.raises(TruceError) as error:
        documents_in(tmp_path)
    assert str(error.value) == (
        f"{tmp_path}: the folder holds no document. A document's name ends with one of: docx, eml, "
        "htm, html, markdown, md, pdf, text, txt, xhtml."
    )
