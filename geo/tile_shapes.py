"""The shapes that vector tiles hold: territories of a level, borders of upper levels."""

from __future__ import annotations

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely

from common.levels import Level
from common.safe_text import safe_text


def territories_of(
    level: Level,
    communes: gpd.GeoSeries,
    memberships: pd.DataFrame,
    names: pd.Series[str],
) -> gpd.GeoDataFrame:
    """Dissolve communes into the territories of a level.

    Parameters
    ----------
    communes : shapes by code; a true coverage.
    memberships : columns level, code, commune.
    names : name of each territory, by code.

    Returns
    -------
    GeoDataFrame
        ``i`` (rank of the sorted code), ``n`` (safe name), geometry (CRS of the communes).
    """
    if level == Level.COMMUNE:
        shapes = communes.sort_index()
    else:
        members = memberships.loc[memberships["level"] == level]
        shapes = gpd.GeoSeries(
            {
                str(code): shapely.coverage_union_all(communes.loc[group].to_numpy())
                for code, group in members.groupby("code", sort=True)["commune"]
            },
            crs=communes.crs,
        )
    return gpd.GeoDataFrame(
        {
            "i": range(len(shapes)),
            "n": [safe_text(name) for name in names.reindex(shapes.index)],
        },
        geometry=shapes.to_numpy(),
        crs=communes.crs,
    )


def borders(communes: gpd.GeoSeries, memberships: pd.DataFrame) -> gpd.GeoDataFrame:
    """Trace the borders of départements and régions, each line once.

    Returns
    -------
    GeoDataFrame
        ``k`` (``d`` département, ``r`` région), geometry (lines, CRS of the communes).
    """
    blank = pd.Series("", index=communes.index)
    segments = {
        key: _segments(territories_of(level, communes, memberships, blank).geometry)
        for key, level in (("d", Level.DEPARTEMENT), ("r", Level.REGION))
    }
    both = pd.concat([segments["d"], segments["r"]])
    segments["d"] = both[~both.duplicated(keep=False)]
    lines = {
        key: shapely.get_parts(shapely.line_merge(shapely.geometrycollections(_lines(ends))))
        for key, ends in segments.items()
    }
    return gpd.GeoDataFrame(
        {"k": np.repeat(list(lines), [len(parts) for parts in lines.values()])},
        geometry=np.concatenate(list(lines.values())),
        crs=communes.crs,
    )


def _lines(segments: pd.DataFrame) -> np.ndarray:
    """Make a line of each segment."""
    return np.asarray(shapely.linestrings(segments.to_numpy().reshape(-1, 2, 2)))


def _segments(polygons: gpd.GeoSeries) -> pd.DataFrame:
    """List the segments of a coverage's borders, once each: x and y of both ends, ordered."""
    rings = shapely.get_parts(shapely.boundary(polygons.to_numpy()))
    points, ring = shapely.get_coordinates(rings, return_index=True)
    same = ring[1:] == ring[:-1]
    starts, ends = points[:-1][same], points[1:][same]
    flip = (starts[:, 0] > ends[:, 0]) | (
        (starts[:, 0] == ends[:, 0]) & (starts[:, 1] > ends[:, 1])
    )
    starts[flip], ends[flip] = ends[flip], starts[flip].copy()
    frame = pd.DataFrame(np.hstack([starts, ends]), columns=["x0", "y0", "x1", "y1"])
    return frame.drop_duplicates()
