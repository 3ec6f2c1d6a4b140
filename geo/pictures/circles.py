"""Proportional circles over the shapes of a frame."""

from __future__ import annotations

from typing import Any

import geopandas as gpd
import numpy as np
from matplotlib.collections import CircleCollection
from matplotlib.figure import Figure

from common import palette
from geo.pictures.frame import Frame
from geo.pictures.page import on_page

_OPACITY = 0.65


def circle_look(colour: str) -> dict[str, Any]:
    """Give the look of a circle, the same on the map and in the legend."""
    return {
        "facecolor": (*palette.rgb(colour), _OPACITY),
        "edgecolor": palette.BACKGROUND,
        "linewidth": 0.4,
    }


def circles(figure: Figure, frame: Frame, places: gpd.GeoDataFrame) -> CircleCollection:
    """Make the circles of one frame, the small ones above the large ones.

    Parameters
    ----------
    places : points in metres of the frame; column ``radius``, in points of the page.
    """
    ordered = places.sort_values("radius", ascending=False, kind="stable")
    metres = np.column_stack([ordered.geometry.x, ordered.geometry.y])
    return CircleCollection(
        np.pi * ordered["radius"].to_numpy() ** 2,
        offsets=frame.place(metres),
        offset_transform=on_page(figure),
        zorder=5.5,
        **circle_look(palette.PRIMARY),
    )
