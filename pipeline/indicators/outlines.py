"""What readers take from the outlines of the communes: areas, positions, the commune of a point."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

import geopandas as gpd
import pandas as pd

from geo.nearest import nearest
from geo.projection import WGS84
from pipeline.territories import EQUAL_AREA, read_source_geometry

#: Corsica: places on the other side of the sea are no neighbours.
_CORSICA_PREFIXES = ("2A", "2B")
_CORSICA_BOX = (8.4, 41.2, 9.8, 43.2)
#: Outlines are generalised to some 100 m, a commune is reduced to a point.
_PRECISION = -1


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
def positions(sources: Path) -> pd.DataFrame:
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


def distance_to_nearest(
    sources: Path, lon: pd.Series[float], lat: pd.Series[float]
) -> pd.Series[float]:
    """Straight distance from every current commune to the nearest place.

    Measured from a point inside the commune, in metres projected, within métropole, Corsica or a
    DROM: never from one to the other.

    Parameters
    ----------
    lon, lat : of the places, degrees; those outside the country are left out.

    Returns
    -------
    Series
        Metres, to 10 m; index: COG 2026 code, NaN where that part of the country has no place.
    """
    communes = positions(sources)
    places = pd.DataFrame({"lon": lon, "lat": lat}).dropna()
    west, south, east, north = _CORSICA_BOX
    on_island = places["lon"].between(west, east) & places["lat"].between(south, north)
    corsican = communes.index.str.startswith(_CORSICA_PREFIXES)
    metres = pd.concat(
        [
            nearest(communes[corsican], places[on_island])["distance_m"],
            nearest(communes[~corsican], places[~on_island])["distance_m"],
        ]
    )
    rounded: pd.Series[float] = metres.round(_PRECISION).reindex(communes.index)
    return rounded
