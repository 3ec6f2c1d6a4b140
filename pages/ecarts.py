"""Écarts: measured against felt, as a plot and a map that answer each other."""

from __future__ import annotations

import streamlit as st

from atlas.gaps import GapView, gap_view
from atlas.gaps.crossed_views import crossed_views
from atlas.gaps.modelled import can_be_modelled
from common.errors import NotAvailableError
from pages.parts.ecarts.crossed import crossed_section
from pages.parts.ecarts.map import follow_clicks
from pages.parts.ecarts.modelled import modelled_section
from pages.parts.ecarts.sections import (
    show_absence,
    show_chosen,
    show_gap,
    show_space,
    show_table,
)
from pages.parts.ecarts.state import gap_controls, gap_query, gap_state
from pages.parts.ecarts.survey import kit_downloads, needs_notice, size_calculator
from pages.parts.kit.container import FRANCE
from pages.parts.kit.desk import desk
from pages.parts.kit.notices import plain, refused_values, sources_notice

state = gap_state()
# Notices come and go inside containers: the map keeps its place on the page.
with st.container():
    refused_values(state.read_url(), " La vue par défaut est affichée.")
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
        show_absence(state, query, error)
if view is not None:
    show_gap(state, heading, view)
if view is None or view.about.demonstration:
    needs_notice(query)

panel_column, crossed_column = st.columns([2, 3], gap="large")
with panel_column:
    show_chosen(state, view)
views = crossed_views(desk(), state.get("territoire") or FRANCE, query.domain)
with crossed_column:
    crossed_section(views)

if view is not None:
    show_table(view)
    show_space(state, view)
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
