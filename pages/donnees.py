"""Données et méthode: catalogue, coverage, sources, mandatory mentions, method in plain French."""

from __future__ import annotations

import streamlit as st

from pages.parts.donnees.catalogue import catalogue_section
from pages.parts.donnees.codebook import codebook_section
from pages.parts.donnees.sections import (
    citation_section,
    coverage_section,
    meaning_section,
    method_section,
    schemes_section,
    sources_section,
    surveys_section,
)
from pages.parts.donnees.series import downloads_section
from pages.parts.donnees.state import TABS, data_state
from pages.parts.kit.definitions import defined
from pages.parts.kit.notices import refused_values

state = data_state()
with st.container():
    refused_values(state.read_url(), " Le catalogue est affiché.")
st.title("Données et méthode", help=defined("indicateur", "domaine"))
SHOW = {
    "catalogue": catalogue_section,
    "series": downloads_section,
    "dictionnaire": codebook_section,
    "domaines": meaning_section,
    "couverture": coverage_section,
    "enquetes": surveys_section,
    "partenariats": schemes_section,
    "sources": sources_section,
    "citer": citation_section,
    "methode": method_section,
}
# Only the tab that is open is made: the others would keep the first one waiting.
tabs = st.tabs(list(TABS.values()), key=state.key("partie"), on_change="rerun")
for tab, name in zip(tabs, TABS, strict=True):
    if tab.open:
        with tab:
            SHOW[name]()
state.write_url()
