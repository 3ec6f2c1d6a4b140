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
    fields: dict[str, Any] = plain_data(note)
    for unwritten in ("sections", "sources", "mentions"):
        del fields[unwritten]
    return fields | {
        "mode": "note",
        "description": f"{fields['kicker']} – {fields['title']}",
        "pages": plain_data(note.pages),
    }
