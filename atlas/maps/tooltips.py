"""What a map says of each territory under the pointer."""

from __future__ import annotations

import pandas as pd

from atlas.layers.layer import Layer


def tooltips(layer: Layer) -> pd.Series:
    """Say each territory's value, or why it has none; indexed by code."""
    rows = layer.table.itertuples(index=False)
    texts = [layer.measure.row_text(row, layer.unit) for row in rows]
    return pd.Series(texts, index=layer.table.index)
