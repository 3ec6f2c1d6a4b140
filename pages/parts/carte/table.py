"""The table behind a map: the same rows, in French, sortable."""

from __future__ import annotations

from typing import Any

import pandas as pd
import streamlit as st

from atlas.layers.layer import Layer
from pages.parts.kit.events import is_new
from pages.parts.kit.tables import number_columns, table
from pages.parts.kit.url import ScreenState

#: Rows that travel at once; of a longer table the browser asks for those that it shows.
MOST_AT_ONCE = 2_000


def layer_table(layer: Layer, rows: pd.DataFrame, key: str) -> None:
    """Show the sortable table of a layer (:func:`atlas.layers.table.french_table`).

    A row that is ticked is the territory of the screen (:func:`ticked_code`), where all the rows
    are at hand.
    """
    lazy = len(rows) > MOST_AT_ONCE
    choice: dict[str, Any] = {}
    if not lazy:
        choice = {"on_select": "rerun", "selection_mode": "single-row"}
    table(
        rows,
        height=320,
        columns=number_columns(rows),
        printed=False,
        key=key,
        own_file=key,
        lazy=lazy,
        alt=f"Tableau des {len(rows)} territoires de la carte : {layer.about.title}",
        **choice,
    )


def ticked_code(state: ScreenState, rows: pd.DataFrame, key: str) -> str | None:
    """Code of the territory whose row was ticked since the last answer."""
    ticked = (st.session_state.get(key) or {}).get("selection", {}).get("rows") or []
    if not is_new(state, "table", ticked) or not ticked or ticked[0] >= len(rows):
        return None
    return str(rows["Code"].iloc[ticked[0]])
