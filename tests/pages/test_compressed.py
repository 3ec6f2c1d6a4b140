"""Streamlit's own files: compressed to who reads them so, as they are to the others."""

from __future__ import annotations

import gzip
from collections.abc import MutableMapping
from pathlib import Path
from typing import Any

import pytest
from starlette.responses import PlainTextResponse
from streamlit.file_util import get_static_dir

from pages.parts.kit.compressed import Compressed
from tests.awaited import awaited

FOLDER = Path(get_static_dir()) / "static"
#: What the application answers itself.
UNCHANGED = b"as it is"


def asked(path: str, method: str = "GET", **headers: str) -> tuple[dict[str, str], bytes]:
    sent: list[MutableMapping[str, Any]] = []

    async def receive() -> MutableMapping[str, Any]:
        return {"type": "http.request"}

    async def send(message: MutableMapping[str, Any]) -> None:
        sent.append(message)

    named = [(name.replace("_", "-").encode(), said.encode()) for name, said in headers.items()]
    scope = {"type": "http", "method": method, "path": path, "query_string": b"", "headers": named}
    app = Compressed(PlainTextResponse(UNCHANGED))
    awaited(app(scope, receive, send))
    head = {name.decode(): said.decode() for name, said in sent[0]["headers"]}
    return head, b"".join(message.get("body", b"") for message in sent[1:])


@pytest.mark.parametrize(("kind", "mime"), [("js", "javascript"), ("css", "css")])
def test_a_file_is_compressed_for_who_reads_it_so(kind: str, mime: str) -> None:
    file = max((FOLDER / kind).iterdir(), key=lambda one: one.stat().st_size)
    head, body = asked(f"/static/{kind}/{file.name}", accept_encoding="br, gzip")
    assert gzip.decompress(body) == file.read_bytes()
    assert len(body) < file.stat().st_size / 2
    assert head["content-encoding"] == "gzip"
    assert head["vary"] == "Accept-Encoding"
    assert "immutable" in head["cache-control"]
    assert mime in head["content-type"]


def test_the_rest_is_left_to_the_application() -> None:
    name = next((FOLDER / "js").glob("index.*.js")).name
    for path, method, headers in (
        (f"/static/js/{name}", "GET", {}),
        (f"/static/js/{name}", "HEAD", {"accept_encoding": "gzip"}),
        (f"/static/js/{name}", "GET", {"accept_encoding": "gzip", "range": "bytes=0-9"}),
        ("/static/js/../index.html", "GET", {"accept_encoding": "gzip"}),
        (f"/carte/static/js/{name}", "GET", {"accept_encoding": "gzip"}),
    ):
        assert asked(path, method, **headers)[1] == UNCHANGED
