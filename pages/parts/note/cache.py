"""The notes that the page wrote and laid out once."""

from __future__ import annotations

from typing import Literal

from atlas.desk.place import Place
from pages.parts.kit import cache_sizes as sizes
from pages.parts.kit.caches import cache_data, cache_resource
from pages.parts.kit.desk import desk
from pages.parts.kit.profiles import cached_profile
from reports.report import Report


@cache_resource(max_entries=sizes.NOTES.entries, show_spinner=False)
def cached_note(place: Place) -> Report:
    """Write the note of a place once; sessions share it and must not change it."""
    from reports.documents.note import note_content  # noqa: PLC0415 - only once a place is chosen

    return note_content(desk(), cached_profile(place))


@cache_data(max_entries=sizes.NOTE_PAGES.entries, show_spinner=False)
def cached_note_pages(place: Place) -> list[bytes]:
    """Draw the pages of a note once (PNG)."""
    from reports.layout.pdf import to_pages  # noqa: PLC0415 - only once there is a note

    return to_pages(cached_note(place))


@cache_data(max_entries=sizes.NOTE_FILES.entries, show_spinner=False)
def cached_debate_file(place: Place, fmt: Literal["pdf", "docx"]) -> bytes:
    """Write and lay out the sheet of a debate once."""
    from reports.documents.debate import debate_content  # noqa: PLC0415 - only where it is asked
    from reports.layout.docx import to_docx  # noqa: PLC0415
    from reports.layout.pdf import to_pdf  # noqa: PLC0415

    write = to_pdf if fmt == "pdf" else to_docx
    return write(debate_content(desk(), cached_profile(place)))


@cache_data(max_entries=sizes.NOTE_FILES.entries, show_spinner=False)
def cached_note_file(place: Place, fmt: Literal["pdf", "docx"]) -> bytes:
    """Lay out a note as a file once."""
    from reports.layout.docx import to_docx  # noqa: PLC0415 - only where a file is asked for
    from reports.layout.pdf import to_pdf  # noqa: PLC0415

    write = to_pdf if fmt == "pdf" else to_docx
    return write(cached_note(place))
