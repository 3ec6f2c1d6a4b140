"""Isolation: people and families on their own (census by IRIS, métropole)."""

from __future__ import annotations

from functools import partial
from pathlib import Path

import pandas as pd

from common.levels import Level
from pipeline.indicators.contract import Reader, observations
from pipeline.indicators.ptod import (
    CENSUSES,
    DEPARTEMENT_FILE,
    IRIS_GEOGRAPHY,
    commune_counts,
    level_rows,
    read_iris,
    read_table,
)


def read_households(sources: Path, stem: str) -> pd.DataFrame:
    """Households of one kind among all, 2011, 2016 and 2022."""
    columns = [f"{name}_{suffix}" for name in (stem, "men_tot_stock") for suffix in CENSUSES]
    iris = read_iris(sources, columns)
    frames = []
    for suffix, year in CENSUSES.items():
        households = iris[f"men_tot_stock_{suffix}"]
        frames.append(_shares(iris, iris[f"{stem}_{suffix}"], households, year))
    return pd.concat(frames, ignore_index=True)


def read_old_alone(sources: Path) -> pd.DataFrame:
    """Over-80s who live alone among the over-80s: 2022, and by département 2011 and 2016."""
    iris = read_iris(sources, ["dmv_80p_seul_pct_22", "dm_80p_pct_22", "P22_POP"])
    old = iris["dm_80p_pct_22"] / 100 * iris["P22_POP"]
    communes = _shares(iris, iris["dmv_80p_seul_pct_22"], old, 2022)
    columns = {year: f"dmv_80p_seul_pct_{suffix}" for suffix, year in CENSUSES.items()}
    table = level_rows(
        read_table(sources, DEPARTEMENT_FILE, list(columns.values())), Level.DEPARTEMENT
    )
    departements = [
        observations(Level.DEPARTEMENT, table["code"], year, value=table[column] / 100)
        for year, column in columns.items()
    ]
    return pd.concat([communes, *departements], ignore_index=True)


def read_adults_alone(sources: Path) -> pd.DataFrame:
    """People of 55-79 who live alone among those of 55-79, 2022."""
    ages = ["dm_5564_pct_22", "dm_6579_pct_22"]
    iris = read_iris(sources, ["dmv_5579_seul_pct_22", *ages, "P22_POP"])
    people = iris[ages].sum(axis=1, skipna=False) / 100 * iris["P22_POP"]
    return _shares(iris, iris["dmv_5579_seul_pct_22"], people.mask(iris["P22_POP"] == 0, 0.0), 2022)


def read_lone_parents(sources: Path) -> pd.DataFrame:
    """Single-parent families among the families with children, 2022."""
    iris = read_iris(sources, ["men_mono_pct_22", "men_coupaenf_pct_22", "men_tot_stock_22"])
    with_children = iris["men_mono_pct_22"] + iris["men_coupaenf_pct_22"]
    families = with_children / 100 * iris["men_tot_stock_22"]
    families = families.mask(iris["men_tot_stock_22"] == 0, 0.0)
    share = 100 * iris["men_mono_pct_22"] / with_children.where(with_children > 0)
    return _shares(iris, share, families, 2022)


def _shares(
    iris: pd.DataFrame, percent: pd.Series[float], base: pd.Series[float], year: int
) -> pd.DataFrame:
    """Add up by commune the counts that percentages of the IRIS stand for."""
    counts = commune_counts(iris, percent / 100 * base, base)
    return observations(
        Level.COMMUNE,
        counts["code"],
        year,
        numerator=counts["numerator"],
        denominator=counts["denominator"],
    )


_census = partial(Reader, geography=IRIS_GEOGRAPHY, coverage="metropole")
READERS = {
    "menages_une_personne": _census(partial(read_households, stem="men_seul_pct")),
    "familles_monoparentales": _census(partial(read_households, stem="men_mono_pct")),
    "personnes_agees_seules": _census(
        read_old_alone,
        operations=dict.fromkeys(
            (Level.COMMUNE, Level.DEPARTEMENT), "recensement de la population"
        ),
    ),
    "personnes_55_79_seules": _census(read_adults_alone),
    "monoparentales_parmi_familles": _census(read_lone_parents),
}
