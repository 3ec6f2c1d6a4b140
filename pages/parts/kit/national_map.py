"""A map of the whole country, to be looked at, or to choose a territory on."""

from __future__ import annotations

import folium
import streamlit as st

from atlas.desk.provenance import BOUNDARIES_SOURCE
from atlas.layers.layer import Layer
from atlas.maps.cartography import classed
from atlas.maps.furnished import draw, furnish
from atlas.maps.map_marks import mark
from common.levels import Level, Territory
from geo.extents import METROPOLE
from geo.maps import base_map, drawing_layer, insets_layer, tile_layer
from pages.parts.kit.desk import desk
from pages.parts.kit.ground import CLICKS, MAP_HEIGHT, MIN_ZOOM, ground_map, show_map, tiles
from pages.parts.kit.notices import told_in_french

#: Lower than the maps that answer: other things share its screen.
_HEIGHT = MAP_HEIGHT - 120
#: Width left to the sea, where the DROM are, as a part of métropole’s.
_SEA = 0.16


@told_in_french()
def national_map(layer: Layer, key: str) -> None:
    """Draw the map of a layer of the whole country, with its legend."""
    seen = classed(desk(), layer)
    shapes = desk().territories_of(layer.query.level).index.sort_values()
    group = folium.FeatureGroup("dessin")
    furnish(group, layer, seen, draw(layer, seen, shapes))
    show_map(ground_map(layer.query.level), group, key=key, height=_HEIGHT)


@told_in_french()
def national_choice(layer: Layer, key: str, height: int) -> None:
    """Draw the map of a layer of the whole country, bare: the page has its legend beside.

    What is clicked is told by :func:`territory_clicked`, at the next run.
    """
    level = layer.query.level
    shapes = desk().territories_of(level).index.sort_values()
    group = folium.FeatureGroup("dessin")
    drawing_layer(draw(layer, classed(desk(), layer), shapes)).add_to(group)
    mark(group, layer.about)
    ground = base_map(
        METROPOLE.bounds,
        attribution=BOUNDARIES_SOURCE.line(),
        beside=_SEA,
        min_zoom=MIN_ZOOM,
    )
    tile_layer(tiles()[level]).add_to(ground)
    insets_layer(in_two=True).add_to(ground)
    show_map(ground, group, key=key, height=height, answers=CLICKS)


def territory_clicked(level: Level, key: str) -> Territory | None:
    """Give the territory under a click of this run, once; None where there is none.

    Parameters
    ----------
    level : of the shapes of the map.
    key : of the map.
    """
    point = (st.session_state.get(key) or {}).get("last_clicked")
    answered = f"{key}.answered"
    if point == st.session_state.get(answered):
        return None
    st.session_state[answered] = point
    if point is None:
        return None
    code = desk().at(level, point["lng"], point["lat"])
    return None if code is None else Territory(level, code)
