"""Run a command in a process of its own and measure what it takes."""

from __future__ import annotations

import os
import sys
import tempfile
from dataclasses import dataclass

from bench.peak import RUN
from commands.usage import REFUSED, USAGE
from common.paths import ROOT
from tests.speed import quickest

#: What a refusal may take, imports included: seconds of processor and megabytes, well above what
#: is measured (4 s, 350 MB) and well below what the file would take if it were read.
SECONDS, MEGABYTES = 20, 700


@dataclass(frozen=True)
class Measured:
    """A command that has ended.

    Attributes
    ----------
    code : exit code.
    told : what it wrote on the standard error.
    seconds : of processor, as :func:`tests.speed.quickest` says them.
    megabytes : most memory held.
    """

    code: int
    told: str
    seconds: float
    megabytes: float

    def check_refusal(self, said: str) -> None:
        """Check that the command refused in French, quickly and lightly."""
        assert self.code in (REFUSED, USAGE), self.told
        assert said in self.told
        assert "Traceback" not in self.told
        assert self.seconds < SECONDS
        assert self.megabytes < MEGABYTES


def measure(*arguments: object) -> Measured:
    """Run ``fragiscope`` with some arguments; again where it took long."""
    return quickest(SECONDS, lambda: _measured(*arguments))


def _measured(*arguments: object) -> Measured:
    with tempfile.TemporaryFile() as told, tempfile.NamedTemporaryFile("r") as peak:
        asked = (str(argument) for argument in arguments)
        command = [sys.executable, "-c", RUN, peak.name, *asked]
        process = os.posix_spawn(
            sys.executable,
            command,
            os.environ | {"PYTHONPATH": str(ROOT)},
            file_actions=[
                (os.POSIX_SPAWN_OPEN, 1, os.devnull, os.O_WRONLY, 0),
                (os.POSIX_SPAWN_DUP2, told.fileno(), 2),
            ],
        )
        _, status, usage = os.wait4(process, 0)
        told.seek(0)
        text = told.read().decode()
        kilobytes = int(peak.read())
    return Measured(
        code=os.waitstatus_to_exitcode(status),
        told=text,
        seconds=usage.ru_utime + usage.ru_stime,
        megabytes=kilobytes / 1_000,
    )
