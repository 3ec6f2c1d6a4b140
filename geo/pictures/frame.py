"""A window of the page on one part of the country, at one scale, in metres."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeVar

import geopandas as gpd
import numpy as np
import numpy.typing as npt
import shapely

from common.errors import InvalidDataError
from common.french import number, plural
from geo.extents import ELSEWHERE, EXTENTS, Extent
from geo.pictures.page import Box
from geo.projection import extent_keys, projected_crs

Shapes = TypeVar("Shapes", gpd.GeoSeries, gpd.GeoDataFrame)
Array = npt.NDArray[np.float64]
#: Points of the page are rounded to this (0.03 mm): finer than print, and short in a file.
_STEPS = 10
#: Empty rim around the shapes, as a part of what is shown.
_RIM = 0.025
#: What is shown of a single point or of a very small place, in metres.
_LEAST_GROUND = 500.0


@dataclass(frozen=True)
class Frame:
    """A map of one part of the country.

    Attributes
    ----------
    extent : the part of the country.
    box : place on the page.
    centre : what stands in the middle of the box, in metres of the part's projected system.
    scale : points of the page for one metre on the ground.
    """

    extent: Extent
    box: Box
    centre: tuple[float, float]
    scale: float

    @classmethod
    def fit(cls, extent: Extent, bounds: Array, box: Box) -> Frame:
        """Show a rectangle of the ground as large as the box allows.

        Parameters
        ----------
        extent : the part of the country.
        bounds : west, south, east, north, in metres.
        box : place on the page.
        """
        west, south, east, north = (float(bound) for bound in bounds)
        wide = max(east - west, _LEAST_GROUND)
        high = max(north - south, _LEAST_GROUND)
        scale = min(box.width / wide, box.height / high) * (1 - 2 * _RIM)
        return cls(extent, box, ((west + east) / 2, (south + north) / 2), scale)

    @property
    def ground(self) -> shapely.Polygon:
        """Rectangle of the ground that the box shows, in metres."""
        wide, high = self.box.width / self.scale / 2, self.box.height / self.scale / 2
        x, y = self.centre
        return shapely.box(x - wide, y - high, x + wide, y + high)

    def place(self, metres: Array) -> Array:
        """Give the points of the page of coordinates in metres (two columns, x and y)."""
        placed = (metres - self.centre) * self.scale + self.box.middle
        return np.round(placed * _STEPS) / _STEPS


def by_part(shapes: Shapes, crs: str = "") -> dict[str, Shapes]:
    """Split shapes among the parts of the country, and project them.

    Parameters
    ----------
    shapes : EPSG:4326; each shape lies in one part.
    crs : projected system, in metres, of a map of another country: one part, of this system.

    Returns
    -------
    dict
        Shapes in metres by key of :class:`geo.extents.Extent`, in the order of
        :data:`geo.extents.EXTENTS`; parts without shapes are left out.

    Raises
    ------
    InvalidDataError
        If shapes lie outside every part of the country.
    """
    geometry = shapes.geometry
    known = shapes[~(geometry.isna() | geometry.is_empty)]
    if crs:
        return {ELSEWHERE.key: known.to_crs(crs)} if len(known) else {}
    corners = known.bounds
    keys = extent_keys(corners["minx"], corners["miny"])
    lost = keys[keys.isna()].index
    if len(lost):
        names = ", ".join(str(code) for code in lost[:5])
        raise InvalidDataError(
            "les contours",
            [
                f"{number(len(lost))} {plural(len(lost), 'contour')} hors de métropole et des "
                f"cinq DROM : {names}."
            ],
        )
    return {
        extent.key: known[keys == extent.key].to_crs(projected_crs(extent))
        for extent in EXTENTS
        if (keys == extent.key).any()
    }
