"""Systems of coordinates as OGC standards name them, their axes in the order of the authority."""

from __future__ import annotations

from enum import StrEnum
from functools import cache

import numpy as np
import numpy.typing as npt
import shapely
from pyproj import Transformer

_STORED = "OGC:CRS84"


class ReferenceSystem(StrEnum):
    """A coordinate reference system, by the authority that defines it.

    Coordinates stand in the order that the authority gives to its axes.
    """

    CRS84 = "OGC:CRS84"
    """WGS 84, longitude then latitude, degrees: that of GeoJSON."""
    WGS84 = "EPSG:4326"
    """WGS 84, latitude then longitude, degrees."""
    LAMBERT93 = "EPSG:2154"
    """Lambert 93 (metropolitan France), easting then northing, metres."""
    WEB_MERCATOR = "EPSG:3857"
    """That of web maps, easting then northing, metres."""

    @property
    def uri(self) -> str:
        """Name it as OGC standards do.

        >>> ReferenceSystem.LAMBERT93.uri
        'http://www.opengis.net/def/crs/EPSG/0/2154'
        """
        authority, code = self.value.split(":")
        version = "1.3" if authority == "OGC" else "0"
        return f"http://www.opengis.net/def/crs/{authority}/{version}/{code}"

    @property
    def longitude_axis(self) -> int | None:
        """Say which axis is the longitude, which goes round; None where coordinates are metres."""
        return {ReferenceSystem.CRS84: 0, ReferenceSystem.WGS84: 1}.get(self)

    @property
    def decimals(self) -> int:
        """Decimals of a coordinate, finer than the boundaries."""
        return 2 if self.longitude_axis is None else 6


def projected(shapes: npt.NDArray[np.object_], system: ReferenceSystem) -> npt.NDArray[np.object_]:
    """Give shapes in a reference system, the order of its axes included.

    Parameters
    ----------
    shapes : WGS 84, longitude and latitude.
    system : the one wanted.

    Examples
    --------
    >>> (paris,) = projected(np.array([shapely.Point(2.35, 48.86)]), ReferenceSystem.LAMBERT93)
    >>> paris.x, paris.y
    (652310.72, 6862414.64)
    """
    if system is ReferenceSystem.CRS84:
        return shapes
    transformer = _transformer(system)

    def moved(coordinates: npt.NDArray[np.float64]) -> npt.NDArray[np.float64]:
        first, second = transformer.transform(coordinates[:, 0], coordinates[:, 1])
        return np.round(np.column_stack([first, second]), system.decimals)

    found: npt.NDArray[np.object_] = shapely.transform(shapes, moved)
    return found


@cache
def _transformer(system: ReferenceSystem) -> Transformer:
    return Transformer.from_crs(_STORED, system.value)
