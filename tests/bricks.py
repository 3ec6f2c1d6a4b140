"""Shapes whose borders have no common points, unless they are given some."""

from __future__ import annotations

import geopandas as gpd
from shapely import Polygon, box


def wall(*, noded: bool, apart: float = 0.0) -> gpd.GeoSeries:
    """Bricks laid in courses: each touches six others, at the middle of their sides."""
    bricks = {
        f"{row}{column}": box(column + row % 2 / 2, row, column + row % 2 / 2 + 1 - apart, row + 1)
        for row in range(7)
        for column in range(7)
    }
    shapes = gpd.GeoSeries(bricks, crs=4326)
    if noded:
        return gpd.GeoSeries(
            [
                Polygon([(w, s), ((w + e) / 2, s), (e, s), (e, n), ((w + e) / 2, n), (w, n)])
                for w, s, e, n in shapes.bounds.to_numpy()
            ],
            index=shapes.index, crs=4326,
        )  # fmt: skip
    return shapes
