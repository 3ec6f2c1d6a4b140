"""The dimension that the national picture of the first screen shows."""

from __future__ import annotations

import streamlit as st

from indicators.base.domains import DIMENSION_KEYS, domain_label
from pages.parts.kit.definitions import defined

LABEL = "La fragilité mesurée des EPCI, par dimension"


def dimension_choice() -> str:
    """Choose one of the four dimensions; its key."""
    return st.segmented_control(
        LABEL,
        DIMENSION_KEYS,
        default=DIMENSION_KEYS[0],
        required=True,
        format_func=lambda key: domain_label(key).removeprefix("Dimension ").capitalize(),
        help=defined("dimension", "epci"),
        key="accueil.dimension",
    )
