"""A server on this machine that fails in every way that servers do."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

#: Answers a request.
Answer = Callable[["_Handler"], None]


@dataclass
class Server:
    """What answers in turn, the last one for ever, and what was asked.

    Attributes
    ----------
    url : address of the one file.
    answers : to give, in order.
    asked : headers of each request, with its path under ``path``.
    sent : bytes of bodies sent.
    """

    url: str
    answers: list[Answer]
    asked: list[dict[str, str]] = field(default_factory=list)
    sent: int = 0

    @property
    def ranges(self) -> list[str]:
        return [asked.get("Range", "") for asked in self.asked]


def whole(
    content: bytes,
    *,
    etag: str = '"a"',
    ranges: bool = True,
    cut: int | None = None,
    more: int = 0,
    pause: float = 0.0,
    piece: int = 0,
    headers: dict[str, str] | None = None,
) -> Answer:
    """Send the file, or the part asked for where the server knows parts.

    Parameters
    ----------
    cut : bytes of the body after which the line drops.
    more : bytes announced that never come.
    pause : seconds before each piece of ``piece`` bytes.
    """

    def answer(handler: _Handler) -> None:
        asked = handler.headers.get("Range", "")
        start = int(asked.removeprefix("bytes=").rstrip("-")) if asked and ranges else 0
        if handler.headers.get("If-Range") not in (None, etag):
            start = 0
        if start >= len(content) and start:
            handler.send_response(416)
            handler.send_header("Content-Range", f"bytes */{len(content)}")
            handler.send_header("Content-Length", "0")
            handler.end_headers()
            return
        body = content[start:]
        handler.send_response(206 if start else 200)
        if start:
            handler.send_header("Content-Range", f"bytes {start}-{len(content) - 1}/{len(content)}")
        if etag:
            handler.send_header("ETag", etag)
        for name, value in (headers or {}).items():
            handler.send_header(name, value)
        handler.send_header("Content-Length", str(len(body) + more))
        handler.end_headers()
        kept = body if cut is None else body[:cut]
        size = piece or len(kept) or 1
        for place in range(0, len(kept), size):
            time.sleep(pause)
            handler.wfile.write(kept[place : place + size])
            handler.wfile.flush()
            handler.of.sent += len(kept[place : place + size])

    return answer


def without_length(content: bytes) -> Answer:
    """Send the file until the line closes, without a word of its length."""

    def answer(handler: _Handler) -> None:
        handler.send_response(200)
        handler.end_headers()
        handler.wfile.write(content)

    return answer


def status(code: int, **headers: str) -> Answer:
    """Answer without a file; ``Retry_After`` names the header Retry-After."""

    def answer(handler: _Handler) -> None:
        handler.send_response(code)
        for name, value in headers.items():
            handler.send_header(name.replace("_", "-"), value)
        handler.send_header("Content-Length", "0")
        handler.end_headers()

    return answer


class _Handler(BaseHTTPRequestHandler):
    @property
    def of(self) -> Server:
        told: Server = self.server.told  # type: ignore[attr-defined]
        return told

    def do_GET(self) -> None:
        self.close_connection = True
        self.of.asked.append({"path": self.path, **dict(self.headers.items())})
        answers = self.of.answers
        answer = answers.pop(0) if len(answers) > 1 else answers[0]
        with suppress(ConnectionError):  # the client has left, as it may
            answer(self)

    def log_message(self, format: str, *args: Any) -> None:
        """Say nothing."""


@contextmanager
def failing_server(*answers: Answer, name: str = "a.csv") -> Iterator[Server]:
    """Start a server on a free port of this machine alone, and stop it at the end."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), _Handler)
    told = Server(f"http://127.0.0.1:{server.server_port}/{name}", list(answers))
    server.told = told  # type: ignore[attr-defined]
    thread = threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True)
    thread.start()
    try:
        yield told
    finally:
        server.shutdown()
        server.server_close()
        thread.join(timeout=10)
