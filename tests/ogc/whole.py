"""The command itself, with all its collections, in a process of its own."""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import NamedTuple

from common.paths import ROOT


class Running(NamedTuple):
    """A server: its address, its process."""

    address: str
    process: subprocess.Popen[str]

    @property
    def megabytes(self) -> float:
        """Memory that it holds now."""
        with open(f"/proc/{self.process.pid}/status", encoding="utf-8") as status:
            held = re.search(r"VmRSS:\s*(\d+) kB", status.read())
        assert held is not None
        return int(held[1]) / 1_000


@contextmanager
def running(*options: str) -> Iterator[Running]:
    """Start the command on a free port; it must end well when it is told to."""
    command = [sys.executable, "-m", "fragiscope", "serve", "--port", "0", *options]
    process = subprocess.Popen(command, cwd=ROOT, stderr=subprocess.PIPE, text=True)
    assert process.stderr is not None
    try:
        address = ""
        for line in process.stderr:
            if found := re.search(r"(https?://\S+)$", line):
                address = found[1]
                break
        assert address, "the server did not start"
        yield Running(address, process)
    finally:
        process.terminate()
        assert process.wait(30) == 0
        process.stderr.close()
