"""Write a picture as PNG, SVG or PDF: the same bytes each time."""

from __future__ import annotations

import io
import logging
import re
from threading import Lock

import matplotlib as mpl
import numpy as np
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure

from common.safe_text import safe_text
from geo.picture_formats import Format
from geo.pictures.indexed import indexed_png
from geo.pictures.texts import drawable

PNG_DPI = 200
#: For the image of a vector file that has too many shapes to hold them as paths.
VECTOR_DPI = 300
#: matplotlib's settings are those of the process.
_ONE_AT_A_TIME = Lock()
_CREATOR = "Fragiscope"
#: Outlines in an SVG file, and the spaces around their commands.
_PATHS, _SPACES = re.compile(r' d="M [^"]*"'), re.compile(r"\s*([A-Za-z])[ \n]+")


def to_bytes(figure: Figure, fmt: Format, title: str, description: str, source: str = "") -> bytes:
    """Write a figure.

    Parameters
    ----------
    figure : the page.
    fmt : png (200 dots per inch), svg or pdf.
    title : title of the file.
    description : text alternative: ``desc`` in SVG, ``Subject`` in PDF, ``Description`` in PNG.
    source : where the picture comes from: ``Keywords`` in PDF, ``Source`` in SVG and PNG.
    """
    title, description, source = drawable(title), drawable(description), drawable(source)
    canvas = FigureCanvasAgg(figure)
    if fmt == "png":
        figure.set_dpi(PNG_DPI)
        with _ONE_AT_A_TIME:
            canvas.draw()  # type: ignore[no-untyped-call] # matplotlib's
        about = {"Title": title, "Description": description, "Software": _CREATOR}
        about |= {"Source": source} if source else {}
        pixels = np.asarray(canvas.buffer_rgba())  # type: ignore[no-untyped-call]
        content = indexed_png(pixels, PNG_DPI, about)
        # A figure and its canvas hold each other: 8 MB of pixels until both are collected. This
        # canvas serves once.
        canvas.renderer = None
        return content
    # Lato's date, which fontTools finds odd, means nothing to a reader.
    logging.getLogger("fontTools").setLevel(logging.ERROR)
    stream = io.BytesIO()
    # Texts are outlines in SVG, where they look the same everywhere, and real text in PDF.
    with (
        _ONE_AT_A_TIME,
        mpl.rc_context({"svg.hashsalt": _CREATOR, "svg.fonttype": "path", "pdf.fonttype": 42}),
    ):
        figure.savefig(
            stream,
            format=fmt,
            dpi=VECTOR_DPI,
            metadata=_metadata(fmt, title, description, source),
        )
    content = stream.getvalue()
    return _described(content, description) if fmt == "svg" else content


def _metadata(fmt: Format, title: str, description: str, source: str) -> dict[str, str | None]:
    names = ("Description", "Source", "Date")
    if fmt == "pdf":
        names = ("Subject", "Keywords", "CreationDate")
    return {"Title": title, "Creator": _CREATOR} | dict(
        zip(names, (description, source or None, None), strict=True)
    )


def _described(svg: bytes, description: str) -> bytes:
    """Give the root of an SVG file the role and the description that screen readers look for."""
    text = svg.decode("utf-8")
    text = text.replace("<svg ", '<svg role="img" aria-describedby="description" ', 1)
    desc = f'<desc id="description">{safe_text(description)}</desc>'
    text = text.replace("</title>\n", f"</title>\n {desc}\n", 1)
    return _PATHS.sub(_short_path, text).encode("utf-8")


def _short_path(data: re.Match[str]) -> str:
    """Write a path without the spaces that matplotlib puts around its commands: a fifth less."""
    return _SPACES.sub(r"\1", data.group())
