"""Where a command is, told to a terminal and to nobody else."""

from __future__ import annotations

import io
import sys

import pytest

from commands.progress import progress


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def run(steps: list[str]) -> None:
    with progress("Carte", len(steps)) as step:
        for what in steps:
            step(what)


def test_a_terminal_sees_each_step_and_the_end(monkeypatch: pytest.MonkeyPatch) -> None:
    terminal = Terminal()
    monkeypatch.setattr(sys, "stderr", terminal)
    run(["lecture", "écriture"])
    told = terminal.getvalue()
    places = [told.find(word) for word in ("Carte", "0%  lecture", "50%  écriture", "100%")]
    assert -1 not in places
    assert places == sorted(places)


def test_a_file_receives_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    file = io.StringIO()
    monkeypatch.setattr(sys, "stderr", file)
    run(["lecture", "écriture"])
    assert file.getvalue() == ""
