"""Run the notebooks of ``docs/notebooks`` and keep what they answer: ``python -m tools.notebook``.

Each is run from its first cell to its last in one Python, as *Run all* of Jupyter does: what is
printed, the pictures that are shown and the value of the last line, in their order.
"""

from __future__ import annotations

import ast
import base64
import io
import json
import sys
from collections.abc import Iterator
from contextlib import contextmanager, redirect_stdout
from pathlib import Path
from typing import Any

import matplotlib as mpl
from PIL import Image

from common.files import write_text
from common.paths import ROOT

NOTEBOOKS = ROOT / "docs" / "notebooks"
#: Points per inch of the pictures: sharp enough to read, light enough for a repository.
_DPI = 72
#: Colours of a picture.
_COLOURS = 64

Notebook = dict[str, Any]


def read(path: Path) -> Notebook:
    """Read a notebook (nbformat 4)."""
    notebook: Notebook = json.loads(path.read_text("utf-8"))
    return notebook


def executed(notebook: Notebook) -> Notebook:
    """Run the cells and give the notebook with what they answered, in place of what was kept.

    Raises
    ------
    Exception
        What a cell raises: a notebook that is kept runs whole.
    """
    names: dict[str, Any] = {"__name__": "__main__"}
    cells, count = [], 0
    for cell in notebook["cells"]:
        if cell["cell_type"] != "code":
            cells.append(cell)
            continue
        count += 1
        outputs = _run("".join(cell["source"]), names, count)
        cells.append({**cell, "execution_count": count, "outputs": outputs})
    return {**notebook, "cells": cells}


def _run(source: str, names: dict[str, Any], count: int) -> list[dict[str, Any]]:
    """Run one cell; its outputs, as nbformat writes them."""
    told = _Told()
    tree = ast.parse(source)
    last = tree.body.pop() if tree.body and isinstance(tree.body[-1], ast.Expr) else None
    with redirect_stdout(told), _showing(told):
        exec(compile(tree, f"<cell {count}>", "exec"), names)  # noqa: S102 - our own notebook
        if isinstance(last, ast.Expr):
            code = compile(ast.Expression(last.value), f"<cell {count}>", "eval")
            value = eval(code, names)  # noqa: S307 - our own notebook
            if value is not None:
                told.outputs.append(_result(value, count))
    return told.outputs


class _Told(io.TextIOBase):
    """What a cell says, in order: texts printed one after the other are one output."""

    def __init__(self) -> None:
        self.outputs: list[dict[str, Any]] = []

    def write(self, text: str) -> int:
        """Keep a text that is printed."""
        if not self.outputs or self.outputs[-1]["output_type"] != "stream":
            self.outputs.append({"name": "stdout", "output_type": "stream", "text": []})
        kept = self.outputs[-1]["text"]
        kept[:] = ("".join(kept) + text).splitlines(keepends=True)
        return len(text)


@contextmanager
def _showing(told: _Told) -> Iterator[None]:
    """Keep as PNG the figures that a cell shows."""
    mpl.use("agg")
    from matplotlib import pyplot  # noqa: PLC0415 - once the backend is chosen

    def show(*_: object, **__: object) -> None:
        for number in pyplot.get_fignums():
            figure = pyplot.figure(number)
            content = io.BytesIO()
            figure.savefig(
                content, format="png", dpi=_DPI, bbox_inches="tight", metadata={"Software": None}
            )
            encoded = base64.b64encode(_light(content)).decode()
            data = {"image/png": encoded, "text/plain": ["<Figure>"]}
            told.outputs.append({"data": data, "metadata": {}, "output_type": "display_data"})
        pyplot.close("all")

    usual, pyplot.show = pyplot.show, show
    try:
        yield
    finally:
        pyplot.show = usual
        pyplot.close("all")


def _light(content: io.BytesIO) -> bytes:
    """Write a picture in a palette: a third of its bytes, and maps have few colours."""
    picture = io.BytesIO()
    Image.open(content).convert("RGB").quantize(_COLOURS).save(picture, "png", optimize=True)
    return picture.getvalue()


def _result(value: object, count: int) -> dict[str, Any]:
    data = {"text/plain": repr(value).splitlines(keepends=True)}
    as_html = getattr(value, "_repr_html_", None)
    if as_html is not None:
        data["text/html"] = as_html().splitlines(keepends=True)
    return {"data": data, "execution_count": count, "metadata": {}, "output_type": "execute_result"}


def main() -> None:
    """Run each notebook and write it again."""
    for path in sorted(NOTEBOOKS.glob("*.ipynb")):
        text = json.dumps(executed(read(path)), ensure_ascii=False, indent=1)
        write_text(path, f"{text}\n")
        sys.stdout.write(f"{path.relative_to(ROOT)}\n")


if __name__ == "__main__":
    main()
