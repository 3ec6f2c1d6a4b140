"""Environnement: risks, radon, sealed soil, trees, soil taken, organic meals.

Disasters, pesticides and air are in :mod:`pipeline.indicators.exposures`.
"""

from __future__ import annotations

from functools import partial
from pathlib import Path

import pandas as pd

from common.levels import Level
from pipeline.indicators.contract import Reader, observations
from pipeline.indicators.exposures import (
    PURCHASES,
    read_degraded_air,
    read_disasters,
    read_pesticides,
)
from pipeline.indicators.outlines import area
from pipeline.indicators.weights import GROUND, by_city, population_weights, shared
from pipeline.sources import source_file

_RISKS = "indicators/env_risques_majeurs_communes_2019.csv"
_NATURAL = (
    "inondation",
    "mouvement_terrain",
    "avalanche",
    "feu_foret",
    "phenomene_atmospherique",
    "eruption_volcanique",
)
_INDUSTRIAL = ("industriel", "nucleaire", "rupture_barrage", "transport_marchandises_dangereuses")
#: From this zone of seismicity on (moderate), the earthquake is one of the natural risks.
_SEISMIC = 3
_RADON_HIGH = 3
_HECTARES = 100.0


def read_risques_naturels(sources: Path) -> pd.DataFrame:
    """Count the natural risks of each commune; unknown if one of them is.

    The count given in the file takes an unknown risk for an absent one: it is not read.
    """
    table = pd.read_csv(source_file(sources, _RISKS), dtype={"code_insee": "str"})
    seismic = table["seisme_zone_1a5"]
    counts = table[list(_NATURAL)].assign(seisme=(seismic >= _SEISMIC).where(seismic.notna()))
    return _risks(sources, table["code_insee"], counts)


def read_risques_technologiques(sources: Path) -> pd.DataFrame:
    """Count the technological risks of each commune; unknown if one of them is."""
    table = pd.read_csv(source_file(sources, _RISKS), dtype={"code_insee": "str"})
    return _risks(sources, table["code_insee"], table[list(_INDUSTRIAL)])


def _risks(sources: Path, codes: pd.Series[str], counts: pd.DataFrame) -> pd.DataFrame:
    return observations(
        Level.COMMUNE,
        codes,
        2019,
        value=counts.astype("float64").sum(axis="columns", skipna=False),
        denominator=population_weights(sources, codes),
    )


def read_part_population_radon(sources: Path) -> pd.DataFrame:
    """Read which communes have a significant radon potential: 0 or 1, weighted by population."""
    path = source_file(sources, "indicators/env_radon_irsn_communes.csv")
    table = pd.read_csv(path, dtype={"code_insee": "str"})
    weight = population_weights(sources, table["code_insee"])
    return observations(
        Level.COMMUNE,
        table["code_insee"],
        2018,
        numerator=weight.where(table["radon_classe_1a3"] == _RADON_HIGH, 0.0),
        denominator=weight,
    )


def read_cover(sources: Path, column: str) -> pd.DataFrame:
    """Read one share of the area of the communes (Copernicus 2018)."""
    path = source_file(sources, "indicators/env_urbasante_communes.csv")
    table = pd.read_csv(path, dtype={"code_insee": "str"})
    return observations(
        Level.COMMUNE,
        table["code_insee"],
        2018,
        value=table[column] / 100,
        denominator=shared(sources, table["code_insee"], area, GROUND),
    )


def read_part_sol_artificialise(sources: Path) -> pd.DataFrame:
    """Read the soil taken from 2012 to 2018 (km²); the file lists only the communes that lost."""
    path = source_file(sources, "indicators/env_clc_artificialisation_2012_2018_communes.csv")
    table = pd.read_csv(path, dtype={"code_insee": "str"})
    taken = table["artificialisation_clc_2012_2018_ha"] / _HECTARES
    return observations(Level.COMMUNE, by_city(table["code_insee"]), 2018, numerator=taken)


def read_part_artificialisee(sources: Path) -> pd.DataFrame:
    """Read the artificial surfaces of the EPCI (CORINE Land Cover 2018).

    The EPT of Grand Paris come beside the métropole; being no EPCI, they end in the audit.
    """
    path = source_file(sources, "indicators/env_corine_artif_epci_2018.csv")
    table = pd.read_csv(path, dtype={"siren_epci": "str"})
    return observations(
        Level.EPCI,
        table["siren_epci"],
        2018,
        numerator=table["artificialise_km2"],
        denominator=table["superficie_km2"],
    )


def read_part_bio_cantines(sources: Path) -> pd.DataFrame:
    """Read the mean organic share of the public canteens that declared, by EPCI."""
    path = source_file(sources, "indicators/env_cantines_bio_epci_2023.csv")
    table = pd.read_csv(path, dtype={"siren_epci": "str"})
    return observations(Level.EPCI, table["siren_epci"], 2023, value=table["part_bio_moyenne_2023"])


READERS = {
    "risques_naturels": Reader(read_risques_naturels, geography=2024),
    "risques_technologiques": Reader(read_risques_technologiques, geography=2024),
    "part_population_radon": Reader(read_part_population_radon, geography=2018),
    "part_sol_impermeable": Reader(
        partial(read_cover, column="surface_impermeable_pct_2018"),
        geography=2022,
        coverage="metropole",
    ),
    "part_couvert_arbore": Reader(
        partial(read_cover, column="couvert_arbore_pct_2018"),
        geography=2022,
        coverage="metropole",
    ),
    "part_sol_artificialise": Reader(
        read_part_sol_artificialise,
        geography=2021,
        absent="zero",
        coverage="metropole",
        denominator=area,
    ),
    "part_artificialisee": Reader(read_part_artificialisee, geography=2025),
    "part_bio_cantines": Reader(read_part_bio_cantines, geography=2025),
    "arretes_catastrophe_naturelle": Reader(read_disasters, geography=2026),
    "pesticides_par_hectare": Reader(
        read_pesticides, geography=2026, coverage="metropole", operations=PURCHASES
    ),
    "part_jours_air_degrade": Reader(read_degraded_air, geography=2026, coverage="metropole"),
}
