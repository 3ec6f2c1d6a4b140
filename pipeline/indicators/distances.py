"""How far the nearest place of a kind is from where the inhabitants of a commune live.

A commune that has such a place is at distance 0, as in the distances that the health agencies
publish; the others measure it from their town centre (the « chef-lieu » of the IGN: most often the
town hall or the church). A commune without a known centre measures it from a point inside its
outline: Paris, Lyon and Marseille, which the file gives by arrondissement, six villages of the
Meuse destroyed in 1916, and four communes re-established since 2020.
"""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

import pandas as pd

from common.levels import Level
from geo.nearest import nearest
from pipeline.indicators.contract import observations
from pipeline.indicators.denominators import population
from pipeline.indicators.outlines import commune_of, inner_points
from pipeline.passage import CITY_OF, read_passage
from pipeline.sources import source_file

CENTRES_FILE = "boundaries/chefs_lieux_communes_2020.csv"
#: Corsica: places on the other side of the sea are no neighbours.
_CORSICA_PREFIXES = ("2A", "2B")
_CORSICA_BOX = (8.4, 41.2, 9.8, 43.2)
#: Centres are given to some metres, straight lines stand for roads: tens of metres.
_PRECISION = -1


@lru_cache(maxsize=1)
def town_centres(sources: Path) -> pd.DataFrame:
    """Town centre of every current commune: lon, lat in degrees, index: COG 2026 code."""
    table = pd.read_csv(source_file(sources, CENTRES_FILE), dtype={"code": "str"})
    known = table.set_index("code")[["lon", "lat"]]
    inside = inner_points(sources)
    return known.reindex(inside.index).fillna(inside)


def distances(
    sources: Path,
    year: int,
    lon: pd.Series[float],
    lat: pd.Series[float],
    commune: pd.Series[str] | None = None,
) -> pd.DataFrame:
    """Lay out the distance from every commune to the nearest place; weight: inhabitants.

    Parameters
    ----------
    year : of the list of places.
    lon, lat : of the places, degrees; NaN where unknown.
    commune : code of the commune of each place as the source tells it, old codes and
        arrondissements municipaux included. It serves where there are no coordinates (the place
        then stands at the centre of that commune) or where they fall in no outline; elsewhere the
        outline decides, since the codes of the sources mistake homonyms and neighbours.

    Returns
    -------
    DataFrame
        Commune rows of the contract: metres, to 10 m.
    """
    centres = town_centres(sources)
    code = commune_of(sources, lon, lat)
    if commune is not None:
        told = commune.replace(CITY_OF).map(read_passage(sources).table)
        code = code.fillna(told)
        centre = centres.reindex(told).set_index(told.index)
        lon, lat = lon.fillna(centre["lon"]), lat.fillna(centre["lat"])
    metres = distance_to_nearest(centres, pd.DataFrame({"lon": lon, "lat": lat, "code": code}))
    people = population(sources).reindex(metres.index)
    return observations(
        Level.COMMUNE, metres.index.to_series(), year, value=metres, denominator=people
    )


def distance_to_nearest(centres: pd.DataFrame, places: pd.DataFrame) -> pd.Series[float]:
    """Straight distance from the centre of every commune to the nearest place, 0 where it has one.

    In metres projected, within métropole, Corsica or a DROM: never from one to the other.

    Parameters
    ----------
    centres : lon, lat (degrees), index: commune code.
    places : lon, lat (degrees), code (commune, null if unknown); those outside the country are
        left out.

    Returns
    -------
    Series
        Metres, to 10 m; index of ``centres``, NaN where that part of the country has no place.

    Examples
    --------
    >>> centres = pd.DataFrame({"lon": [2.35, 2.35], "lat": [48.8, 48.9]}, index=["A", "B"])
    >>> places = pd.DataFrame({"lon": [2.35], "lat": [48.81], "code": ["A"]})
    >>> distance_to_nearest(centres, places).round(-2).tolist()
    [0.0, 10000.0]
    """
    located = places.dropna(subset=["lon", "lat"])
    west, south, east, north = _CORSICA_BOX
    on_island = located["lon"].between(west, east) & located["lat"].between(south, north)
    corsican = centres.index.str.startswith(_CORSICA_PREFIXES)
    metres = pd.concat(
        [
            nearest(centres[corsican], located[on_island])["distance_m"],
            nearest(centres[~corsican], located[~on_island])["distance_m"],
        ]
    )
    rounded: pd.Series[float] = metres.round(_PRECISION).reindex(centres.index)
    return rounded.mask(centres.index.isin(places["code"]), 0.0)
