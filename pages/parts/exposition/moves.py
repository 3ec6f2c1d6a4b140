"""Moving through the portraits: by buttons, arrow keys or a list."""

from __future__ import annotations

import streamlit as st

from pages.parts.exposition.state import PORTRAIT, shown_gallery
from pages.parts.kit.url import ScreenState

BEFORE, AFTER = "Précédent", "Suivant"
CHOICE = "Portrait"


def show_moves(state: ScreenState) -> None:
    """Offer the portrait before, the one after, and each of them by its name."""
    names = {one.territory.code: one.name for one in shown_gallery().portraits}
    with st.container(horizontal=True, vertical_alignment="bottom"):
        st.selectbox(CHOICE, list(names), format_func=names.__getitem__, key=state.key(PORTRAIT))
        st.button(BEFORE, on_click=_move, args=(state, -1), shortcut="Left")
        st.button(AFTER, on_click=_move, args=(state, 1), shortcut="Right")


def _move(state: ScreenState, step: int) -> None:
    """Go on; after the last portrait comes the first."""
    codes = [one.territory.code for one in shown_gallery().portraits]
    state.set(PORTRAIT, codes[(codes.index(state.get(PORTRAIT)) + step) % len(codes)])
