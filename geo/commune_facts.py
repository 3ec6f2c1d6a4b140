"""Read what tells who a commune is: its zone d'emploi, its population at an earlier census."""

from __future__ import annotations

from pathlib import Path

import pandas as pd

from common.parquet_tables import read_table
from common.table_schema import Field, TableSchema
from common.tables import table_path

FACTS_FILE = "territories/commune_facts.parquet"
COMMUNE_FACTS = TableSchema(
    "a current commune",
    ("code",),
    (
        Field("code", "str", "official code"),
        Field("zone_emploi", "str", "name of the zone d’emploi 2020", absent="unknown"),
        Field(
            "population_2018", "float64", "municipal population, census of 2018", "inhabitants",
            "not in that census",
        ),
        Field(
            "estimated", "bool",
            "was a part of a larger commune then, whose population is shared out by that of today",
        ),
    ),
    index=("code",),
    file=FACTS_FILE,
)  # fmt: skip
#: Census of the earlier population.
EARLIER_YEAR = 2018


def read_commune_facts(data: Path) -> pd.DataFrame:
    """Read the facts of the current communes.

    Returns
    -------
    DataFrame
        :data:`COMMUNE_FACTS`.

    Raises
    ------
    MissingDataError, DamagedDataError
        See :func:`common.tables.table_path`.
    """
    return read_table(table_path(data, FACTS_FILE)).set_index("code")
