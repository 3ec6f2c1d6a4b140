"""One side of a map of two measures: the same words on screen and on paper."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Axis:
    """A measure cut into three classes.

    Attributes
    ----------
    name : of the measure, with its unit.
    classes : limits of the low, middle and high class, in a few characters each.
    """

    name: str
    classes: tuple[str, str, str]
