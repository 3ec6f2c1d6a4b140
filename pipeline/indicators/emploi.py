"""Employment: unemployment by the census and by the ILO, precarious jobs, employment rates."""

from __future__ import annotations

from functools import partial
from pathlib import Path

import pandas as pd

from common.levels import Level
from indicators.base.status import Status
from pipeline.indicators.census_2018 import GEOGRAPHY as GEOGRAPHY_2018
from pipeline.indicators.census_2018 import read_census_2018
from pipeline.indicators.contract import Reader, observations
from pipeline.indicators.ptod import IRIS_GEOGRAPHY, commune_counts, read_iris
from pipeline.passage import read_passage
from pipeline.sources import source_file

CENSUS_FILE = "indicators/datasfun_communes_rp2021.csv"
CENSUS_GEOGRAPHY = 2024
ILO_FILE = "indicators/insee_chomage_localise_ze2020_2003T1_2025T4.csv"
ZONES_FILE = "indicators/chomage_ze_par_commune.csv"
ZONES_GEOGRAPHY = 2025
FIRST_ILO_YEAR = 2003
PRECARIOUS_FILE = "indicators/social_emploi_precaire_communes_2022.csv"


def read_labour_force(sources: Path) -> pd.DataFrame:
    """Census 2021, 15-64: code, active, unemployed.

    The file repeats a commune for each of its postcodes and adds the communes déléguées; Paris,
    Lyon and Marseille are there by arrondissement; the zeros of Mayotte mean « not covered ».
    """
    raw = pd.read_csv(
        source_file(sources, CENSUS_FILE), dtype={"insee_com": "str"}, low_memory=False
    )
    whole = raw["commune_type"].isin(["COM", "ARM"]) & ~raw["insee_com"].str.startswith("976")
    table = raw[whole].drop_duplicates("insee_com").sort_values("insee_com", ignore_index=True)
    return pd.DataFrame(
        {
            "code": table["insee_com"],
            "active": table["pop_15_64_active_2021"].astype("float64"),
            "unemployed": table["pop_15_64_chomage_2021"].astype("float64"),
        }
    )


def active_population(sources: Path) -> pd.Series[float]:
    """Active population of 15-64 in 2021 by current commune."""
    force = read_labour_force(sources)
    return force.groupby(force["code"].map(read_passage(sources).table))["active"].sum()


def read_unemployment(sources: Path) -> pd.DataFrame:
    """Unemployed over active, 15-64, censuses 2018 and 2021."""
    before = read_census_2018(sources, ["P18_CHOM1564", "P18_ACT1564"])
    now = read_labour_force(sources)
    return pd.concat(
        [
            _commune_ratio(before["code"], 2018, before["P18_CHOM1564"], before["P18_ACT1564"]),
            _commune_ratio(now["code"], 2021, now["unemployed"], now["active"]),
        ],
        ignore_index=True,
    )


def read_ilo_unemployment(sources: Path) -> pd.DataFrame:
    """Mean of the four quarters of the localised rate of the commune's zone d'emploi (estimated).

    Weight: active population 2021.
    """
    path = source_file(sources, ILO_FILE)
    raw = pd.read_csv(path, sep=";", skiprows=1, decimal=",", dtype={"ZE2020": "str"})
    zones = raw.set_index("ZE2020")
    path = source_file(sources, ZONES_FILE)
    zone_of = pd.read_csv(path, dtype={"code_insee": "str", "code_ze": "str"})
    weight = zone_of["code_insee"].map(active_population(sources))
    quarters = [name for name in zones.columns if "-T" in name]
    last = max(int(name[:4]) for name in quarters)
    frames = []
    for year in range(FIRST_ILO_YEAR, last + 1):
        columns = [name for name in quarters if name.startswith(str(year))]
        rate = zones[columns].astype("float64").mean(axis=1, skipna=False) / 100
        value = zone_of["code_ze"].map(rate)
        frames.append(
            observations(
                Level.COMMUNE,
                zone_of["code_insee"],
                year,
                value=value,
                denominator=weight,
                status=Status.ESTIMATED,
            )
        )
    return pd.concat(frames, ignore_index=True)


def read_precarious(sources: Path) -> pd.DataFrame:
    """Share of precarious jobs, census 2022; weight: active population 2021."""
    table = pd.read_csv(source_file(sources, PRECARIOUS_FILE), dtype={"code_insee": "str"})
    weight = table["code_insee"].map(active_population(sources))
    share = table["part_emploi_precaire_2022"] / 100
    return observations(Level.COMMUNE, table["code_insee"], 2022, value=share, denominator=weight)


def read_employment(sources: Path) -> pd.DataFrame:
    """Employed over population, 15-64, census 2022, counts worked back by IRIS."""
    shares = ["dm_1524_pct_22", "dm_2554_pct_22", "dm_5564_pct_22"]
    iris = read_iris(sources, ["eco_txemp_1564_22", "P22_POP", *shares])
    people = iris[shares].sum(axis=1, skipna=False) / 100 * iris["P22_POP"]
    people = people.mask(iris["P22_POP"] == 0, 0.0)
    counts = commune_counts(iris, iris["eco_txemp_1564_22"] / 100 * people, people)
    return _commune_ratio(counts["code"], 2022, counts["numerator"], counts["denominator"])


def read_youth_unemployment(sources: Path) -> pd.DataFrame:
    """Unemployed over active, 15-24, census 2022.

    By IRIS the active are worked back from the employment and unemployment rates; an IRIS where
    every active young person is unemployed has no known number of active and is left out.
    """
    names = ["soc_txchom_1524_22", "eco_txemp_1524_22", "dm_1524_pct_22", "P22_POP"]
    iris = read_iris(sources, names)
    young = iris["dm_1524_pct_22"] / 100 * iris["P22_POP"]
    employed = iris["eco_txemp_1524_22"] / 100 * young
    rate = iris["soc_txchom_1524_22"] / 100
    active = (employed / (1 - rate)).where(rate < 1)
    active = active.mask((young == 0) | (rate.isna() & (employed == 0)), 0.0)
    counts = commune_counts(iris, rate * active, active)
    return _commune_ratio(counts["code"], 2022, counts["numerator"], counts["denominator"])


def _commune_ratio(
    code: pd.Series[str], year: int, numerator: pd.Series[float], denominator: pd.Series[float]
) -> pd.DataFrame:
    return observations(Level.COMMUNE, code, year, numerator=numerator, denominator=denominator)


_iris = partial(Reader, geography=IRIS_GEOGRAPHY, coverage="metropole")
READERS = {
    "chomage_recensement": Reader(
        read_unemployment,
        geography={2018: GEOGRAPHY_2018, 2021: CENSUS_GEOGRAPHY},
        coverage="hors_mayotte",
    ),
    "chomage_localise": Reader(read_ilo_unemployment, ZONES_GEOGRAPHY, coverage="hors_mayotte"),
    "emploi_precaire": Reader(read_precarious, geography=2025, coverage="hors_mayotte"),
    "taux_emploi": _iris(read_employment),
    "chomage_jeunes": _iris(read_youth_unemployment),
}
