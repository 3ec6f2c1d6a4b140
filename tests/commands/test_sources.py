"""What comes of a file is told to a terminal and to nobody else."""

from __future__ import annotations

import io
import sys

import pytest

from commands.sources import bytes_told
from pipeline.declared import OfficialFile

ONE = OfficialFile("codes/a.csv")


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


@pytest.mark.parametrize("kind", [Terminal, io.StringIO])
def test_a_terminal_sees_how_much_has_come(
    kind: type[io.StringIO], monkeypatch: pytest.MonkeyPatch
) -> None:
    stream = kind()
    monkeypatch.setattr(sys, "stderr", stream)
    with bytes_told() as told:
        for there in (100_000, 120_000, 2_000_000):
            told(ONE, there, 4_000_000)
        told(ONE, 3_000_000, 0)
    lines = [part.removeprefix("\x1b[K") for part in stream.getvalue().split("\r")]
    expected = ["a.csv : 0,1 Mo sur 4 Mo", "a.csv : 2 Mo sur 4 Mo", "a.csv : 3 Mo", ""]
    assert lines == ["", *expected] if kind is Terminal else lines == [""]
