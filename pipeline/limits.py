"""Build ``data/boundaries/limits/``: the lines that every map of a larger level draws."""

from __future__ import annotations

from pathlib import Path

import geopandas as gpd
import pandas as pd

from geo.boundaries import read_boundaries
from geo.limits import LEVELS, LIMITS, draw_limits
from pipeline.parquet import write_geotable


def build_limits(sources: Path, data: Path) -> list[Path]:
    """Write the limits of the départements and of the régions.

    Parameters
    ----------
    sources : not used; every step has the same parameters.
    data : folder of the product's tables, which already holds the boundaries.

    Returns
    -------
    list of Path
        The files written.

    Raises
    ------
    MissingDataError
        If the boundaries are absent.
    """
    written = []
    for level in LEVELS:
        lines = draw_limits(read_boundaries(level, data).geometry)
        table = pd.DataFrame({"line": pd.Series(range(len(lines)), dtype="int32")})
        path = data / LIMITS.file.format(level=level)
        written.append(write_geotable(gpd.GeoDataFrame(table, geometry=lines), path))
    return written
