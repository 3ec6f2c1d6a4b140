"""Read the generalised boundaries."""

from __future__ import annotations

from collections.abc import Collection
from pathlib import Path
from typing import TYPE_CHECKING

from common.errors import NotAvailableError
from common.levels import MAPPED_LEVELS, Level
from common.parquet_tables import read_table
from common.table_schema import Field, TableSchema
from common.tables import table_path

if TYPE_CHECKING:
    import geopandas as gpd

BOUNDARIES = TableSchema(
    "a territory of the level; sorted by code",
    ("code",),
    (
        Field("code", "str", "official code"),
        Field("geometry", "geometry", "polygon or polygons, EPSG:4326, generalised"),
    ),
    file="boundaries/{level}.parquet",
)
#: Of the build; tests check that the files say so.
CRS = 4326


def read_boundaries(
    level: Level, data: Path, codes: Collection[str] | None = None
) -> gpd.GeoDataFrame:
    """Read the boundaries of one level.

    Parameters
    ----------
    level : one of the five mapped levels.
    data : the data folder.
    codes : of the territories to keep; all of them if not given.

    Returns
    -------
    GeoDataFrame
        :data:`BOUNDARIES`.

    Raises
    ------
    NotAvailableError
        For France, which has no boundary of its own.
    MissingDataError, DamagedDataError
        See :func:`common.tables.table_path`.
    """
    import geopandas as gpd  # noqa: PLC0415 - whoever asks for no shape does not wait for it

    if level not in MAPPED_LEVELS:
        raise NotAvailableError(f"Le niveau {level.label} n’a pas de contour propre.")
    where = None if codes is None else {"code": codes}
    table = read_table(table_path(data, f"boundaries/{level}.parquet"), where=where)
    shapes = gpd.GeoSeries.from_wkb(table.pop("geometry"), crs=CRS)
    return gpd.GeoDataFrame(table, geometry=shapes)
