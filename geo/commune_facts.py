"""Read what tells who a commune is: its zone d'emploi, its population at an earlier census."""

from __future__ import annotations

from pathlib import Path

import pandas as pd

from common.tables import table_path

FACTS_FILE = "territories/commune_facts.parquet"
COLUMNS = ["code", "zone_emploi", "population_2018", "estimated"]
#: Census of the earlier population.
EARLIER_YEAR = 2018


def read_commune_facts(data: Path) -> pd.DataFrame:
    """Read the facts of the current communes.

    Returns
    -------
    DataFrame
        Indexed by commune code: zone_emploi (name of the zone d'emploi 2020, null if unknown),
        population_2018 (Int64, municipal, census of 2018; null where the commune is not in that
        census), estimated (whether the commune was part of a larger one then: its population is
        shared out by that of today).

    Raises
    ------
    MissingDataError, DamagedDataError
        See :func:`common.tables.table_path`.
    """
    return pd.read_parquet(table_path(data, FACTS_FILE)).set_index("code")
