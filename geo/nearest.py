"""How far the nearest of some points is."""

from __future__ import annotations

import numpy as np
import pandas as pd

from geo.extents import EXTENTS
from geo.projection import extent_keys, project, projected_crs


def nearest(places: pd.DataFrame, points: pd.DataFrame) -> pd.DataFrame:
    """Find the nearest point of each place, as the crow flies, in the same part of the country.

    Parameters
    ----------
    places : lon, lat (degrees).
    points : lon, lat (degrees).

    Returns
    -------
    DataFrame
        Index of ``places``; distance_m (metres, NaN if its part of the country has no point) and
        position (row number in ``points``, NA likewise).

    Examples
    --------
    >>> places = pd.DataFrame({"lon": [2.35, 55.45], "lat": [48.85, -20.88]}, index=["A", "B"])
    >>> nearest(places, pd.DataFrame({"lon": [2.35], "lat": [48.95]})).round(-2)
       distance_m  position
    A     11100.0         0
    B         NaN      <NA>
    """
    from scipy.spatial import cKDTree  # noqa: PLC0415 - only where distances are asked for

    here = extent_keys(places["lon"], places["lat"]).to_numpy()
    there = extent_keys(points["lon"], points["lat"]).to_numpy()
    distance = np.full(len(places), np.nan)
    position = np.full(len(places), -1)
    for extent in EXTENTS:
        asked, known = np.flatnonzero(here == extent.key), np.flatnonzero(there == extent.key)
        if not len(asked) or not len(known):
            continue
        crs = projected_crs(extent)
        tree = cKDTree(np.column_stack(project(*_degrees(points, known), crs)))
        found = tree.query(np.column_stack(project(*_degrees(places, asked), crs)))
        distance[asked], position[asked] = found[0], known[found[1]]
    return pd.DataFrame(
        {
            "distance_m": distance,
            "position": pd.Series(position, index=places.index).astype("Int64").mask(position < 0),
        },
        index=places.index,
    )


def _degrees(frame: pd.DataFrame, rows: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    return frame["lon"].to_numpy()[rows], frame["lat"].to_numpy()[rows]
