"""Hatching: lines or dots over a surface that is not a plain measure.

The lines are ours rather than matplotlib's patterns: the same in PNG, SVG and PDF, without the
seams of tiles.
"""

from __future__ import annotations

import numpy as np
from matplotlib.figure import Figure
from matplotlib.patches import PathPatch
from matplotlib.path import Path

from common import palette
from geo.map_signs import Hatch
from geo.pictures.page import MM, on_page

_SPACING = 1.2 * MM
_LINE, _DOT = 0.5, 1.0
_SLOPES = {
    Hatch.RISING: (1.0,),
    Hatch.FALLING: (-1.0,),
    Hatch.DOTTED: (0.0,),
    Hatch.CROSSED: (1.0, -1.0),
    Hatch.LEVEL: (0.0,),
}


def hatch(figure: Figure, area: Path, pattern: Hatch, surface: str) -> PathPatch:
    """Make the hatching of an area, in the ink that shows best on its surface.

    Parameters
    ----------
    figure : the page.
    area : outlines of what is hatched, in points.
    pattern : any but :attr:`Hatch.NONE`.
    surface : colour under the hatching.
    """
    dotted = pattern is Hatch.DOTTED
    patch = PathPatch(
        Path.make_compound_path(*(_lines(area, slope) for slope in _SLOPES[pattern])),
        facecolor="none",
        edgecolor=palette.hatch_ink(surface),
        linewidth=_DOT if dotted else _LINE,
        linestyle=(0, (0.01, _SPACING / _DOT)) if dotted else "solid",
        capstyle="round" if dotted else "butt",
        transform=on_page(figure),
    )
    patch.set_clip_path(area, on_page(figure))
    return patch


def _lines(area: Path, slope: float) -> Path:
    """Cover an area with parallel lines; those of two areas continue each other."""
    box = area.get_extents()
    step = _SPACING * np.sqrt(1 + slope**2)
    reach = sorted(slope * x for x in (box.x0, box.x1))
    first, last = (box.y0 - reach[1]) // step, (box.y1 - reach[0]) // step
    heights = np.arange(first, last + 1) * step
    left = np.column_stack([np.full(len(heights), box.x0), heights + slope * box.x0])
    right = np.column_stack([np.full(len(heights), box.x1), heights + slope * box.x1])
    return Path(
        np.stack([left, right], axis=1).reshape(-1, 2),
        np.tile([Path.MOVETO, Path.LINETO], len(heights)),
    )
