"""Accueil: what this is, the search box, the national picture, where to go next."""

from __future__ import annotations

import streamlit as st

from atlas.layer.query import LayerQuery
from common.levels import Level, Territory
from pages.parts.kit.door import require_navigation
from pages.parts.kit.layers import cached_layer
from pages.parts.kit.national_map import national_map
from pages.parts.kit.notices import sources_notice
from pages.parts.kit.search_box import search_box

require_navigation()

st.title("Fragiscope")
st.markdown(
    "Fragiscope montre, territoire par territoire et dans 16 domaines, les fragilités que "
    "mesurent les statistiques publiques. Il les compare à celles que ressentent les habitants, "
    "les élus, les entreprises et les associations, et dit où les deux diffèrent. "
    "Il recense enfin les partenariats déjà à l’œuvre pour y répondre."
)


def open_territory(territory: Territory) -> None:
    st.session_state["accueil.go"] = str(territory)


chosen = st.session_state.pop("accueil.go", None)
if chosen:
    st.switch_page("pages/territoire.py", query_params={"territoire": chosen})

search, picture = st.columns([2, 3], gap="large")
with search:
    st.header("Trouver un territoire")
    search_box("accueil", open_territory, "Votre commune, EPCI, CRTE, département ou région")
    st.header("Aller plus loin")
    st.page_link(
        "pages/carte.py",
        label="Explorer la carte des 16 domaines",
        icon=":material/map:",
    )
    st.page_link(
        "pages/ecarts.py",
        label="Voir où mesure et ressenti diffèrent",
        icon=":material/compare_arrows:",
    )
    st.page_link(
        "pages/territoire.py",
        label="Lire le profil d’un territoire",
        icon=":material/location_city:",
    )
    st.page_link(
        "pages/comparer.py",
        label="Comparer des territoires semblables",
        icon=":material/balance:",
    )
    st.page_link(
        "pages/note.py",
        label="Préparer la note d’un CRTE",
        icon=":material/description:",
    )
    st.page_link(
        "pages/partenariats.py",
        label="Chercher qui aide déjà, et où",
        icon=":material/handshake:",
    )
    st.page_link(
        "pages/donnees.py",
        label="Comprendre les données et la méthode",
        icon=":material/menu_book:",
    )

with picture:
    layer = cached_layer(LayerQuery(level=Level.EPCI))
    st.header("La fragilité objective des EPCI")
    national_map(layer, key="accueil.carte")
    sources_notice(layer.about)
