"""Carte: a level, a domain, a measure; a click or the search opens a territory's panel."""

from __future__ import annotations

import streamlit as st

from atlas.layer.csv import layer_rows
from atlas.layer.geojson import file_name
from common.errors import FragiscopeError
from common.levels import Level, Territory
from pages.parts.carte.cache import cached_geojson, cached_partnership_sources, cached_table
from pages.parts.carte.class_controls import class_controls, usable_choice
from pages.parts.carte.controls import map_controls
from pages.parts.carte.map import territory_map
from pages.parts.carte.panel import territory_panel
from pages.parts.carte.picture_download import picture_download
from pages.parts.carte.state import map_state, query_of
from pages.parts.carte.table import layer_table
from pages.parts.kit.container import FRANCE, around, overseas_buttons
from pages.parts.kit.door import require_navigation
from pages.parts.kit.downloads import csv_button, file_button
from pages.parts.kit.layers import cached_layer
from pages.parts.kit.notices import demonstration_notice, plain, sources_notice
from pages.parts.kit.search_box import search_box

require_navigation()

state = map_state()


def choose_territory(territory: Territory) -> None:
    state.set("territoire", territory)
    state.set("niveau", territory.level)
    state.set("dans", around(territory))


def go_to_regions() -> None:
    state.set("niveau", Level.REGION)
    state.set("dans", FRANCE)


# Notices and spinners come and go inside containers: the map keeps its place on the page, so
# that the browser does not draw it anew.
with st.container():
    for message in state.read_url():
        st.warning(f"{plain(message)} La vue par défaut est affichée.", icon=":material/link_off:")
map_controls(state)
query = query_of(state)
heading = st.container()
try:
    with heading:
        layer = cached_layer(query)
except FragiscopeError as error:
    heading.info(plain(str(error)), icon=":material/info:")
    heading.button("Voir les régions", on_click=go_to_regions, icon=":material/zoom_out_map:")
    state.write_url()
    st.stop()

with heading:
    st.subheader(plain(layer.about.title))
    if layer.about.demonstration:
        demonstration_notice()
    if layer.frame["value"].isna().all():
        why = layer.about.note or "Aucun de ces territoires n’a assez de données pour ce score."
        st.info(plain(why), icon=":material/info:")
        if query.level is not Level.REGION:
            st.button("Voir les régions", on_click=go_to_regions, icon=":material/zoom_out_map:")

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
    search_box("carte", choose_territory, "Trouver un territoire")
    if state.get("territoire") is None:
        st.info(
            "Cliquez sur un territoire ou cherchez-le par son nom.", icon=":material/ads_click:"
        )
    else:
        territory_panel(state.get("territoire"), query.group, query.domain)

st.subheader("Les mêmes chiffres en tableau")
layer_table(layer, cached_table(query), key="carte.tableau")
with st.container(horizontal=True):
    csv_button("Télécharger le tableau", lambda: layer_rows(layer), file_name(layer, "csv"))
    file_button(
        "Télécharger la couche (GeoJSON)",
        lambda: cached_geojson(query),
        file_name(layer),
        "application/geo+json",
    )
picture_download(state, layer, choice)
overlaid = cached_partnership_sources(query.domain) if state.get("partenariats") else ()
sources_notice(layer.about, also=overlaid)
if query.measure.tells_method:
    st.caption(plain(layer.about.method))
state.write_url()
