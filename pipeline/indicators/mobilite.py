"""Mobilité: cars and commuting (census), stations, equipment within reach, shared trips."""

from __future__ import annotations

from pathlib import Path

import pandas as pd

from common.levels import Level
from pipeline.indicators.contract import Reader, observations
from pipeline.indicators.denominators import by_epci, housing_census, population
from pipeline.indicators.distances import distances
from pipeline.indicators.emploi import read_labour_force
from pipeline.indicators.stations import read_carless_far, read_far_from_station
from pipeline.indicators.weights import by_city, population_weights
from pipeline.sources import source_file

_CENSUS = "indicators/mob_insee_domicile_travail_voiture_communes_2021.csv"


def read_part_menages_sans_voiture(sources: Path) -> pd.DataFrame:
    """Read the share of households without a car, census 2021.

    The households behind the shares are those of the main residences, from another table.
    """
    residences = housing_census(sources).set_index("code")["P21_RP"]
    return _census_share(sources, "part_menages_sans_voiture_2021", residences)


def read_menages_sans_voiture_loin_gare(sources: Path) -> pd.DataFrame:
    """Households without a car of the census 2021 that live beyond 3 km of a station."""
    return read_carless_far(sources, read_part_menages_sans_voiture(sources))


def read_part_actifs_voiture(sources: Path) -> pd.DataFrame:
    """Read the share of workers who drive to work, census 2021."""
    return _census_share(sources, "part_actifs_voiture_2021", _workers(sources))


def read_part_actifs_transports_commun(sources: Path) -> pd.DataFrame:
    """Read the share of workers who take public transport to work, census 2021."""
    return _census_share(sources, "part_actifs_transports_commun_2021", _workers(sources))


def read_dependance_voiture(sources: Path) -> pd.DataFrame:
    """Workers who drive to work among those who drive or take public transport, census 2021.

    Who walks, cycles or stays at home is left out: not driving is a strength only where something
    else runs.
    """
    table = pd.read_csv(source_file(sources, _CENSUS), dtype={"code_insee": "str"})
    workers = table["code_insee"].map(_workers(sources))
    drive = table["part_actifs_voiture_2021"] / 100 * workers
    ride = table["part_actifs_transports_commun_2021"] / 100 * workers
    return observations(
        Level.COMMUNE, table["code_insee"], 2021, numerator=drive, denominator=drive + ride
    )


def _census_share(sources: Path, column: str, base: pd.Series[float]) -> pd.DataFrame:
    """Turn a published share back into counts with its base (index: commune code)."""
    table = pd.read_csv(source_file(sources, _CENSUS), dtype={"code_insee": "str"})
    share, counted = table[column] / 100, table["code_insee"].map(base)
    return observations(
        Level.COMMUNE,
        table["code_insee"],
        2021,
        value=share,
        numerator=share * counted,
        denominator=counted,
    )


def _workers(sources: Path) -> pd.Series[float]:
    """Employed residents of 15 to 64 by commune, census 2021; cities from their arrondissements."""
    force = read_labour_force(sources)
    return (force["active"] - force["unemployed"]).groupby(by_city(force["code"])).sum()


def read_part_trajet_plus_30_min(sources: Path) -> pd.DataFrame:
    """Read the share of workers more than 30 minutes away from their work (table of the CGET)."""
    path = source_file(sources, "indicators/multi_cget_granddebat_communes_2014_2017.csv")
    table = pd.read_csv(path, dtype={"CODGEO": "str"})
    return observations(
        Level.COMMUNE,
        table["CODGEO"],
        2014,
        value=table["pct_actifs_plus30min_domicile_travail_2014"] / 100,
        denominator=population_weights(sources, table["CODGEO"]),
    )


def read_distance_gare(sources: Path) -> pd.DataFrame:
    """Measure the distance to the nearest passenger station of the SNCF network.

    The seven stations without coordinates are put at the centre of their commune. Corsica and the
    DROM have no station of this network: no distance.
    """
    path = source_file(sources, "indicators/mob_gares_sncf_2026.csv")
    stations = pd.read_csv(path, dtype={"code_insee": "str"})
    return distances(sources, 2026, stations["lon"], stations["lat"], stations["code_insee"])


def read_part_population_eloignee(sources: Path) -> pd.DataFrame:
    """Read the share of inhabitants far from the equipment of the intermediate range."""
    path = source_file(sources, "indicators/env_urbasante_communes.csv")
    table = pd.read_csv(path, dtype={"code_insee": "str"})
    return observations(
        Level.COMMUNE,
        table["code_insee"],
        2021,
        value=table["pop_eloignee_equip_intermediaires_pct_2021"] / 100,
        denominator=population_weights(sources, table["code_insee"]),
    )


def read_trajets_covoiturage(sources: Path) -> pd.DataFrame:
    """Read the shared trips proved in 2024, by EPCI; four islands come under a made-up code."""
    path = source_file(sources, "indicators/mob_covoiturage_epci_2024_2025.csv")
    table = pd.read_csv(path, dtype={"siren_epci": "str"})
    return observations(
        Level.EPCI,
        table["siren_epci"],
        2024,
        numerator=table["trajets_covoiturage_2024"],
        denominator=table["siren_epci"].map(by_epci(sources, population(sources))),
    )


READERS = {
    "part_menages_sans_voiture": Reader(
        read_part_menages_sans_voiture, geography=2024, coverage="hors_mayotte"
    ),
    "dependance_voiture": Reader(read_dependance_voiture, geography=2024, coverage="hors_mayotte"),
    "part_actifs_voiture": Reader(
        read_part_actifs_voiture, geography=2024, coverage="hors_mayotte"
    ),
    "part_actifs_transports_commun": Reader(
        read_part_actifs_transports_commun, geography=2024, coverage="hors_mayotte"
    ),
    "part_trajet_plus_30_min": Reader(
        read_part_trajet_plus_30_min, geography=2018, coverage="hors_mayotte"
    ),
    "part_habitants_loin_gare": Reader(read_far_from_station, geography=2026),
    "menages_sans_voiture_loin_gare": Reader(
        read_menages_sans_voiture_loin_gare, geography=2024, coverage="hors_mayotte"
    ),
    "distance_gare": Reader(read_distance_gare, geography=2026, coverage="metropole_hors_corse"),
    "part_population_eloignee": Reader(
        read_part_population_eloignee, geography=2022, coverage="metropole"
    ),
    "trajets_covoiturage": Reader(read_trajets_covoiturage, geography=2025),
}
