"""Which shapes touch: pairs of polygons that share a border or a point of it.

Apart from :mod:`geo.neighbours`, whose graphs ask for libpysal (90 MB of a server's memory).
"""

from __future__ import annotations

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely

from common.errors import InvalidDataError

#: Two shapes touch within this many metres: coordinates with six decimals of a degree, or a
#: decimetre.
_METRES = 0.1
_METRES_OF_A_DEGREE = 1e5
#: As parts of the side of a usual shape: rounding, and the largest tolerance.
_LEAST, _MOST = 1e-5, 1e-3


def touching(shapes: gpd.GeoSeries) -> tuple[np.ndarray, np.ndarray]:
    """Find the pairs of shapes that share a border or a point of it, or overlap.

    Parameters
    ----------
    shapes : polygons indexed by code (text), in any coordinate system.

    Returns
    -------
    (ndarray, ndarray)
        Positions of each shape and of its neighbour: each pair both ways, in order.

    Raises
    ------
    InvalidDataError
        If a code is repeated, or a shape is empty or is not a polygon.

    Examples
    --------
    >>> from shapely import box
    >>> shapes = gpd.GeoSeries({"a": box(0, 0, 1, 1), "b": box(1, 0, 2, 1), "c": box(5, 5, 6, 6)})
    >>> [side.tolist() for side in touching(shapes)]
    [[0, 1], [1, 0]]
    """
    faults = [f"identifiant répété : {code}" for code in repeated(shapes.index)]
    kinds = shapes.geom_type.fillna("absente").mask(shapes.is_empty, "vide")
    wrong = kinds[~kinds.isin(["Polygon", "MultiPolygon"])]
    faults += [f"{code} : polygone attendu, géométrie {kind}" for code, kind in wrong.items()]
    if faults:
        raise InvalidDataError("les contours", faults)
    return pairs_within(shapes, tolerance(shapes))


def tolerance(shapes: gpd.GeoSeries) -> float:
    """Give how far apart two shapes may be and still touch, in the unit of their coordinates.

    A decimetre (a millionth of a degree), or a hundred-thousandth of the side of a usual shape (the
    root of the median area) where this is more; a thousandth of it at most. Without coordinate
    system, a hundred-thousandth of the side.

    Examples
    --------
    >>> from shapely import box
    >>> commune, room = box(0, 0, 4_000, 4_000), box(0, 0, 5, 5)
    >>> [tolerance(gpd.GeoSeries([shape], crs=2154)) for shape in (commune, room)]
    [0.1, 0.005]
    """
    side = usual_side(shapes)
    written = 0.0
    if shapes.crs is not None:
        metres = _METRES_OF_A_DEGREE
        if not shapes.crs.is_geographic:
            metres = shapes.crs.axis_info[0].unit_conversion_factor
        written = _METRES / metres
    return min(_MOST * side, max(_LEAST * side, written))


def usual_side(shapes: gpd.GeoSeries) -> float:
    """Give the root of the median area."""
    return float(np.sqrt(np.median(shapely.area(shapes.to_numpy()))))


def pairs_within(shapes: gpd.GeoSeries, distance: float) -> tuple[np.ndarray, np.ndarray]:
    """Positions of the shapes within a distance of each other, both ways, in order."""
    geometries = shapes.to_numpy()
    found = shapely.STRtree(geometries).query(geometries, predicate="dwithin", distance=distance)
    focal, neighbour = found[:, found[0] != found[1]]
    return focal, neighbour


def repeated(codes: pd.Index) -> list[str]:
    """List the codes that come more than once."""
    return [str(code) for code in codes[codes.duplicated()].unique()]
