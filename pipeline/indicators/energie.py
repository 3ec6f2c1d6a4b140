"""Transition énergétique: badly insulated dwellings, charging points, renewables, renovation."""

from __future__ import annotations

from pathlib import Path

import pandas as pd

from common.levels import Level
from pipeline.indicators.barometer import read_barometer
from pipeline.indicators.contract import Reader, observations
from pipeline.indicators.denominators import by_departement, by_epci, population
from pipeline.indicators.distances import distances
from pipeline.indicators.outlines import commune_of
from pipeline.indicators.spread import lent_to_communes
from pipeline.sources import source_file

_SOCIAL_STOCK = "indicators/cdc_logements_sociaux_dep_2018_2022.csv"
_CHARGING = "indicators/energie_irve_stations_2023_03.csv"
_RENEWABLE = ("photovoltaique", "eolien", "hydraulique", "bio_energie")
_KWH = _THOUSAND = 1000.0
#: A share of fewer dwellings says little of a commune.
_LEAST_RATED = 30


def read_part_dpe_fg(sources: Path) -> pd.DataFrame:
    """Read the dwellings rated F or G among those rated: counts, so that aggregates are exact."""
    path = source_file(sources, "indicators/edu_energie_commune_rp2022_dpe2024.csv")
    table = pd.read_csv(path, dtype={"code_commune": "str"})
    return observations(
        Level.COMMUNE,
        table["code_commune"],
        2024,
        numerator=table["n_dpe"] * table["pct_dpe_fg"] / 100,
        denominator=table["n_dpe"],
    )


def read_distance_recharge(sources: Path) -> pd.DataFrame:
    """Measure the distance to the nearest public charging station, métropole."""
    stations = _stations(sources)
    return distances(sources, 2023, stations["lon"], stations["lat"])


def read_points_recharge(sources: Path) -> pd.DataFrame:
    """Count the public charging points by commune; a handful lie in the sea or abroad."""
    stations = _stations(sources)
    code = commune_of(sources, stations["lon"], stations["lat"])
    points = stations["points"].groupby(code).sum().reset_index(name="points")
    return observations(Level.COMMUNE, points["index"], 2023, numerator=points["points"])


def _stations(sources: Path) -> pd.DataFrame:
    table = pd.read_csv(source_file(sources, _CHARGING), dtype={"code_departement": "str"})
    return table.set_axis(["lon", "lat", "points", "departement"], axis="columns")


def read_social_stock(sources: Path) -> pd.DataFrame:
    """Read the share of social dwellings rated E, F or G, by département and year of publication.

    Rounded to the percent. Where nothing is known (overseas, Ariège) the file writes 0 or nothing:
    missing. Weight: social dwellings.
    """
    table = pd.read_csv(source_file(sources, _SOCIAL_STOCK), dtype={"code_departement": "str"})
    rated = table["parc_social_taux_de_logements_energivores_e_f_g_en"]
    return observations(
        Level.DEPARTEMENT,
        table["code_departement"],
        table["annee_publication"],
        value=rated.where(rated > 0) / 100,
        denominator=table["parc_social_nombre_de_logements"],
    )


def read_solar(sources: Path) -> pd.DataFrame:
    """Read the solar installations for 1,000 inhabitants of the EPCI, lent to its communes.

    A row without code (communes of no EPCI) is left. Weight: inhabitants.
    """
    path = source_file(sources, "indicators/energie_solaire_installe_epci_2025.csv")
    table = pd.read_csv(path, dtype={"code_epci": "str"}).dropna(subset=["code_epci"])
    communes = population(sources)
    people = table["code_epci"].map(by_epci(sources, communes))
    published = observations(
        Level.EPCI,
        table["code_epci"],
        2025,
        value=_THOUSAND * table["installations"] / people,
        denominator=people,
    )
    lent = lent_to_communes(sources, published, communes)
    return pd.concat([published, lent], ignore_index=True)


def read_production_renouvelable(sources: Path) -> pd.DataFrame:
    """Add up the renewable power fed into the Enedis grid (kWh), by département, 2011-2023."""
    path = source_file(
        sources, "indicators/energie_production_enr_enedis_departements_2011_2023.csv"
    )
    table = pd.read_csv(path, dtype={"code_departement": "str"})
    columns = [f"energie_produite_annuelle_{source}_enedis_mwh" for source in _RENEWABLE]
    return observations(
        Level.DEPARTEMENT,
        table["code_departement"],
        table["annee"],
        numerator=table[columns].sum(axis="columns") * _KWH,
        denominator=table["code_departement"].map(by_departement(population(sources))),
    )


def read_dossiers_maprimerenov(sources: Path) -> pd.DataFrame:
    """Read the MaPrimeRénov' files approved since 2020, by département."""
    table = read_barometer(sources, "nb-maprimerenov-valides")
    return observations(
        Level.DEPARTEMENT,
        table["code"],
        table["year"],
        numerator=table["value"],
        denominator=table["code"].map(by_departement(population(sources))),
    )


def read_part_voitures_electriques(sources: Path) -> pd.DataFrame:
    """Read the electric cars among the cars registered at the end of 2022, by département.

    The charging points of the same file count stations: they are not read.
    """
    path = source_file(sources, "indicators/energie_irve_vehicules_departements_2022_2023.csv")
    table = pd.read_csv(path, dtype={"code_departement": "str"})
    return observations(
        Level.DEPARTEMENT,
        table["code_departement"],
        2022,
        numerator=table["nb_vp_rechargeables_el"],
        denominator=table["nb_vp"],
    )


READERS = {
    "part_dpe_fg": Reader(
        read_part_dpe_fg, geography=2025, coverage="metropole", minimum=_LEAST_RATED
    ),
    "logements_sociaux_efg": Reader(read_social_stock, geography=2025, coverage="metropole"),
    "installations_solaires": Reader(
        read_solar,
        geography=2025,
        operations=dict.fromkeys((Level.COMMUNE, Level.EPCI), "registre des installations"),
    ),
    "distance_recharge": Reader(read_distance_recharge, geography=2026, coverage="metropole"),
    "points_recharge": Reader(
        read_points_recharge,
        geography=2026,
        absent="zero",
        coverage="metropole",
        denominator=population,
    ),
    "production_renouvelable": Reader(read_production_renouvelable, geography=2025),
    "dossiers_maprimerenov": Reader(read_dossiers_maprimerenov, geography=2025),
    "part_voitures_electriques": Reader(read_part_voitures_electriques, geography=2025),
}
