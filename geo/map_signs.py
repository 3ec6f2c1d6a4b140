"""What a map says with signs, on screen as on paper: patterns, circles, two measures."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

import pandas as pd

from common import palette


class Hatch(StrEnum):
    """A pattern laid over a surface that is not a plain measure, told apart without colour."""

    NONE = ""
    RISING = "rising"
    FALLING = "falling"
    DOTTED = "dotted"
    CROSSED = "crossed"
    LEVEL = "level"


@dataclass(frozen=True)
class Hatched:
    """A line of a legend for what is not a plain measure.

    Attributes
    ----------
    label : what the pattern says.
    pattern : laid over the sample.
    count : number of territories; None to leave out.
    colour : of the sample, under the pattern.
    """

    label: str
    pattern: Hatch
    count: int | None = None
    colour: str = palette.BACKGROUND


@dataclass(frozen=True)
class Axis:
    """One side of a map of two measures: a measure cut into three classes.

    Attributes
    ----------
    name : of the measure, with its unit.
    classes : limits of the low, middle and high class, in a few characters each.
    """

    name: str
    classes: tuple[str, str, str]


def circle_radius(
    counts: pd.Series[float], largest: float, max_radius: float = 26
) -> pd.Series[float]:
    """Radius in pixels of a circle whose *area* is proportional to a count.

    Parameters
    ----------
    counts : positive numbers.
    largest : the count that gets ``max_radius``.

    Examples
    --------
    >>> circle_radius(pd.Series([100.0, 25.0, 0.0]), largest=100).tolist()
    [26.0, 13.0, 0.0]
    """
    return (counts / largest) ** 0.5 * max_radius
