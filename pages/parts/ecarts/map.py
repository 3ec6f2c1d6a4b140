"""The map of the positions, and the territory chosen by a click on it or on the plot beside."""

from __future__ import annotations

import folium
import streamlit as st

from atlas.gaps import GapView, holder
from atlas.maps.gap_map import furnish_positions
from common.levels import Level, Territory
from geo.maps import highlight_layer
from pages.parts.ecarts.chart import CLICKED, HEIGHT, quadrant_chart
from pages.parts.kit.desk import desk
from pages.parts.kit.events import is_new
from pages.parts.kit.ground import CLICKS, ground_map, show_map
from pages.parts.kit.notices import told_in_french
from pages.parts.kit.url import ScreenState


def follow_clicks(level: Level, state: ScreenState) -> None:
    """Choose the territory of a click, on the plot or on the map, that was not yet answered."""
    point = (st.session_state.get(_map_key(state)) or {}).get("last_clicked")
    if point and is_new(state, "map", point):
        code = desk().at(level, point["lng"], point["lat"])
        if code is not None:
            state.set("territoire", Territory(level, code))
            renew_plot(state)
    event = st.session_state.get(_plot_key(state)) or {}
    marks = event.get("selection", {}).get(CLICKED) or []
    if marks and is_new(state, "plot", marks):
        state.set("territoire", Territory(level, str(marks[0]["code"])))


def quadrant_plot(view: GapView, state: ScreenState) -> None:
    """Show the plot; a click on a mark chooses its territory."""
    st.altair_chart(
        quadrant_chart(view, selected_code(view, state)),
        width="stretch",
        key=_plot_key(state),
        on_select="rerun",
        selection_mode=CLICKED,
        alt=(
            "Nuage de points : fragilité mesurée en abscisse, perçue en ordonnée ; "
            "détaillé dans le tableau de la page"
        ),
    )


@told_in_french()
def position_map(view: GapView, state: ScreenState) -> None:
    """Show the map of the positions; a click chooses a territory."""
    level = view.query.level
    group = folium.FeatureGroup("positions")
    with st.container():  # spinners stay inside: the map must not move
        furnish_positions(group, view, desk().territories_of(level).index.sort_values())
        code = selected_code(view, state)
        if code is not None:
            highlight_layer(desk().shapes(level, [code])).add_to(group)
        ground = ground_map(level)
    show_map(ground, group, key=_map_key(state), height=HEIGHT, answers=CLICKS)


def selected_code(view: GapView, state: ScreenState) -> str | None:
    """Code, at the level shown, of the territory of the screen or of the one that holds it."""
    territory: Territory | None = state.get("territoire")
    shown = holder(desk(), view, territory) if territory else None
    return shown.code if shown else None


def renew_plot(state: ScreenState) -> None:
    """Forget the mark clicked: the same one can then be clicked again."""
    counter = state.key("plots")
    st.session_state[counter] = st.session_state.get(counter, 0) + 1
    st.session_state.pop(state.key("answered.plot"), None)


def _plot_key(state: ScreenState) -> str:
    return f"{state.key('plot')}.{st.session_state.get(state.key('plots'), 0)}"


def _map_key(state: ScreenState) -> str:
    return state.key("map")
