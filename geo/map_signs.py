"""What a map says with signs, on screen as on paper: patterns, and the sides of two measures."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Hatch(StrEnum):
    """A pattern laid over a surface that is not a plain measure, told apart without colour."""

    NONE = ""
    RISING = "rising"
    FALLING = "falling"
    DOTTED = "dotted"
    CROSSED = "crossed"
    LEVEL = "level"


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
