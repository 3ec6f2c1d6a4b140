"""Every screen is reached through ``streamlit_app.py``."""

from __future__ import annotations

from contextlib import suppress

import streamlit as st
from streamlit.runtime.pages_manager import PagesManager
from streamlit.runtime.scriptrunner import StopException

from common.paths import STATIC
from pages.parts.kit.demonstration import follow_address
from pages.parts.kit.demonstration_switch import demonstration_banner
from pages.parts.kit.embedded import embedded
from pages.parts.kit.foot import screen_foot
from pages.parts.kit.notices import refused_values
from pages.parts.kit.own import follow_workspace, own_line

#: By heading of the menu, those without one first: file below ``pages/``, also the address;
#: title; icon. The first one has no address.
SECTIONS = {
    "": (
        ("accueil", "Accueil", ":material/home:"),
        ("territoire", "Territoire", ":material/location_city:"),
        ("carte", "Carte", ":material/map:"),
        ("ecarts", "Écarts", ":material/compare_arrows:"),
    ),
    "Alliances": (
        ("partenariats", "Partenariats", ":material/handshake:"),
        ("pratiques", "Pratiques", ":material/auto_stories:"),
    ),
    "Agir": (
        ("note", "Notes et rapports", ":material/description:"),
        ("diagnostic", "Diagnostic", ":material/checklist:"),
        ("autodiagnostic", "Autodiagnostic", ":material/storefront:"),
    ),
    "Explorer": (
        ("comparer", "Comparer", ":material/balance:"),
        ("indice", "Construire l’indice", ":material/tune:"),
        ("exposition", "Exposition", ":material/gallery_thumbnail:"),
    ),
    "Données": (
        ("mes_donnees", "Mes données", ":material/upload_file:"),
        ("donnees", "Données et méthode", ":material/menu_book:"),
        ("a_propos", "À propos", ":material/info:"),
    ),
}
SCREENS = tuple(screen for screens in SECTIONS.values() for screen in screens)
HOME = SCREENS[0][0]
#: Streamlit's page says that it is in English, words its own controls so, and loses the focus.
_SCRIPTS = "".join(
    f"<script>{(STATIC / name).read_text('utf-8')}</script>" for name in ("french.js", "access.js")
)


def show_screen() -> None:
    """Show the screen that the visitor asked for, between what stands on all of them."""
    alone = embedded()
    screen = open_navigation(alone=alone)
    # A container that is always there: what follows keeps its place when the banner comes or goes.
    with st.container():
        refused_values(follow_address())
        if alone:
            st.html('<span class="fs-alone"></span>')
        else:
            demonstration_banner()
        follow_workspace()
        if not alone:
            own_line()
    with suppress(StopException):  # a screen that has nothing more to show still has its foot
        screen.run()
    if not alone:
        screen_foot()


def open_navigation(*, alone: bool = False) -> st.Page:
    """Configure the page, declare the screens, tell which one the visitor asked for.

    Parameters
    ----------
    alone : whether the screen is in a frame of another site, without the menu.
    """
    st.set_page_config(page_icon=str(STATIC / "icon.png"), layout="wide")
    st.html(STATIC / "fragiscope.css")
    st.html(STATIC / "print.css")
    if not alone:
        st.logo(STATIC / "fragiscope.svg", size="large")
    st.html(_SCRIPTS, unsafe_allow_javascript=True)
    screen = st.navigation(
        {
            heading: [
                st.Page(f"pages/{name}.py", title=title, icon=icon, default=name == HOME)
                for name, title, icon in screens
            ]
            for heading, screens in SECTIONS.items()
        },
        position="hidden" if alone else "top",
    )
    st.set_page_config(page_title=f"{screen.title} – Fragiscope")
    return screen


def keep_the_door() -> None:
    """Have the server reach the screens by :func:`open_navigation` alone; before any visit.

    Streamlit takes a folder ``pages/`` beside the main script for the whole application until a
    session has called ``st.navigation``: whoever follows a deep link just after a start would get
    a screen without the others. Called here, outside of a session, ``st.navigation`` would say
    the same to Streamlit, and warn in its log at each start.
    """
    PagesManager.uses_pages_directory = False
