"""The address behind the project's nginx, under a path and TLS."""

from __future__ import annotations

import http.client
import json
import socket
import ssl
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from common.paths import ROOT
from tests.deployment import nginx
from tests.ogc.whole import running

pytestmark = pytest.mark.slow
PUBLIC = f"https://{nginx.NAME}/ogc"


def test_links_lead_through_the_proxy(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    written = nginx.configuration

    def with_ogc(folder: Path, plain: int, port: int, application: str) -> str:
        inside = (ROOT / "deploy" / "ogc.conf").read_text("utf-8")
        assert inside.count("127.0.0.1:8600") == 1
        (folder / "ogc.conf").write_text(inside.replace("127.0.0.1:8600", listening))
        whole = written(folder, plain, port, application)
        before, line, after = whole.partition("    limit_conn visitors 200;")
        assert line
        return f"{before}    include {folder}/ogc.conf;\n{line}{after}"

    monkeypatch.setattr(nginx, "configuration", with_ogc)
    with running("--address", PUBLIC) as server:
        listening = f"127.0.0.1:{server.port}"
        with nginx.proxied(tmp_path, listening) as (_, port):
            trusted = ssl.create_default_context(cafile=tmp_path / "fragiscope.pem")

            def ask(path: str, method: str = "GET") -> tuple[int, bytes, str]:
                connection = http.client.HTTPSConnection(nginx.NAME, timeout=30)
                reached = socket.create_connection(("127.0.0.1", port), timeout=30)
                connection.sock = trusted.wrap_socket(reached, server_hostname=nginx.NAME)
                connection.request(method, path, headers={"Host": nginx.NAME})
                answer = connection.getresponse()
                try:
                    return answer.status, answer.read(), answer.headers.get("Location", "")
                finally:
                    connection.close()

            status, _, where = ask("/ogc?f=json")
            assert (status, urlsplit(where).path) == (308, "/ogc/")
            assert urlsplit(where).query == "f=json"
            landing = json.loads(ask("/ogc/")[1])
            assert all(link["href"].startswith(PUBLIC) for link in landing["links"])
            address = f"{PUBLIC}/collections/commune/items?limit=2"
            status, content, _ = ask(address.removeprefix(f"https://{nginx.NAME}"))
            after = [one["href"] for one in json.loads(content)["links"] if one["rel"] == "next"]
            assert status == 200
            split = urlsplit(after[0])
            assert json.loads(ask(f"{split.path}?{split.query}")[1])["numberReturned"] == 2
            assert ask("/ogc/collections", "POST")[0] == 405
