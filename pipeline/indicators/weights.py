"""Weights for the codes of a source, which may be old codes or arrondissements municipaux."""

from __future__ import annotations

import json
from functools import lru_cache
from pathlib import Path

import pandas as pd

from pipeline.indicators.census_2018 import read_census_2018
from pipeline.indicators.contract import CommuneSeries
from pipeline.indicators.denominators import population
from pipeline.passage import CITY_OF, read_passage
from pipeline.sources import source_file

#: Columns of the census of 2018: inhabitants, km² of land.
PEOPLE, GROUND = "P18_POP", "SUPERF"


def population_weights(sources: Path, codes: pd.Series[str]) -> pd.Series[float]:
    """Population of each commune code of a source.

    An arrondissement municipal has its own; the old communes that make a current one share its
    population as they did in the census of 2018 (:func:`shared`).

    Parameters
    ----------
    codes : commune codes of the source, each once.

    Returns
    -------
    Series
        Inhabitants, index of ``codes``; NaN for an unknown code.
    """
    own = codes.map(_arrondissements(sources))
    return own.fillna(shared(sources, codes, population, PEOPLE))


def shared(sources: Path, codes: pd.Series[str], of: CommuneSeries, size: str) -> pd.Series[float]:
    """Share a number of the current communes between the codes that a source has for each.

    In proportion to what the file of the census of 2018 (COG 2021) says of the parts; equally where
    it lacks one of them, merged before 2021. Arrondissements municipaux get nothing here: they are
    no parts of a merger.

    Parameters
    ----------
    codes : commune codes of the source, each once.
    of : number by current commune.
    size : what the parts are in proportion to, :data:`PEOPLE` or :data:`GROUND`.
    """
    current = codes[~codes.isin(list(CITY_OF))].map(_current(sources))
    before = read_census_2018(sources, [size]).set_index("code")[size]
    parts = codes[current.index].map(before)
    groups = parts.groupby(current)
    share = parts / groups.transform("sum")
    told = parts.notna().groupby(current).transform("all") & (groups.transform("sum") > 0)
    alone = groups.transform("size") == 1
    equal = 1 / groups.transform("size")
    share = share.where(told & ~alone, equal)
    return (current.map(of(sources)) * share).reindex(codes.index)


def city_means(sources: Path, values: pd.Series[float]) -> pd.Series[float]:
    """Mean of the arrondissements of Paris, Lyon and Marseille, weighted by their inhabitants.

    Parameters
    ----------
    values : by commune code, the 45 arrondissements among them.

    Returns
    -------
    Series
        Index: code of the three cities; NaN where an arrondissement has no value.
    """
    people = _arrondissements(sources)
    known = values.reindex(people.index)
    city = people.index.map(CITY_OF)
    products = (known * people).groupby(city).sum(min_count=1)
    whole = known.isna().groupby(city).sum() == 0
    return (products / people.groupby(city).sum()).where(whole)


def by_city(codes: pd.Series[str]) -> pd.Series[str]:
    """Replace the arrondissements municipaux by their city.

    For the sources that give a city both whole and by arrondissement, of which the counts add up.

    Examples
    --------
    >>> by_city(pd.Series(["75101", "75056", "01001"])).tolist()
    ['75056', '75056', '01001']
    """
    return codes.replace(CITY_OF)


@lru_cache(maxsize=1)
def _arrondissements(sources: Path) -> pd.Series[float]:
    with source_file(sources, "codes/communes.json").open(encoding="utf-8") as file:
        communes = json.load(file)
    return pd.Series(
        {
            commune["code"]: float(commune["population"])
            for commune in communes
            if commune["type"] == "arrondissement-municipal"
        }
    )


@lru_cache(maxsize=1)
def _current(sources: Path) -> pd.Series[str]:
    return read_passage(sources).table
