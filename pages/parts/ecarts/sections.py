"""The sections of the screen *Écarts*: the gap, the territory chosen, the table, the absence."""

from __future__ import annotations

from functools import partial

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from atlas.gaps import GapQuery, GapView, holder, levels_for
from atlas.gaps.export import gap_file_name, gap_geojson, gap_rows
from atlas.gaps.space import enough_units, why_not
from common.errors import NotAvailableError
from common.grammar import designation, of
from common.levels import Territory
from pages.parts.ecarts.cache import cached_gap_space
from pages.parts.ecarts.map import (
    position_map,
    quadrant_plot,
    renew_plot,
)
from pages.parts.ecarts.panel import gap_panel, gap_table
from pages.parts.kit.desk import desk
from pages.parts.kit.downloads import csv_button, file_button
from pages.parts.kit.notices import demonstration_notice, plain
from pages.parts.kit.search_box import search_box
from pages.parts.kit.url import ScreenState


def choose_territory(state: ScreenState, territory: Territory) -> None:
    """Show a territory that was searched for, at its own level where the survey has it."""
    state.set("territoire", territory)
    if territory.level in levels_for(desk(), state.get("domaine"), state.get("groupe")):
        state.set("niveau", territory.level)
    renew_plot(state)


def show_gap(state: ScreenState, heading: DeltaGenerator, view: GapView) -> None:
    """Show the title and the reading of a gap, then its plot and its map."""
    heading.subheader(plain(view.about.title))
    if view.about.demonstration:
        demonstration_notice()
    with st.container(border=True):
        st.markdown(f"**Les positions.** {plain(view.reading.positions)}")
        if view.reading.limits:
            st.markdown(plain(view.reading.limits))
        with st.expander("L’accord des deux regards, en statistiques"):
            st.markdown(plain(view.reading.agreement))
    plot_column, map_column = st.columns(2, gap="medium")
    with plot_column:
        quadrant_plot(view, state)
    with map_column:
        position_map(view, state)
    st.caption(
        "Les barres sont des intervalles à 95 %. Sur la diagonale, le ressenti suit exactement la "
        "mesure. Une marque creuse, ou des hachures sur la carte : la position n’est pas établie."
    )


def show_chosen(state: ScreenState, view: GapView | None) -> None:
    """Search a territory; show what is known of the one that is chosen."""
    search_box("ecarts", partial(choose_territory, state), "Trouver un territoire")
    territory: Territory | None = state.get("territoire")
    if territory is None:
        st.info(
            "Cliquez sur une marque ou sur la carte, ou cherchez un territoire par son nom.",
            icon=":material/ads_click:",
        )
    else:
        _chosen_panel(view, territory)


def _chosen_panel(view: GapView | None, territory: Territory) -> None:
    """Show the gap of a territory, or of the one that holds it, told as its own."""
    name = str(desk().territory_row(territory)["name"])
    shown = holder(desk(), view, territory) if view else None
    if view is None or shown is None:
        st.markdown(f"### {plain(name)}")
        st.caption(
            f"L’écart n’est pas montré au niveau {territory.level.label} ; les regards croisés "
            "disent ce qui est publié autour de ce lieu."
        )
        return
    if shown != territory:
        around = str(desk().territory_row(shown)["name"])
        held = of(designation(shown.level, shown.code, around))
        st.caption(
            plain(
                f"{name} n’a pas d’écart publié à son niveau. Voici celui {held}, qui vaut pour "
                "l’ensemble et pas pour chacun de ses lieux."
            )
        )
    gap_panel(view, shown)


def show_table(view: GapView) -> None:
    """Show the figures of a gap, to take away."""
    st.subheader("Les mêmes chiffres en tableau")
    gap_table(view, key="ecarts.tableau")
    with st.container(horizontal=True):
        csv_button("Télécharger le tableau", partial(gap_rows, view), gap_file_name(view, "csv"))
        file_button(
            "Télécharger la carte (GeoJSON)",
            partial(gap_geojson, desk(), view),
            gap_file_name(view, "geojson"),
            "application/geo+json",
        )


def show_space(state: ScreenState, view: GapView) -> None:
    """Say, when asked, where the gaps gather."""
    st.markdown("**Les écarts se regroupent-ils dans l’espace ?**")
    if not enough_units(view):
        st.caption(plain(why_not(view)))
    elif st.toggle("Chercher les regroupements (quelques secondes)", key=state.key("espace")):
        for sentence in cached_gap_space(view.query):
            st.markdown(plain(sentence))


def show_absence(state: ScreenState, query: GapQuery, error: NotAvailableError) -> None:
    """Say why there is no gap, and at which levels there is one."""
    st.info(plain(str(error)), icon=":material/info:")
    with st.container(horizontal=True):
        for level in levels_for(desk(), query.domain, query.group):
            st.button(
                f"Voir : {level.plural}",
                on_click=state.set,
                args=("niveau", level),
                icon=":material/zoom_out_map:",
            )
