"""The interactive map of a layer, and the territory that the reader clicks."""

from __future__ import annotations

import folium
import streamlit as st
from streamlit_folium import st_folium

from atlas.cartography import choropleth, draw, furnish
from atlas.layer import Layer
from atlas.overlay import MOST_POINTS
from atlas.provenance import BOUNDARIES_SOURCE
from common.french import number
from geo.classes import Method
from geo.extents import METROPOLE
from geo.levels import Territory
from geo.locate import locate
from geo.maps import (
    base_map,
    highlight_layer,
    image_layer,
    insets_layer,
    legend,
    points_layer,
    tile_layer,
)
from pages.parts.cache import cached_density, cached_points, desk, tiles
from pages.parts.url import ScreenState

HEIGHT = 620
#: Width left to the legend, as a part of what is shown.
LEGEND_SHARE = 0.28
#: Height left to the DROM below métropole, as a part of what is shown.
INSETS_SHARE = 0.34
#: The tiles begin there.
MIN_ZOOM = 5


def territory_map(layer: Layer, state: ScreenState) -> None:
    """Draw the map of a layer with its overlays; a click chooses the territory of the screen."""
    _follow_click(layer, state)
    with st.container():  # spinners and notices stay inside: the map must not move
        group = _drawing(layer, state.get("classes"))
        _overlays(group, layer, state.get("partenariats"))
        selected: Territory | None = state.get("territoire")
        if selected is not None:
            highlight_layer(desk().boundaries(selected.level).loc[[selected.code]]).add_to(group)
        ground = _ground(layer)
    st_folium(
        ground,
        key=state.key("map"),
        height=HEIGHT,
        use_container_width=True,
        returned_objects=["last_clicked"],
        feature_group_to_add=group,
    )


def national_map(layer: Layer, key: str) -> None:
    """Draw the map of a layer, only to be looked at."""
    st_folium(
        _ground(layer),
        key=key,
        height=HEIGHT - 120,
        use_container_width=True,
        returned_objects=[],
        feature_group_to_add=_drawing(layer, "quantiles"),
    )


def _ground(layer: Layer) -> folium.Map:
    """Make the empty map of a level, centred on what the layer shows, room left for the legend."""
    national = layer.query.within is None
    if national:
        west, south, east, north = METROPOLE.west, METROPOLE.south, METROPOLE.east, METROPOLE.north
        south -= INSETS_SHARE * (north - south)
    else:
        west, south, east, north = layer.frame.total_bounds
    west -= LEGEND_SHARE * (east - west)
    ground = base_map(
        (west, south, east, north), attribution=BOUNDARIES_SOURCE.line(), min_zoom=MIN_ZOOM
    )
    tile_layer(tiles()[layer.query.level]).add_to(ground)
    if national:
        insets_layer(position="bottomright").add_to(ground)
    return ground


def _drawing(layer: Layer, method: Method) -> folium.FeatureGroup:
    seen = choropleth(layer, method)
    group = folium.FeatureGroup("dessin")
    shapes = desk().territories_of(layer.query.level).index.sort_values()
    furnish(group, layer, seen, draw(layer, seen, shapes))
    return group


def _overlays(group: folium.FeatureGroup, layer: Layer, shown: list[str]) -> None:
    domain = layer.query.domain
    if "densite" in shown:
        surface = cached_density(domain)
        for picture in surface.pictures:
            image_layer(picture.url, picture.bounds, description=surface.heading).add_to(group)
        legend(
            surface.heading,
            surface.labels,
            surface.colours,
            note=surface.note,
            no_data=None,
            position="topright",
        ).add_to(group)
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
    answered = state.key("last_click")
    if point is None or point == st.session_state.get(answered):
        return
    st.session_state[answered] = point
    code = locate(layer.frame, point["lng"], point["lat"])
    if code is not None:
        state.set("territoire", Territory(layer.query.level, code))
