"""The interactive map of a layer, and the territory that the reader clicks."""

from __future__ import annotations

import folium
import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from atlas.layers.layer import Layer
from atlas.maps.cartography import Choropleth
from atlas.maps.class_choice import ClassChoice
from atlas.maps.density_layer import furnish_density
from atlas.maps.furnished import furnish
from atlas.partnerships.overlay import MOST_POINTS
from common.french import number
from common.levels import Territory
from geo.maps import (
    Drawing,
    highlight_layer,
    points_layer,
)
from pages.parts.carte.cache import cached_choropleth, cached_density, cached_drawing, cached_points
from pages.parts.kit.desk import desk
from pages.parts.kit.events import is_new
from pages.parts.kit.ground import CLICKS, MAP_HEIGHT, degrees_of, ground_map, show_map
from pages.parts.kit.notices import told_in_french
from pages.parts.kit.url import ScreenState

#: Opacity of the territories over a background map.
SEE_THROUGH = 0.65


@told_in_french()
def territory_map(
    layer: Layer, choice: ClassChoice, state: ScreenState, place: DeltaGenerator | None = None
) -> None:
    """Draw the map of a layer with its overlays; a click chooses the territory of the screen."""
    _follow_click(layer, state)
    with st.container():  # spinners and notices stay inside: the map must not move
        background = bool(state.get("fond"))
        seen = cached_choropleth(layer.query, choice)
        shapes = cached_drawing(layer.query, choice, SEE_THROUGH if background else 1.0)
        group = _furnished(layer, seen, shapes)
        _overlays(group, layer, state.get("partenariats"))
        selected: Territory | None = state.get("territoire")
        if selected is not None:
            highlight_layer(desk().shapes(selected.level, [selected.code])).add_to(group)
        ground = ground_map(
            layer.query.level, degrees_of(layer.query.within), background=background
        )
    show_map(ground, group, key=state.key("map"), height=MAP_HEIGHT, answers=CLICKS, place=place)


def _furnished(layer: Layer, seen: Choropleth, shapes: Drawing) -> folium.FeatureGroup:
    group = folium.FeatureGroup("dessin")
    furnish(group, layer, seen, shapes)
    return group


def _overlays(group: folium.FeatureGroup, layer: Layer, shown: list[str]) -> None:
    domain = layer.query.domain
    if "densite" in shown:
        surface = cached_density(domain)
        furnish_density(group, surface, "topright")
    if "points" in shown:
        points = cached_points(domain, layer.query.within)
        if len(points) > MOST_POINTS:
            st.info(
                f"{number(len(points))} partenariats : choisissez un domaine ou un « territoire "
                "affiché » plus petit pour les voir un par un.",
                icon=":material/zoom_in:",
            )
        else:
            points_layer(points, points["text"]).add_to(group)


def _follow_click(layer: Layer, state: ScreenState) -> None:
    """Choose the territory under a click that was not yet answered."""
    point = (st.session_state.get(state.key("map")) or {}).get("last_clicked")
    if point is None or not is_new(state, "map", point):
        return
    code = desk().at(layer.query.level, point["lng"], point["lat"])
    if code is not None and code in layer.table.index:
        state.set("territoire", Territory(layer.query.level, code))
