"""Where chosen partnerships are densest: the table behind the map of their density."""

from __future__ import annotations

from dataclasses import replace

import pandas as pd

from atlas.desk.desk import Desk
from atlas.desk.place import Place
from atlas.partnerships.records import RecordsQuery, choose_records, counts_by_territory
from common.levels import Level, Territory
from indicators.partnerships import rates

#: Containers whose EPCI are listed; inside the others, communes are.
_OF_EPCI = (Level.FRANCE, Level.REGION, Level.DEPARTEMENT)


def densest(desk: Desk, query: RecordsQuery) -> pd.DataFrame:
    """Rank the territories that have some of the chosen records, by rate.

    Counts are those of whole territories: an EPCI that goes beyond the place asked for keeps all
    its records, as it keeps all its inhabitants. Records of larger territories are not counted.

    Parameters
    ----------
    desk : the opened data.
    query : which records; ``within`` limits the territories listed: EPCI of the country, a région
        or a département, communes of any other place.

    Returns
    -------
    DataFrame
        Index code, the highest rate first: name, count (int64), population (int64), raw_rate,
        smoothed_rate (empirical Bayes over all the territories of the level, the order of the
        table), low, high (95 %, of the smoothed rate). Without those whose population is unknown.
    """
    level = densest_level(query.within)
    records = choose_records(desk, replace(query, within=None, around=False))
    counted = counts_by_territory(desk, records, level)["count"]
    territories = desk.territories_of(level)
    people = territories["population"].astype("float64")
    counts = counted.reindex(territories.index, fill_value=0).astype("float64")
    table = rates(counts, people)
    listed = table[(table["count"] > 0) & table["smoothed_rate"].notna()]
    listed = listed[listed.index.isin(_codes(desk, level, query.within))]
    columns = ["name", "count", "population", "raw_rate", "smoothed_rate", "low", "high"]
    return (
        listed.join(territories["name"])[columns]
        .astype({"count": "int64", "population": "int64"})
        .sort_index()
        .sort_values("smoothed_rate", ascending=False, kind="stable")
    )


def densest_level(within: Place | None) -> Level:
    """Give the level of the territories that :func:`densest` lists inside a place."""
    if within is None or (isinstance(within, Territory) and within.level in _OF_EPCI):
        return Level.EPCI
    return Level.COMMUNE


def _codes(desk: Desk, level: Level, within: Place | None) -> pd.Index:
    if within is None or (isinstance(within, Territory) and level is Level.EPCI):
        return desk.codes_within(level, within)
    return pd.Index(desk.communes(within))
