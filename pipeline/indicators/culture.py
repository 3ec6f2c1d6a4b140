"""Culture et loisirs: distance to places, places by inhabitant."""

from __future__ import annotations

from pathlib import Path

import pandas as pd

from common.levels import Level
from pipeline.indicators.contract import Reader, observations
from pipeline.indicators.denominators import population
from pipeline.indicators.distances import distances
from pipeline.indicators.outlines import commune_of
from pipeline.indicators.weights import population_weights
from pipeline.sources import source_file

_CINEMAS = "indicators/culture_cinemas_cnc_2022.csv"
_OPEN_LIBRARY = "Bâtiment ouvert"


def read_distance_bibliotheque(sources: Path) -> pd.DataFrame:
    """Measure the distance to the nearest public library open to all, buses left out."""
    path = source_file(sources, "indicators/cult_bibliotheques_publiques_geoloc.csv")
    table = pd.read_csv(path, usecols=["Longitude", "Latitude", "type_adresse"])
    table = table[table["type_adresse"] == _OPEN_LIBRARY]
    return distances(sources, 2023, table["Longitude"], table["Latitude"])


def read_distance_cinema(sources: Path) -> pd.DataFrame:
    """Measure the distance to the nearest fixed cinema; the file has none of the DROM.

    Eight cinemas are located in a homonym of their commune: a point out of the département given
    is replaced by the centre of the commune given.
    """
    table = pd.read_csv(source_file(sources, _CINEMAS), dtype={"code INSEE": "str", "DEP": "str"})
    table = table[table["genre"] == "FIXE"].reset_index(drop=True)
    found = commune_of(sources, table["longitude"], table["latitude"])
    astray = found.str.slice(0, 2) != table["DEP"]
    lon, lat = table["longitude"].mask(astray), table["latitude"].mask(astray)
    return distances(sources, 2022, lon, lat, table["code INSEE"])


def read_distance_musee(sources: Path) -> pd.DataFrame:
    """Measure the distance to the nearest Musée de France."""
    path = source_file(sources, "indicators/cult_musees_de_france_museofile.csv")
    table = pd.read_csv(path, usecols=["lon", "lat"])
    return distances(sources, 2025, table["lon"], table["lat"])


def read_lieux_culturels(sources: Path) -> pd.DataFrame:
    """Read the cultural places but monuments; absent communes have none, Corsica is lost."""
    path = source_file(sources, "indicators/cult_basilic_lieux_culturels_communes.csv")
    table = pd.read_csv(path, dtype={"code_insee": "str"})
    return observations(
        Level.COMMUNE, table["code_insee"], 2023, numerator=table["total_hors_monuments"]
    )


def read_fauteuils_cinema(sources: Path) -> pd.DataFrame:
    """Read the seats of the fixed cinemas; absent communes of métropole have none."""
    table = pd.read_csv(source_file(sources, _CINEMAS), dtype={"code INSEE": "str"})
    table = table[table["genre"] == "FIXE"]
    return observations(Level.COMMUNE, table["code INSEE"], 2022, numerator=table["fauteuils"])


def read_festivals(sources: Path) -> pd.DataFrame:
    """Read the festivals by main commune; codes have lost their leading zero, some are blank."""
    path = source_file(sources, "indicators/culture_festivals.csv")
    table = pd.read_csv(path, usecols=["Code Insee commune"], dtype="str")
    codes = table["Code Insee commune"].dropna().str.zfill(5)
    return observations(Level.COMMUNE, codes, 2022, numerator=1.0)


def read_equipements_sportifs(sources: Path) -> pd.DataFrame:
    """Read the sports equipment of the census of January 2018; absent communes have none."""
    path = source_file(sources, "indicators/cult_sport_res_equipements_communes_2017T4.csv")
    table = pd.read_csv(
        path, usecols=["code_insee", "nb_equipements_sportifs"], dtype={"code_insee": "str"}
    )
    return observations(
        Level.COMMUNE, table["code_insee"], 2018, numerator=table["nb_equipements_sportifs"]
    )


def read_temps_acces_cinema_theatre(sources: Path) -> pd.DataFrame:
    """Read the minutes by road to the nearest cinema or theatre (table of the CGET)."""
    path = source_file(sources, "indicators/multi_cget_granddebat_communes_2014_2017.csv")
    table = pd.read_csv(path, dtype={"CODGEO": "str"})
    return observations(
        Level.COMMUNE,
        table["CODGEO"],
        2017,
        value=table["temps_acces_cinema_theatre_min_2017"],
        denominator=population_weights(sources, table["CODGEO"]),
    )


READERS = {
    "distance_bibliotheque": Reader(read_distance_bibliotheque, geography=2026),
    "distance_cinema": Reader(read_distance_cinema, geography=2026, coverage="metropole"),
    "distance_musee": Reader(read_distance_musee, geography=2026),
    "lieux_culturels": Reader(
        read_lieux_culturels,
        geography=2023,
        absent="zero",
        coverage="hors_corse",
        denominator=population,
    ),
    "fauteuils_cinema": Reader(
        read_fauteuils_cinema,
        geography=2022,
        absent="zero",
        coverage="metropole",
        denominator=population,
    ),
    "festivals": Reader(read_festivals, geography=2023, absent="zero", denominator=population),
    "equipements_sportifs": Reader(
        read_equipements_sportifs, geography=2018, absent="zero", denominator=population
    ),
    "temps_acces_cinema_theatre": Reader(read_temps_acces_cinema_theatre, geography=2018),
}
