"""Every screen is reached through ``streamlit_app.py``."""

from __future__ import annotations

import streamlit as st

from common.paths import STATIC

#: Key in the session: whether the door was passed.
OPENED = "navigation"
#: File below ``pages/``, which is also the address; title; icon. The first one has no address.
SCREENS = (
    ("accueil", "Accueil", ":material/home:"),
    ("carte", "Carte", ":material/map:"),
    ("ecarts", "Écarts", ":material/compare_arrows:"),
    ("partenariats", "Partenariats", ":material/handshake:"),
    ("territoire", "Territoire", ":material/location_city:"),
    ("note", "Note CRTE", ":material/description:"),
    ("comparer", "Comparer", ":material/balance:"),
    ("indice", "Construire l’indice", ":material/tune:"),
    ("donnees", "Données et méthode", ":material/menu_book:"),
)
HOME = SCREENS[0][0]
#: Streamlit's page says that it is in English, and a screen reader believes it.
_IN_FRENCH = "<script>document.documentElement.lang = 'fr'</script>"


def open_navigation() -> st.Page:
    """Configure the page, declare the screens, tell which one the visitor asked for."""
    st.session_state[OPENED] = True
    st.set_page_config(page_icon=str(STATIC / "icon.png"), layout="wide")
    st.html(STATIC / "print.css")
    st.html(_IN_FRENCH, unsafe_allow_javascript=True)
    screen = st.navigation(
        [
            st.Page(f"pages/{name}.py", title=title, icon=icon, default=name == HOME)
            for name, title, icon in SCREENS
        ],
        position="top",
    )
    st.set_page_config(page_title=f"{screen.title} – Fragiscope")
    return screen


def require_navigation() -> None:
    """Start again through the door when Streamlit ran a screen by itself.

    Streamlit takes a folder ``pages/`` beside the main script for the whole application until a
    session has called ``st.navigation``: whoever follows a deep link just after a start would get
    a screen without the others. This belongs to a session, so each screen asks for it, first of
    all. Asked once in the process instead, when the kit is imported, it serves one of the tabs
    that come back together after a restart and leaves the others without their navigation.
    """
    if not st.session_state.get(OPENED):
        open_navigation()
        st.rerun()
