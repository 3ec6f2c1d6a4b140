"""The documents that the page wrote and laid out once."""

from __future__ import annotations

from typing import Literal

from atlas.desk.place import Place
from common.levels import Level
from pages.parts.kit import cache_sizes as sizes
from pages.parts.kit.caches import cache_data, cache_resource
from pages.parts.kit.desk import desk
from pages.parts.kit.profiles import cached_profile
from reports.documents.kinds import DocumentKind, written
from reports.report import Report

#: Dots per inch of the pictures: those of a report are many.
_PPI = {DocumentKind.NOTE: 96, DocumentKind.REVIEW: 96, DocumentKind.REGIONAL: 72}


@cache_resource(max_entries=sizes.NOTES.entries, show_spinner=False)
def cached_document(place: Place, kind: DocumentKind) -> Report:
    """Write a document of a place once; sessions share it and must not change it."""
    described = None if place.level is Level.FRANCE else cached_profile(place)
    return written(desk(), kind, place, described)


@cache_data(max_entries=sizes.NOTE_PAGES.entries, show_spinner=False)
def cached_pages(place: Place, kind: DocumentKind) -> list[tuple[bytes, int]]:
    """Draw the pages of a document once (PNG), each with how many headings it has."""
    from reports.layout.pdf import to_told_pages  # noqa: PLC0415 - only once there is a document

    return to_told_pages(cached_document(place, kind), _PPI[kind])


@cache_data(max_entries=sizes.NOTE_FILES.entries, show_spinner=False)
def cached_file(place: Place, kind: DocumentKind, fmt: Literal["pdf", "docx"]) -> bytes:
    """Lay out a document as a file once."""
    from reports.layout.docx import to_docx  # noqa: PLC0415 - only where a file is asked for
    from reports.layout.pdf import to_pdf  # noqa: PLC0415

    write = to_pdf if fmt == "pdf" else to_docx
    return write(cached_document(place, kind))
