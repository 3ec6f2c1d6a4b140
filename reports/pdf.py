"""The note as a PDF tagged for accessibility (PDF/UA-1), and as pictures of its pages."""

from __future__ import annotations

from typing import Any

from reports.note import Note
from reports.typesetting import plain_data, typeset


def to_pdf(note: Note) -> bytes:
    """Lay out a note as a PDF.

    Returns
    -------
    bytes
        The same for the same note.

    Raises
    ------
    InvalidDataError
        If Typst refuses, or warns of anything.
    """
    return typeset(_document(note), "pdf")[0]


def to_pages(note: Note, ppi: float = 96) -> list[bytes]:
    """Draw the pages of the PDF as PNG pictures."""
    return typeset(_document(note), "png", ppi)


def _document(note: Note) -> dict[str, Any]:
    names = ("kicker", "title", "lines", "footer", "mark", "stamp", "pages")
    fields: dict[str, Any] = {name: plain_data(getattr(note, name)) for name in names}
    return fields | {"mode": "note", "description": f"{fields['kicker']} – {fields['title']}"}
