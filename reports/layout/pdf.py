"""The report as a PDF tagged for accessibility (PDF/UA-1), and as pictures of its pages."""

from __future__ import annotations

from typing import Any

from atlas.desk.remade import remake_line
from reports.layout.typesetting import plain_data, typeset, typeset_pages
from reports.report import Report


def to_pdf(report: Report) -> bytes:
    """Lay out a report as a PDF.

    Returns
    -------
    bytes
        The same for the same report.

    Raises
    ------
    InvalidDataError
        If Typst refuses, or warns of anything.
    """
    document = _document(report.told_again("pdf"))
    document["stamp"] += [line] if (line := remake_line(report.about, "pdf")) else []
    return typeset(document, "pdf")[0]


def to_pages(report: Report, ppi: float = 96) -> list[bytes]:
    """Draw the pages of the PDF as PNG pictures."""
    return typeset(_document(report), "png", ppi)


def to_told_pages(report: Report, ppi: float = 96) -> list[tuple[bytes, int]]:
    """Draw the pages as :func:`to_pages`, each with how many headings of the report it has."""
    return typeset_pages(_document(report), ppi)


def _document(report: Report) -> dict[str, Any]:
    names = ("kicker", "title", "lines", "footer", "mark", "stamp", "pages")
    fields: dict[str, Any] = {name: plain_data(getattr(report, name)) for name in names}
    return fields | {"mode": "report", "description": f"{fields['kicker']} – {fields['title']}"}
