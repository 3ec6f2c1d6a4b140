"""Accueil: one question, the search, the map that answers, what the data say of the country."""

from __future__ import annotations

import streamlit as st

from pages.parts.accueil.about import origin_section, words_section
from pages.parts.accueil.findings import findings_section
from pages.parts.accueil.hero import QUESTION, follow_click, hero_map, lead
from pages.parts.accueil.onward import choose_territory, follow_choice, onward_links
from pages.parts.kit.search_box import search_box

follow_choice()
follow_click()

with st.container(key="fs-hero"):
    said, picture = st.columns([1, 1.1], gap="large")
    with said:
        st.title(QUESTION)
        lead()
        search_box("accueil", choose_territory, "Votre commune, EPCI, CRTE, département ou région")
    with picture:
        hero_map()

findings_section()
onward_links()
words_section()
origin_section()
