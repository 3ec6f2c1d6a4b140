"""Leaving the first screen: for the profile of a territory, or for the other screens."""

from __future__ import annotations

import streamlit as st

from common.levels import Territory

#: Key in the session of the territory that was just found.
_FOUND = "accueil.go"
_SCREENS = (
    ("carte", "Explorer la carte des 16 domaines", "map"),
    ("ecarts", "Voir où mesure et ressenti diffèrent", "compare_arrows"),
    ("territoire", "Lire le profil d’un territoire", "location_city"),
    ("comparer", "Comparer des territoires semblables", "balance"),
    ("diagnostic", "Faire le diagnostic d’un territoire en six étapes", "checklist"),
    ("autodiagnostic", "Chercher ce qu’une entreprise peut apporter", "storefront"),
    ("note", "Préparer la note d’un CRTE", "description"),
    ("partenariats", "Chercher qui aide déjà, et où", "handshake"),
    ("pratiques", "Lire des pratiques d’alliances, en décrire une", "auto_stories"),
    ("donnees", "Comprendre les données et la méthode", "menu_book"),
)


def choose_territory(territory: Territory) -> None:
    """Ask for the profile of a territory; a callback may not leave the screen itself."""
    st.session_state[_FOUND] = str(territory)


def follow_choice() -> None:
    """Leave for the profile of the territory that was just found, if one was."""
    found = st.session_state.pop(_FOUND, None)
    if found:
        st.switch_page("pages/territoire.py", query_params={"territoire": found})


def onward_links() -> None:
    """Link to the other screens, each by what it is for."""
    st.header("Aller plus loin")
    with st.container(key="fs-onward"):
        for page, label, icon in _SCREENS:
            st.page_link(f"pages/{page}.py", label=label, icon=f":material/{icon}:")
