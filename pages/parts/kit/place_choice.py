"""Choosing the place of a screen: a search, a perimeter, or none any more."""

from __future__ import annotations

from functools import partial

import streamlit as st

from atlas.desk.place import Place
from common.levels import Level
from pages.parts.kit.perimeter_box import perimeter_box
from pages.parts.kit.place_state import start_afresh
from pages.parts.kit.search_box import search_box
from pages.parts.kit.url import ScreenState

_CHANGE = "Changer de territoire"


def place_choice(
    state: ScreenState, place: Place | None, label: str, first: Level | None = None
) -> None:
    """Draw what chooses a place; once there is one, the search is a click away.

    Parameters
    ----------
    state : of a screen about one place, its parameter ``territoire``.
    place : what the screen shows.
    label : French label of the search.
    first : level whose territories come before the others, if any.
    """
    screen, choose = state.screen, partial(state.set, "territoire")
    with st.container(key=f"{screen}-choix"):
        opened = place is None
        box = st.container() if opened else st.expander(_CHANGE, icon=":material/search:")
        with box:
            search_box(screen, choose, label, first)
            if not opened:
                start_afresh(state)
        perimeter_box(f"{screen}.perimetre", place, choose)
