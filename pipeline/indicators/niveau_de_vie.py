"""Living standards and purchasing power: median, inequality, taxed households, rents."""

from __future__ import annotations

from pathlib import Path

import pandas as pd

from common.levels import Level
from pipeline.indicators.census_2018 import GEOGRAPHY as GEOGRAPHY_2018
from pipeline.indicators.census_2018 import read_census_2018
from pipeline.indicators.contract import Reader, observations
from pipeline.indicators.filosofi import GEOGRAPHY, communes_2021, upper_levels
from pipeline.indicators.ptod import (
    DEPARTEMENT_FILE,
    DEPARTEMENT_HOUSING_FILE,
    EPCI_FILE,
    EPCI_HOUSING_FILE,
    level_rows,
    read_table,
)

#: Floor area of the flat of which the rent is compared with the median living standard.
FLAT_M2 = 50
_COVERAGE = "metropole_martinique_reunion"


def read_median(sources: Path) -> pd.DataFrame:
    """Median living standard, 2019 and 2021, in current euros.

    The commune file of 2019 leaves blank what it hides or lacks: missing, for no stated reason.
    """
    before = read_census_2018(sources, ["MED19"])
    return pd.concat(
        [
            observations(Level.COMMUNE, before["code"], 2019, value=before["MED19"]),
            communes_2021(sources, "MED21"),
            upper_levels(sources, {2019: "rev_med_19", 2021: "rev_med_21"}),
        ],
        ignore_index=True,
    )


def read_median_growth(sources: Path) -> pd.DataFrame:
    """Change of the median living standard from 2019 to 2021, in current euros (share)."""
    communes = communes_2021(sources, "MED21")
    before = read_census_2018(sources, ["MED19"]).set_index("code")["MED19"]
    growth = communes["value"] / communes["code"].map(before) - 1
    frames = [
        observations(Level.COMMUNE, communes["code"], 2021, value=growth, status=communes["status"])
    ]
    columns = ["rev_med_19", "rev_med_21"]
    for level, name in _FILES.items():
        table = level_rows(read_table(sources, name, columns), level)
        growth = table["rev_med_21"] / table["rev_med_19"] - 1
        frames.append(observations(level, table["code"], 2021, value=growth))
    return pd.concat(frames, ignore_index=True)


def read_inequality(sources: Path) -> pd.DataFrame:
    """Ratio of the ninth to the first decile of living standards."""
    return pd.concat(
        [
            communes_2021(sources, "RD21"),
            upper_levels(sources, {2019: "rev_ird9d1_19", 2021: "rev_ird9d1_21"}),
        ],
        ignore_index=True,
    )


def read_taxed_households(sources: Path) -> pd.DataFrame:
    """Share of the households that pay income tax."""
    return communes_2021(sources, "PIMP21", percent=True)


def read_rent_burden(sources: Path) -> pd.DataFrame:
    """Yearly rent of a flat of 50 m² over the median living standard (share)."""
    housing = {Level.EPCI: EPCI_HOUSING_FILE, Level.DEPARTEMENT: DEPARTEMENT_HOUSING_FILE}
    frames = []
    for level, name in housing.items():
        rents = level_rows(read_table(sources, name, ["logl_app_m2_25"]), level)
        medians = level_rows(read_table(sources, _FILES[level], ["rev_med_21"]), level)
        median = rents["code"].map(medians.set_index("code")["rev_med_21"])
        burden = 12 * FLAT_M2 * rents["logl_app_m2_25"] / median
        frames.append(observations(level, rents["code"], 2025, value=burden))
    return pd.concat(frames, ignore_index=True)


_FILES = {
    Level.EPCI: EPCI_FILE,
    Level.DEPARTEMENT: DEPARTEMENT_FILE,
    Level.FRANCE: DEPARTEMENT_FILE,
}
READERS = {
    "niveau_de_vie_median": Reader(
        read_median, {2019: GEOGRAPHY_2018, 2021: GEOGRAPHY}, coverage=_COVERAGE
    ),
    "evolution_niveau_de_vie": Reader(read_median_growth, GEOGRAPHY, coverage=_COVERAGE),
    "rapport_interdecile": Reader(read_inequality, GEOGRAPHY, coverage=_COVERAGE),
    "part_menages_imposes": Reader(read_taxed_households, GEOGRAPHY, coverage=_COVERAGE),
    "loyer_rapporte_au_niveau_de_vie": Reader(read_rent_burden, GEOGRAPHY, coverage="metropole"),
}
