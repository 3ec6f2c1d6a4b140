"""Accueil: what this is, the search box, the national picture, where to go next."""

from __future__ import annotations

import streamlit as st

from atlas.layer.query import LayerQuery
from common.levels import Level
from pages.parts.accueil.dimension import dimension_choice
from pages.parts.accueil.onward import choose_territory, follow_choice, onward_links
from pages.parts.kit.layers import cached_layer
from pages.parts.kit.national_map import national_map
from pages.parts.kit.notices import sources_notice
from pages.parts.kit.search_box import search_box

st.title("Fragiscope")
st.markdown(
    "Fragiscope montre, territoire par territoire et dans 16 domaines, les fragilités que "
    "mesurent les statistiques publiques. Il les compare à celles que ressentent les habitants, "
    "les élus, les entreprises et les associations, et dit où les deux diffèrent. "
    "Il recense enfin les partenariats déjà à l’œuvre pour y répondre."
)
follow_choice()

search, picture = st.columns([2, 3], gap="large")
with search:
    st.header("Trouver un territoire")
    search_box("accueil", choose_territory, "Votre commune, EPCI, CRTE, département ou région")
    st.header("Aller plus loin")
    onward_links()

with picture:
    st.header("La fragilité mesurée des EPCI")
    layer = cached_layer(LayerQuery(level=Level.EPCI, domain=dimension_choice()))
    national_map(layer, key="accueil.carte")
    sources_notice(layer.about)
