"""The table behind a map: the same rows, in French, sortable."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from atlas.layer.layer import Layer
from pages.parts.kit.notices import number_columns

#: Rows that travel at once; of a longer table the browser asks for those that it shows.
MOST_AT_ONCE = 2_000


def layer_table(layer: Layer, table: pd.DataFrame, key: str) -> None:
    """Show the sortable table of a layer (:func:`atlas.layer.table.french_table`)."""
    st.dataframe(
        table,
        hide_index=True,
        key=key,
        height=320,
        lazy=len(table) > MOST_AT_ONCE,
        placeholder="–",
        column_config=number_columns(table),
        alt=f"Tableau des {len(table)} territoires de la carte : {layer.about.title}",
    )
