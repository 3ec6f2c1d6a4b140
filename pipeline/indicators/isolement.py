"""Isolation: people and families on their own (census by IRIS, métropole)."""

from __future__ import annotations

from functools import partial
from pathlib import Path

import pandas as pd

from common.levels import Level
from pipeline.indicators.contract import Reader, observations
from pipeline.indicators.ptod import CENSUSES, IRIS_GEOGRAPHY, commune_counts, read_iris


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
    """Over-80s who live alone among the over-80s, 2022."""
    iris = read_iris(sources, ["dmv_80p_seul_pct_22", "dm_80p_pct_22", "P22_POP"])
    old = iris["dm_80p_pct_22"] / 100 * iris["P22_POP"]
    return _shares(iris, iris["dmv_80p_seul_pct_22"], old, 2022)


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
    "personnes_agees_seules": _census(read_old_alone),
}
