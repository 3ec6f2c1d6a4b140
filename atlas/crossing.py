"""Two measures on one map: nine classes, their words, and what each territory says."""

from __future__ import annotations

import pandas as pd

from atlas.layer import Layer
from atlas.query import Measure
from atlas.wording import status_label
from common import palette
from common.french import number

#: What grows upward, then to the right, in the legend.
AXES = {
    Measure.NEED_RESPONSE: ("Fragilité", "Partenariats par habitant"),
    Measure.BOTH_VIEWS: ("Fragilité mesurée", "Fragilité perçue"),
}
CROSSED_COLOURS = tuple(colour for row in palette.BIVARIATE for colour in row)
_THIRDS = ("faible", "moyen", "élevé")


def crossed_labels(layer: Layer) -> tuple[str, ...]:
    """Name the nine classes, in the order of :func:`geo.classes.bivariate`."""
    up, across = AXES[layer.query.measure]
    return tuple(
        f"{up} : niveau {first} ; {across.lower()} : niveau {second}"
        for first in _THIRDS
        for second in _THIRDS
    )


def crossed_texts(layer: Layer) -> pd.Series:
    """Say both values of each territory and what the data allow to conclude; indexed by code."""
    measure = layer.query.measure
    up, across = AXES[measure]
    decimals = 2 if measure is Measure.NEED_RESPONSE else 0
    unit = " pour 10 000 habitants" if measure is Measure.NEED_RESPONSE else " sur 100"
    across = "Partenariats" if measure is Measure.NEED_RESPONSE else across
    rows = zip(layer.frame["value"], layer.frame["second"], layer.frame["status"], strict=True)
    texts = [
        f"{up} : {number(first)} sur 100. {across} : {number(second, decimals)}{unit}. "
        f"{status_label(measure, status)}."
        if pd.notna(first) and pd.notna(second)
        else f"{status_label(measure, status)}."
        for first, second, status in rows
    ]
    return pd.Series(texts, index=layer.frame.index)
