"""Two measures on one map: nine classes and the words of their legend."""

from __future__ import annotations

from atlas.layer.drawn import CrossedSide, CrossedThirds
from atlas.layer.layer import Layer
from common.french import number
from geo.classes import third_limits
from geo.map_signs import Axis


def crossed_axes(layer: Layer, crossed: CrossedThirds) -> tuple[Axis, Axis]:
    """Name both measures, upward and to the right, with the limits of their three classes."""
    return _axis(layer, crossed.up), _axis(layer, crossed.across)


def _axis(layer: Layer, side: CrossedSide) -> Axis:
    low, high = _limits(layer, side)
    return Axis(f"{side.name}, {side.unit}", (f"≤\u00a0{low}", "entre", f">\u00a0{high}"))


def crossed_labels(layer: Layer, crossed: CrossedThirds) -> tuple[str, ...]:
    """Name the nine classes, in the order of :func:`geo.classes.bivariate`."""
    up, across = _spans(layer, crossed.up), _spans(layer, crossed.across)
    return tuple(f"{first}, {second[0].lower()}{second[1:]}" for first in up for second in across)


def _spans(layer: Layer, side: CrossedSide) -> list[str]:
    low, high = _limits(layer, side)
    spans = (f"{low} ou moins", f"plus de {low} à {high}", f"plus de {high}")
    return [f"{side.name} {span}" for span in spans]


def _limits(layer: Layer, side: CrossedSide) -> tuple[str, str]:
    low, high = third_limits(layer.table[side.column])
    return number(low, side.limit_decimals), number(high, side.limit_decimals)
