"""Culture et loisirs: distance to places, places by inhabitant."""

from __future__ import annotations

from pathlib import Path

import pandas as pd

from common.levels import Level
from pipeline.indicators.contract import Reader, observations
from pipeline.indicators.denominators import OVERSEAS, by_departement, by_epci, population
from pipeline.indicators.distances import distances
from pipeline.indicators.outlines import commune_of
from pipeline.indicators.spread import lent_to_communes
from pipeline.indicators.weights import by_city, population_weights
from pipeline.passage import read_passage
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
    """Add up the seats of the fixed cinemas by EPCI, lent to its communes, and by département.

    A cinema serves the communes around: seats by inhabitant of one commune are nil in 95 of 100,
    and immense in those that hold one. Nothing is told of overseas.
    """
    table = pd.read_csv(source_file(sources, _CINEMAS), dtype={"code INSEE": "str"})
    table = table[table["genre"] == "FIXE"]
    current = by_city(table["code INSEE"]).map(read_passage(sources).table)
    people = population(sources)
    people = people[~people.index.str.startswith(OVERSEAS)]
    seats = table["fauteuils"].groupby(current).sum().reindex(people.index, fill_value=0.0)
    published = _seats(Level.EPCI, by_epci(sources, seats), by_epci(sources, people))
    share = published.assign(value=1000 * published["numerator"] / published["denominator"])
    lent = lent_to_communes(sources, share)
    departements = _seats(Level.DEPARTEMENT, by_departement(seats), by_departement(people))
    return pd.concat([published, lent, departements], ignore_index=True)


def _seats(level: Level, seats: pd.Series[float], people: pd.Series[float]) -> pd.DataFrame:
    return observations(level, seats.index.to_series(), 2022, numerator=seats, denominator=people)


def read_festivals(sources: Path) -> pd.DataFrame:
    """Read the festivals by main commune; codes have lost their leading zero, some are blank."""
    path = source_file(sources, "indicators/culture_festivals.csv")
    table = pd.read_csv(path, usecols=["Code Insee commune"], dtype="str")
    codes = table["Code Insee commune"].dropna().str.zfill(5)
    return observations(Level.COMMUNE, codes, 2022, numerator=1.0)


def read_equipements_sportifs(sources: Path) -> pd.DataFrame:
    """Read the sports equipment of the BPE 2024 (sub-domain F1); absent communes have none."""
    path = source_file(sources, "indicators/services_bpe_2024_communes_sous_domaines.csv")
    table = pd.read_csv(path, usecols=["code_insee", "nb_F1"], dtype={"code_insee": "str"})
    return observations(Level.COMMUNE, table["code_insee"], 2024, numerator=table["nb_F1"])


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
        geography=2026,
        coverage="metropole",
        operations=dict.fromkeys((Level.COMMUNE, Level.EPCI, Level.DEPARTEMENT), "CNC"),
    ),
    "festivals": Reader(read_festivals, geography=2023, absent="zero", denominator=population),
    "equipements_sportifs": Reader(
        read_equipements_sportifs, geography=2024, absent="zero", denominator=population
    ),
    "temps_acces_cinema_theatre": Reader(read_temps_acces_cinema_theatre, geography=2018),
}
