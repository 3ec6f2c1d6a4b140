"""The nginx sample of docs/deployment.md, with a real nginx in front of the application."""

from __future__ import annotations

import http.client
import re
import shutil
import socket
import subprocess
import time
from collections.abc import Iterator

import pytest
from websockets.exceptions import ConnectionClosed
from websockets.sync.client import ClientConnection, connect
from websockets.typing import Origin, Subprotocol

from bench.load import Visitor, application
from common.paths import ROOT
from pages.parts.kit.gate import UNKNOWN_ADDRESS

pytestmark = pytest.mark.slow
NGINX = shutil.which("nginx", path="/usr/sbin:/usr/local/sbin:/usr/bin")
#: Of a WebSocket that closes (RFC 6455, 7.4.1).
TOO_BIG = 1009
NAME = "fragiscope.exemple.fr"
#: Around the sample: all that nginx writes stays in its folder, and it does not leave its terminal.
AROUND = """
daemon off;
pid {folder}/pid;
error_log {folder}/log;
events {{}}
http {{
    access_log off;
    client_body_temp_path {folder}/body;
    proxy_temp_path {folder}/proxy;
    fastcgi_temp_path {folder}/fastcgi;
    uwsgi_temp_path {folder}/uwsgi;
    scgi_temp_path {folder}/scgi;
    {sample}
}}
"""


def sample(port: int, application_address: str) -> str:
    """The sample, without certificates, with our ports and the one process that runs."""
    document = (ROOT / "docs" / "deployment.md").read_text("utf-8")
    written = document.split("```nginx\n")[1].split("```")[0]
    replaced = [
        ("listen 443 ssl", f"listen 127.0.0.1:{port}", 2),
        ("server 127.0.0.1:8501;", f"server {application_address};", 1),
        ("    server 127.0.0.1:8502;\n", "", 1),
    ]
    for old, new, times in replaced:
        assert written.count(old) == times
        written = written.replace(old, new)
    return re.sub(r"^ssl_.*$", "", written, flags=re.MULTILINE)


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@pytest.fixture(scope="module")
def proxy(tmp_path_factory: pytest.TempPathFactory) -> Iterator[int]:
    """Port of nginx, in front of the application."""
    if NGINX is None:
        pytest.skip("nginx is not installed on this machine (Debian: apt install nginx-light)")
    folder, port = tmp_path_factory.mktemp("nginx"), free_port()
    with application() as (address, _):
        configuration = folder / "nginx.conf"
        configuration.write_text(AROUND.format(folder=folder, sample=sample(port, address)))
        server = subprocess.Popen([NGINX, "-p", str(folder), "-c", str(configuration)])
        try:
            wait_for(port, server)
            yield port
        finally:
            server.terminate()
            server.wait(timeout=20)


def wait_for(port: int, server: subprocess.Popen[bytes]) -> None:
    deadline = time.monotonic() + 20
    while time.monotonic() < deadline:
        assert server.poll() is None, "nginx refused the sample"
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.1)
    raise AssertionError("nginx did not start in time")


def ask(
    port: int, path: str, *, host: str = NAME, method: str = "GET", body: bytes = b""
) -> tuple[int, http.client.HTTPMessage, bytes]:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
    try:
        connection.request(method, path, body or None, {"Host": host})
        answer = connection.getresponse()
        return answer.status, answer.headers, answer.read()
    finally:
        connection.close()


def visit(port: int, origin: str = f"http://{NAME}") -> ClientConnection:
    return connect(
        f"ws://{NAME}/_stcore/stream",
        sock=socket.create_connection(("127.0.0.1", port), timeout=30),
        subprotocols=[Subprotocol("streamlit")],
        origin=Origin(origin),
        max_size=None,
    )


def test_pages_come_with_their_headers_and_without_the_name_of_the_server(proxy: int) -> None:
    status, headers, _ = ask(proxy, "/carte")
    assert status == 200
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Content-Security-Policy"] == "frame-ancestors 'self'"
    assert headers["Referrer-Policy"] == "same-origin"
    assert headers.get_all("Server") == ["nginx"]


def test_scripts_are_kept_by_browsers(proxy: int) -> None:
    status, headers, _ = ask(proxy, "/app/static/map/fragiscope.js")
    assert status == 200
    assert "max-age=604800" in (headers.get_all("Cache-Control") or [])
    assert headers["X-Content-Type-Options"] == "nosniff"


def test_a_visit_goes_through(proxy: int) -> None:
    with visit(proxy) as opened:
        visitor = Visitor(f"127.0.0.1:{proxy}", opened)
        visitor.open("accueil")
        assert visitor.visit.errors == []
        assert visitor.headings


def test_a_visit_from_another_site_is_refused(proxy: int) -> None:
    with pytest.raises(Exception, match="403"), visit(proxy, "http://ailleurs.example"):
        pass


def test_a_message_too_long_is_refused_at_its_first_bytes(proxy: int) -> None:
    length = (26_000_000).to_bytes(8)
    with visit(proxy) as opened:
        # Binary, masked, of a length in eight bytes; nothing follows the mask.
        opened.socket.sendall(b"\x82\xff" + length + b"mask")
        with pytest.raises(ConnectionClosed):
            opened.recv(timeout=20)
        assert opened.close_code == TOO_BIG


def test_figures_for_monitoring_and_unknown_addresses_are_closed(proxy: int) -> None:
    assert ask(proxy, "/_stcore/metrics")[0] == 404
    status, _, body = ask(proxy, "/inconnue")
    assert status == 404
    assert UNKNOWN_ADDRESS in body.decode()


def test_a_body_too_large_is_refused_by_the_proxy(proxy: int) -> None:
    address = "/_stcore/upload_file/session/file"
    status, headers, _ = ask(proxy, address, method="PUT", body=b"\0" * 22 * 2**20)
    assert (status, headers["Server"]) == (413, "nginx")


def test_another_name_gets_no_answer(proxy: int) -> None:
    with pytest.raises(http.client.RemoteDisconnected):
        ask(proxy, "/", host="ailleurs.example")
