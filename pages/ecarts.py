"""Écarts: measured against felt, as a plot and a map that answer each other."""

from __future__ import annotations

import streamlit as st

from atlas.gaps import GapQuery, GapView, gap_view, holder, levels_for
from atlas.gaps.crossed_views import crossed_views
from atlas.gaps.export import gap_file_name, gap_geojson, gap_rows
from atlas.gaps.modelled import can_be_modelled
from atlas.gaps.space import enough_units, why_not
from common.errors import NotAvailableError
from common.grammar import designation, of
from common.levels import FRANCE_CODE, Level, Territory
from indicators.base.domains import domain_label
from pages.parts.ecarts.cache import cached_gap_space
from pages.parts.ecarts.crossed import crossed_section
from pages.parts.ecarts.map import (
    follow_clicks,
    position_map,
    quadrant_plot,
    renew_plot,
)
from pages.parts.ecarts.modelled import modelled_section
from pages.parts.ecarts.panel import gap_panel, gap_table
from pages.parts.ecarts.state import gap_controls, gap_query, gap_state
from pages.parts.ecarts.survey import kit_downloads, needs_notice, size_calculator
from pages.parts.kit.desk import desk
from pages.parts.kit.door import require_navigation
from pages.parts.kit.downloads import csv_button, file_button
from pages.parts.kit.notices import demonstration_notice, plain, sources_notice
from pages.parts.kit.search_box import search_box

require_navigation()

state = gap_state()


def choose_territory(territory: Territory) -> None:
    state.set("territoire", territory)
    if territory.level in levels_for(desk(), state.get("domaine"), state.get("groupe")):
        state.set("niveau", territory.level)
    renew_plot(state)


def show_gap(view: GapView) -> None:
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


def chosen_panel(view: GapView | None, territory: Territory) -> None:
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
    st.subheader("Les mêmes chiffres en tableau")
    gap_table(view, key="ecarts.tableau")
    with st.container(horizontal=True):
        csv_button("Télécharger le tableau", lambda: gap_rows(view), gap_file_name(view, "csv"))
        file_button(
            "Télécharger la carte (GeoJSON)",
            lambda: gap_geojson(desk(), view),
            gap_file_name(view, "geojson"),
            "application/geo+json",
        )


def show_space(view: GapView) -> None:
    st.markdown("**Les écarts se regroupent-ils dans l’espace ?**")
    if not enough_units(view):
        st.caption(plain(why_not(view)))
    elif st.toggle("Chercher les regroupements (quelques secondes)", key=state.key("espace")):
        for sentence in cached_gap_space(view.query):
            st.markdown(plain(sentence))


def show_absence(query: GapQuery, error: NotAvailableError) -> None:
    st.info(plain(str(error)), icon=":material/info:")
    with st.container(horizontal=True):
        for level in levels_for(desk(), query.domain, query.group):
            st.button(
                f"Voir : {level.plural}",
                on_click=state.set,
                args=("niveau", level),
                icon=":material/zoom_out_map:",
            )


# Notices come and go inside containers: the map keeps its place on the page.
with st.container():
    for message in state.read_url():
        st.warning(f"{plain(message)} La vue par défaut est affichée.", icon=":material/link_off:")
st.title("Écarts entre le mesuré et le perçu")
follow_clicks(state.get("niveau"), state)
gap_controls(state)
query = gap_query(state)
view: GapView | None = None
heading = st.container()
try:
    with heading, st.spinner("Calcul des écarts…"):
        view = gap_view(desk(), query)
except NotAvailableError as error:
    with heading:
        show_absence(query, error)
if view is not None:
    with heading:
        st.subheader(plain(view.about.title))
    show_gap(view)
if view is None or view.about.demonstration:
    needs_notice(query)

panel_column, crossed_column = st.columns([2, 3], gap="large")
territory: Territory | None = state.get("territoire")
place = territory or Territory(Level.FRANCE, FRANCE_CODE)
with panel_column:
    search_box("ecarts", choose_territory, "Trouver un territoire")
    if territory is None:
        st.info(
            "Cliquez sur une marque ou sur la carte, ou cherchez un territoire par son nom.",
            icon=":material/ads_click:",
        )
    else:
        chosen_panel(view, territory)
views = crossed_views(desk(), place, query.domain)
with crossed_column:
    st.subheader("Regards croisés")
    st.caption(plain(f"{domain_label(query.domain)} – {desk().territory_row(place)['name']}"))
    crossed_section(views)

if view is not None:
    show_table(view)
    show_space(view)
    if can_be_modelled(desk(), query):
        modelled_section(query, state.key("modele"))

with st.expander("Mener l’enquête qui manque", icon=":material/campaign:", expanded=view is None):
    size_calculator("ecarts.calcul")
    kit_downloads("ecarts.kit")

sources_notice(*((view.about, views.about) if view else (views.about,)))
if view is not None:
    for caveat in view.survey.caveats:
        st.caption(plain(caveat))
    st.caption(plain(view.about.method))
state.write_url()
