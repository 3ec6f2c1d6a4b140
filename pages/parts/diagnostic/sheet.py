"""The sheet that the diagnosis ends on, as files."""

from __future__ import annotations

from functools import partial
from typing import Literal

import streamlit as st

from atlas.diagnostic.answers import Diagnosis
from atlas.profiles import Profile
from pages.parts.diagnostic.cache import cached_sheet
from pages.parts.kit.downloads import file_button
from pages.parts.kit.place_state import file_stem

HEADING = "La feuille à débattre"
#: Label of the button and type, by the end of the name of the file.
FILES: dict[Literal["pdf", "docx"], tuple[str, str]] = {
    "pdf": ("Feuille à imprimer (PDF)", "application/pdf"),
    "docx": (
        "Feuille à modifier (DOCX)",
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    ),
}


def sheet_section(profile: Profile, diagnosis: Diagnosis) -> None:
    """Offer the sheet, with the answers of the reader and room to write."""
    st.header(HEADING, anchor=False)
    st.markdown(
        "Vos priorités, ce que disent les chiffres, qui rencontrer, les questions à poser et de la "
        "place pour écrire les décisions."
    )
    stem = f"diagnostic-{file_stem(profile.place)}"
    with st.container(horizontal=True):
        for fmt, (label, mime) in FILES.items():
            file_button(
                label, partial(cached_sheet, profile.place, diagnosis, fmt), f"{stem}.{fmt}", mime
            )
