"""Sécurité: facts recorded by police and gendarmerie, injury accidents on the roads."""

from __future__ import annotations

from functools import partial
from pathlib import Path

import pandas as pd

from common.levels import Level
from indicators.base.status import Status
from pipeline.indicators.contract import Reader, observations
from pipeline.indicators.denominators import population
from pipeline.indicators.weights import by_city
from pipeline.sources import source_file

_COMMUNES = "indicators/securite_ssmsi_communes_2024.csv"
_DEPARTEMENTS = "indicators/securite_ssmsi_departements_2016_2025.csv"
_COMMUNES_YEAR = 2024
_ACCIDENT_YEARS = 2


def read_facts(sources: Path, column: str, category: str) -> pd.DataFrame:
    """Read one category of recorded facts: communes 2024, départements 2016-2025.

    A commune absent from the file, or without this category, is below the threshold of the SSMSI:
    suppressed. The rate published by département is not read: for burglaries it is per 1,000
    dwellings, here everything is per 1,000 inhabitants.

    Parameters
    ----------
    column : of the file of the communes.
    category : its name in the file of the départements.
    """
    frames = [_communes(sources, column), _departements(sources, category)]
    return pd.concat(frames, ignore_index=True)


def _communes(sources: Path, column: str) -> pd.DataFrame:
    path = source_file(sources, _COMMUNES)
    published = pd.read_csv(path, dtype={"code_commune": "str"}).set_index("code_commune")
    every = population(sources).index
    table = published.reindex(every.union(published.index)).rename_axis("code").reset_index()
    known = table[column].notna()
    status = known.map({True: Status.OBSERVED.value, False: Status.SUPPRESSED.value})
    return observations(
        Level.COMMUNE,
        table["code"],
        _COMMUNES_YEAR,
        numerator=table[column],
        denominator=table["pop"].where(known),
        status=status,
    )


def _departements(sources: Path, category: str) -> pd.DataFrame:
    table = pd.read_csv(source_file(sources, _DEPARTEMENTS), dtype={"codeDepartement": "str"})
    table = table[table["indicateur"] == category]
    return observations(
        Level.DEPARTEMENT,
        table["codeDepartement"],
        table["annee"],
        numerator=table["nombre"],
        denominator=table["inseePop"],
    )


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


_FACTS = {
    "cambriolages": ("cambr", "Cambriolages de logement"),
    "violences_intrafamiliales": ("viol_intraf", "Violences physiques intrafamiliales"),
    "destructions": ("destr", "Destructions et dégradations volontaires"),
    "violences_physiques": ("viol_phys", "Violences physiques hors cadre familial"),
    "escroqueries": ("escro", "Escroqueries et fraudes aux moyens de paiement"),
}
READERS = {
    key: Reader(partial(read_facts, column=column, category=category), geography=2025)
    for key, (column, category) in _FACTS.items()
} | {
    "accidents_route": Reader(
        read_accidents_route, geography=2024, absent="zero", denominator=person_years
    ),
}
