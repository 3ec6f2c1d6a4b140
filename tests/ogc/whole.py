"""The command itself, with all its collections, in a process of its own."""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

from common.paths import ROOT
from tests.deployment.nginx import free_port


class Running(NamedTuple):
    """A server: where it listens on loopback, its process."""

    port: int
    process: subprocess.Popen[str]

    @property
    def address(self) -> str:
        """By which one reaches it, whatever its links say."""
        return f"http://127.0.0.1:{self.port}"

    @property
    def megabytes(self) -> float:
        """Memory that it holds now."""
        status = Path(f"/proc/{self.process.pid}/status").read_text("utf-8")
        held = re.search(r"VmRSS:\s*(\d+) kB", status)
        assert held is not None
        return int(held[1]) / 1_000


@contextmanager
def running(*options: str) -> Iterator[Running]:
    """Start the command on a free port; it must end well when it is told to."""
    port = free_port()
    command = [sys.executable, "-m", "fragiscope", "serve", "--port", str(port), *options]
    process = subprocess.Popen(command, cwd=ROOT, stderr=subprocess.PIPE, text=True)
    assert process.stderr is not None
    try:
        assert any("OGC API - Features : http" in line for line in process.stderr)
        yield Running(port, process)
    finally:
        process.terminate()
        assert process.wait(30) == 0
        process.stderr.close()
