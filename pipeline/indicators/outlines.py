"""What readers take from the outlines of the communes: areas, inner points, whose a point is."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

import geopandas as gpd
import pandas as pd

from geo.projection import WGS84
from pipeline.territories import EQUAL_AREA, read_source_geometry


@lru_cache(maxsize=1)
def _outlines(sources: Path) -> gpd.GeoDataFrame:
    return read_source_geometry(sources)


@lru_cache(maxsize=1)
def area(sources: Path) -> pd.Series[float]:
    """Area of every current commune in km², to the hectare, index: COG 2026 code."""
    outlines = _outlines(sources)
    squares = (outlines.geometry.to_crs(EQUAL_AREA).area / 1e6).round(2)
    return pd.Series(squares.to_numpy(), index=outlines["code"].astype("str"), name="area_km2")


@lru_cache(maxsize=1)
def inner_points(sources: Path) -> pd.DataFrame:
    """Point inside every current commune: lon, lat in degrees, index: COG 2026 code."""
    outlines = _outlines(sources)
    points = outlines.geometry.representative_point()
    return pd.DataFrame(
        {"lon": points.x.to_numpy(), "lat": points.y.to_numpy()},
        index=outlines["code"].astype("str"),
    )


def commune_of(sources: Path, lon: pd.Series[float], lat: pd.Series[float]) -> pd.Series[str]:
    """Code of the commune that holds each point, null in the sea, abroad or without coordinates.

    Parameters
    ----------
    lon, lat : degrees, same index.
    """
    points = gpd.GeoSeries(gpd.points_from_xy(lon, lat, crs=WGS84), index=lon.index)
    rows, hits = _outlines(sources).sindex.query(points[lon.notna() & lat.notna()], "intersects")
    found = pd.Series(hits, index=lon.index[lon.notna() & lat.notna()][rows])
    first = found[~found.index.duplicated()]
    return first.map(_outlines(sources)["code"]).reindex(lon.index).astype("str")
