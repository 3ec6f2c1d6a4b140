"""The project's nginx configuration, with a real nginx in front of the application, under TLS."""

from __future__ import annotations

import http.client
import socket
import ssl
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest
from websockets.exceptions import ConnectionClosed
from websockets.sync.client import ClientConnection, connect
from websockets.typing import Origin, Subprotocol

from bench.load import Visitor, application
from pages.parts.kit.gate import UNKNOWN_ADDRESS
from tests.deployment.nginx import NAME, proxied

pytestmark = pytest.mark.slow
#: Of a WebSocket that closes (RFC 6455, 7.4.1).
TOO_BIG = 1009


class Front(NamedTuple):
    """Where nginx listens, and who vouches for it."""

    plain: int
    port: int
    trusted: ssl.SSLContext


@pytest.fixture(scope="module")
def proxy(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Front]:
    """nginx, in front of the application."""
    folder: Path = tmp_path_factory.mktemp("nginx")
    with application() as (address, _), proxied(folder, address) as (plain, port):
        yield Front(plain, port, ssl.create_default_context(cafile=folder / "fragiscope.pem"))


class Named(http.client.HTTPSConnection):
    """A connection to loopback that asks for the certificate of the server's name."""

    def __init__(self, proxy: Front) -> None:
        super().__init__(NAME, timeout=30)
        self._front = proxy

    def connect(self) -> None:
        reached = socket.create_connection(("127.0.0.1", self._front.port), timeout=30)
        self.sock = self._front.trusted.wrap_socket(reached, server_hostname=NAME)


def ask(
    proxy: Front, path: str, *, host: str = NAME, method: str = "GET", body: bytes = b""
) -> tuple[int, http.client.HTTPMessage, bytes]:
    connection = Named(proxy)
    try:
        connection.request(method, path, body or None, {"Host": host})
        answer = connection.getresponse()
        return answer.status, answer.headers, answer.read()
    finally:
        connection.close()


def visit(proxy: Front, origin: str = f"https://{NAME}") -> ClientConnection:
    return connect(
        f"wss://{NAME}/_stcore/stream",
        sock=socket.create_connection(("127.0.0.1", proxy.port), timeout=30),
        ssl=proxy.trusted,
        server_hostname=NAME,
        subprotocols=[Subprotocol("streamlit")],
        origin=Origin(origin),
        max_size=None,
    )


def test_pages_come_with_their_headers_and_without_the_name_of_the_server(proxy: Front) -> None:
    status, headers, _ = ask(proxy, "/carte")
    assert status == 200
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Content-Security-Policy"] == "frame-ancestors 'self'"
    assert headers["Referrer-Policy"] == "same-origin"
    assert headers["Strict-Transport-Security"].startswith("max-age=")
    assert headers.get_all("Server") == ["nginx"]


def test_without_tls_a_reader_is_sent_to_it(proxy: Front) -> None:
    connection = http.client.HTTPConnection("127.0.0.1", proxy.plain, timeout=30)
    connection.request("GET", "/carte?niveau=epci", headers={"Host": NAME})
    answer = connection.getresponse()
    assert (answer.status, answer.headers["Location"]) == (301, f"https://{NAME}/carte?niveau=epci")
    connection.close()


def test_scripts_are_kept_by_browsers(proxy: Front) -> None:
    status, headers, _ = ask(proxy, "/app/static/map/fragiscope.js")
    assert status == 200
    assert "max-age=604800" in (headers.get_all("Cache-Control") or [])
    assert headers["X-Content-Type-Options"] == "nosniff"


def test_a_visit_goes_through(proxy: Front) -> None:
    with visit(proxy) as opened:
        visitor = Visitor(NAME, opened)
        visitor.open("accueil")
        assert visitor.visit.errors == []
        assert visitor.headings


def test_a_visit_from_another_site_is_refused(proxy: Front) -> None:
    with pytest.raises(Exception, match="403"), visit(proxy, "https://ailleurs.example"):
        pass


def test_a_message_too_long_is_refused_at_its_first_bytes(proxy: Front) -> None:
    length = (26_000_000).to_bytes(8)
    with visit(proxy) as opened:
        # Binary, masked, of a length in eight bytes; nothing follows the mask.
        opened.socket.sendall(b"\x82\xff" + length + b"mask")
        with pytest.raises(ConnectionClosed):
            opened.recv(timeout=20)
        assert opened.close_code == TOO_BIG


def test_figures_for_monitoring_and_unknown_addresses_are_closed(proxy: Front) -> None:
    assert ask(proxy, "/_stcore/metrics")[0] == 404
    status, _, body = ask(proxy, "/inconnue")
    assert status == 404
    assert UNKNOWN_ADDRESS in body.decode()


def test_a_body_too_large_is_refused_by_the_proxy_before_it_comes(proxy: Front) -> None:
    connection = Named(proxy)
    connection.putrequest("PUT", "/_stcore/upload_file/session/file", skip_host=True)
    connection.putheader("Host", NAME)
    connection.putheader("Content-Length", str(102 * 2**20))
    connection.endheaders()
    answer = connection.getresponse()
    assert (answer.status, answer.headers["Server"]) == (413, "nginx")
    connection.close()


def test_another_name_gets_no_answer(proxy: Front) -> None:
    with pytest.raises(http.client.RemoteDisconnected):
        ask(proxy, "/", host="ailleurs.example")
    connection = http.client.HTTPConnection("127.0.0.1", proxy.plain, timeout=30)
    connection.request("GET", "/", headers={"Host": "ailleurs.example"})
    with pytest.raises(http.client.RemoteDisconnected):
        connection.getresponse()
    connection.close()
