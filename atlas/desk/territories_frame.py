"""``territories(level)``: the territories of a level as a frame, with their shapes."""

from __future__ import annotations

import geopandas as gpd
import pandas as pd

from atlas.desk.about import about_of
from atlas.desk.container import codes_shown
from atlas.desk.frames import layer_of
from atlas.desk.provenance import BOUNDARIES_SOURCE, IDENTITY_SOURCE
from atlas.desk.session import desk_in_use
from atlas.desk.taken import WGS84, Taken
from atlas.desk.written import by_territory
from common.errors import UnknownNameError
from common.levels import MAPPED_LEVELS, parse_level

_COLUMNS = [
    *("name", "population", "population_year", "area_km2", "lon", "lat"),
    *("epci", "departement", "region", "density", "postcodes", "former_codes"),
]


def territories(
    level: str, *, within: str | None = None, crs: str | int = WGS84
) -> gpd.GeoDataFrame:
    """List the territories of a level, with their outlines.

    Parameters
    ----------
    level : commune, epci, crte, departement or region.
    within : territory that holds them (``"departement:09"``); the whole country when None.
    crs : EPSG code of the shapes; 2154 is Lambert-93.

    Returns
    -------
    GeoDataFrame
        Index territory (``level:code``); code and name (texts), population (inhabitants),
        population_year, area_km2 (km²), lon and lat (degrees, WGS 84, a point inside), epci,
        departement and region (codes of those that hold it, or most of its inhabitants; missing
        where none does), density (class of Insee’s grid, communes alone), postcodes and
        former_codes (by a space), geometry in ``crs``; sorted by code. ``attrs`` hold sources,
        licences and the version of the data.

    Raises
    ------
    UnknownNameError
        If there is no such level, territory or code of coordinates.
    NotAvailableError
        If no territory of the level lies in ``within``.

    Examples
    --------
    >>> found = territories("departement", within="region:53", crs=2154)
    >>> found["name"].tolist()
    ["Côtes-d'Armor", 'Finistère', 'Ille-et-Vilaine', 'Morbihan']
    >>> print(found.crs, round(found.area.sum() / 1e6 / found["area_km2"].sum(), 2))
    EPSG:2154 1.0
    """
    desk = desk_in_use()
    asked = parse_level(level)
    if asked not in MAPPED_LEVELS:
        raise UnknownNameError("le niveau", level, [one.value for one in MAPPED_LEVELS])
    codes = codes_shown(desk, asked, None if within is None else desk.resolve(within))
    rows = by_territory(desk.territories_of(asked).loc[codes, _COLUMNS], asked)

    def shapes_of(index: pd.Index) -> gpd.GeoSeries:
        return desk.shapes(asked, pd.Index(rows.loc[index, "code"])).set_axis(index)

    sources = (BOUNDARIES_SOURCE, IDENTITY_SOURCE)
    about = about_of(desk, f"Territoires : {asked.plural}", sources=sources)
    question = {"level": asked.value, "within": within}
    return layer_of(Taken(asked.value, rows, about, shapes_of, question), crs)
