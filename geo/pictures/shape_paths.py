"""From shapes in metres to paths on the page."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
import shapely
from matplotlib.path import Path

from geo.pictures.frame import Frame

Shapes = npt.NDArray[np.object_]


def polygons_path(shapes: Shapes, frame: Frame) -> Path:
    """Make one path of many polygons: neighbours of one colour then join without a seam.

    Holes turn the other way from outlines, so that the nonzero rule of PNG, SVG and PDF empties
    them.

    Parameters
    ----------
    shapes : Polygon and MultiPolygon, in metres of the frame.
    """
    polygons = shapely.orient_polygons(shapely.get_parts(shapes), exterior_cw=False)
    return _path(shapely.get_rings(polygons), frame, closed=True)


def lines_path(lines: Shapes, frame: Frame) -> Path:
    """Make one path of many lines, in metres of the frame."""
    return _path(shapely.get_parts(lines), frame, closed=False)


def _path(lines: Shapes, frame: Frame, *, closed: bool) -> Path:
    metres, owner = shapely.get_coordinates(lines, return_index=True)
    placed = frame.place(metres)
    first = np.append(True, owner[1:] != owner[:-1])[: len(owner)]
    last = np.append(owner[1:] != owner[:-1], True)[: len(owner)]
    moved = np.append(True, (placed[1:] != placed[:-1]).any(axis=1))[: len(owner)]
    kept = first | last | moved
    codes = np.full(len(owner), Path.LINETO, dtype=Path.code_type)
    if closed:
        codes[last] = Path.CLOSEPOLY
    codes[first] = Path.MOVETO
    return Path(placed[kept], codes[kept])
