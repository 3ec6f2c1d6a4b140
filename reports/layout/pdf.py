"""The report as a PDF tagged for accessibility (PDF/UA-1), and as pictures of its pages."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from atlas.desk.remade import remake_line
from reports.layout.typesetting import plain_data, typeset, typeset_both
from reports.report import Report


@dataclass(frozen=True)
class LaidOut:
    """A report as a PDF, and as the pictures of its pages.

    Attributes
    ----------
    pdf : the same for the same report.
    pages : PNG of each page, and how many headings of the report it has.
    """

    pdf: bytes
    pages: tuple[tuple[bytes, int], ...]


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
    return typeset(_document(report), "pdf")[0]


def to_pages(report: Report, ppi: float = 96) -> list[bytes]:
    """Draw the pages of the PDF as PNG pictures."""
    return typeset(_document(report), "png", ppi)


def laid_out(report: Report, ppi: float = 96) -> LaidOut:
    """Lay out a report once, for its PDF and for the pictures of its pages.

    Raises
    ------
    InvalidDataError
        As :func:`to_pdf`.
    """
    pdf, pages = typeset_both(_document(report), ppi)
    return LaidOut(pdf, tuple(pages))


def _document(report: Report) -> dict[str, Any]:
    """Write what the template reads of the PDF of a report."""
    report = report.told_again("pdf")
    names = ("kicker", "title", "lines", "footer", "mark", "stamp", "pages")
    fields: dict[str, Any] = {name: plain_data(getattr(report, name)) for name in names}
    fields["stamp"] += [line] if (line := remake_line(report.about, "pdf")) else []
    return fields | {"mode": "report", "description": f"{fields['kicker']} – {fields['title']}"}
