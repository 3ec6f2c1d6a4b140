"""Carte: a level, a domain, a measure; a click or the search opens a territory's panel."""

from __future__ import annotations

import streamlit as st

from common.errors import FragiscopeError
from pages.parts.carte.cache import cached_partnership_sources
from pages.parts.carte.class_controls import class_controls, usable_choice
from pages.parts.carte.controls import map_controls
from pages.parts.carte.embedded import show_embedded
from pages.parts.carte.map import territory_map
from pages.parts.carte.picture_download import picture_download
from pages.parts.carte.sections import show_chosen, show_heading, show_refusal, show_table
from pages.parts.carte.state import map_state, query_of
from pages.parts.kit.container import overseas_buttons
from pages.parts.kit.embedded import embedded
from pages.parts.kit.layers import cached_layer
from pages.parts.kit.notices import plain, refused_values, sources_notice
from pages.parts.kit.screen_end import end_screen

state = map_state()
# Notices and spinners come and go inside containers: the map keeps its place on the page, so
# that the browser does not draw it anew.
with st.container():
    refused_values(state.read_url(), " La vue par défaut est affichée.")
if embedded():
    show_embedded(state)
    end_screen()
map_controls(state)
query = query_of(state)
heading = st.container()
try:
    with heading:
        layer = cached_layer(query)
except FragiscopeError as error:
    show_refusal(state, heading, error)
    state.write_url()
    end_screen()
show_heading(state, heading, layer)

map_column, panel_column = st.columns([5, 3], gap="medium")
with map_column:
    with st.container():
        choice = usable_choice(state, layer)
    territory_map(layer, choice, state)
    overseas_buttons(state)
    class_controls(state, layer, choice)
    if layer.about.note:
        st.caption(plain(layer.about.note))
with panel_column:
    show_chosen(state, layer)

show_table(layer)
picture_download(state, layer, choice)
overlaid = cached_partnership_sources(query.domain) if state.get("partenariats") else ()
sources_notice(layer.about, also=overlaid)
if query.measure.tells_method:
    st.caption(plain(layer.about.method))
state.write_url()
