"""Données et méthode: catalogue, coverage, sources, mandatory mentions, method in plain French."""

from __future__ import annotations

import streamlit as st

from atlas.desk.data_and_method import method_text
from pages.parts.donnees.sections import (
    catalogue_section,
    coverage_section,
    meaning_section,
    schemes_section,
    sources_section,
    surveys_section,
)

st.title("Données et méthode")
meaning_tab, catalogue_tab, coverage_tab, surveys_tab, partnerships_tab, sources_tab, method_tab = (
    st.tabs(
        [
            "Domaines",
            "Catalogue",
            "Couverture",
            "Enquêtes",
            "Partenariats",
            "Sources et licences",
            "Méthode",
        ]
    )
)
with meaning_tab:
    meaning_section()
with catalogue_tab:
    catalogue_section()
with coverage_tab:
    coverage_section()
with surveys_tab:
    surveys_section()
with partnerships_tab:
    schemes_section()
with sources_tab:
    sources_section()
with method_tab:
    st.markdown(method_text())
