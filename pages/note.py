"""Notes et rapports: the documents of a place, seen before they are taken away."""

from __future__ import annotations

import streamlit as st

from atlas.desk.place import Place
from common.errors import FragiscopeError
from common.grammar import capitalised
from pages.parts.kit.notices import plain, refused_values, sources_notice
from pages.parts.kit.place_state import begin_with_last
from pages.parts.kit.screen_end import end_screen
from pages.parts.note.cache import ReadyPdf, cached_document
from pages.parts.note.note_text import first_page_text
from pages.parts.note.sections import (
    TITLE,
    ask_for_a_place,
    council_sheet,
    debate_sheet,
    demonstration_choice,
    document_choice,
    finding,
    identity,
    keep_place,
    note_place,
    preview,
    take_away,
)
from pages.parts.note.state import keep_to_what_exists, note_state

state = note_state()
refused_values(state.read_url())

begin_with_last(state)
place: Place | None = state.get("territoire")
if place is None:
    ask_for_a_place(state)
    state.write_url()
    end_screen()

bar = st.progress(0.0, "Lecture…")
try:
    kind = keep_to_what_exists(state, place)
    bar.progress(0.4, "Rédaction…")
    document = cached_document(place, kind)
except FragiscopeError as error:
    bar.empty()
    st.title(TITLE)
    st.error(plain(str(error)), icon=":material/error:")
    note_place(state, place)
    state.write_url()
    end_screen()
bar.empty()
keep_place(place)

st.title(plain(f"{capitalised(kind.label)} – {document.title}"))
st.caption(plain(identity(place, document)))
finding(place)
document_choice(state, place)
pdf = ReadyPdf(place, kind)
take_away(place, kind, document, pdf)
demonstration_choice(kind, document)
council_sheet(place)
debate_sheet(place, document)
note_place(state, place)

st.header("La première page en texte")
st.markdown(first_page_text(document))

st.header("Aperçu")
preview(document, pdf)

sources_notice(document.about)
state.write_url()
