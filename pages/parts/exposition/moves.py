"""Moving through the portraits: by buttons, arrow keys or a list."""

from __future__ import annotations

import streamlit as st

from common.paths import STATIC
from pages.parts.exposition.state import PORTRAIT, shown_gallery
from pages.parts.kit.url import ScreenState

#: The arrow keys press the two buttons, which it finds by their keys.
_KEYS = f"<script>{(STATIC / 'exposition.js').read_text('utf-8')}</script>"
BEFORE, AFTER = "Précédent", "Suivant"
CHOICE = "Portrait"


def hear_keys() -> None:
    """Have the arrow keys heard, before anything takes time."""
    st.html(_KEYS, unsafe_allow_javascript=True)


def show_moves(state: ScreenState) -> None:
    """Offer the portrait before, the one after, and each of them by its name."""
    names = {one.territory.code: one.name for one in shown_gallery().portraits}
    with st.container(key="fs-moves", horizontal=True, vertical_alignment="bottom"):
        st.selectbox(CHOICE, list(names), format_func=names.__getitem__, key=state.key(PORTRAIT))
        st.button(
            BEFORE,
            key="fs-before",
            on_click=_move,
            args=(state, -1),
            icon=":material/arrow_back:",
        )
        st.button(
            AFTER, key="fs-after", on_click=_move, args=(state, 1), icon=":material/arrow_forward:"
        )


def _move(state: ScreenState, step: int) -> None:
    """Go on; after the last portrait comes the first."""
    codes = [one.territory.code for one in shown_gallery().portraits]
    state.set(PORTRAIT, codes[(codes.index(state.get(PORTRAIT)) + step) % len(codes)])
