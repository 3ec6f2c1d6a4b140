"""Weights for the codes of a source, which may be old codes or arrondissements municipaux."""

from __future__ import annotations

import json
from functools import lru_cache
from pathlib import Path

import pandas as pd

from pipeline.indicators.contract import CommuneSeries
from pipeline.indicators.denominators import population
from pipeline.passage import CITY_OF, read_passage
from pipeline.sources import source_file


def population_weights(sources: Path, codes: pd.Series[str]) -> pd.Series[float]:
    """Population of each commune code of a source.

    An arrondissement municipal has its own; the old communes that make a current one share its
    population equally, since their own is not known: the mean inside such a commune is a simple
    one, and the commune weighs what it must above.

    Parameters
    ----------
    codes : commune codes of the source, each once.

    Returns
    -------
    Series
        Inhabitants, index of ``codes``; NaN for an unknown code.
    """
    own = codes.map(_arrondissements(sources))
    return own.fillna(shared(sources, codes, population))


def shared(sources: Path, codes: pd.Series[str], of: CommuneSeries) -> pd.Series[float]:
    """Share a number of the current communes equally between the codes that a source has for each.

    Arrondissements municipaux get nothing here: they are not equal parts.

    Parameters
    ----------
    codes : commune codes of the source, each once.
    of : number by current commune.
    """
    current = codes[~codes.isin(list(CITY_OF))].map(_current(sources))
    together = current.groupby(current).transform("size")
    return (current.map(of(sources)) / together).reindex(codes.index)


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
