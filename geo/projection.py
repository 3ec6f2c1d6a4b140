"""Metres: the projected coordinate system of each part of the country."""

from __future__ import annotations

from functools import lru_cache

import numpy as np
import numpy.typing as npt
import pandas as pd
from pyproj import Transformer

from geo.extents import EXTENTS, Extent

Array = npt.NDArray[np.float64]

#: Lambert-93 in métropole, the legal UTM zone of each DROM (RGAF09, RGFG95, RGR92, RGM04).
_CRS = {
    "metropole": "EPSG:2154",
    "guadeloupe": "EPSG:5490",
    "martinique": "EPSG:5490",
    "guyane": "EPSG:2972",
    "la_reunion": "EPSG:2975",
    "mayotte": "EPSG:4471",
}
WGS84 = "EPSG:4326"


def projected_crs(extent: Extent) -> str:
    """Give the coordinate system, in metres, of a part of the country.

    >>> from geo.extents import extent_of_departement
    >>> projected_crs(extent_of_departement("974"))
    'EPSG:2975'
    """
    return _CRS[extent.key]


def extent_keys(lon: pd.Series[float], lat: pd.Series[float]) -> pd.Series[str]:
    """Tell in which part of the country points are.

    Returns
    -------
    Series
        Key of the part, null outside of all of them; index of ``lon``.

    Examples
    --------
    >>> extent_keys(pd.Series([2.35, 55.45, 0.0]), pd.Series([48.85, -20.9, 0.0])).tolist()
    ['metropole', 'la_reunion', nan]
    """
    x, y = lon.to_numpy(float), lat.to_numpy(float)
    position = np.full(len(x), -1)
    for place, extent in enumerate(EXTENTS):
        inside = (x >= extent.west) & (x <= extent.east) & (y >= extent.south) & (y <= extent.north)
        position[inside] = place
    keys = pd.Index([extent.key for extent in EXTENTS], dtype="str").take(
        position, allow_fill=True, fill_value=np.nan
    )
    return pd.Series(keys, index=lon.index)


def project(lon: npt.ArrayLike, lat: npt.ArrayLike, crs: str) -> tuple[Array, Array]:
    """Convert degrees (WGS 84) to the coordinates of another system.

    >>> x, y = project([2.3522], [48.8566], "EPSG:2154")
    >>> x.round().tolist(), y.round().tolist()
    ([652469.0], [6862035.0])
    """
    x, y = _transformer(crs).transform(np.asarray(lon, float), np.asarray(lat, float))
    return x, y


@lru_cache(maxsize=16)
def _transformer(crs: str) -> Transformer:
    return Transformer.from_crs(WGS84, crs, always_xy=True)
