"""Poor housing: vacancy, long vacancy, overcrowding."""

from __future__ import annotations

from pathlib import Path

import pandas as pd

from common.levels import Level
from indicators.base.status import Status
from pipeline.indicators.census_2018 import GEOGRAPHY as GEOGRAPHY_2018
from pipeline.indicators.census_2018 import read_census_2018
from pipeline.indicators.contract import Reader, observations
from pipeline.indicators.denominators import (
    by_departement,
    by_epci,
    housing_census,
    main_residences,
    population,
)
from pipeline.indicators.ptod import (
    DEPARTEMENT_HOUSING_FILE,
    EPCI_HOUSING_FILE,
    level_rows,
    read_iris,
    read_table,
)
from pipeline.indicators.spread import lent_to_communes
from pipeline.indicators.weights import by_city, city_means
from pipeline.passage import read_passage
from pipeline.sources import source_file

OVERCROWDING_FILE = "indicators/anct_suroccupation_epci_2021.csv"
_OVERCROWDED = "rp_suroccupees_pct_2020"
_HOUSING_FILES = {Level.EPCI: EPCI_HOUSING_FILE, Level.DEPARTEMENT: DEPARTEMENT_HOUSING_FILE}


def read_vacancy(sources: Path) -> pd.DataFrame:
    """Vacant dwellings, censuses 2018 and 2021."""
    before = read_census_2018(sources, ["P18_LOG", "P18_LOGVAC"])
    now = housing_census(sources)
    return pd.concat(
        [
            observations(
                Level.COMMUNE,
                counts["code"],
                year,
                numerator=counts[f"P{year % 100}_LOGVAC"],
                denominator=counts[f"P{year % 100}_LOG"],
            )
            for year, counts in ((2018, before), (2021, now))
        ],
        ignore_index=True,
    )


def read_long_vacancy(sources: Path) -> pd.DataFrame:
    """Private dwellings vacant for over two years (LOVAC): communes 2025, above 2020 and 2024.

    The communes have their own share, most of the small ones withheld; above, counts of 2024 and
    shares of 2020. The row of the whole country counts the DROM, that the other rows leave out.
    """
    columns = ["logv_vac2ans_pct_20", "logv_vac2ans_vol_24", "logv_parc_vol_24"]
    frames = [_communes_long_vacancy(sources)]
    for level, name in {**_HOUSING_FILES, Level.FRANCE: DEPARTEMENT_HOUSING_FILE}.items():
        table = level_rows(read_table(sources, name, columns), level)
        vacant, stock = table["logv_vac2ans_vol_24"], table["logv_parc_vol_24"]
        shares = {2020: table["logv_vac2ans_pct_20"] / 100, 2024: vacant / stock}
        frames += [
            observations(level, table["code"], 2020, value=shares[2020]),
            observations(level, table["code"], 2024, numerator=vacant, denominator=stock),
        ]
    return pd.concat(frames, ignore_index=True)


def _communes_long_vacancy(sources: Path) -> pd.DataFrame:
    """Share published for each commune in 2025, suppressed where LOVAC withholds it.

    Paris, Lyon and Marseille, given by arrondissement, are the mean of theirs by population.
    """
    path = source_file(sources, "indicators/logement_lovac_communes_2025.csv")
    table = pd.read_csv(path, dtype={"code_insee": "str"}).set_index("code_insee")
    share = table["taux_vacance_long_25_pct"] / 100
    cities = city_means(sources, share)
    share = share.reindex(population(sources).index)
    share.update(cities)
    status = pd.Series(Status.OBSERVED.value, index=share.index, dtype="str")
    status = status.mask(share.isna(), Status.SUPPRESSED.value)
    status[cities.index] = Status.ESTIMATED.value
    return observations(Level.COMMUNE, share.index.to_series(), 2025, value=share, status=status)


