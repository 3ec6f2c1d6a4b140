"""Typst, set up so that the same report always gives the same bytes and any warning is an error."""

from __future__ import annotations

import dataclasses
import json
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from threading import Lock
from typing import Any, Literal

import typst

from common import palette
from common.errors import InvalidDataError
from common.french import spaced
from common.paths import FONTS
from reports.layout.glyphs import FAMILIES, fallback_fonts, printable

TEMPLATE = Path(__file__).with_name("report.typ")
#: Moment written in the files: a report has none of its own, its data have versions.
EPOCH = 0
#: Compilations of nothing after each of ours. Typst keeps what it worked out, up to 60 MB a report,
#: for the ten compilations that follow.
_EMPTY_TURNS = 10
#: The compiler is that of the process, and refuses to be shared.
_ONE_AT_A_TIME = Lock()
COLOURS = {
    "text": palette.TEXT,
    "muted": palette.MUTED,
    "primary": palette.PRIMARY,
    "surface": palette.SURFACE,
    "line": palette.NO_DATA,
    "warning": palette.WARNING_BACKGROUND,
    "on-warning": palette.WARNING_TEXT,
    "demonstration": "#f7e3e3",
    "weak": palette.SEQUENTIAL_ANCHORS[4],
    "strong": palette.DENSITY[3],
    "plain": palette.MUTED,
    "measured": palette.MEASURED,
    "felt": palette.FELT,
    "acts": palette.ACTS,
    "paper": palette.PAPER,
    "axis": palette.CONTROL_LINE,
    "accent": palette.SEQUENTIAL_ANCHORS[1],
}


@cache
def _compiler() -> typst.Compiler:
    """One compiler a process: fonts are read once."""
    return typst.Compiler(
        input=str(TEMPLATE),
        root=str(TEMPLATE.parent),
        font_paths=[str(FONTS), str(fallback_fonts())],
        ignore_system_fonts=True,
        sys_inputs={"data": "{}"},
    )


@cache
def _idle() -> typst.Compiler:
    """Another compiler, for nothing: what Typst keeps is common to all of a process."""
    return typst.Compiler(ignore_system_fonts=True)


def _forget() -> None:
    """Have Typst let go of earlier reports."""
    for _ in range(_EMPTY_TURNS):
        _idle().compile(input=b"", format="svg")


def typeset(data: dict[str, Any], fmt: Literal["pdf", "png"], ppi: float = 144) -> list[bytes]:
    """Compile the template with some data.

    Parameters
    ----------
    data : what the template reads; see ``report.typ``.
    fmt : one PDF, which respects PDF/UA-1, or one PNG a page.
    ppi : dots per inch of the PNG.

    Returns
    -------
    list of bytes
        The files, in the order of the pages.

    Raises
    ------
    InvalidDataError
        If Typst refuses or warns.
    """
    with _compiling():
        return _compiled(_inputs(data), fmt, ppi)


def typeset_both(data: dict[str, Any], ppi: float) -> tuple[bytes, list[tuple[bytes, int]]]:
    """Make the PDF of a report, and draw its pages, each with how many headings it has.

    Typst lays the report out once for both.

    Raises
    ------
    InvalidDataError
        As :func:`typeset`.
    """
    inputs = _inputs(data)
    with _compiling():
        pages = _compiled(inputs, "png", ppi)
        headings = json.loads(_compiler().query("<page-headings>", field="value"))
        (pdf,) = _compiled(inputs, "pdf", ppi)
    return pdf, list(zip(pages, headings, strict=True))


def _inputs(data: dict[str, Any]) -> dict[str, str]:
    """Write what the template reads."""
    return {"data": json.dumps(data | {"colours": COLOURS, "fonts": FAMILIES})}


@contextmanager
def _compiling() -> Iterator[None]:
    """Have the compiler for oneself, and tell what Typst refuses as an error of ours."""
    try:
        with _ONE_AT_A_TIME:
            yield
            _forget()
    except typst.TypstError as error:
        raise InvalidDataError("le document", [str(error)]) from error


def _compiled(inputs: dict[str, str], fmt: Literal["pdf", "png"], ppi: float) -> list[bytes]:
    """Compile once; a warning is an error."""
    made, warnings = _compiler().compile_with_warnings(
        format=fmt,
        ppi=ppi if fmt == "png" else None,
        sys_inputs=inputs,
        pdf_standards=["ua-1"] if fmt == "pdf" else [],
        timestamp=EPOCH,
    )
    if warnings:
        raise InvalidDataError("le document", [str(warning) for warning in warnings])
    pages = made if isinstance(made, list) else [made]
    return [page for page in pages if page is not None]


def plain_data(value: Any) -> Any:
    """Turn the parts of a report into what JSON can hold, each text made printable."""
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        fields = {
            field.name: plain_data(getattr(value, field.name))
            for field in dataclasses.fields(value)
        }
        return {"kind": type(value).__name__.lower()} | fields
    if isinstance(value, (tuple, list)):
        return [plain_data(one) for one in value]
    if isinstance(value, bytes):
        return value.decode("utf-8")
    return printable(spaced(value)) if isinstance(value, str) else value
