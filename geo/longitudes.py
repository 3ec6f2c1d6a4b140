"""Longitudes beyond ±180°, as in rasters that go from 0 to 360°, brought back to −180..180°."""

from __future__ import annotations

from math import floor
from typing import NamedTuple

Bounds = tuple[float, float, float, float]
_CIRCLE = 360.0
_HALF = 180.0
#: Part of a cell by which a turn may miss the grid: widths are written with few decimals.
_SLACK = 0.01


class Turned(NamedTuple):
    """A grid seen between −180 and 180°.

    Attributes
    ----------
    bounds : west, south, east, north, degrees.
    columns : cells from west to east, those that the file lacks included.
    first : column of the file, counted on around the Earth, at the western edge.
    around : columns in a whole turn; 0 where the columns are those of the file.
    """

    bounds: Bounds
    columns: int
    first: int = 0
    around: int = 0


def turned(bounds: Bounds, columns: int) -> Turned | None:
    """Bring a grid in degrees between −180 and 180°.

    A grid that is there already, but for a cell, stays as it is; one that is wholly beyond is moved
    by a turn; one that is astride is read in two parts.

    Parameters
    ----------
    bounds : west, south, east, north, degrees.
    columns : cells from west to east.

    Returns
    -------
    Turned or None
        None where the grid is astride and a turn does not fall on its cells.

    Examples
    --------
    >>> turned((0.0, -90.0, 360.0, 90.0), 720)
    Turned(bounds=(-180.0, -90.0, 180.0, 90.0), columns=720, first=-360, around=720)
    >>> turned((350.0, 40.0, 370.0, 50.0), 7).bounds
    (-10.0, 40.0, 10.0, 50.0)
    """
    west, south, east, north = bounds
    width = (east - west) / columns
    if west >= -_HALF - width and east <= _HALF + width:
        return Turned(bounds, columns)
    for shift in (-_CIRCLE, _CIRCLE):
        if west + shift >= -_HALF - width and east + shift <= _HALF + width:
            return Turned((west + shift, south, east + shift, north), columns)
    around = round(_CIRCLE / width)
    if around < 1 or abs(_CIRCLE / width - around) > _SLACK:
        return None
    first = floor((-_HALF - west) / width + _SLACK)
    start = west + first * width
    return Turned((start, south, start + around * width, north), around, first, around)
