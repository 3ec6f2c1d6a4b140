"""The table behind a map: the same rows, in French, sortable."""

from __future__ import annotations

import pandas as pd

from atlas.layer.layer import Layer
from pages.parts.kit.tables import number_columns, table

#: Rows that travel at once; of a longer table the browser asks for those that it shows.
MOST_AT_ONCE = 2_000


def layer_table(layer: Layer, rows: pd.DataFrame, key: str) -> None:
    """Show the sortable table of a layer (:func:`atlas.layer.table.french_table`)."""
    table(
        rows,
        height=320,
        columns=number_columns(rows),
        printed=False,
        key=key,
        own_file=key,
        lazy=len(rows) > MOST_AT_ONCE,
        alt=f"Tableau des {len(rows)} territoires de la carte : {layer.about.title}",
    )
