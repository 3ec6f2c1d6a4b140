"""The limits of départements and régions, each line once: drawn by the build, read by maps."""

from __future__ import annotations

from pathlib import Path

import geopandas as gpd
import shapely

from common.levels import Level
from common.parquet_tables import read_table
from common.table_schema import Field, TableSchema
from common.tables import table_path
from geo.boundaries import CRS

LIMITS = TableSchema(
    "a line between territories of the level (départements or régions), or around them",
    ("line",),
    (
        Field("line", "int32", "its position among the lines"),
        Field("geometry", "geometry", "line, EPSG:4326, as generalised as the boundaries"),
    ),
    file="boundaries/limits/{level}.parquet",
)
#: Those that have a file.
LEVELS = (Level.DEPARTEMENT, Level.REGION)


def read_limits(level: Level, data: Path) -> gpd.GeoDataFrame:
    """Read the limits of one level, one of :data:`LEVELS`.

    Returns
    -------
    GeoDataFrame
        :data:`LIMITS`.

    Raises
    ------
    MissingDataError, DamagedDataError
        See :func:`common.tables.table_path`.
    """
    table = read_table(table_path(data, LIMITS.file.format(level=level)))
    lines = gpd.GeoSeries.from_wkb(table.pop("geometry"), crs=CRS)
    return gpd.GeoDataFrame(table, geometry=lines)


def draw_limits(boundaries: gpd.GeoSeries) -> gpd.GeoSeries:
    """Draw the limits of a whole level, each line once.

    Parameters
    ----------
    boundaries : of all the territories of the level.
    """
    return joined_lines(shapely.union_all(shapely.boundary(boundaries.to_numpy())))


def joined_lines(*found: shapely.Geometry) -> gpd.GeoSeries:
    """Join lines end to end, each drawn once (EPSG:4326)."""
    merged = shapely.line_merge(shapely.union_all([_only_lines(one) for one in found]))
    return gpd.GeoSeries(list(shapely.get_parts(merged)), crs=CRS)


def _only_lines(found: shapely.Geometry) -> shapely.Geometry:
    """Leave out the points where lines only touch."""
    parts = shapely.get_parts(found)
    return shapely.union_all(parts[shapely.get_dimensions(parts) == 1])
