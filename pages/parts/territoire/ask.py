"""What the page of a profile is while it has no place."""

from __future__ import annotations

import streamlit as st

from pages.parts.kit.place_choice import place_choice
from pages.parts.kit.url import ScreenState
from pages.parts.territoire.actions import LABEL

#: Heading while no place is described.
TITLE = "Profil d’un territoire"


def ask_for_a_place(state: ScreenState) -> None:
    """Ask for one."""
    st.title(TITLE)
    place_choice(state, None, LABEL)
    st.info(
        "Cherchez un territoire par son nom, son code ou son code postal, ou composez un périmètre."
    )
