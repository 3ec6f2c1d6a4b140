"""Two measures on one map: nine classes and the words of their legend."""

from __future__ import annotations

import pandas as pd

from atlas.layers.drawn import CrossedSide, CrossedThirds
from common.french import number
from geo.classes import third_limits
from geo.map_signs import Axis


def crossed_axes(known: pd.DataFrame, crossed: CrossedThirds) -> tuple[Axis, Axis]:
    """Name both measures, upward and to the right, with the limits of their three classes.

    Parameters
    ----------
    known : rows that the classes are cut from, a column for each side.
    """
    return _axis(known, crossed.up), _axis(known, crossed.across)


def _axis(known: pd.DataFrame, side: CrossedSide) -> Axis:
    low, high = _limits(known, side)
    return Axis(f"{side.name}, {side.unit}", (f"≤\u00a0{low}", "entre", f">\u00a0{high}"))


def crossed_labels(known: pd.DataFrame, crossed: CrossedThirds) -> tuple[str, ...]:
    """Name the nine classes, in the order of :func:`geo.classes.bivariate`."""
    up, across = _spans(known, crossed.up), _spans(known, crossed.across)
    return tuple(f"{first}, {second[0].lower()}{second[1:]}" for first in up for second in across)


def _spans(known: pd.DataFrame, side: CrossedSide) -> list[str]:
    low, high = _limits(known, side)
    spans = (f"{low} ou moins", f"plus de {low} à {high}", f"plus de {high}")
    return [f"{side.name} {span}" for span in spans]


def _limits(known: pd.DataFrame, side: CrossedSide) -> tuple[str, str]:
    low, high = third_limits(known[side.column])
    return number(low, side.limit_decimals), number(high, side.limit_decimals)
