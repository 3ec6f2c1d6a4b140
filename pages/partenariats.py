"""Partenariats: where they are, where they are dense, where they answer a fragility."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

import streamlit as st

from pages.parts.kit.definitions import defined
from pages.parts.kit.embedded import embedded
from pages.parts.kit.notices import refused_values
from pages.parts.kit.screen_end import end_screen
from pages.parts.partenariats.embedded import show_embedded
from pages.parts.partenariats.reference_cards import reference_cards
from pages.parts.partenariats.state import (
    DENSITY,
    NEED,
    RECORDS,
    REFERENCES,
    VIEWS,
    partnership_state,
)
from pages.parts.partenariats.views import show_density, show_need, show_records

state = partnership_state()
# Notices come and go inside containers: the map keeps its place on the page.
with st.container():
    refused_values(state.read_url(), " La vue par défaut est affichée.")
if embedded():
    show_embedded(state)
    end_screen()
st.title("Partenariats", help=defined("partenariat", "alliance"))
st.segmented_control(
    "Vue",
    list(VIEWS),
    format_func=VIEWS.__getitem__,
    key=state.key("vue"),
    required=True,
    label_visibility="collapsed",
)
SHOW: dict[str, Callable[[], None]] = {
    RECORDS: partial(show_records, state),
    DENSITY: partial(show_density, state),
    NEED: partial(show_need, state),
    REFERENCES: reference_cards,
}
view_name = state.get("vue")
# The view that was left would stay on the screen, without a sign, while the next one is made.
with st.spinner(f"{VIEWS[view_name]} : préparation…"):
    SHOW[view_name]()
state.write_url()
