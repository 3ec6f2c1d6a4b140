"""Whether a series moves towards fragility, by the side that the catalogue says is fragile."""

from __future__ import annotations

import pandas as pd

from common.labelled import Labelled
from indicators.base.trend import Direction


class FragileDirection(Labelled):
    """Where a series goes, for who reads fragility."""

    WORSENS = "worsens", "se dégrade"
    IMPROVES = "improves", "s’améliore"
    STABLE = "stable", "stable"
    UNKNOWN = "unknown", "non établie"

    @property
    def established(self) -> bool:
        """Whether the series moves, and a test says so."""
        return self in (FragileDirection.WORSENS, FragileDirection.IMPROVES)

    @property
    def sign(self) -> str:
        """A sign of its own, for who does not see colours."""
        return _SIGNS[self.value]


_SIGNS = {"worsens": "▲", "improves": "▼", "stable": "=", "unknown": "?"}


def fragile_directions(directions: pd.Series, fragile_side: pd.Series) -> pd.Series:
    """Read directions as movements towards fragility, or away from it.

    Parameters
    ----------
    directions : keys of :class:`indicators.base.trend.Direction`.
    fragile_side : 1 where high is more fragile, -1 where low is
        (:attr:`indicators.base.catalogue.Indicator.direction`), same index.

    Returns
    -------
    Series
        Keys of :class:`FragileDirection`, same index.

    Examples
    --------
    >>> goes = pd.Series(["up", "up", "down", "stable"])
    >>> fragile_directions(goes, pd.Series([1, -1, -1, 1])).tolist()
    ['worsens', 'improves', 'worsens', 'stable']
    """
    moves = directions.map({Direction.UP.value: 1, Direction.DOWN.value: -1}) * fragile_side
    told = moves.map({1: FragileDirection.WORSENS.value, -1: FragileDirection.IMPROVES.value})
    return told.fillna(directions).astype("str")
