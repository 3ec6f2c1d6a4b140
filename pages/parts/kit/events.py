"""What the reader did on a map or a chart: an event stays in the session until another comes."""

from __future__ import annotations

from typing import Any

import streamlit as st

from pages.parts.kit.url import ScreenState


def is_new(state: ScreenState, what: str, event: Any) -> bool:
    """Tell whether an event was not yet answered, and remember it."""
    answered = state.key(f"answered.{what}")
    if event == st.session_state.get(answered):
        return False
    st.session_state[answered] = event
    return True
