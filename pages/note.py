"""Note CRTE: the briefing note of a place, seen before it is taken away."""

from __future__ import annotations

import streamlit as st

from atlas.desk.place import Place
from common.errors import FragiscopeError
from pages.parts.kit.identity import identity_line
from pages.parts.kit.notices import plain, refused_values, sources_notice
from pages.parts.kit.place_state import begin_with_last, remember
from pages.parts.kit.profiles import cached_profile
from pages.parts.note.cache import cached_note
from pages.parts.note.note_text import first_page_text
from pages.parts.note.sections import (
    TITLE,
    ask_for_a_place,
    debate_sheet,
    demonstration_choice,
    note_place,
    preview,
    take_away,
)
from pages.parts.note.state import note_state

state = note_state()
refused_values(state.read_url())

begin_with_last(state)
place: Place | None = state.get("territoire")
if place is None:
    ask_for_a_place(state)
    state.write_url()
    st.stop()

bar = st.progress(0.0, "Lecture du profil…")
try:
    profile = cached_profile(place)
    bar.progress(0.4, "Rédaction de la note…")
    note = cached_note(place)
except FragiscopeError as error:
    bar.empty()
    st.title(TITLE)
    st.error(plain(str(error)), icon=":material/error:")
    note_place(state, place)
    state.write_url()
    st.stop()
bar.empty()
remember(place)

st.title(plain(f"Note – {note.title}"))
st.caption(plain(identity_line(profile)))
take_away(place, note)
demonstration_choice(note)
debate_sheet(place, note)
note_place(state, place)

st.header("La première page en texte")
st.markdown(first_page_text(note))

st.header("Aperçu")
preview(place, note)

sources_notice(note.about)
state.write_url()
