"""Read the generalised boundaries."""

from __future__ import annotations

from pathlib import Path

import geopandas as gpd

from common.errors import MissingDataError, NotAvailableError
from common.levels import MAPPED_LEVELS, Level


def read_boundaries(level: Level, data: Path) -> gpd.GeoDataFrame:
    """Read the boundaries of one level.

    Parameters
    ----------
    level : one of the five mapped levels.
    data : the data folder.

    Returns
    -------
    GeoDataFrame
        code (text), geometry (Polygon or MultiPolygon, EPSG:4326), sorted by code.

    Raises
    ------
    NotAvailableError
        For France, which has no boundary of its own.
    MissingDataError
        If the file has not been built.
    """
    if level not in MAPPED_LEVELS:
        raise NotAvailableError(f"Le niveau {level.label} n’a pas de contour propre.")
    path = data / "boundaries" / f"{level}.parquet"
    if not path.is_file():
        raise MissingDataError(
            f"Contours absents : {path.parent.name}/{path.name}. "
            "Construisez-les avec python -m fragiscope build."
        )
    return gpd.read_parquet(path)
