"""What people are exposed to: recognised disasters, hazardous pesticides, degraded air.

Pesticides are those that farmers and others bought (BNV-D), at the postcode of the buyer and
shared out to its communes by the author of the table: they are estimates, made by EPCI, where the
seat of a farm and its fields are most often together. The départements 01 to 09 are blank: their
postcodes have lost their leading zero on the way.
"""

from __future__ import annotations

from pathlib import Path

import pandas as pd

from common.levels import Level
from indicators.base.status import Status
from pipeline.indicators.contract import observations
from pipeline.indicators.denominators import by_departement, by_epci, population
from pipeline.indicators.outlines import area
from pipeline.indicators.spread import lent_to_communes
from pipeline.passage import read_passage
from pipeline.sources import source_file

DISASTERS_FILE = "indicators/env_catnat_arretes_communes_2025.csv"
LAND_FILE = "indicators/env_urbasante_communes.csv"
AIR_FILE = "indicators/env_urbasante_departements_air_2023.csv"
#: Classes of the tax on diffuse pollution that say a danger, for health or for the environment.
_HAZARDOUS = (
    "pesticides_cmr_kg",
    "pesticides_santeA_kg",
    "pesticides_envA_kg",
    "pesticides_envB_kg",
)
_HECTARES = 100.0
#: Least share of the area of an EPCI in communes that the table tells.
_LEAST_AREA = 0.5
#: Every level is made of the same purchases.
PURCHASES = dict.fromkeys((Level.COMMUNE, Level.EPCI, Level.DEPARTEMENT), "BNV-D")
_RHONE = "69"
#: The Rhône is given in two halves: the métropole de Lyon, an EPCI, and the rest.
_LYON, _LYON_HALF, _OTHER_HALF = "200046977", "69M", "69D"


def read_disasters(sources: Path) -> pd.DataFrame:
    """Count the natural disasters recognised by the State in ten years (2016-2025), by commune.

    A commune absent from the table has had none. Weight: inhabitants.
    """
    table = pd.read_csv(source_file(sources, DISASTERS_FILE), dtype={"code_insee": "str"})
    current = table["code_insee"].map(read_passage(sources).table)
    people = population(sources)
    orders = table["arretes_10_ans"].groupby(current).max().reindex(people.index, fill_value=0)
    return observations(
        Level.COMMUNE, people.index.to_series(), 2025, value=orders, denominator=people
    )


def read_pesticides(sources: Path) -> pd.DataFrame:
    """Read the kilograms of hazardous substances bought by hectare, by EPCI and département.

    A tenth of the communes, towns mostly, are blank: the rate of a territory is that of its
    communes that are told, if they hold half its area. The communes bear that of their EPCI;
    weight: hectares.
    """
    columns = ["code_insee", *_HAZARDOUS]
    path = source_file(sources, LAND_FILE)
    table = pd.read_csv(path, dtype={"code_insee": "str"}, usecols=columns)
    current = table["code_insee"].map(read_passage(sources).table)
    kilograms = table[list(_HAZARDOUS)].sum(axis=1, skipna=False)
    hectares = area(sources) * _HECTARES
    bought = kilograms.groupby(current).sum(min_count=1).reindex(hectares.index)
    counts = pd.DataFrame(
        {"bought": bought.fillna(0.0), "told": hectares.where(bought.notna(), 0.0), "all": hectares}
    )
    epci = _rates(Level.EPCI, counts.apply(lambda column: by_epci(sources, column)))
    lent = lent_to_communes(sources, epci, hectares)
    return pd.concat(
        [epci, lent, _rates(Level.DEPARTEMENT, counts.apply(by_departement))], ignore_index=True
    )


def _rates(level: Level, counts: pd.DataFrame) -> pd.DataFrame:
    enough = counts["told"] >= _LEAST_AREA * counts["all"]
    return observations(
        level,
        counts.index.to_series(),
        2021,
        value=counts["bought"] / counts["told"].where(enough),
        denominator=counts["all"],
        status=Status.ESTIMATED,
    )


def read_degraded_air(sources: Path) -> pd.DataFrame:
    """Read the share of days of degraded air, by département; weight: inhabitants."""
    path = source_file(sources, AIR_FILE)
    table = pd.read_csv(path, dtype={"code_insee": "str"}).set_index("code_insee")
    days = table["air_part_jours_indice_atmo_sup3_2023"]
    communes = population(sources)
    people = by_departement(communes)
    in_lyon = by_epci(sources, communes)[_LYON] / people[_RHONE]
    days[_RHONE] = in_lyon * days[_LYON_HALF] + (1 - in_lyon) * days[_OTHER_HALF]
    days = days.reindex(people.index)
    return observations(
        Level.DEPARTEMENT, days.index.to_series(), 2023, value=days, denominator=people
    )
