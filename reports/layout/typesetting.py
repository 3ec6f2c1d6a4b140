"""Typst, set up so that the same report always gives the same bytes and any warning is an error."""

from __future__ import annotations

import dataclasses
import json
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
#: Compilations of nothing after each of ours. Typst keeps what it worked out for the ten
#: compilations that follow, up to 60 MB a report: so two reports are kept, and the file of a report
#: whose pages were just drawn is still made at once.
_EMPTY_TURNS = 5
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
    return _made(data, fmt, ppi)[0]


def typeset_pages(data: dict[str, Any], ppi: float) -> list[tuple[bytes, int]]:
    """Draw the pages of a report as :func:`typeset` does, each with how many headings it has."""
    pages, headings = _made(data, "png", ppi, asked="<page-headings>")
    return list(zip(pages, headings, strict=True))


def _made(
    data: dict[str, Any], fmt: Literal["pdf", "png"], ppi: float, asked: str = ""
) -> tuple[list[bytes], list[Any]]:
    """Compile, and give the values of the metadata asked for of what was compiled."""
    inputs = {"data": json.dumps(data | {"colours": COLOURS, "fonts": FAMILIES})}
    try:
        with _ONE_AT_A_TIME:
            made, warnings = _compiler().compile_with_warnings(
                format=fmt,
                ppi=ppi if fmt == "png" else None,
                sys_inputs=inputs,
                pdf_standards=["ua-1"] if fmt == "pdf" else [],
                timestamp=EPOCH,
            )
            told = json.loads(_compiler().query(asked, field="value")) if asked else []
            _forget()
    except typst.TypstError as error:
        raise InvalidDataError("le document", [str(error)]) from error
    if warnings:
        raise InvalidDataError("le document", [str(warning) for warning in warnings])
    pages = made if isinstance(made, list) else [made]
    return [page for page in pages if page is not None], told


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
