"""Santé: access to care by commune, mortality by département.

The column ``distance_pharmacie_2024`` of the distances file is not read: it puts most communes of
3,000 to 10,000 inhabitants, and towns such as Bayeux, kilometres away from a pharmacy that they
have, and equals the distance to emergency care in a third of the communes and all of Mayotte.
"""

from __future__ import annotations

from functools import partial
from pathlib import Path

import pandas as pd

from common.levels import Level
from pipeline.indicators.contract import Reader, observations
from pipeline.indicators.denominators import by_departement, population
from pipeline.indicators.weights import population_weights
from pipeline.sources import source_file

#: COG year of the codes, by year of the data.
_APL_GEOGRAPHY = {2022: 2023, 2023: 2024}
_METRES = 1000.0


def read_apl(sources: Path, profession: str) -> pd.DataFrame:
    """Read the potential access to one profession, 2022 and 2023.

    The column ``population_standardisee`` of the file is not a population for the general
    practitioners (it holds their access without those over 65): the weight is the municipal
    population.
    """
    path = source_file(sources, "indicators/sante_apl_communes_drees.parquet")
    years = tuple(_APL_GEOGRAPHY)
    wanted = [("profession", "==", profession), ("annee", "in", years)]
    table = pd.read_parquet(path, filters=wanted)
    frames = [
        observations(
            Level.COMMUNE,
            part["code_commune"],
            part["annee"],
            value=part["score_apl"],
            denominator=population_weights(sources, part["code_commune"]),
        )
        for _, part in table.groupby("annee")
    ]
    return pd.concat(frames, ignore_index=True)


def read_far_from_care(sources: Path) -> pd.DataFrame:
    """Read the share of the inhabitants over 20 minutes away from a proximity health service."""
    path = source_file(
        sources, "indicators/sante_population_eloignee_20min_soins_communes_2023.csv"
    )
    table = pd.read_csv(path, dtype={"code_insee": "str"})
    return observations(
        Level.COMMUNE,
        table["code_insee"],
        2023,
        value=table["part_pop_plus20min_soins_proximite_pct_2023"] / 100,
        denominator=population_weights(sources, table["code_insee"]),
    )


def read_distance_urgences(sources: Path) -> pd.DataFrame:
    """Read the distance by road to the nearest emergency department, in metres."""
    path = source_file(sources, "indicators/sante_distance_pharmacie_urgences_communes_2024.csv")
    table = pd.read_csv(path, dtype={"code_insee": "str"})
    return observations(
        Level.COMMUNE,
        table["code_insee"],
        2024,
        value=table["distance_urgences_2024"] * _METRES,
        denominator=population_weights(sources, table["code_insee"]),
    )


def read_mortalite_standardisee(sources: Path) -> pd.DataFrame:
    """Read the standardised mortality of the départements, 2010-2023."""
    path = source_file(sources, "indicators/sante_mortalite_standardisee_dep_2010_2023.csv")
    table = pd.read_csv(path, dtype={"departement": "str"})
    return observations(
        Level.DEPARTEMENT,
        table["departement"],
        table["annee"],
        value=table["valeur"],
        denominator=table["departement"].map(by_departement(population(sources))),
    )


READERS = {
    "apl_generalistes": Reader(
        partial(read_apl, profession="medecin_generaliste"),
        geography=_APL_GEOGRAPHY,
    ),
    "apl_dentistes": Reader(
        partial(read_apl, profession="chirurgien_dentiste"),
        geography=_APL_GEOGRAPHY,
    ),
    "part_population_loin_soins": Reader(read_far_from_care, geography=2025),
    "distance_urgences": Reader(read_distance_urgences, geography=2025),
    "mortalite_standardisee": Reader(read_mortalite_standardisee, geography=2025),
    "apl_infirmiers": Reader(partial(read_apl, profession="infirmiere"), geography=_APL_GEOGRAPHY),
    "apl_kinesitherapeutes": Reader(
        partial(read_apl, profession="kinesitherapeute"), geography=_APL_GEOGRAPHY
    ),
    "apl_sages_femmes": Reader(
        partial(read_apl, profession="sage_femme"), geography=_APL_GEOGRAPHY
    ),
}
