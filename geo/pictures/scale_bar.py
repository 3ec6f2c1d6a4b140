"""A scale bar: a round length in metres, drawn at the scale of its frame."""

from __future__ import annotations

import math

from matplotlib.figure import Figure
from matplotlib.patches import PathPatch
from matplotlib.path import Path

from common import palette
from common.french import NO_BREAK_SPACE, number
from geo.pictures.frame import Frame
from geo.pictures.page import MM, on_page
from geo.pictures.texts import Style, draw_text

#: Widest bar, as a part of the frame, and at most.
_SHARE, _WIDEST = 0.4, 32 * MM
_TICK = 1.1 * MM
_KILOMETRE = 1000
#: What the ids of the bars begin with in an SVG file.
BAR_ID = "echelle-"


def round_length(longest: float) -> float:
    """Give the longest 1, 2 or 5 times a power of ten that is not over a length in metres.

    >>> round_length(730.0), round_length(99_000.0), round_length(100.0)
    (500.0, 50000.0, 100.0)
    """
    power = 10.0 ** (math.floor(math.log10(longest)) - 1)  # a power less: logarithms round
    return max(step * power for step in (1, 2, 5, 10, 20, 50) if step * power <= longest)


def length_text(metres: float) -> str:
    """Write a round length.

    >>> length_text(500.0).replace(NO_BREAK_SPACE, " "), length_text(200_000.0)[:3]
    ('500 m', '200')
    """
    if metres >= _KILOMETRE:
        return f"{number(metres / _KILOMETRE)}{NO_BREAK_SPACE}km"
    return f"{number(metres)}{NO_BREAK_SPACE}m"


def bar_length(frame: Frame) -> float:
    """Choose the length of the bar of a frame, in metres."""
    return round_length(min(frame.box.width * _SHARE, _WIDEST) / frame.scale)


def draw_scale_bar(figure: Figure, frame: Frame, left: float, bottom: float, style: Style) -> None:
    """Draw the bar of a frame and its length beside it.

    Parameters
    ----------
    left, bottom : lower left corner, in points.
    """
    metres = bar_length(frame)
    right, top = left + metres * frame.scale, bottom + _TICK
    figure.add_artist(
        PathPatch(
            Path([(left, top), (left, bottom), (right, bottom), (right, top)]),
            facecolor="none",
            edgecolor=palette.TEXT,
            linewidth=0.8,
            joinstyle="miter",
            transform=on_page(figure),
            gid=BAR_ID + frame.extent.key,
            zorder=9,
        )
    )
    draw_text(figure, length_text(metres), right + 1.2 * MM, bottom, style)