def read_overcrowding(sources: Path) -> pd.DataFrame:
    """Overcrowded dwellings but for studios of one person; weight: main residences.

    Rounded to the percent; « N/A » in Mayotte.
    """
    path = source_file(sources, OVERCROWDING_FILE)
    names = ["code", "name", "percent"]
    raw = pd.read_csv(path, sep=";", skiprows=2, dtype="str", names=names, header=0)
    percent = pd.to_numeric(raw["percent"].where(~raw["percent"].str.startswith("N/A")))
    residences = main_residences(sources)
    weight = raw["code"].map(by_epci(sources, residences))
    published = observations(Level.EPCI, raw["code"], 2021, value=percent / 100, denominator=weight)
    lent = lent_to_communes(sources, published, residences)
    return pd.concat([published, lent], ignore_index=True)


def read_overcrowding_by_commune(sources: Path) -> pd.DataFrame:
    """Overcrowded dwellings but for studios of one person, census 2020; weight: main residences.

    To the tenth of a percent, métropole. By EPCI it is the table of 2021, less its rounding.
    """
    path = source_file(sources, "indicators/env_urbasante_communes.csv")
    table = pd.read_csv(path, dtype={"code_insee": "str"}, usecols=["code_insee", _OVERCROWDED])
    residences = housing_census(sources).set_index("code")["P21_RP"]
    return observations(
        Level.COMMUNE,
        table["code_insee"],
        2020,
        value=table[_OVERCROWDED] / 100,
        denominator=table["code_insee"].map(residences),
    )


def read_overcrowding_all(sources: Path) -> pd.DataFrame:
    """Overcrowded main residences, studios of one person too; weight: households of that year.

    Published to the hundredth of a percent by EPCI and by département; a commune bears the value of
    its EPCI, or of its établissement public territorial.
    """
    columns = {2016: "log_surocc_pct_16", 2022: "log_surocc_pct_22"}
    tables = {
        level: level_rows(read_table(sources, name, list(columns.values())), level)
        for level, name in _HOUSING_FILES.items()
    }
    frames = []
    for year, column in columns.items():
        households = _households(sources, year)
        weights = {
            Level.EPCI: by_epci(sources, households),
            Level.DEPARTEMENT: by_departement(households),
        }
        for level, table in tables.items():
            weight = table["code"].map(weights[level])
            rows = observations(
                level, table["code"], year, value=table[column] / 100, denominator=weight
            )
            frames.append(rows)
            if level is Level.EPCI:
                frames.append(lent_to_communes(sources, rows, households))
    return pd.concat(frames, ignore_index=True)


def _households(sources: Path, year: int) -> pd.Series[float]:
    """Households of a census by current commune, métropole."""
    column = f"men_tot_stock_{year % 100}"
    iris = read_iris(sources, [column])
    current = by_city(iris["COM"]).map(read_passage(sources).table)
    return iris[column].groupby(current).sum()


#: The tables of every level come from one census, or from one base.
_HOUSING_LEVELS = (Level.COMMUNE, Level.EPCI, Level.DEPARTEMENT, Level.FRANCE)
_CENSUS = dict.fromkeys(_HOUSING_LEVELS, "recensement de la population")
READERS = {
    "logements_vacants": Reader(
        read_vacancy, geography={2018: GEOGRAPHY_2018, 2021: 2024}, coverage="hors_mayotte"
    ),
    "vacance_longue": Reader(
        read_long_vacancy,
        geography=2026,
        operations=dict.fromkeys(_HOUSING_LEVELS, "LOVAC"),
    ),
    "suroccupation_communes": Reader(
        read_overcrowding_by_commune, geography=2022, coverage="metropole"
    ),
    "suroccupation": Reader(
        read_overcrowding, geography=2025, coverage="hors_mayotte", operations=_CENSUS
    ),
    "suroccupation_toutes_residences": Reader(
        read_overcrowding_all, geography=2025, coverage="metropole", operations=_CENSUS
    ),
}
