"""How a measure may be drawn: what a map needs to know of it, without knowing how maps are made."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd

from common import palette
from common.french import number
from geo.map_signs import Hatch

#: Pattern of what nothing allows to assert.
NOT_ESTABLISHED = Hatch.LEVEL
#: Pattern of what a model predicts, and nobody measured.
MODELLED = Hatch.CROSSED


@dataclass(frozen=True)
class FreeClasses:
    """Classes that the reader may choose.

    Attributes
    ----------
    decimals : least decimals of limits below 1,000.
    colours : from a number of classes to their colours, from low to high.
    """

    decimals: int = 0
    colours: Callable[[int], Sequence[str]] = palette.sequential


@dataclass(frozen=True)
class FixedClasses:
    """Classes that are the same on every map.

    Attributes
    ----------
    breaks : inner limits, in the unit of the measure.
    labels, colours : one per class, from low to high.
    why : French sentence that says why they are not chosen.
    """

    breaks: tuple[float, ...]
    labels: tuple[str, ...]
    colours: tuple[str, ...]
    why: str


@dataclass(frozen=True)
class DivergingClasses:
    """Classes on both sides of zero, the same on one as on the other, cut from the data.

    Attributes
    ----------
    sides : most classes entirely under zero, as over it; one more in the middle contains zero.
    why : as in :class:`FixedClasses`.
    """

    sides: int = 3
    why: str = (
        "Les classes sont symétriques autour de zéro : leurs limites partagent en effectifs égaux "
        "les distances à zéro, à deux chiffres près."
    )

    def breaks(self, values: pd.Series[float]) -> tuple[float, ...]:
        """Give the inner limits: quantiles of the distances to zero, with two digits, on each side.

        >>> DivergingClasses(sides=1).breaks(pd.Series([-4.0, 1.0, 2.04, None]))
        (-2.0, 2.0)
        """
        distances = values.abs().replace(0.0, np.nan).dropna()
        shares = [side / (self.sides + 1) for side in range(1, self.sides + 1)]
        limits = {float(f"{limit:.2g}") for limit in distances.quantile(shares)}
        # Where nothing moves, any limit holds all the values in the middle.
        limits = {limit for limit in limits if limit > 0} or {1.0}
        return (*sorted(-limit for limit in limits), *sorted(limits))


@dataclass(frozen=True)
class CrossedSide:
    """One of two crossed measures.

    Attributes
    ----------
    column : of the frame.
    name, unit : French texts.
    value_decimals, limit_decimals : of a value, of a limit between classes.
    """

    column: str
    name: str
    unit: str
    value_decimals: int = 0
    limit_decimals: int = 1

    def told(self, value: float) -> str:
        """Say a value in a sentence."""
        said = f"{self.name} : {number(value, self.value_decimals)} {self.unit}"
        return said if said.endswith(".") else f"{said}."


@dataclass(frozen=True)
class CrossedThirds:
    """Two measures at once, each cut into three classes of as many territories.

    Attributes
    ----------
    up, across : what grows upward, then to the right, in the legend.
    reading : French sentence that says what the corners that matter mean.
    colours : of the nine classes, in the order of :func:`geo.classes.bivariate`.
    why : as in :class:`FixedClasses`.
    """

    up: CrossedSide
    across: CrossedSide
    reading: str
    colours: tuple[str, ...] = tuple(colour for row in palette.BIVARIATE for colour in row)
    why: str = "Chaque mesure est coupée en trois classes de mêmes effectifs."

    def told(self, row: Any, status: str) -> str:
        """Say both values of a row and what the data allow to conclude.

        Parameters
        ----------
        row : the columns of both sides as attributes.
        status : the words of its status.
        """
        values = [getattr(row, side.column) for side in (self.up, self.across)]
        if any(pd.isna(value) for value in values):
            return f"{status}."
        first, second = values
        return f"{self.up.told(first)} {self.across.told(second)} {status}."


@dataclass(frozen=True)
class CountCircles:
    """A count: circles whose areas compare, where a coloured surface would mislead.

    Attributes
    ----------
    why : as in :class:`FixedClasses`.
    """

    why: str = "Un nombre se lit sur l’aire des cercles, sans classes."


Drawn = FreeClasses | FixedClasses | DivergingClasses | CrossedThirds | CountCircles
