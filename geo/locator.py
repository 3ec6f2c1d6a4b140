"""A locator: a place among what holds it, as a small SVG without words."""

from __future__ import annotations

from dataclasses import dataclass

import geopandas as gpd
import numpy as np
import numpy.typing as npt
import shapely

from geo.extents import EXTENTS
from geo.outline_path import path_of
from geo.projection import extent_keys, projected_crs

#: Longest side of the box, its margin, details that it leaves out, in its own units.
SIDE, _MARGIN, _DETAIL = 600, 8, 1.0
#: A place whose longest side is under this has a ring around it, this far from its middle.
_RING_UNDER, _RING = 45, 34
_LINE, _CASING, _RING_LINE = 2, 3, 5
#: Islets of what holds the place smaller than this, in square units, are left out.
_LEAST = 6.0


@dataclass(frozen=True)
class Locator:
    """Paths and their box; which colours they take is said by who shows it.

    Attributes
    ----------
    ground : what holds the place, each of its parts.
    near : a smaller territory that holds it too, or "".
    mark : the place.
    ring : centre of the ring around a place too small to be seen, or None.
    width, height : of the box; the longest is :data:`SIDE`.
    """

    ground: tuple[str, ...]
    near: str
    mark: str
    ring: tuple[int, int] | None
    width: int
    height: int

    def svg(self, ground: str, near: str, line: str, mark: str, alternative: str = "") -> str:
        """Write it as a picture.

        Parameters
        ----------
        ground, near, line, mark : colours (any CSS colour, variables too).
        alternative : its text alternative, already safe; "" where it is beside the picture.
        """
        told = f'role="img" aria-label="{alternative}"' if alternative else 'aria-hidden="true"'
        drawn = [
            f'<path d="{path}" fill="{ground}" stroke="{line}" stroke-width="{_LINE}"/>'
            for path in self.ground
        ]
        if self.near:
            drawn.append(f'<path d="{self.near}" fill="{near}"/>')
        drawn.append(f'<path d="{self.mark}" fill="{mark}"/>')
        if self.ring:
            x, y = self.ring
            for colour, width in ((line, _RING_LINE + 2 * _CASING), (mark, _RING_LINE)):
                drawn.append(
                    f'<circle cx="{x}" cy="{y}" r="{_RING}" fill="none" stroke="{colour}" '
                    f'stroke-width="{width}"/>'
                )
        return (
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {self.width} {self.height}" '
            f'{told}><g fill-rule="evenodd" stroke-linejoin="round">{"".join(drawn)}</g></svg>'
        )


def locator(ground: gpd.GeoSeries, mark: gpd.GeoSeries, near: gpd.GeoSeries) -> Locator:
    """Draw a place among what holds it, in the projected system of its part of the country.

    Parameters
    ----------
    ground : what holds it, in degrees (EPSG:4326); what is in other parts of the country is left
        out.
    mark : the place.
    near : a smaller territory that holds it too; often none.
    """
    bounds = mark.bounds
    key = extent_keys(bounds["minx"], bounds["miny"]).mode().iloc[0]
    crs = projected_crs(next(one for one in EXTENTS if one.key == key))

    def here(shapes: gpd.GeoSeries) -> npt.NDArray[np.object_]:
        edges = shapes.bounds
        kept = shapes[(extent_keys(edges["minx"], edges["miny"]) == key).to_numpy()]
        metres: npt.NDArray[np.object_] = kept.to_crs(crs).to_numpy()
        return metres

    held, marked, around = here(ground), here(mark), here(near)
    west, south, east, north = shapely.total_bounds(np.concatenate([held, marked]))
    scale = (SIDE - 2 * _MARGIN) / max(east - west, north - south)

    def drawn(shapes: npt.NDArray[np.object_]) -> npt.NDArray[np.object_]:
        def placed(points: npt.NDArray[np.float64]) -> npt.NDArray[np.float64]:
            moved: npt.NDArray[np.float64] = (points - [west, north]) * [scale, -scale] + _MARGIN
            return moved

        simple: npt.NDArray[np.object_] = shapely.simplify(
            shapely.transform(shapes, placed), _DETAIL
        )
        return simple

    place = shapely.union_all(drawn(marked))
    x0, y0, x1, y1 = shapely.bounds(place)
    small = max(x1 - x0, y1 - y0) < _RING_UNDER
    return Locator(
        ground=tuple(path_of(_without_islets(shape)) for shape in drawn(held)),
        near=path_of(shapely.union_all(drawn(around))) if len(around) else "",
        mark=path_of(place),
        ring=(round((x0 + x1) / 2), round((y0 + y1) / 2)) if small else None,
        width=round((east - west) * scale) + 2 * _MARGIN,
        height=round((north - south) * scale) + 2 * _MARGIN,
    )


def _without_islets(shape: shapely.Geometry) -> shapely.Geometry:
    parts = shapely.get_parts(shape)
    kept: shapely.Geometry = shapely.multipolygons(list(parts[shapely.area(parts) >= _LEAST]))
    return kept
