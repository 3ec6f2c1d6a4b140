"""Ageing: shares of the old, ratio of the generations, growth of the over-75s.

Two operations of the INSEE tell the ages: the census by commune, of métropole only here, and the
population estimates by département, overseas included. The census is read from the commune to the
CRTE; the départements, and what is made of them, rest on the estimates alone. So each level
compares its territories, and its years, on one operation, and the DROM, where ageing is the
fastest, keep their place among the départements and the régions.
"""

from __future__ import annotations

from functools import partial
from pathlib import Path

import pandas as pd

from common.levels import Level
from pipeline.indicators.ages import YEAR, read_ages
from pipeline.indicators.contract import Reader, observations
from pipeline.indicators.filosofi import GEOGRAPHY, POVERTY_FLOOR, communes_2021
from pipeline.indicators.ptod import CENSUSES, IRIS_GEOGRAPHY, commune_counts, read_iris


def read_share_75(sources: Path) -> pd.DataFrame:
    """Over-75s in the population: census by commune, estimates by département in 2022."""
    stems = ("dmv_75p_pct_{}", "P{}_POP")
    iris = read_iris(sources, [stem.format(suffix) for stem in stems for suffix in CENSUSES])
    frames = [_departements(sources, "pop_75p", "pop_2022")]
    for suffix, year in CENSUSES.items():
        people = iris[f"P{suffix}_POP"]
        counts = commune_counts(iris, iris[f"dmv_75p_pct_{suffix}"] / 100 * people, people)
        frames.append(_communes(counts, year))
    return pd.concat(frames, ignore_index=True)


def read_share_80(sources: Path) -> pd.DataFrame:
    """Over-80s in the population, 2022."""
    iris = read_iris(sources, ["dm_80p_pct_22", "P22_POP"])
    counts = commune_counts(iris, iris["dm_80p_pct_22"] / 100 * iris["P22_POP"], iris["P22_POP"])
    frames = [_departements(sources, "pop_80p", "pop_2022"), _communes(counts, 2022)]
    return pd.concat(frames, ignore_index=True)


def read_ageing_index(sources: Path) -> pd.DataFrame:
    """Over-65s for 100 under-20s.

    By IRIS the under-20s are worked back from the index and the over-65s: nobody where the index
    is not defined, unknown (left out) where there is nobody over 65.
    """
    stems = ("dmv_65p_pct_{}", "dmv_iv_ind_{}", "P{}_POP")
    iris = read_iris(sources, [stem.format(suffix) for stem in stems for suffix in CENSUSES])
    frames = [_departements(sources, "pop_65p", "pop_0_19")]
    for suffix, year in CENSUSES.items():
        index = iris[f"dmv_iv_ind_{suffix}"] / 100
        old = iris[f"dmv_65p_pct_{suffix}"] / 100 * iris[f"P{suffix}_POP"]
        young = (old / index).where(index > 0).mask(index.isna() & old.notna(), 0.0)
        frames.append(_communes(commune_counts(iris, old, young), year))
    return pd.concat(frames, ignore_index=True)


def read_growth_75(sources: Path) -> pd.DataFrame:
    """Over-75s in 2022 for 100 in 2016."""
    iris = read_iris(sources, ["dmv_75p_pct_22", "dmv_75p_pct_16", "P22_POP", "P16_POP"])
    now = iris["dmv_75p_pct_22"] / 100 * iris["P22_POP"]
    before = iris["dmv_75p_pct_16"] / 100 * iris["P16_POP"]
    return _communes(commune_counts(iris, now, before), 2022)


def read_poverty_75(sources: Path) -> pd.DataFrame:
    """Poverty rate of the households of which the main taxpayer is over 75."""
    return communes_2021(sources, "TP60AGE621", percent=True, floor=POVERTY_FLOOR)


def _communes(counts: pd.DataFrame, year: int) -> pd.DataFrame:
    return observations(
        Level.COMMUNE,
        counts["code"],
        year,
        numerator=counts["numerator"],
        denominator=counts["denominator"],
    )


def _departements(sources: Path, old: str, base: str) -> pd.DataFrame:
    ages = read_ages(sources)
    return observations(
        Level.DEPARTEMENT, ages["dep"], YEAR, numerator=ages[old], denominator=ages[base]
    )


_census = partial(Reader, geography=IRIS_GEOGRAPHY, coverage="metropole")
_census_then_estimates = partial(
    _census,
    operations={
        Level.COMMUNE: "recensement de la population",
        Level.DEPARTEMENT: "estimations de population",
    },
)
READERS = {
    "part_75_ans_ou_plus": _census_then_estimates(read_share_75),
    "part_80_ans_ou_plus": _census_then_estimates(read_share_80),
    "indice_vieillissement": _census_then_estimates(read_ageing_index),
    "evolution_75_ans_ou_plus": _census(read_growth_75),
    "pauvrete_75_ans_ou_plus": Reader(
        read_poverty_75, geography=GEOGRAPHY, coverage="metropole_martinique_reunion"
    ),
}
