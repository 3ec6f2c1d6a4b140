"""Polygons that a reader gives: checked before anything is computed with them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
import pandas as pd
import shapely
from shapely.errors import GEOSException
from shapely.geometry.base import BaseGeometry

from common.errors import InvalidDataError
from common.french import number
from common.limits import CROSSED_VERTICES

#: Positions of the smallest ring, its first one repeated.
_TRIANGLE = 4
#: Points from more than which making a polygon ready is worth it.
_FEW = 20


def polygon(geometry: object) -> BaseGeometry | None:
    """Read a GeoJSON polygon in degrees; anything else is None.

    Coordinates are looked at one by one, at the only depth that a polygon has: neither a deep nor
    a giant one reaches the geometry engine.

    >>> polygon({"type": "Polygon", "coordinates": [[[5, 46], [6, 46], [6, 47], [5, 46]]]}).area
    0.5
    """
    if not isinstance(geometry, dict):
        return None
    coordinates = geometry.get("coordinates")
    wholes = {"Polygon": [coordinates], "MultiPolygon": coordinates}.get(str(geometry.get("type")))
    if not isinstance(wholes, list) or not wholes:
        return None
    read = [_rings(rings) for rings in wholes]
    parts = [shapely.Polygon(rings[0], rings[1:]) for rings in read if rings]
    if len(parts) < len(read):
        return None
    return parts[0] if len(parts) == 1 else shapely.MultiPolygon(parts)


def repaired(polygons: Sequence[BaseGeometry], source: str) -> list[BaseGeometry]:
    """Mend the outlines that cross themselves, if they are short.

    Raises
    ------
    InvalidDataError
        If they have more than ``CROSSED_VERTICES`` vertices together.
    """
    valid = shapely.is_valid(list(polygons))
    crossed = [one for one, right in zip(polygons, valid, strict=True) if not right]
    if sum(shapely.get_num_coordinates(crossed)) > CROSSED_VERTICES:
        raise InvalidDataError(
            source,
            [
                f"contour qui se recoupe : {number(CROSSED_VERTICES)} sommets au plus se réparent "
                "ici ; réparez la géométrie dans votre logiciel de carte"
            ],
        )
    try:
        return [
            one if right else shapely.make_valid(one)
            for one, right in zip(polygons, valid, strict=True)
        ]
    except GEOSException:
        raise InvalidDataError(source, ["contour que l’on ne peut pas réparer"]) from None


class Points:
    """Points made ready to be looked for inside polygons.

    Polygons are taken one after the other: a union of outlines that cross each other would take
    the square of their number.

    Parameters
    ----------
    points : columns lon and lat (degrees); the index names them.
    """

    def __init__(self, points: pd.DataFrame) -> None:
        ordered = points.sort_values("lon", kind="stable")
        self._lon, self._lat = (ordered[name].to_numpy(dtype="float64") for name in ("lon", "lat"))
        self._names = ordered.index.to_numpy(dtype=object)

    def inside(self, polygons: Sequence[BaseGeometry]) -> list[str]:
        """Name the points that lie inside one of some polygons, sorted."""
        found: set[str] = set()
        for one in polygons:
            west, south, east, north = one.bounds
            first = int(np.searchsorted(self._lon, west, side="left"))
            last = int(np.searchsorted(self._lon, east, side="right"))
            lat = self._lat[first:last]
            near = first + np.flatnonzero((lat >= south) & (lat <= north))
            if len(near) > _FEW:
                shapely.prepare(one)
            inside = near[shapely.intersects_xy(one, self._lon[near], self._lat[near])]
            found.update(self._names[inside])
        return sorted(found)


def _rings(rings: Any) -> list[np.ndarray] | None:
    """Read the rings of a polygon, None where one is not a list of positions in degrees."""
    if not isinstance(rings, list) or not rings:
        return None
    read = [_ring(ring) for ring in rings]
    return [ring for ring in read if ring is not None] if all(r is not None for r in read) else None


def _ring(ring: Any) -> np.ndarray | None:
    if not isinstance(ring, list) or len(ring) < _TRIANGLE:
        return None
    if not all(isinstance(place, list) and len(place) >= 2 for place in ring):
        return None
    if not all(_is_degree(place[0], 180) and _is_degree(place[1], 90) for place in ring):
        return None
    return np.array([place[:2] for place in ring], dtype="float64")


def _is_degree(value: object, most: int) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool) and abs(value) <= most
