"""Two measures on one map: nine classes, their words, and what each territory says."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from atlas.desk.query import Measure
from atlas.desk.wording import status_label
from atlas.layer.layer import Layer
from common import palette
from common.french import number
from geo.classes import third_limits
from geo.map_signs import Axis

CROSSED_COLOURS = tuple(colour for row in palette.BIVARIATE for colour in row)
#: What the corners of the legend that matter mean.
READINGS = {
    Measure.NEED_RESPONSE: "Rouge : fragile, peu de partenariats ; bleu : l’inverse.",
    Measure.BOTH_VIEWS: "Rouge : fragilité mesurée forte, perçue faible ; bleu : l’inverse.",
}


@dataclass(frozen=True)
class _Side:
    """One of the two measures.

    Attributes
    ----------
    column : of the frame of the layer.
    name, unit : French texts.
    decimals : of a value, of a limit between classes.
    """

    column: str
    name: str
    unit: str
    decimals: tuple[int, int]

    def limits(self, layer: Layer) -> tuple[str, str]:
        """Write the limits of the three classes."""
        low, high = third_limits(layer.frame[self.column])
        return number(low, self.decimals[1]), number(high, self.decimals[1])


#: What grows upward, then to the right, in the legend.
_SIDES = {
    Measure.NEED_RESPONSE: (
        _Side("value", "Fragilité", "sur 100", (0, 1)),
        _Side("second", "Partenariats", "pour 10\u202f000\u00a0hab.", (2, 2)),
    ),
    Measure.BOTH_VIEWS: (
        _Side("value", "Fragilité mesurée", "sur 100", (0, 1)),
        _Side("second", "Fragilité perçue", "sur 100", (0, 1)),
    ),
}


def crossed_axes(layer: Layer) -> tuple[Axis, Axis]:
    """Name both measures, upward and to the right, with the limits of their three classes."""
    up, across = (_axis(layer, side) for side in _SIDES[layer.query.measure])
    return up, across


def _axis(layer: Layer, side: _Side) -> Axis:
    low, high = side.limits(layer)
    return Axis(f"{side.name}, {side.unit}", (f"≤\u00a0{low}", "entre", f">\u00a0{high}"))


def crossed_labels(layer: Layer) -> tuple[str, ...]:
    """Name the nine classes, in the order of :func:`geo.classes.bivariate`."""
    up, across = (_spans(layer, side) for side in _SIDES[layer.query.measure])
    return tuple(f"{first}, {second[0].lower()}{second[1:]}" for first in up for second in across)


def _spans(layer: Layer, side: _Side) -> list[str]:
    low, high = side.limits(layer)
    spans = (f"{low} ou moins", f"plus de {low} à {high}", f"plus de {high}")
    return [f"{side.name} {span}" for span in spans]


def crossed_texts(layer: Layer) -> pd.Series:
    """Say both values of each territory and what the data allow to conclude; indexed by code."""
    measure = layer.query.measure
    up, across = _SIDES[measure]
    rows = zip(layer.frame["value"], layer.frame["second"], layer.frame["status"], strict=True)
    texts = [
        f"{_told(up, first)} {_told(across, second)} {status_label(measure, status)}."
        if pd.notna(first) and pd.notna(second)
        else f"{status_label(measure, status)}."
        for first, second, status in rows
    ]
    return pd.Series(texts, index=layer.frame.index)


def _told(side: _Side, value: float) -> str:
    said = f"{side.name} : {number(value, side.decimals[0])} {side.unit}"
    return said if said.endswith(".") else f"{said}."
