"""The page for researchers who work in Python: every example runs, every function is there."""

from __future__ import annotations

import doctest
import re

import atlas
from atlas.desk.desk import Desk
from common.paths import ROOT

PAGE = ROOT / "docs" / "python.md"


def test_every_example_answers_as_printed(desk: Desk) -> None:
    done = doctest.testfile(str(PAGE), module_relative=False, optionflags=doctest.ELLIPSIS)
    assert done.attempted > 30
    assert done.failed == 0


def test_every_function_is_told() -> None:
    text = PAGE.read_text("utf-8")
    table = "\n".join(line for line in text.splitlines() if line.startswith("| `"))
    assert set(re.findall(r"`(\w+)\(", table)) | {"known_gaps"} == set(atlas.__all__)
