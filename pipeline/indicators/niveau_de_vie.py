"""Living standards and purchasing power: median, inequality, taxed households, rents."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

import pandas as pd

from common.levels import Level
from indicators.base.status import Status
from pipeline.indicators.census_2018 import GEOGRAPHY as GEOGRAPHY_2018
from pipeline.indicators.census_2018 import read_census_2018
from pipeline.indicators.contract import Reader, observations
from pipeline.indicators.filosofi import GEOGRAPHY, OPERATIONS, communes_2021, upper_levels
from pipeline.indicators.mixtures import MADE_OF, mixture_median, parts_of
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
_PARIS = "75056"
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
            *(_median_above(sources, level, year) for level in MADE_OF for year in (2019, 2021)),
        ],
        ignore_index=True,
    )


def _median_above(sources: Path, level: Level, year: int) -> pd.DataFrame:
    made = _worked_out(sources, level, year)
    return _made(level, year, made["median"], made["estimated"])


def _worked_out(sources: Path, level: Level, year: int) -> pd.DataFrame:
    """Work out the median of CRTE and régions, and keep their parts.

    Returns
    -------
    DataFrame
        Index: code; columns median and estimated (whether there are several parts: else it is the
        official figure of the only one).
    """
    parts = _parts(sources, level, year)
    several = parts.groupby("whole").size() > 1
    return pd.DataFrame({"median": mixture_median(parts), "estimated": several})


@lru_cache(maxsize=4)
def _parts(sources: Path, level: Level, year: int) -> pd.DataFrame:
    """Parts of the territories of a level: whole, part, people, d1, median, d9.

    The table by EPCI has the établissements publics territoriaux of Grand Paris; Paris, the rest of
    it, is read as the département that it is.
    """
    names = [f"rev_{name}_{year % 100}" for name in ("med", "d9", "ird9d1")]
    below = MADE_OF[level]
    table = level_rows(read_table(sources, _FILES[below], names), below)
    if below is Level.EPCI:
        departements = read_table(sources, DEPARTEMENT_FILE, names)
        paris = departements[departements["code"] == "75"].assign(code=_PARIS)
        table = pd.concat([table[table["code"] != _PARIS], paris])
    table = table.dropna()
    table = table.set_index("code").set_axis(["median", "d9", "ratio"], axis="columns")
    table["d1"] = table["d9"] / table["ratio"]
    return parts_of(sources, level, table.index).join(table, on="part")


def _made(
    level: Level, year: int, value: pd.Series[float], estimated: pd.Series[bool]
) -> pd.DataFrame:
    status = estimated.map({True: Status.ESTIMATED.value, False: Status.OBSERVED.value})
    return observations(level, value.index.to_series(), year, value=value, status=status)


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
    frames += [_rent_burden_above(sources, level) for level in MADE_OF]
    return pd.concat(frames, ignore_index=True)


def _rent_burden_above(sources: Path, level: Level) -> pd.DataFrame:
    """Rent burden of what has no median: mean rent of its parts, over the median worked out."""
    name = {Level.EPCI: EPCI_HOUSING_FILE, Level.DEPARTEMENT: DEPARTEMENT_HOUSING_FILE}
    table = read_table(sources, name[MADE_OF[level]], ["logl_app_m2_25"])
    rents = table.set_index("code")["logl_app_m2_25"]
    parts = _parts(sources, level, 2021)
    sums = parts.assign(paid=parts["people"] * parts["part"].map(rents)).groupby("whole")
    mean = sums["paid"].sum(min_count=1) / sums["people"].sum()
    rent = rents.reindex(mean.index).fillna(mean)
    made = _worked_out(sources, level, 2021)
    return _made(level, 2025, 12 * FLAT_M2 * rent / made["median"], made["estimated"])


_FILES = {
    Level.EPCI: EPCI_FILE,
    Level.DEPARTEMENT: DEPARTEMENT_FILE,
    Level.FRANCE: DEPARTEMENT_FILE,
}
READERS = {
    "niveau_de_vie_median": Reader(
        read_median,
        {2019: GEOGRAPHY_2018, 2021: GEOGRAPHY},
        coverage=_COVERAGE,
        operations=OPERATIONS,
    ),
    "evolution_niveau_de_vie": Reader(read_median_growth, GEOGRAPHY, coverage=_COVERAGE),
    "rapport_interdecile": Reader(read_inequality, GEOGRAPHY, coverage=_COVERAGE),
    "part_menages_imposes": Reader(read_taxed_households, GEOGRAPHY, coverage=_COVERAGE),
    "loyer_rapporte_au_niveau_de_vie": Reader(
        read_rent_burden,
        GEOGRAPHY,
        coverage="metropole",
        operations=dict.fromkeys(OPERATIONS, "carte des loyers et Filosofi"),
    ),
}
