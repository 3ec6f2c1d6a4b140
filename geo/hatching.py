"""The patterns laid over a surface that is not a plain measure, on screen as on paper."""

from __future__ import annotations

from enum import StrEnum


class Hatch(StrEnum):
    """A pattern that a reader tells from the others without colour."""

    NONE = ""
    RISING = "rising"
    FALLING = "falling"
    DOTTED = "dotted"
    CROSSED = "crossed"
    LEVEL = "level"
