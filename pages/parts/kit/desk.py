"""The data, opened once for all the screens."""

from __future__ import annotations

import streamlit as st

from atlas.desk.desk import Desk
from pages.parts.kit.demonstration import shown


@st.cache_resource(show_spinner=False)
def _opened() -> Desk:
    """Open the data once for all sessions (read-only)."""
    return Desk()


def desk() -> Desk:
    """Give the data, with the demonstration survey where the visitor asked for it."""
    opened = _opened()
    return opened.with_demonstration() if shown() else opened
