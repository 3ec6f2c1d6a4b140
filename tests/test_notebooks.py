"""The notebooks run whole and answer what they show, each figure with its sources."""

from __future__ import annotations

import json
import re
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from atlas.desk.desk import Desk
from tools.notebook import NOTEBOOKS, executed, read

PATHS = sorted(NOTEBOOKS.glob("*.ipynb"))
#: Of one, as a repository keeps it.
MOST_BYTES = 300_000
VERSION = re.compile(r"version [0-9a-f]{10}\b")


def said(notebook: dict[str, Any]) -> list[list[str]]:
    """What each cell answers in words, whatever the version of the data that it says.

    Pictures depend on the fonts of the machine.
    """
    return [
        [
            VERSION.sub(
                "version",
                "".join(output["text"] if "text" in output else output["data"]["text/plain"]),
            )
            for output in cell.get("outputs", [])
        ]
        for cell in notebook["cells"]
    ]


def test_there_are_notebooks() -> None:
    assert PATHS


@pytest.mark.parametrize("path", PATHS, ids=lambda path: path.name)
def test_a_notebook_answers_what_it_shows(path: Path, desk: Desk) -> None:
    kept = read(path)
    assert said(executed(kept)) == said(kept), "python -m tools.notebook writes it again"


@pytest.mark.parametrize("path", PATHS, ids=lambda path: path.name)
def test_a_figure_is_followed_by_its_sources_and_mentions(path: Path, desk: Desk) -> None:
    mentions = {survey.mention for survey in desk.surveys.values()}
    figures = 0
    for cell in read(path)["cells"]:
        outputs = cell.get("outputs", [])
        for shown, below in pairwise([*outputs, {}]):
            if "image/png" in shown.get("data", {}):
                lines = "".join(below["text"]).splitlines()
                assert lines[0] in mentions
                assert re.match(r"Sources?\u00a0: ", lines[1])
                assert VERSION.search(lines[2])
                figures += 1
    assert figures >= 3
    assert path.stat().st_size < MOST_BYTES


@pytest.mark.parametrize("path", PATHS, ids=lambda path: path.name)
def test_a_notebook_is_one_that_jupyter_reads(path: Path) -> None:
    notebook = json.loads(path.read_text("utf-8"))
    assert (notebook["nbformat"], notebook["nbformat_minor"]) == (4, 5)
    names = [cell["id"] for cell in notebook["cells"]]
    assert len(names) == len(set(names))
    for cell in notebook["cells"]:
        outputs = {"execution_count", "outputs"} if cell["cell_type"] == "code" else set()
        assert set(cell) == {"cell_type", "id", "metadata", "source"} | outputs


def test_what_is_printed_shown_and_answered_is_kept_in_order() -> None:
    source = (
        "import matplotlib.pyplot as plt\n"
        "print('a')\nprint('b', end='')\n"
        "plt.figure(); plt.show()\n"
        "print('c')\n1 + 1"
    )
    cell = {"cell_type": "code", "source": [source]}
    done = executed({"cells": [cell, {"cell_type": "code", "source": ["x = 3"]}]})
    assert said(done) == [["a\nb", "<Figure>", "c\n", "2"], []]
    kinds = [output["output_type"] for output in done["cells"][0]["outputs"]]
    assert kinds == ["stream", "display_data", "stream", "execute_result"]
    with pytest.raises(ZeroDivisionError):
        executed({"cells": [{"cell_type": "code", "source": ["1 / 0"]}]})
