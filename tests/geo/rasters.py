"""Small rasters for the tests of zonal statistics, and a slow count that they must agree with."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import geopandas as gpd
import numpy as np
import numpy.typing as npt
import pandas as pd
import rasterio
from affine import Affine
from pyproj import Geod
from shapely import box

from geo.zonal import COLUMNS, Block, block_statistics, parse_statistic
from geo.zonal_raster import check_raster

Cells = npt.NDArray[Any]
#: Cells of 1 km, three rows and four columns.
LAMBERT = Affine(1_000, 0, 600_000, 0, -1_000, 6_603_000)


def write(
    path: Path,
    cells: Cells,
    *,
    crs: Any = "EPSG:2154",
    transform: Affine = LAMBERT,
    nodata: float | None = None,
    **profile: Any,
) -> Path:
    """Write one band, or several if the cells have three dimensions."""
    bands = cells if cells.ndim == 3 else cells[None]
    with rasterio.open(
        path, "w", driver="GTiff", height=bands.shape[1], width=bands.shape[2], count=len(bands),
        dtype=bands.dtype, crs=crs, transform=transform, nodata=nodata, **profile,
    ) as file:  # fmt: skip
        file.write(bands)
    return path


def ask(path: Path, statistic: str, zones: gpd.GeoSeries, band: int = 1) -> pd.DataFrame:
    """Give the statistics of some zones, in the coordinates of the raster."""
    raster = check_raster(path, band)
    return block_statistics(Block(raster, parse_statistic(statistic), zones))[COLUMNS]


def one(path: Path, statistic: str, zones: gpd.GeoSeries, band: int = 1) -> pd.Series[float]:
    """Give the statistics of the first zone."""
    return ask(path, statistic, zones, band).iloc[0]


def whole(path: Path) -> gpd.GeoSeries:
    """Give one zone: the extent of the raster."""
    raster = check_raster(path)
    return gpd.GeoSeries({"a": box(*raster.bounds)}, crs=raster.crs)


def slow_mean(cells: Cells, transform: Affine, crs: Any, zone: Any) -> tuple[float, float]:
    """Cut each cell by shapely; weigh it by its area on the ellipsoid.

    Parameters
    ----------
    cells : NaN where missing.
    zone : polygon in the coordinates of the raster.

    Returns
    -------
    (float, float)
        Mean, and square metres that have a value.
    """
    geod = Geod(ellps="WGS84")
    total = amount = 0.0
    for row, column in np.ndindex(*cells.shape):
        west, north = transform @ (column, row)
        east, south = transform @ (column + 1, row + 1)
        part = box(west, south, east, north).intersection(zone)
        if part.is_empty or np.isnan(cells[row, column]):
            continue
        degrees = gpd.GeoSeries([part.segmentize((east - west) / 20)], crs=crs).to_crs(4326)
        area = abs(geod.geometry_area_perimeter(degrees.iloc[0])[0])
        total += area * float(cells[row, column])
        amount += area
    return total / amount, amount
