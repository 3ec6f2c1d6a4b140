"""Note CRTE: the briefing note of a place, seen before it is taken away."""

from __future__ import annotations

import streamlit as st

from atlas.place import Place
from common.errors import FragiscopeError, UnknownNameError
from common.french import number
from geo.levels import Level
from pages.parts.cache import cached_note, cached_note_file, cached_note_pages, cached_profile, desk
from pages.parts.door import require_navigation
from pages.parts.note_text import first_page_text
from pages.parts.notices import demonstration_notice, plain, sources_notice
from pages.parts.perimeter_box import perimeter_box
from pages.parts.place_state import described_place, file_stem
from pages.parts.profile_head import identity_line
from pages.parts.search_box import search_box
from pages.parts.url import Parameter, ScreenState

PDF = "application/pdf"
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"

require_navigation()


def yes_or_no(text: str) -> bool:
    if text not in ("oui", "non"):
        raise UnknownNameError("demonstration", text, ["oui", "non"])
    return text == "oui"


state = ScreenState(
    "note",
    [
        Parameter("territoire", None, described_place),
        Parameter("demonstration", True, yes_or_no, lambda shown: "oui" if shown else "non"),
    ],
)
for message in state.read_url():
    st.warning(plain(message), icon=":material/link_off:")

chosen: Place | None = state.get("territoire")
search_box(
    "note",
    lambda territory: state.set("territoire", territory),
    "Un CRTE, ou une commune, un EPCI, un département, une région",
    first=Level.CRTE,
)
perimeter_box("note.perimetre", chosen, lambda perimeter: state.set("territoire", perimeter))
if chosen is None:
    st.title("Note CRTE")
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
    bar.progress(0.7, "Mise en page…")
    pages = cached_note_pages(place, demonstration=demonstration)
except FragiscopeError as error:
    bar.empty()
    st.error(plain(str(error)), icon=":material/error:")
    state.write_url()
    st.stop()
bar.empty()

st.title(plain(f"Note – {note.title}"))
st.caption(plain(identity_line(profile)))
if profile.demonstration:
    st.toggle(
        "Montrer l’enquête de démonstration",
        key=state.key("demonstration"),
        help="Dans le tableau des groupes seulement, là où aucune enquête réelle ne répond. "
        "La première page repose toujours sur les enquêtes réelles.",
    )
if note.mark:
    demonstration_notice()
left, middle, right = st.columns(3)
stem = f"note-{file_stem(place)}"
left.download_button(
    "Télécharger le PDF",
    data=lambda: cached_note_file(place, "pdf", demonstration=demonstration),
    file_name=f"{stem}.pdf",
    mime=PDF,
    icon=":material/picture_as_pdf:",
    on_click="ignore",
    type="primary",
    width="stretch",
)
middle.download_button(
    "Télécharger le DOCX",
    data=lambda: cached_note_file(place, "docx", demonstration=demonstration),
    file_name=f"{stem}.docx",
    mime=DOCX,
    icon=":material/edit_document:",
    on_click="ignore",
    width="stretch",
)
right.page_link(
    "pages/territoire.py",
    label="Ouvrir le profil complet",
    icon=":material/location_city:",
    query_params={"territoire": str(place)},
)

st.subheader("Aperçu")
for index in range(0, len(pages), 2):
    for offset, column in enumerate(st.columns(2)):
        if index + offset < len(pages):
            caption = f"Page {number(index + offset + 1)} sur {number(len(pages))}"
            framed = column.container(border=True)
            framed.image(pages[index + offset], caption=caption, width="stretch")
with st.expander("La première page en texte", icon=":material/notes:"):
    st.markdown(first_page_text(note))

sources_notice(note.sources, note.mentions, desk().manifest.version)
state.write_url()
