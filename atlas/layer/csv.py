"""The rows of a layer's file: those of the map's table, each readable alone."""

from __future__ import annotations

import pandas as pd

from atlas.desk.taken import flat_rows
from atlas.layer.layer import Layer
from atlas.layer.taken import taken_layer


def layer_rows(layer: Layer) -> pd.DataFrame:
    """Lay out a layer without its geometry, as :func:`atlas.layer.taken.taken_layer` says."""
    return flat_rows(taken_layer(layer))
