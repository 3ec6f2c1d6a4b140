"""The notes that the page wrote and laid out once."""

from __future__ import annotations

from typing import Literal

import streamlit as st

from atlas.desk.place import Place
from pages.parts.kit.desk import desk
from pages.parts.kit.profiles import cached_profile
from reports.content import note_content
from reports.docx import to_docx
from reports.note import Note
from reports.pdf import to_pages, to_pdf


@st.cache_resource(max_entries=50, show_spinner=False)
def cached_note(place: Place, *, demonstration: bool) -> Note:
    """Write the note of a place once; sessions share it and must not change it."""
    return note_content(desk(), cached_profile(place), demonstration=demonstration)


@st.cache_data(max_entries=20, show_spinner=False)
def cached_note_pages(place: Place, *, demonstration: bool) -> list[bytes]:
    """Draw the pages of a note once (PNG)."""
    return to_pages(cached_note(place, demonstration=demonstration))


@st.cache_data(max_entries=20, show_spinner=False)
def cached_note_file(place: Place, fmt: Literal["pdf", "docx"], *, demonstration: bool) -> bytes:
    """Lay out a note as a file once."""
    write = to_pdf if fmt == "pdf" else to_docx
    return write(cached_note(place, demonstration=demonstration))
