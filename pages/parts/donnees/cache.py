"""What the page of data and method works out once."""

from __future__ import annotations

import pandas as pd

from atlas.desk.data_and_method import code_changes_table, coverage_table
from atlas.desk.meaning import indicator_correlations, meaning_table, score_correlations
from atlas.desk.series_export import levels_and_years
from common.levels import Level
from pages.parts.kit.caches import cache_data
from pages.parts.kit.desk import desk


@cache_data(show_spinner="Calcul de la couverture…")
def coverage(level: Level) -> pd.DataFrame:
    """Share of the territories of a level in each status, by indicator (French table)."""
    return coverage_table(desk(), level)


@cache_data(show_spinner="Lecture des codes changés…")
def code_changes() -> pd.DataFrame:
    """What was done of each old commune code (French table)."""
    return code_changes_table(desk())


@cache_data(show_spinner=False)
def meanings(level: Level) -> pd.DataFrame:
    """What each domain means and rests on (French table)."""
    return meaning_table(desk(), level)


@cache_data(show_spinner=False)
def score_rho() -> pd.DataFrame:
    """Correlations of the scores with density and poverty (French table)."""
    return score_correlations(desk())


@cache_data(show_spinner=False)
def indicator_rho() -> pd.DataFrame:
    """Correlations of the indicators (French table)."""
    return indicator_correlations(desk())


@cache_data(show_spinner=False)
def known_years() -> dict[str, dict[Level, str]]:
    """In which years each indicator has a value, level by level."""
    return levels_and_years(desk())
