from __future__ import annotations

import re
import signal
import socket
import subprocess
import sys
from collections.abc import Callable, Iterator
from importlib import util

import httpx
import pytest
from click.testing import CliRunner
from starlette.applications import Starlette

from atlas.desk.desk import Desk
from atlas.jobs import collections
from atlas.jobs.collections import FeatureSet, level_features
from commands.usage import FAILED, USAGE
from common.errors import NotKeptError
from common.levels import Level
from common.paths import ROOT
from fragiscope import cli
from ogc import server
from ogc.server import listening

TINY = """
from starlette.applications import Starlette
from ogc.server import listening, run
opened = listening("127.0.0.1", 0)
run(Starlette(), opened, lambda: print(opened.getsockname()[1], flush=True))
"""


@pytest.mark.parametrize("stop", [signal.SIGTERM, signal.SIGINT])
def test_it_answers_once_it_says_so_and_stops_when_told(stop: signal.Signals) -> None:
    with subprocess.Popen(
        [sys.executable, "-c", TINY], cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE
    ) as process:
        port = int(process.stdout.readline())
        assert httpx.get(f"http://127.0.0.1:{port}/").status_code == 404
        process.send_signal(stop)
        assert process.wait(20) == 0
        assert process.stderr.read() == b""


def test_a_port_that_is_taken_is_told() -> None:
    with listening("127.0.0.1", 0) as taken:
        port = taken.getsockname()[1]
        with pytest.raises(NotKeptError, match=str(port)):
            listening("127.0.0.1", port)
        done = CliRunner().invoke(cli, ["serve", "--port", str(port)])
    assert (done.exit_code, done.stderr.count("\n")) == (FAILED, 1)


@pytest.fixture
def started(monkeypatch: pytest.MonkeyPatch, desk: Desk) -> list[tuple[str, int]]:
    """The command prepares one level, and its server ends as soon as it is ready."""
    known: list[tuple[str, int]] = []

    def one(_desk: Desk) -> Iterator[FeatureSet]:
        yield level_features(desk, Level.REGION)

    def run(application: Starlette, opened: socket.socket, ready: Callable[[], None]) -> None:
        assert application.routes
        known.append(opened.getsockname()[:2])
        opened.close()
        ready()

    monkeypatch.setattr(collections, "COLLECTIONS", ("region",))
    monkeypatch.setattr(collections, "feature_sets", one)
    monkeypatch.setattr(server, "run", run)
    return known


def test_the_command_says_its_address_on_loopback(started: list[tuple[str, int]]) -> None:
    done = CliRunner().invoke(cli, ["serve", "--port", "0"])
    assert done.exit_code == 0, done.stderr
    ((host, port),) = started
    assert host == "127.0.0.1"
    assert re.search(rf"http://127\.0\.0\.1:{port}$", done.stderr, re.MULTILINE)


def test_behind_a_proxy_it_says_the_public_address(started: list[tuple[str, int]]) -> None:
    asked = ["serve", "--port", "0", "--address", "https://exemple.fr/ogc/"]
    assert "https://exemple.fr/ogc\n" in CliRunner().invoke(cli, asked).stderr
    refused = CliRunner().invoke(cli, ["serve", "--address", "javascript:alert(1)"])
    assert refused.exit_code == USAGE


def test_without_pygeoapi_it_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(util, "find_spec", lambda _name: None)
    done = CliRunner().invoke(cli, ["serve"])
    assert done.exit_code == USAGE
    assert "[ogc]" in done.stderr


def test_the_application_knows_nothing_of_it() -> None:
    rooms = ("atlas", "pages", "reports", "common", "geo", "own_data", "indicators")
    named = [
        path.relative_to(ROOT).as_posix()
        for room in rooms
        for path in (ROOT / room).rglob("*.py")
        if re.search(
            r"^\s*(?:import|from) (?:pygeoapi|ogc)\b", path.read_text("utf-8"), re.MULTILINE
        )
    ]
    assert named == []
