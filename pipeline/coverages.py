"""What is done to a coverage: polygons side by side that share their borders exactly.

Every step keeps borders shared by construction: coordinates are snapped to a grid once, at the
start, and from then on vertices are only dropped (for all neighbours together), never moved.
Shapes are in degrees (EPSG:4326); tolerances are in metres.
"""

from __future__ import annotations

from functools import partial
from typing import Any

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely
from numpy.typing import NDArray

from common.errors import InvalidDataError

#: An array of Shapely polygons.
Shapes = NDArray[Any]

#: Steps to a degree, coarsest first. Powers of two (2**-17 degree is 0.85 m) leave most bits of a
#: double at zero: the compressed files weigh a quarter less than with decimals.
GRIDS = (2**17, 2**18, 2**19, 2**20)
_EQUAL_AREA = "EPSG:6933"
_METRES_PER_DEGREE = 40_007_863 / 360


def snap(shapes: Shapes, zones: pd.Series) -> Shapes:
    """Round coordinates to the coarsest grid that keeps each zone a valid coverage.

    Parameters
    ----------
    shapes : polygons, a valid coverage by zone.
    zones : key of the zone of each polygon, same order.

    Raises
    ------
    InvalidDataError
        If no grid will do, which means that the source is not a coverage.
    """
    for steps in GRIDS:
        snapped = shapely.transform(shapes, partial(_round, steps=steps))
        faults = coverage_faults(snapped, zones)
        if not faults:
            return np.asarray(snapped)
    raise InvalidDataError("contours des communes", faults)


def coverage_faults(shapes: Shapes, zones: pd.Series) -> list[str]:
    """Describe what keeps shapes from being a valid coverage, by zone; empty if all is well."""
    faults = []
    for zone, rows in _rows_by(zones):
        part = shapes[rows]
        invalid = np.count_nonzero(~shapely.is_valid(part) | shapely.is_empty(part))
        if invalid:
            faults.append(f"zone {zone} : {invalid} contours vides ou invalides")
        elif not shapely.coverage_is_valid(part):
            edges = np.count_nonzero(~shapely.is_empty(shapely.coverage_invalid_edges(part)))
            faults.append(f"zone {zone} : {edges} contours dont un bord n’est pas partagé")
    return faults


def fill_gaps(shapes: Shapes, smaller_than_km2: float) -> Shapes:
    """Give each small gap of a coverage to the neighbour with which it shares most border.

    Only what no polygon covers is a gap: the enclave of one territory inside another stays, and so
    does a hole as large as the limit (Llívia, a Spanish town, has 13 km²).
    """
    whole = shapely.get_parts(shapely.coverage_union_all(shapes))
    rings = shapely.get_rings(whole, return_index=False)
    gaps = np.array([shapely.Polygon(ring) for ring in rings[~_is_exterior(whole)]], dtype=object)
    areas = gpd.GeoSeries(gaps, crs="EPSG:4326").to_crs(_EQUAL_AREA).area.to_numpy() / 1e6
    filled = shapes.copy()
    for gap in gaps[areas < smaller_than_km2]:
        touching = np.sort(shapely.STRtree(filled).query(gap, predicate="intersects"))
        shared = shapely.intersection(shapely.boundary(filled[touching]), shapely.boundary(gap))
        series = gpd.GeoSeries(shared, crs="EPSG:4326")
        lengths = series.to_crs(series.estimate_utm_crs()).length.to_numpy()
        keeper = touching[int(np.argmax(lengths))]
        filled[keeper] = shapely.coverage_union_all([filled[keeper], gap])
    return filled


def simplify(shapes: Shapes, latitude: float, tolerance_m: float) -> Shapes:
    """Drop vertices of a coverage (Visvalingam-Whyatt) so that borders stay shared.

    A vertex goes when the triangle that it makes with its neighbours is smaller than the square of
    the tolerance. Degrees are an affine image of metres near one latitude, and affine images keep
    the order of areas: simplifying in degrees with the area brought to ``latitude`` drops the same
    vertices without moving any. Over métropole (41° to 51°) the tolerance varies by 5 %.
    """
    square_degree = _METRES_PER_DEGREE**2 * np.cos(np.radians(latitude))
    tolerance = np.sqrt(tolerance_m**2 / square_degree)
    return np.asarray(shapely.coverage_simplify(shapes, float(tolerance)))


def dissolve(shapes: Shapes, groups: pd.Series) -> pd.Series:
    """Unite the polygons of each group.

    Parameters
    ----------
    shapes : polygons of a coverage.
    groups : key of the group, indexed by the position of a polygon in ``shapes``; a polygon may
        stand in several groups or in none.

    Returns
    -------
    Series
        One polygon by group, exterior rings counter-clockwise (RFC 7946), sorted by key.
    """
    united = {
        key: shapely.coverage_union_all(shapes[groups.index.to_numpy()[rows]])
        for key, rows in _rows_by(groups)
    }
    polygons = shapely.orient_polygons(np.array(list(united.values()), dtype=object))
    return pd.Series(polygons, index=pd.Index(united, dtype="str"), dtype=object)


def _rows_by(keys: pd.Series) -> list[tuple[str, NDArray[np.intp]]]:
    """Give the positions of the rows of each key, keys sorted."""
    names, positions = np.unique(keys.to_numpy(dtype=object), return_inverse=True)
    order = np.argsort(positions, kind="stable")
    rows = np.split(order, np.cumsum(np.bincount(positions))[:-1])
    return list(zip(names, rows, strict=True))


def _round(coordinates: NDArray[np.float64], steps: int) -> NDArray[np.float64]:
    return np.round(coordinates * steps) / steps


def _is_exterior(polygons: Shapes) -> NDArray[np.bool_]:
    """Tell which rings, in the order of ``shapely.get_rings``, are exterior ones."""
    counts = shapely.get_num_interior_rings(polygons) + 1
    exterior = np.zeros(counts.sum(), dtype=bool)
    exterior[np.cumsum(counts) - counts] = True
    return exterior
