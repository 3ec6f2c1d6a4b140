"""The sections of the page: choosing place and document, taking it away, its preview."""

from __future__ import annotations

from functools import partial
from typing import Literal

import streamlit as st

from atlas.desk.place import Place
from common.grammar import capitalised
from common.levels import FRANCE_CODE, Level, Territory
from pages.parts.kit.council import council_buttons
from pages.parts.kit.definitions import defined
from pages.parts.kit.demonstration import shown
from pages.parts.kit.demonstration_switch import demonstration_offer
from pages.parts.kit.downloads import file_button
from pages.parts.kit.identity import identity_line
from pages.parts.kit.notices import demonstration_notice, told_in_french
from pages.parts.kit.place_choice import place_choice
from pages.parts.kit.place_head import place_finding
from pages.parts.kit.place_state import file_stem, remember
from pages.parts.kit.profiles import cached_profile
from pages.parts.kit.url import ScreenState
from pages.parts.note.cache import ReadyPdf, cached_file
from pages.parts.note.note_text import page_alternatives
from reports.documents.kinds import DocumentKind, read_kinds
from reports.report import Report

#: Heading while no place is described.
TITLE = "Notes et rapports"
FRANCE = Territory(Level.FRANCE, FRANCE_CODE)
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
    st.title(TITLE, help=defined("crte", "epci"))
    note_place(state, None)
    st.info(
        "Cherchez un CRTE ou un autre territoire, ou composez un périmètre : sa note de quatre "
        "pages, à remettre (PDF) ou à modifier (DOCX), se prépare en quelques secondes. Sa revue "
        "de projets tient en deux pages ; une région a aussi son rapport, en huit à douze pages."
    )
    st.button(
        "Rapport de la France, ses régions côte à côte",
        on_click=partial(state.set, "territoire", FRANCE),
        icon=":material/flag:",
    )


def document_choice(state: ScreenState, place: Place) -> None:
    """Choose one of the documents that are read on the page, where there are several."""
    known = read_kinds(place)
    if len(known) > 1:
        st.segmented_control(
            "Document",
            list(known),
            format_func=lambda kind: capitalised(kind.label),
            key=state.key("document"),
            required=True,
        )


def identity(place: Place, document: Report) -> str:
    """Say who the place is, in one line."""
    if place.level is Level.FRANCE:
        return " · ".join(document.lines)
    return identity_line(cached_profile(place))


def finding(place: Place) -> None:
    """Say in one sentence what the place shows; the report of France does it on its own page."""
    if place.level is not Level.FRANCE:
        place_finding(cached_profile(place))


def keep_place(place: Place) -> None:
    """Let the other screens begin with this place; they have nothing of France as a whole."""
    if place.level is not Level.FRANCE:
        remember(place)


def take_away(place: Place, kind: DocumentKind, document: Report, pdf: ReadyPdf) -> None:
    """Offer the document as PDF and DOCX, and the profile that it sums up."""
    left, middle, right = st.columns(3)
    stem = f"{kind.value}-{file_stem(place, document.about)}"
    with left:
        file_button(
            "Télécharger le PDF",
            pdf,
            f"{stem}.pdf",
            _PDF,
            icon=":material/picture_as_pdf:",
            type="primary",
            width="stretch",
        )
    with middle:
        file_button(
            "Télécharger le DOCX",
            partial(cached_file, place, kind, "docx"),
            f"{stem}.docx",
            _DOCX,
            icon=":material/edit_document:",
            width="stretch",
        )
    if place.level is Level.FRANCE:
        return
    right.page_link(
        "pages/territoire.py",
        label="Ouvrir le profil complet",
        icon=":material/location_city:",
        query_params={"territoire": str(place)},
    )


def council_sheet(place: Place) -> None:
    """Offer the page for a council; France has none."""
    if place.level is Level.FRANCE:
        return
    st.markdown(
        "**Pour le conseil** – une page à remettre ou à projeter : carte, cinq faits, trois "
        "graphiques, trois questions."
    )
    with st.container(horizontal=True):
        council_buttons(cached_profile(place), "note")


def debate_sheet(place: Place, note: Report) -> None:
    """Offer the sheet of a public meeting: what the groups say where they differ, room to write."""
    if place.level is Level.FRANCE:
        return  # a meeting is somewhere
    st.markdown(
        "**Points de vue en débat** – quelques pages à imprimer pour une réunion publique : les "
        "sujets où deux groupes ne voient pas la même chose ou, si aucune différence n’est établie "
        "ici, les domaines que les statistiques disent les plus fragiles ; des questions et de la "
        "place pour écrire."
    )
    stem = f"debat-{file_stem(place, note.about)}"
    with st.container(horizontal=True):
        for fmt, (label, mime) in DEBATE.items():
            file_button(
                label,
                partial(cached_file, place, DocumentKind.DEBATE, fmt),
                f"{stem}.{fmt}",
                mime,
            )


def demonstration_choice(kind: DocumentKind, document: Report) -> None:
    """Say that it rests on real answers, and offer the demonstration; or its mark."""
    if document.mark:
        demonstration_notice()
    elif kind is not DocumentKind.REVIEW and not shown():
        with st.container(horizontal=True, vertical_alignment="center"):
            st.caption(
                "Ce document repose sur les seules enquêtes réelles, comme toujours sa première "
                "page."
            )
            demonstration_offer("note")


def preview(document: Report, pdf: ReadyPdf) -> None:
    """Show the pages as pictures, two by two, each with the words that replace it."""
    with st.spinner("Mise en page…"), told_in_french():
        pages = pdf.pages()
        told = page_alternatives(document, [headings for _, headings in pages])
        for first in range(0, len(pages), 2):
            for offset, column in enumerate(st.columns(2)):
                if first + offset < len(pages):
                    caption, alternative = told[first + offset]
                    column.container(border=True).image(
                        pages[first + offset][0], caption=caption, alt=alternative, width="stretch"
                    )
