"""The data, opened once for all the screens."""

from __future__ import annotations

import streamlit as st

from atlas.desk.desk import Desk


@st.cache_resource(show_spinner=False)
def desk() -> Desk:
    """Open the data once for all sessions (read-only)."""
    return Desk()
