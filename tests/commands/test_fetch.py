"""The command that brings official files: what it says, its codes, a process that is killed."""

from __future__ import annotations

import hashlib
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from commands.usage import FAILED, REFUSED, USAGE
from common.paths import ROOT
from fragiscope import cli
from tests.pipeline.failing_server import Server, failing_server, status, whole
from tests.pipeline.one_file import (  # noqa: F401 - one is a fixture
    CONTENT,
    NAME,
    NEWER,
    Waits,
    assert_whole,
    left,
    noted_waits,
)

TOML = """
checked = 2026-11-28
[[source]]
file = "codes/a.csv"
title = "codes"
producer = "Insee"
licence = "Licence Ouverte 2.0"
page = "https://www.insee.fr"
{address}
vintage = "2026"
columns = ["code", "value"]
feeds = ["boundaries"]
bytes = {size}
sha256 = "{sha256}"
"""


def run(folder: Path, server: Server | None, *arguments: str, key: str = "address") -> Result:
    text = TOML.format(
        address=f'{key} = "{server.url}"' if server else "",
        size=len(CONTENT),
        sha256=hashlib.sha256(CONTENT).hexdigest(),
    )
    (folder / "declared.toml").write_text(text, "utf-8")
    files = ("--sources", str(folder), "--declared", str(folder / "declared.toml"))
    return CliRunner().invoke(cli, ["sources", *arguments, *files])


def test_the_command_says_what_came_and_by_its_code_whether_all_did(
    tmp_path: Path, waits: Waits
) -> None:
    unknown = run(tmp_path, None, "fetch")
    assert unknown.exit_code == REFUSED
    assert "adresse à confirmer  codes/a.csv : à prendre par https://www.insee.fr" in unknown.stdout
    with failing_server(status(404), status(503), whole(CONTENT)) as server:
        assert run(tmp_path, server, "fetch").exit_code == REFUSED
        done = run(tmp_path, server, "fetch", "a.csv")
    assert done.exit_code == 0, done.stderr
    assert done.stdout == "reçu  codes/a.csv\n"
    assert run(tmp_path, None, "fetch").stdout == "déjà là  codes/a.csv\n"
    assert run(tmp_path, None, "fetch", "b.csv").exit_code == USAGE
    (tmp_path / NAME).unlink()
    with failing_server(status(503)) as server:
        failed = run(tmp_path, server, "fetch")
    assert failed.exit_code == FAILED
    assert failed.stdout.startswith("non reçu  codes/a.csv : ")


def test_a_killed_download_goes_on_where_it_was(
    tmp_path: Path, waits: Waits, monkeypatch: pytest.MonkeyPatch
) -> None:
    slow = whole(CONTENT, pause=0.05, piece=4_000)
    with failing_server(slow, whole(CONTENT)) as server:
        assert run(tmp_path, server, "list").exit_code == REFUSED  # writes the declaration
        files = ("--sources", str(tmp_path), "--declared", str(tmp_path / "declared.toml"))
        process = subprocess.Popen(
            [sys.executable, "-m", "fragiscope", "sources", "fetch", *files],
            cwd=ROOT,
            env=os.environ | {"NO_PROXY": "127.0.0.1"},
        )
        part = tmp_path / "codes" / "a.csv.part"
        limit = time.monotonic() + 60
        while not (part.exists() and part.stat().st_size > 10_000):
            assert process.poll() is None
            assert time.monotonic() < limit
            time.sleep(0.02)
        process.send_signal(signal.SIGKILL)
        process.wait()
        kept = part.stat().st_size
        assert not (tmp_path / NAME).exists()
        assert run(tmp_path, server, "fetch").exit_code == 0
    assert server.ranges == ["", f"bytes={kept}-"]
    assert_whole(tmp_path)


def test_the_command_takes_the_producer_s_file_where_asked(tmp_path: Path, waits: Waits) -> None:
    (tmp_path / "codes").mkdir()
    (tmp_path / NAME).write_bytes(CONTENT)
    with failing_server(whole(NEWER)) as server:
        done = run(tmp_path, server, "fetch", "--official", key="official")
    assert done.exit_code == 0, done.stderr
    assert done.stdout.startswith("mis à côté  codes/a.csv : nouveau-a.csv, empreinte ")
    assert left(tmp_path) == {"a.csv", "nouveau-a.csv"}
    for wrong in (("list", "--official"), ("fetch", "--official", "--replace")):
        assert run(tmp_path, None, *wrong).exit_code == USAGE
