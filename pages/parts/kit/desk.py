"""The data, opened once for all the screens."""

from __future__ import annotations

import streamlit as st

from atlas.desk.desk import Desk
from pages.parts.kit.seen import seen


@st.cache_resource(show_spinner=False)
def public_desk() -> Desk:
    """Open the data once for all sessions (read-only), without anything of an organisation."""
    return Desk()


def desk() -> Desk:
    """Give the data, with what the visit sees: the demonstration survey, what was loaded."""
    now = seen()
    opened = now.own.desk or public_desk()
    return opened.with_demonstration() if now.demonstration else opened
