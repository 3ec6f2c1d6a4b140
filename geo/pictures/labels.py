"""Names of places on a map: inside its frame, never one over another."""

from __future__ import annotations

import geopandas as gpd
from matplotlib.figure import Figure
from shapely import get_coordinates

from geo.pictures.frame import Frame
from geo.pictures.page import Box
from geo.pictures.texts import Style, draw_text, drawable, text_width

#: Empty space around a name, in points.
_GAP = 2.0


def draw_labels(figure: Figure, frame: Frame, labels: gpd.GeoSeries, style: Style) -> None:
    """Write names over a map, centred on their points; one that would cover another is left out.

    Parameters
    ----------
    figure : the page.
    frame : window of the map.
    labels : points in metres indexed by name, those that matter most first.
    style : of the names.
    """
    written: list[Box] = []
    for name, (x, y) in zip(labels.index, frame.place(get_coordinates(labels)), strict=True):
        box = _room(frame.box, float(x), float(y), text_width(drawable(str(name)), style), style)
        if any(_overlap(box, other) for other in written):
            continue
        written.append(box)
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
