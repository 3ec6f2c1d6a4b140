"""The documents that the page wrote and laid out once."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from atlas.desk.place import Place
from common.levels import Level
from pages.parts.kit import cache_sizes as sizes
from pages.parts.kit.caches import cache_data, cache_resource
from pages.parts.kit.desk import desk
from pages.parts.kit.profiles import cached_profile
from reports.documents.kinds import DocumentKind, written
from reports.report import Report

if TYPE_CHECKING:
    from reports.layout.pdf import LaidOut

#: Dots per inch of the pictures: those of a report are many.
_PPI = {DocumentKind.NOTE: 96, DocumentKind.REVIEW: 96, DocumentKind.REGIONAL: 72}


@cache_resource(max_entries=sizes.NOTES.entries, show_spinner=False)
def cached_document(place: Place, kind: DocumentKind) -> Report:
    """Write a document of a place once; sessions share it and must not change it."""
    described = None if place.level is Level.FRANCE else cached_profile(place)
    return written(desk(), kind, place, described)


@cache_resource(max_entries=sizes.NOTE_LAYOUTS.entries, show_spinner=False)
def cached_layout(place: Place, kind: DocumentKind) -> LaidOut:
    """Lay out a document once: its PDF, and the pictures of its pages."""
    from reports.layout.pdf import laid_out  # noqa: PLC0415 - only once there is a document

    return laid_out(cached_document(place, kind), _PPI[kind])


class ReadyPdf:
    """The PDF of the document of a page: what the page laid out, for as long as it is open.

    Parameters
    ----------
    place, kind : of the document.
    """

    def __init__(self, place: Place, kind: DocumentKind) -> None:
        self._asked = place, kind
        self._content = b""

    def pages(self) -> tuple[tuple[bytes, int], ...]:
        """Lay out the document; the PNG of its pages, each with how many headings it has."""
        layout = cached_layout(*self._asked)
        self._content = layout.pdf
        return layout.pages

    def __call__(self) -> bytes:
        """Give the PDF, even before the page has laid it out."""
        return self._content or cached_layout(*self._asked).pdf


@cache_data(max_entries=sizes.NOTE_FILES.entries, show_spinner=False)
def cached_file(place: Place, kind: DocumentKind, fmt: Literal["pdf", "docx"]) -> bytes:
    """Lay out a document as a file once."""
    from reports.layout.docx import to_docx  # noqa: PLC0415 - only where a file is asked for
    from reports.layout.pdf import to_pdf  # noqa: PLC0415

    write = to_pdf if fmt == "pdf" else to_docx
    return write(cached_document(place, kind))
