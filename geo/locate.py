"""From a point on the map to the territory that holds it."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import geopandas as gpd


def locate(boundaries: gpd.GeoSeries, lon: float, lat: float) -> str | None:
    """Find the territory that holds a point.

    Parameters
    ----------
    boundaries : polygons in EPSG:4326, indexed by code; their spatial index is built once.
    lon, lat : degrees, WGS 84.

    Returns
    -------
    str or None
        Code of the territory, the first in code order where two overlap; None in the sea or
        abroad.

    Examples
    --------
    >>> import geopandas as gpd
    >>> from shapely import box
    >>> squares = gpd.GeoSeries([box(0, 0, 1, 1), box(1, 0, 2, 1)], index=["A", "B"], crs=4326)
    >>> locate(squares, 1.5, 0.5), locate(squares, 5, 5)
    ('B', None)
    """
    from shapely import Point  # noqa: PLC0415 - whoever asks for no shape does not wait for it

    hits = boundaries.sindex.query(Point(lon, lat), predicate="intersects")
    return None if len(hits) == 0 else str(min(boundaries.index[hits]))
