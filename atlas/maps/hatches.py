"""Which territories of a layer are hatched: each way of not being a plain measure has a pattern."""

from __future__ import annotations

import pandas as pd

from atlas.layers.layer import Layer
from geo.map_signs import Hatch


def hatching(layer: Layer) -> tuple[pd.Series[str], dict[Hatch, str]]:
    """Choose the pattern of each territory of a layer.

    Returns
    -------
    Series, dict
        Value of :class:`geo.map_signs.Hatch`, indexed by code; what each pattern found there says,
        in French, with a capital.
    """
    told = layer.measure.hatches
    status = layer.table["status"]
    patterns = status.map({str(key): str(hatch) for key, (hatch, _) in told.items()})
    known = pd.CategoricalDtype([str(hatch) for hatch in Hatch])  # light: many are kept
    found = set(status.unique())
    meanings = {
        hatch: label[:1].upper() + label[1:] for key, (hatch, label) in told.items() if key in found
    }
    light: pd.Series = patterns.astype(known).fillna(str(Hatch.NONE))
    return light, meanings
