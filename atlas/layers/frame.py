"""``layer(level, domain, measure)``: what the map shows, as a frame."""

from __future__ import annotations

import geopandas as gpd

from atlas.desk.frames import layer_of
from atlas.desk.session import desk_in_use
from atlas.desk.taken import WGS84
from atlas.layers.layer import layer as make_layer
from atlas.layers.query import parse_query
from atlas.layers.taken import taken_layer


def layer(
    level: str,
    domain: str = "ensemble",
    measure: str = "objective",
    *,
    group: str = "citoyens",
    indicator: str | None = None,
    year: int | None = None,
    within: str | None = None,
    crs: str | int = WGS84,
    demonstration: bool = False,
) -> gpd.GeoDataFrame:
    """Give one value a territory, with its status and its outline: exactly what the map shows.

    The rows and numbers are those that ``python -m fragiscope layer`` writes with the same options.

    Parameters
    ----------
    level : commune, epci, crte, departement or region.
    domain : key of one of the 16 domains, of a dimension, or ``ensemble``.
    measure : objective, perceived, gap, indicator, change, partnerships, need_response or
        both_views.
    group : respondents, where the measure rests on a survey: citoyens, elus, entreprises,
        associations.
    indicator : key of an indicator (:func:`atlas.indicators`), for the measures indicator and
        change.
    year : of the indicator; the most recent when None.
    within : territory that holds those shown (``"departement:09"``); the whole country when None.
    crs : EPSG code of the shapes; 2154 is Lambert-93.
    demonstration : whether the demonstration survey (answers drawn by a program) answers where no
        real one does; the rows that rest on it then say so in the column demonstration.

    Returns
    -------
    GeoDataFrame
        Index territory (``level:code``); code and name (texts), population (inhabitants), value
        (NaN where there is none: status says why), the other columns of the measure, status (key),
        reading (the status in French), unit and year (the same in every row), geometry in ``crs``;
        sorted by code. ``attrs`` hold title, method, note, sources, licences, mentions,
        demonstration_mark, data_version, recipe and the question.

    Raises
    ------
    UnknownNameError
        If a level, domain, measure, group, indicator, territory or code of coordinates does not
        exist; the message (French, as all of them) names the nearest one that does.
    NotAvailableError
        If the data cannot answer; the message says what exists.
    OnlyDemonstrationError
        If the demonstration survey alone would answer.

    Examples
    --------
    >>> found = layer("region", "mobilite")
    >>> found.loc["region:53", ["name", "status"]].tolist()
    ['Bretagne', 'estimated']
    >>> bool(found["value"].dropna().between(0, 100).all()), found.crs.to_epsg()
    (True, 4326)
    >>> [source["licence"] for source in found.attrs["sources"]][:1]
    ['Licence Ouverte 2.0']
    >>> layer("region", "mobilité")
    Traceback (most recent call last):
    common.errors.UnknownNameError: Inconnu : le domaine « mobilité ». ... proche : mobilite.
    """
    desk = desk_in_use(demonstration=demonstration)
    query = parse_query(
        level,
        domain,
        measure,
        group=group,
        indicator=indicator,
        year=year,
        within=None if within is None else desk.resolve(within),
    )
    return layer_of(taken_layer(make_layer(desk, query)), crs)
