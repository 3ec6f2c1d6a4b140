"""Read the generalised boundaries."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import geopandas as gpd

from common.errors import MissingDataError, NotAvailableError
from common.levels import MAPPED_LEVELS, Level


def read_boundaries(
    level: Level, data: Path, codes: Iterable[str] | None = None
) -> gpd.GeoDataFrame:
    """Read the boundaries of one level.

    Parameters
    ----------
    level : one of the five mapped levels.
    data : the data folder.
    codes : the territories wanted, all when None; those that do not exist are left out.

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
    return gpd.read_parquet(path, filters=None if codes is None else _filters(sorted(set(codes))))


def _filters(codes: list[str]) -> list[tuple[str, str, object]]:
    """Keep the rows of some codes; their range lets the reader skip groups of rows."""
    if not codes:
        return [("code", "==", "")]
    return [("code", ">=", codes[0]), ("code", "<=", codes[-1]), ("code", "in", codes)]
