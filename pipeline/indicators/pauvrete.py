"""Poverty: rate at 60 % of the median, social benefits in incomes, RSA."""

from __future__ import annotations

from functools import partial
from pathlib import Path

import pandas as pd

from common.levels import Level
from indicators.base.status import Status
from pipeline.indicators.contract import Reader, observations
from pipeline.indicators.denominators import main_residences
from pipeline.indicators.filosofi import (
    GEOGRAPHY,
    OPERATIONS,
    POVERTY_FLOOR,
    communes_2021,
    upper_levels,
)
from pipeline.indicators.ptod import read_iris
from pipeline.indicators.solidarity import read_solidarity
from pipeline.sources import source_file

_COVERAGE = "metropole_martinique_reunion"
RSA_FILE = "indicators/social_rsa_part_menages_communes_2024.csv"
#: Share of the households of the communes at 0 taken to receive the RSA, and the most that one can
#: have: below five households nothing is told. With this share the départements of many such
#: communes stand to the counts of the DREES (2019) as the others do.
UNTOLD_SHARE, UNTOLD_MOST = 0.019, 4.0


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


def read_rsa_households(sources: Path) -> pd.DataFrame:
    """Households that receive the RSA, 2024; counts worked back from a share rounded to the point.

    A commune at 0 has none, or too few to be told (12,000 communes, 4 % of the households): it is
    estimated. Mayotte is empty; Paris, Lyon and Marseille come by arrondissement.
    """
    table = pd.read_csv(source_file(sources, RSA_FILE), dtype={"code_insee": "str"})
    share = table["part_menages_rsa_pct_2024"] / 100
    households = table["code_insee"].map(_households(sources))
    untold = share == 0
    estimate = (UNTOLD_SHARE * households).clip(upper=UNTOLD_MOST)
    return observations(
        Level.COMMUNE,
        table["code_insee"],
        2024,
        numerator=(share * households).mask(untold, estimate),
        denominator=households.where(share.notna()),
        status=untold.map({True: Status.ESTIMATED.value, False: Status.OBSERVED.value}),
    )


def _households(sources: Path) -> pd.Series[float]:
    """Households by commune or arrondissement: census 2022, main residences of 2021 overseas."""
    iris = read_iris(sources, ["men_tot_stock_22"])
    counted = iris.groupby("COM")["men_tot_stock_22"].sum()
    return counted.combine_first(main_residences(sources))


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
    "menages_rsa": Reader(read_rsa_households, 2025, coverage="hors_mayotte"),
    "allocataires_rsa": Reader(read_rsa, GEOGRAPHY),
    "population_couverte_rsa": Reader(read_rsa_covered, GEOGRAPHY),
}
