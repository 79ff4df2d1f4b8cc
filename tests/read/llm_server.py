"""A small server on this machine that answers in the shape of chat completions, well or badly."""

import json
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

Reply = Callable[["Asked"], tuple[int, dict[str, str], bytes]]


@dataclass
class Asked:
    """One request as the server saw it."""

    path: str
    headers: dict[str, str]
    body: dict[str, Any]


@dataclass
class Server:
    url: str
    asked: list[Asked] = field(default_factory=list)


def completion(words: str, finish: str = "stop") -> tuple[int, dict[str, str], bytes]:
    """Return an answer of a server that keeps to the rules, with these words in it."""
    body = {
        "id": "chatcmpl-1",
        "object": "chat.completion",
        "created": 1900000000,
        "model": "stub",
        "choices": [
            {
                "index": 0,
                "finish_reason": finish,
                "message": {"role": "assistant", "content": words},
            }
        ],
        "usage": {"prompt_tokens": 1, "completion_tokens": 1, "total_tokens": 2},
    }
    return 200, {"Content-Type": "application/json"}, json.dumps(body).encode()


def statements(*said: dict[str, Any]) -> Reply:
    """Return a reply that names these statements."""
    return lambda _: completion(json.dumps({"statements": list(said)}))


def slowly(seconds: float) -> Reply:
    def reply(_: Asked) -> tuple[int, dict[str, str], bytes]:
        time.sleep(seconds)
        return completion('{"statements": []}')

    return reply


@contextmanager
def serving(reply: Reply) -> Iterator[Server]:
    """Yield a server on 127.0.0.1 that gives this reply to every request."""

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            size = int(self.headers["content-length"])
            asked = Asked(self.path, dict(self.headers), json.loads(self.rfile.read(size)))
            server.asked.append(asked)
            status, headers, body = reply(asked)
            try:
                self.send_response(status)
                for name, value in {**headers, "Content-Length": str(len(body))}.items():
                    self.send_header(name, value)
                self.end_headers()
                self.wfile.write(body)
            except OSError:
                pass

        def log_message(self, *_: object) -> None:
            pass

    http = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    http.daemon_threads = True
    http.block_on_close = False
    server = Server(f"http://127.0.0.1:{http.server_address[1]}/v1")
    thread = threading.Thread(target=http.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    try:
        yield server
    finally:
        http.shutdown()
        http.server_close()
        thread.join()
