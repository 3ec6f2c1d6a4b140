"""Names of places on a map: inside its frame, never one over another."""

from __future__ import annotations

import geopandas as gpd
from matplotlib.figure import Figure
from matplotlib.patches import Circle
from shapely import get_coordinates

from common import palette
from geo.pictures.frame import Frame
from geo.pictures.page import Box, on_page
from geo.pictures.texts import Style, draw_text, drawable, text_width

#: Empty space around a name, in points.
_GAP = 2.0
#: Radius of the mark of a place, in points; a name stands over it.
_MARK = 1.5
_MARK_Z = 8.5


def draw_labels(figure: Figure, frame: Frame, labels: gpd.GeoSeries, style: Style) -> None:
    """Mark places on a map and write their names over the marks, with a casing.

    A name that would cover another is left out, and its mark with it.

    Parameters
    ----------
    figure : the page.
    frame : window of the map.
    labels : points in metres indexed by name, those that matter most first.
    style : of the names.
    """
    written: list[Box] = []
    for name, (x, y) in zip(labels.index, frame.place(get_coordinates(labels)), strict=True):
        above = float(y) + _MARK + style.line / 2
        box = _room(frame.box, float(x), above, text_width(drawable(str(name)), style), style)
        if any(_overlap(box, other) for other in written):
            continue
        written.append(box)
        figure.add_artist(
            Circle(
                (float(x), float(y)),
                _MARK,
                facecolor=palette.TEXT,
                edgecolor=palette.OUTLINE_CASING,
                linewidth=0.6,
                transform=on_page(figure),
                zorder=_MARK_Z,
            )
        )
        middle, baseline = box.left + box.width / 2, box.bottom + 0.3 * style.size
        draw_text(figure, str(name), middle, baseline, style, align="center", halo=True)


def _room(frame: Box, x: float, y: float, width: float, style: Style) -> Box:
    """Place a name on its point, moved inside the frame."""
    most = frame.right - width - _GAP
    left = min(max(x - width / 2, frame.left + _GAP), most)
    return Box(left, y - style.line / 2, width, style.line)


def _overlap(one: Box, other: Box) -> bool:
    apart = (
        one.right + _GAP < other.left
        or other.right + _GAP < one.left
        or one.top < other.bottom
        or other.top < one.bottom
    )
    return not apart
