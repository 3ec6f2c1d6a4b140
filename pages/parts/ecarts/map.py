"""The map of a view, and the territory chosen by a click on it or on the plot beside."""

from __future__ import annotations

from collections.abc import Callable

import folium
import pandas as pd
import streamlit as st

from atlas.divergences import GapView, holder
from atlas.divergences.pairs import PairView
from atlas.maps.gap_map import furnish_positions, position_texts
from atlas.maps.rank_map import furnish_ranks, rank_differences
from common.levels import Level, Territory
from geo.maps import Bounds, highlight_layer
from pages.parts.ecarts.chart import CLICKED, HEIGHT, quadrant_chart
from pages.parts.ecarts.rank_chart import rank_chart
from pages.parts.kit.desk import desk
from pages.parts.kit.events import is_new
from pages.parts.kit.ground import CLICKS, ground_map, show_map
from pages.parts.kit.notices import told_in_french
from pages.parts.kit.url import ScreenState

#: Goes under a plot of positions and its map.
BARS = (
    "Les barres sont des intervalles à 95 %. Sur la diagonale, le ressenti suit exactement la "
    "mesure. Une marque creuse, ou des hachures sur la carte : la position est incertaine."
)


def follow_clicks(state: ScreenState) -> None:
    """Choose the territory of a click, on the plot or on the map, that was not yet answered."""
    level = state.get("niveau")
    point = (st.session_state.get(_map_key(state)) or {}).get("last_clicked")
    if point and is_new(state, _map_key(state), point):
        code = desk().at(level, point["lng"], point["lat"])
        if code is not None:
            state.set("territoire", Territory(level, code))
            renew_plot(state)
    event = st.session_state.get(_plot_key(state)) or {}
    marks = event.get("selection", {}).get(CLICKED) or []
    if marks and is_new(state, "plot", marks):
        state.set("territoire", Territory(level, str(marks[0]["code"])))


def both_sides_plot(view: GapView | PairView, state: ScreenState) -> None:
    """Show the plot, of positions or of ranks; a click on a mark chooses its territory."""
    code = selected_code(view, state)
    if isinstance(view, PairView) and view.ranks_only:
        chart, sides = rank_chart(view, code), "rang mesuré en abscisse, rang perçu"
    else:
        chart, sides = quadrant_chart(view, code), "fragilité mesurée en abscisse, perçue"
    st.altair_chart(
        chart,
        width="stretch",
        key=_plot_key(state),
        on_select="rerun",
        selection_mode=CLICKED,
        alt=f"Nuage de points : {sides} en ordonnée ; détaillé dans le tableau de la page",
    )


def both_sides_map(view: GapView | PairView, state: ScreenState) -> None:
    """Show the map of the positions, or of both ranks where they alone are compared."""
    texts = position_texts(view)

    def furnish(group: folium.FeatureGroup, shapes: pd.Index) -> None:
        if isinstance(view, PairView) and view.ranks_only:
            differences = rank_differences(view.frame, len(view.frame))
            furnish_ranks(group, differences, texts, view.about, shapes)
        else:
            furnish_positions(group, view.frame["status"], texts, view.about, shapes)

    territory_map(furnish, selected_code(view, state), state)


@told_in_french()
def territory_map(
    furnish: Callable[[folium.FeatureGroup, pd.Index], None],
    code: str | None,
    state: ScreenState,
    around: Bounds | None = None,
) -> None:
    """Show a map of the level chosen; a click chooses a territory.

    Parameters
    ----------
    furnish : draws on the map, for the codes of its shapes.
    code : of the territory to outline, if any.
    state : of the screen.
    around : degrees shown first; the whole country when None.
    """
    level: Level = state.get("niveau")
    group = folium.FeatureGroup("positions")
    with st.container():  # spinners stay inside: the map must not move
        furnish(group, desk().territories_of(level).index.sort_values())
        if code is not None:
            highlight_layer(desk().shapes(level, [code])).add_to(group)
        ground = ground_map(level, around)
    show_map(ground, group, key=_map_key(state), height=HEIGHT, answers=CLICKS)


def selected_code(view: GapView | PairView, state: ScreenState) -> str | None:
    """Code, at the level shown, of the territory of the screen or of the one that holds it."""
    territory: Territory | None = state.get("territoire")
    shown = holder(desk(), view.query.level, territory) if territory else None
    return shown.code if shown else None


def renew_plot(state: ScreenState) -> None:
    """Forget the mark clicked: the same one can then be clicked again."""
    counter = state.key("plots")
    st.session_state[counter] = st.session_state.get(counter, 0) + 1
    st.session_state.pop(state.key("answered.plot"), None)


def _plot_key(state: ScreenState) -> str:
    return f"{state.key('plot')}.{st.session_state.get(state.key('plots'), 0)}"


def _map_key(state: ScreenState) -> str:
    """Each view has its own map: the click of one is not news for another."""
    return state.key(f"map.{state.get('vue')}")
