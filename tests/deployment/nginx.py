"""nginx with the project's own configuration and a certificate made for the time of the tests."""

from __future__ import annotations

import shutil
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from common.paths import ROOT

CONFIGURATION = ROOT / "deploy" / "nginx.conf"
NGINX = shutil.which("nginx", path="/usr/sbin:/usr/local/sbin:/usr/bin")
OPENSSL = shutil.which("openssl")
#: The name of the server in the configuration.
NAME = "fragiscope.exemple.fr"
#: Around the configuration: all that nginx writes stays in its folder, and it does not leave its
#: terminal.
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
    {configuration}
}}
"""


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def configuration(folder: Path, plain: int, port: int, application: str) -> str:
    """Read the configuration, on our ports, in front of the process that runs."""
    written = CONFIGURATION.read_text("utf-8")
    for old, new, times in (
        ("listen 443 ssl", f"listen 127.0.0.1:{port} ssl", 2),
        ("listen 80", f"listen 127.0.0.1:{plain}", 2),
        ("server application:8501;", f"server {application};", 1),
        ("/etc/ssl/fragiscope/", f"{folder}/", 2),
    ):
        assert written.count(old) == times, old
        written = written.replace(old, new)
    return written


def certificate(folder: Path) -> None:
    """Make a certificate that nobody but us trusts."""
    assert OPENSSL is not None
    command = [
        *(OPENSSL, "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2"),
        *("-subj", f"/CN={NAME}", "-addext", f"subjectAltName=DNS:{NAME}"),
        *("-keyout", str(folder / "fragiscope.key"), "-out", str(folder / "fragiscope.pem")),
    ]
    subprocess.run(command, check=True, capture_output=True)


@contextmanager
def proxied(folder: Path, application: str) -> Iterator[tuple[int, int]]:
    """Put nginx in front of the application; its ports, without and with TLS."""
    if NGINX is None or OPENSSL is None:
        pytest.skip(
            "nginx or openssl is not installed here (Debian: apt install nginx-light openssl)"
        )
    plain, port = free_port(), free_port()
    certificate(folder)
    path = folder / "nginx.conf"
    path.write_text(
        AROUND.format(folder=folder, configuration=configuration(folder, plain, port, application))
    )
    server = subprocess.Popen([NGINX, "-p", str(folder), "-c", str(path)])
    try:
        _wait_for(port, server)
        yield plain, port
    finally:
        server.terminate()
        server.wait(timeout=20)


def _wait_for(port: int, server: subprocess.Popen[bytes]) -> None:
    deadline = time.monotonic() + 20
    while time.monotonic() < deadline:
        assert server.poll() is None, "nginx refused its configuration"
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.1)
    raise AssertionError("nginx did not start in time")
