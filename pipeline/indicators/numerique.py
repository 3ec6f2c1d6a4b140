"""Numérique: fibre and high speed, help with online procedures."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pandas as pd

from common.levels import Level
from pipeline.indicators.contract import Reader, observations
from pipeline.indicators.denominators import by_departement, housing_census, population
from pipeline.indicators.distances import distances
from pipeline.indicators.weights import by_city, population_weights
from pipeline.passage import read_passage
from pipeline.sources import source_file

#: France services that stay in one place, unlike buses and rounds.
_FIXED = ("Fixe", "Fixe_antenne(s)", "Multisites")
_MAYOTTE = "976"
_AIDANTS = "indicators/num_aidants_connect_communes_2024.csv"


def read_part_locaux_sans_fibre(sources: Path) -> pd.DataFrame:
    """Read the share of premises that fibre does not reach.

    The premises are not in the file: the dwellings of the census 2021 weigh in their place.
    Nothing is known of Paris, Lyon, Marseille and Mayotte.
    """
    census = housing_census(sources)
    current = census["code"].map(read_passage(sources).table)
    dwellings = census.groupby(current)["P21_LOG"].sum()
    path = source_file(sources, "indicators/num_ftth_arcep_communes_2025.csv")
    table = pd.read_csv(path, dtype={"code_insee": "str"})
    return observations(
        Level.COMMUNE,
        table["code_insee"],
        2025,
        value=1 - table["ftth_locaux_raccordables_pct"] / 100,
        denominator=table["code_insee"].map(dwellings),
    )


def read_part_locaux_sans_thd(sources: Path) -> pd.DataFrame:
    """Read the share of premises without very high speed in 2017 (table of the CGET)."""
    path = source_file(sources, "indicators/multi_cget_granddebat_communes_2014_2017.csv")
    table = pd.read_csv(path, dtype={"CODGEO": "str"})
    return observations(
        Level.COMMUNE,
        table["CODGEO"],
        2017,
        value=1 - table["pct_locaux_eligibles_THD_2017"] / 100,
        denominator=population_weights(sources, table["CODGEO"]),
    )


def read_distance_france_services(sources: Path) -> pd.DataFrame:
    """Measure the distance to the nearest France services that stays in one place."""
    path = source_file(sources, "partnerships/partenariats_france_services_2024_08.csv")
    columns = ["insee_com", "format_fs", "latitude", "longitude"]
    places = pd.read_csv(path, usecols=columns, dtype={"insee_com": "str"})
    places = places[places["format_fs"].isin(_FIXED)]
    return distances(sources, 2024, places["longitude"], places["latitude"], places["insee_com"])


def read_distance_aidants_connect(sources: Path) -> pd.DataFrame:
    """Measure the distance to the nearest commune that has a structure with Aidants Connect.

    The file gives communes, not addresses: a structure stands at the centre of its commune. Mayotte
    is left out: where nothing is known of the fibre, two distances on a small island would say that
    its inhabitants have the best access of the country.
    """
    table = pd.read_csv(source_file(sources, _AIDANTS), dtype={"code_insee": "str"})
    nowhere = pd.Series(np.nan, index=table.index)
    rows = distances(sources, 2024, nowhere, nowhere, table["code_insee"])
    return rows[~rows["code"].str.startswith(_MAYOTTE)].reset_index(drop=True)


def read_structures_aidants_connect(sources: Path) -> pd.DataFrame:
    """Read the structures with Aidants Connect; the file lists only the communes that have one.

    Marseille and Paris are given both whole and by arrondissement, with different structures.
    """
    table = pd.read_csv(source_file(sources, _AIDANTS), dtype={"code_insee": "str"})
    city = by_city(table["code_insee"])
    structures = table.groupby(city)["nb_structures_aidants_connect"].sum().reset_index()
    return observations(
        Level.COMMUNE,
        structures["code_insee"],
        2024,
        numerator=structures["nb_structures_aidants_connect"],
    )


def read_accompagnements_numeriques(sources: Path) -> pd.DataFrame:
    """Read the people helped by the conseillers numériques from 2021 to 2023, by département."""
    path = source_file(sources, "indicators/num_conseillers_numeriques_accompagnements_dep.csv")
    table = pd.read_csv(path, dtype={"code_dep": "str"})
    return observations(
        Level.DEPARTEMENT,
        table["code_dep"],
        2023,
        numerator=table["accompagnements"],
        denominator=table["code_dep"].map(by_departement(population(sources))),
    )


READERS = {
    "part_locaux_sans_fibre": Reader(read_part_locaux_sans_fibre, geography=2025),
    "distance_france_services": Reader(read_distance_france_services, geography=2026),
    "distance_aidants_connect": Reader(
        read_distance_aidants_connect, geography=2026, coverage="hors_mayotte"
    ),
    "part_locaux_sans_thd": Reader(read_part_locaux_sans_thd, geography=2018),
    "structures_aidants_connect": Reader(
        read_structures_aidants_connect, geography=2024, absent="zero", denominator=population
    ),
    "accompagnements_numeriques": Reader(read_accompagnements_numeriques, geography=2024),
}
