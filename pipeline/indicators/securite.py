"""Sécurité: facts recorded by police and gendarmerie, injury accidents on the roads."""

from __future__ import annotations

from functools import partial
from pathlib import Path

import pandas as pd

from common.levels import Level
from pipeline.indicators.contract import Reader, observations
from pipeline.indicators.denominators import population
from pipeline.indicators.recorded_facts import Fact, read_departements, read_facts
from pipeline.indicators.weights import by_city
from pipeline.sources import source_file

_ACCIDENT_YEARS = 2


def read_accidents_route(sources: Path) -> pd.DataFrame:
    """Read the injury accidents of 2023 and 2024 by commune; the file lists only where some were.

    Marseille and Paris are given both whole and by arrondissement, with different accidents.
    """
    path = source_file(
        sources, "indicators/securite_mobilite_accidents_routiers_communes_2023_2024.csv"
    )
    table = pd.read_csv(path, dtype={"code_commune": "str"})
    city = by_city(table["code_commune"])
    accidents = table.groupby(city)["accidents_corporels_2023_2024"].sum().reset_index()
    return observations(
        Level.COMMUNE,
        accidents["code_commune"],
        2024,
        numerator=accidents["accidents_corporels_2023_2024"],
    )


def person_years(sources: Path) -> pd.Series[float]:
    """Inhabitants x years over which the accidents were counted."""
    return population(sources) * _ACCIDENT_YEARS


FACTS = {
    "cambriolages": Fact(
        "cambr", "cambriolages_pm_logements", "Cambriolages de logement", by_dwelling=True
    ),
    "violences_intrafamiliales": Fact(
        "viol_intraf", "violences_physiques_intrafamiliales", "Violences physiques intrafamiliales"
    ),
    "destructions": Fact("destr", "destructions", "Destructions et dégradations volontaires"),
    "violences_physiques": Fact(
        "viol_phys", "violences_physiques_hors_famille", "Violences physiques hors cadre familial"
    ),
    "escroqueries": Fact("escro", "escroqueries", "Escroqueries et fraudes aux moyens de paiement"),
}
#: Followed by département alone, by category of the file.
FOLLOWED = {
    "violences_sexuelles": "Violences sexuelles",
    "vols_sans_violence": "Vols sans violence contre des personnes",
    "vols_de_vehicule": "Vols de véhicule",
    "trafic_stupefiants": "Trafic de stupéfiants",
}
READERS = (
    {
        key: Reader(
            partial(read_facts, fact=fact),
            geography=2025,
            operations=dict.fromkeys((Level.COMMUNE, Level.DEPARTEMENT), "SSMSI"),
        )
        for key, fact in FACTS.items()
    }
    | {
        key: Reader(partial(read_departements, category=category), geography=2025)
        for key, category in FOLLOWED.items()
    }
    | {
        "accidents_route": Reader(
            read_accidents_route, geography=2024, absent="zero", denominator=person_years
        ),
    }
)
