"""Poverty: rate at 60 % of the median, social benefits in incomes, RSA."""

from __future__ import annotations

from functools import partial
from pathlib import Path

import pandas as pd

from pipeline.indicators.contract import Reader
from pipeline.indicators.filosofi import (
    GEOGRAPHY,
    OPERATIONS,
    POVERTY_FLOOR,
    communes_2021,
    upper_levels,
)
from pipeline.indicators.solidarity import read_solidarity

_COVERAGE = "metropole_martinique_reunion"


def read_poverty(sources: Path) -> pd.DataFrame:
    """Poverty rate: official by commune, EPCI, département, France; weight: population."""
    return pd.concat(
        [
            communes_2021(sources, "TP6021", percent=True, floor=POVERTY_FLOOR, weighted=True),
            upper_levels(
                sources,
                {2019: "rev_txpauv_19", 2021: "rev_txpauv_21"},
                percent=True,
                floor=POVERTY_FLOOR,
                weighted=True,
            ),
        ],
        ignore_index=True,
    )


def read_benefits(sources: Path) -> pd.DataFrame:
    """Social benefits in disposable income; weight: population."""
    return pd.concat(
        [
            communes_2021(sources, "PPSOC21", percent=True, weighted=True),
            upper_levels(
                sources,
                {2019: "rev_prestasoc_19", 2021: "rev_prestasoc_21"},
                percent=True,
                weighted=True,
            ),
        ],
        ignore_index=True,
    )


def read_minimum_benefits(sources: Path) -> pd.DataFrame:
    """Minimum social benefits in disposable income; weight: population."""
    return communes_2021(sources, "PPMINI21", percent=True, weighted=True)


def read_tenant_poverty(sources: Path) -> pd.DataFrame:
    """Poverty rate of tenants."""
    return communes_2021(sources, "TP60TOL221", percent=True, floor=POVERTY_FLOOR)


def read_rsa(sources: Path) -> pd.DataFrame:
    """RSA recipients over the 15-69, 2017-2019."""
    return read_solidarity(
        sources, {year: f"rsa_alloc_{year}" for year in (2017, 2018, 2019)}, "pop_15_69_2020"
    )


def read_rsa_covered(sources: Path) -> pd.DataFrame:
    """People who live in a household that receives the RSA, 2019."""
    return read_solidarity(sources, {2019: "rsa_pop_couverte_2019"}, "pop_2020")


_filosofi = partial(Reader, geography=GEOGRAPHY, coverage=_COVERAGE, operations=OPERATIONS)
READERS = {
    "taux_pauvrete": _filosofi(read_poverty),
    "part_prestations_sociales": _filosofi(read_benefits),
    "part_minima_sociaux": _filosofi(read_minimum_benefits),
    "pauvrete_locataires": _filosofi(read_tenant_poverty),
    "allocataires_rsa": Reader(read_rsa, GEOGRAPHY),
    "population_couverte_rsa": Reader(read_rsa_covered, GEOGRAPHY),
}
