"""Écarts: measured against felt; where they part, one domain at a time, question by question."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

import streamlit as st

from pages.parts.ecarts.correspondences import show_correspondences
from pages.parts.ecarts.divergences import show_divergences
from pages.parts.ecarts.domain import show_domain
from pages.parts.ecarts.embedded import show_embedded
from pages.parts.ecarts.one_place import show_place
from pages.parts.ecarts.programme import show_programme
from pages.parts.ecarts.state import DOMAIN, PAIRS, PLACE, TABLE, VIEWS, gap_state
from pages.parts.kit.definitions import defined
from pages.parts.kit.embedded import embedded
from pages.parts.kit.notices import refused_values
from pages.parts.kit.screen_end import end_screen

state = gap_state()
# Notices come and go inside containers: the map keeps its place on the page.
with st.container():
    refused_values(state.read_url(), " La vue par défaut est affichée.")
if embedded():
    show_embedded(state)
    end_screen()
st.title("Écarts entre le mesuré et le perçu", help=defined("ecart", "mesure", "ressenti"))
st.segmented_control(
    "Vue",
    list(VIEWS),
    format_func=VIEWS.__getitem__,
    key=state.key("vue"),
    required=True,
    label_visibility="collapsed",
)
SHOW: dict[str, Callable[[], None]] = {
    TABLE: partial(show_divergences, state),
    PLACE: partial(show_place, state),
    DOMAIN: partial(show_domain, state),
    PAIRS: partial(show_correspondences, state),
}
view_name = state.get("vue")
# The view that was left would stay on the screen, without a sign, while the next one is made.
with st.spinner(f"{VIEWS[view_name]} : préparation…"):
    SHOW[view_name]()
show_programme(state.get("niveau"))
state.write_url()
