"""Exposition: portraits of contrasted territories, to look at rather than read."""

from __future__ import annotations

import streamlit as st

from atlas.alike.gallery import REGIONS_TITLE, TITLE
from pages.parts.exposition.moves import hear_keys, show_moves
from pages.parts.exposition.pictures import show_portrait, show_regions
from pages.parts.exposition.posters import posters_button
from pages.parts.exposition.state import PORTRAIT, exhibition_state, shown_gallery
from pages.parts.kit.definitions import defined
from pages.parts.kit.notices import plain, refused_values, sources_notice

hear_keys()
state = exhibition_state()
with st.container():
    refused_values(state.read_url(), " Le premier portrait est affiché.")
st.title(TITLE, help=defined("fragilite", "dimension"))
shown = shown_gallery()
codes = [one.territory.code for one in shown.portraits]
show_moves(state)
rank = codes.index(state.get(PORTRAIT))
show_portrait(shown.portraits[rank], rank + 1, len(codes))
st.caption(f"{shown.about.note} Les flèches du clavier passent d’un portrait à l’autre.")
state.write_url()

st.header(REGIONS_TITLE)
show_regions(shown.regions)
st.header("Comment ces portraits sont choisis")
st.markdown(plain(shown.about.method))
posters_button()
sources_notice(shown.about)
