"""The sections of the page of the note: choosing the place, taking the note away, its preview."""

from __future__ import annotations

from functools import partial
from typing import Literal

import streamlit as st

from atlas.desk.place import Place
from common.levels import Level
from pages.parts.kit.demonstration import shown
from pages.parts.kit.demonstration_switch import demonstration_offer
from pages.parts.kit.downloads import file_button
from pages.parts.kit.notices import demonstration_notice, told_in_french
from pages.parts.kit.place_choice import place_choice
from pages.parts.kit.place_state import file_stem
from pages.parts.kit.url import ScreenState
from pages.parts.note.cache import cached_debate_file, cached_note_file, cached_note_pages
from pages.parts.note.note_text import page_alternatives
from reports.report import Report

#: Heading while no place is described.
TITLE = "Note CRTE"
_LABEL = "Un CRTE, ou une commune, un EPCI, un département, une région"
_PDF = "application/pdf"
_DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
#: The sheet of a debate: label of the button and type, by the end of the name of the file.
DEBATE: dict[Literal["pdf", "docx"], tuple[str, str]] = {
    "pdf": ("Feuille de débat (PDF)", _PDF),
    "docx": ("Feuille de débat (DOCX)", _DOCX),
}


def note_place(state: ScreenState, place: Place | None) -> None:
    """Choose the place of the note, CRTE first."""
    place_choice(state, place, _LABEL, first=Level.CRTE)


def ask_for_a_place(state: ScreenState) -> None:
    """Show what the page is while it has no place."""
    st.title(TITLE)
    note_place(state, None)
    st.info(
        "Cherchez un CRTE ou un autre territoire, ou composez un périmètre : sa note de quatre "
        "pages, à remettre (PDF) ou à modifier (DOCX), se prépare en quelques secondes."
    )


def take_away(place: Place, note: Report) -> None:
    """Offer the note as PDF and DOCX, and the profile that it sums up."""
    left, middle, right = st.columns(3)
    stem = f"note-{file_stem(place, note.about)}"
    with left:
        file_button(
            "Télécharger le PDF",
            partial(cached_note_file, place, "pdf"),
            f"{stem}.pdf",
            _PDF,
            icon=":material/picture_as_pdf:",
            type="primary",
            width="stretch",
        )
    with middle:
        file_button(
            "Télécharger le DOCX",
            partial(cached_note_file, place, "docx"),
            f"{stem}.docx",
            _DOCX,
            icon=":material/edit_document:",
            width="stretch",
        )
    right.page_link(
        "pages/territoire.py",
        label="Ouvrir le profil complet",
        icon=":material/location_city:",
        query_params={"territoire": str(place)},
    )


def debate_sheet(place: Place, note: Report) -> None:
    """Offer the sheet of a public meeting: what the groups say where they differ, room to write."""
    if place.level is Level.FRANCE:
        return  # a meeting is somewhere
    st.markdown(
        "**Regards croisés en débat** – une feuille à imprimer pour une réunion publique : les "
        "sujets où deux groupes ne voient pas la même chose, leurs réponses, des questions et de "
        "la place pour écrire."
    )
    stem = f"debat-{file_stem(place, note.about)}"
    with st.container(horizontal=True):
        for fmt, (label, mime) in DEBATE.items():
            file_button(label, partial(cached_debate_file, place, fmt), f"{stem}.{fmt}", mime)


def demonstration_choice(note: Report) -> None:
    """Say that the note rests on real answers, and offer the demonstration; or its mark."""
    if note.mark:
        demonstration_notice()
    elif not shown():
        with st.container(horizontal=True, vertical_alignment="center"):
            st.caption(
                "Cette note repose sur les seules enquêtes réelles ; la première page le fait "
                "toujours."
            )
            demonstration_offer("note")


def preview(place: Place, note: Report) -> None:
    """Show the pages of the note as pictures, two by two, each with the words that replace it."""
    with st.spinner("Mise en page…"), told_in_french():
        pages = cached_note_pages(place)
        told = page_alternatives(note, len(pages))
        for first in range(0, len(pages), 2):
            for offset, column in enumerate(st.columns(2)):
                if first + offset < len(pages):
                    caption, alternative = told[first + offset]
                    column.container(border=True).image(
                        pages[first + offset], caption=caption, alt=alternative, width="stretch"
                    )
