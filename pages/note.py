"""Note CRTE: the briefing note of a place, seen before it is taken away."""

from __future__ import annotations

import streamlit as st

from atlas.desk.place import Place
from common.errors import FragiscopeError, UnknownNameError
from common.levels import Level
from pages.parts.kit.door import require_navigation
from pages.parts.kit.downloads import file_button
from pages.parts.kit.identity import identity_line
from pages.parts.kit.notices import demonstration_notice, plain, sources_notice, told_in_french
from pages.parts.kit.place_choice import place_choice
from pages.parts.kit.place_state import begin_with_last, described_place, file_stem, remember
from pages.parts.kit.profiles import cached_profile
from pages.parts.kit.url import Parameter, ScreenState
from pages.parts.note.cache import cached_note, cached_note_file, cached_note_pages
from pages.parts.note.note_text import first_page_text, page_alternatives

PDF = "application/pdf"
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"

LABEL = "Un CRTE, ou une commune, un EPCI, un département, une région"

require_navigation()


def yes_or_no(text: str) -> bool:
    if text not in ("oui", "non"):
        raise UnknownNameError("demonstration", text, ["oui", "non"])
    return text == "oui"


state = ScreenState(
    "note",
    [
        Parameter("territoire", None, described_place),
        Parameter("demonstration", False, yes_or_no, lambda shown: "oui" if shown else "non"),
    ],
)
for message in state.read_url():
    st.warning(plain(message), icon=":material/link_off:")

begin_with_last(state)
chosen: Place | None = state.get("territoire")
if chosen is None:
    st.title("Note CRTE")
    place_choice(state, None, LABEL, first=Level.CRTE)
    st.info(
        "Cherchez un CRTE ou un autre territoire, ou composez un périmètre : sa note de quatre "
        "pages, à remettre (PDF) ou à modifier (DOCX), se prépare en quelques secondes."
    )
    state.write_url()
    st.stop()

place: Place = chosen
bar = st.progress(0.0, "Lecture du profil…")
try:
    profile = cached_profile(place)
    demonstration: bool = state.get("demonstration")
    bar.progress(0.4, "Rédaction de la note…")
    note = cached_note(place, demonstration=demonstration)
except FragiscopeError as error:
    bar.empty()
    st.error(plain(str(error)), icon=":material/error:")
    place_choice(state, place, LABEL, first=Level.CRTE)
    state.write_url()
    st.stop()
bar.empty()
remember(place)

st.title(plain(f"Note – {note.title}"))
st.caption(plain(identity_line(profile)))
left, middle, right = st.columns(3)
stem = f"note-{file_stem(place)}"
with left:
    file_button(
        "Télécharger le PDF",
        lambda: cached_note_file(place, "pdf", demonstration=demonstration),
        f"{stem}.pdf",
        PDF,
        icon=":material/picture_as_pdf:",
        type="primary",
        width="stretch",
    )
with middle:
    file_button(
        "Télécharger le DOCX",
        lambda: cached_note_file(place, "docx", demonstration=demonstration),
        f"{stem}.docx",
        DOCX,
        icon=":material/edit_document:",
        width="stretch",
    )
right.page_link(
    "pages/territoire.py",
    label="Ouvrir le profil complet",
    icon=":material/location_city:",
    query_params={"territoire": str(place)},
)
if profile.about.demonstration:
    st.toggle(
        "Ajouter l’enquête de démonstration (réponses fictives)",
        key=state.key("demonstration"),
        help="Dans le tableau des groupes seulement, là où aucune enquête réelle ne répond. "
        "La première page repose toujours sur les enquêtes réelles.",
    )
if note.mark:
    demonstration_notice()
place_choice(state, place, LABEL, first=Level.CRTE)

st.header("La première page en texte")
st.markdown(first_page_text(note))

st.header("Aperçu")
with st.spinner("Mise en page…"), told_in_french():
    pages = cached_note_pages(place, demonstration=demonstration)
    told = page_alternatives(note, len(pages))
    for first in range(0, len(pages), 2):
        for offset, column in enumerate(st.columns(2)):
            if first + offset < len(pages):
                caption, alternative = told[first + offset]
                column.container(border=True).image(
                    pages[first + offset], caption=caption, alt=alternative, width="stretch"
                )

sources_notice(note.about)
state.write_url()
