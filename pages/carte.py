"""Carte: a level, a domain, a measure; a click or the search opens a territory's panel."""

from __future__ import annotations

import streamlit as st

from common.errors import FragiscopeError
from pages.parts.carte.cache import cached_partnership_sources
from pages.parts.carte.class_controls import class_controls, usable_choice
from pages.parts.carte.controls import choices_line, display_controls, map_controls
from pages.parts.carte.embedded import show_embedded
from pages.parts.carte.map import territory_map
from pages.parts.carte.multiples import View, show_multiples, view_control
from pages.parts.carte.picture_download import picture_download
from pages.parts.carte.sections import (
    follow_table,
    show_beside,
    show_heading,
    show_refusal,
    show_table,
)
from pages.parts.carte.state import map_state, multiples_query_of, query_of
from pages.parts.kit.embedded import embedded
from pages.parts.kit.ground import MAP_HEIGHT, map_place
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
state.hold()
with st.container(key="fs-carte-head", horizontal=True, vertical_alignment="center"):
    heading = st.container(key="fs-heading")
    view_control(state)
if state.get("vue") is not View.ONE:
    with choices_line():
        map_controls(state)
    show_multiples(state, multiples_query_of(state), heading)
    state.write_url()
    end_screen()
map_column, side_column = st.columns([2, 1], gap="medium")
with map_column, st.container(key="fs-carte-column"):
    with choices_line():
        map_controls(state)
        display = st.popover("Affichage", icon=":material/tune:", key="carte-affichage")
    query = query_of(state)
    place = map_place(state.key("map"), MAP_HEIGHT, part=query.within is not None)
try:
    with heading:
        layer = cached_layer(query)
except FragiscopeError as error:
    show_refusal(state, heading, place, error)
    state.write_url()
    end_screen()
follow_table(state, layer)
show_heading(state, heading, layer)

with map_column:
    with st.container():
        choice = usable_choice(state, layer)
    with place:
        territory_map(layer, choice, state, place)
    if layer.about.note:
        st.caption(plain(layer.about.note))
with display:
    display_controls(state)
    class_controls(state, layer, choice)
with side_column:
    show_beside(state, layer, choice)

show_table(layer)
picture_download(state, layer, choice)
overlaid = cached_partnership_sources(query.domain) if state.get("partenariats") else ()
sources_notice(layer.about, also=overlaid)
if query.measure.tells_method:
    st.caption(plain(layer.about.method))
state.write_url()
