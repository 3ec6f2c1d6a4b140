"""The outline of a territory as the path of an SVG, for a portrait rather than for a map."""

from __future__ import annotations

from dataclasses import dataclass

import geopandas as gpd
import numpy as np
import shapely

from geo.extents import EXTENTS
from geo.projection import extent_keys, projected_crs

#: Longest side of the box of a path, and details that it leaves out, in its own units.
SIDE, _DETAIL = 1000, 2.0
#: Islets smaller than this part of the whole are left out.
_LEAST_PART = 0.002


@dataclass(frozen=True)
class Outline:
    """A path and its box.

    Attributes
    ----------
    path : attribute ``d``, whole numbers, y downwards.
    width, height : of the box; the longest is :data:`SIDE`.
    """

    path: str
    width: int
    height: int

    def svg(self, colour: str, label: str = "") -> str:
        """Write it as a picture; ``label`` is its text alternative, already safe, or ""."""
        told = f'role="img" aria-label="{label}"' if label else 'aria-hidden="true"'
        return (
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {self.width} {self.height}" '
            f'width="{self.width}" height="{self.height}" {told}>'
            f'<path d="{self.path}" fill="{colour}" fill-rule="evenodd"/></svg>'
        )


def outline_of(shape: shapely.Geometry) -> Outline:
    """Draw the outline of a territory in the projected system of its part of the country.

    Parameters
    ----------
    shape : polygons in degrees (EPSG:4326), in one part of the country.
    """
    series = gpd.GeoSeries([shape], crs=4326)
    bounds = series.bounds
    key = extent_keys(bounds["minx"], bounds["miny"]).iloc[0]
    extent = next(one for one in EXTENTS if one.key == key)
    parts = shapely.get_parts(series.to_crs(projected_crs(extent)).to_numpy()[0])
    areas = shapely.area(parts)
    kept = shapely.multipolygons(list(parts[areas >= _LEAST_PART * areas.sum()]))
    west, south, east, north = shapely.bounds(kept)
    scale = SIDE / max(east - west, north - south)

    def placed(points: np.ndarray) -> np.ndarray:
        moved: np.ndarray = (points - [west, north]) * [scale, -scale]
        return moved

    drawn = shapely.simplify(shapely.transform(kept, placed), _DETAIL)
    width, height = (max(1, round((b - a) * scale)) for a, b in ((west, east), (south, north)))
    return Outline(path_of(drawn), width, height)


def path_of(drawn: shapely.Geometry) -> str:
    """Write polygons, in the units of a picture and y downwards, as the attribute ``d`` of a path.

    >>> path_of(shapely.box(0, 0, 10, 4.2))
    'M10 0L10 4L0 4L0 0Z'
    """
    rings = [ring for part in shapely.get_parts(drawn) for ring in _rings(part)]
    return "".join(_closed(np.round(shapely.get_coordinates(ring)).astype(int)) for ring in rings)


def _rings(part: shapely.Polygon) -> list[shapely.LinearRing]:
    return [part.exterior, *part.interiors]


def _closed(points: np.ndarray) -> str:
    return "M" + "L".join(f"{x} {y}" for x, y in points[:-1]) + "Z"
