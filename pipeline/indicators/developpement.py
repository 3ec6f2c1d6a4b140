"""Economic development: jobs on the spot, their change, establishments, business creation.

What is measured over the zone d'emploi or the EPCI is in :mod:`pipeline.indicators.job_growth`.
"""

from __future__ import annotations

from functools import partial
from pathlib import Path

import pandas as pd

from common.levels import Level
from pipeline.indicators.census_2018 import GEOGRAPHY as GEOGRAPHY_2018
from pipeline.indicators.census_2018 import read_census_2018
from pipeline.indicators.contract import Reader, observations
from pipeline.indicators.job_growth import JOB_CENSUSES, read_jobs_of_zone, read_net_job_growth
from pipeline.indicators.ptod import (
    COMMUNES_FILE,
    DEPARTEMENT_FILE,
    EPCI_ECONOMY_FILE,
    EPCI_FILE,
    IRIS_GEOGRAPHY,
    commune_counts,
    level_rows,
    read_iris,
    read_table,
)


def read_jobs_ratio(sources: Path) -> pd.DataFrame:
    """Jobs on the spot over employed residents of 15-64, census 2018."""
    counts = read_census_2018(sources, ["P18_EMPLT", "P18_ACT1564", "P18_CHOM1564"])
    employed = counts["P18_ACT1564"] - counts["P18_CHOM1564"]
    return _commune_ratio(counts["code"], 2018, counts["P18_EMPLT"], employed)


def read_jobs_growth(sources: Path) -> pd.DataFrame:
    """Jobs of 2018 for 100 jobs of 2013."""
    counts = read_census_2018(sources, ["P18_EMPLT", "P13_EMPLT"])
    return _commune_ratio(counts["code"], 2018, counts["P18_EMPLT"], counts["P13_EMPLT"])


def read_establishments(sources: Path) -> pd.DataFrame:
    """Establishments at the end of 2018 for 1,000 inhabitants."""
    counts = read_census_2018(sources, ["ETTOT18", "P18_POP"])
    return _commune_ratio(counts["code"], 2018, counts["ETTOT18"], counts["P18_POP"])


def read_population_growth(sources: Path) -> pd.DataFrame:
    """Inhabitants of 2022 for 100 of 2016."""
    iris = read_iris(sources, ["P22_POP", "P16_POP"])
    counts = commune_counts(iris, iris["P22_POP"], iris["P16_POP"])
    return _commune_ratio(counts["code"], 2022, counts["numerator"], counts["denominator"])


def read_published(sources: Path, column: str, year: int, files: dict[Level, str]) -> pd.DataFrame:
    """Read a column that is published by level and cannot be aggregated."""
    frames = []
    for level, name in files.items():
        table = level_rows(read_table(sources, name, [column]), level)
        frames.append(observations(level, table["code"], year, value=table[column]))
    return pd.concat(frames, ignore_index=True)


def read_recent_net_growth(sources: Path) -> pd.DataFrame:
    """Jobs of 2022 for 100 that would have followed the population since 2016, from yearly rates.

    Métropole; the établissements publics territoriaux of Grand Paris, being no EPCI, are left out.
    """
    columns = ["eco_emp_vtcam_1622", "dm_pop_vtcam_1622"]
    frames = []
    for level, name in ((Level.EPCI, EPCI_FILE), (Level.DEPARTEMENT, DEPARTEMENT_FILE)):
        table = level_rows(read_table(sources, name, columns), level)
        jobs, people = (1 + table[column] / 100 for column in columns)
        growth = 100 * (jobs / people) ** (2022 - 2016)
        frames.append(observations(level, table["code"], 2022, value=growth))
    return pd.concat(frames, ignore_index=True)


def _commune_ratio(
    code: pd.Series[str], year: int, numerator: pd.Series[float], denominator: pd.Series[float]
) -> pd.DataFrame:
    return observations(Level.COMMUNE, code, year, numerator=numerator, denominator=denominator)


_SPREAD = {Level.COMMUNE: COMMUNES_FILE, Level.DEPARTEMENT: DEPARTEMENT_FILE}
_census = partial(Reader, geography=GEOGRAPHY_2018, coverage="hors_mayotte")
_published = partial(Reader, geography=IRIS_GEOGRAPHY, coverage="metropole")
READERS = {
    "emplois_zone_emploi": Reader(read_jobs_of_zone, geography=2025, coverage="hors_mayotte"),
    "evolution_emploi_nette": Reader(
        read_net_job_growth, geography=2026, coverage="hors_mayotte", operations=JOB_CENSUSES
    ),
    "evolution_emploi_nette_recente": _published(read_recent_net_growth),
    "concentration_emploi": _census(read_jobs_ratio),
    "evolution_emploi": _census(read_jobs_growth),
    "etablissements": _census(read_establishments),
    "concentration_emploi_recente": _published(
        partial(
            read_published,
            column="eco_ratio_emplt_actoc_22",
            year=2022,
            files={**_SPREAD, Level.EPCI: EPCI_FILE},
        )
    ),
    "evolution_emploi_prive": _published(
        partial(
            read_published,
            column="eco_emppriv_vtcam_1924",
            year=2024,
            files={**_SPREAD, Level.EPCI: EPCI_FILE, Level.FRANCE: DEPARTEMENT_FILE},
        )
    ),
    "evolution_creations_entreprises": _published(
        partial(
            read_published,
            column="eco_entrcrea_tot_vevol_1924",
            year=2024,
            files={**_SPREAD, Level.EPCI: EPCI_ECONOMY_FILE, Level.FRANCE: DEPARTEMENT_FILE},
        )
    ),
    "evolution_population": _published(read_population_growth),
}
