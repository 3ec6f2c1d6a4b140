"""How many answers a survey of volunteers got in each commune: where a score could be published."""

from __future__ import annotations

from pathlib import Path

import pandas as pd

from common.parquet_tables import read_table
from common.table_schema import Field, TableSchema
from common.tables import table_path

ANSWER_COUNTS_FILE = "perceptions/odbl/answer_counts.parquet"
ANSWER_COUNTS = TableSchema(
    "a commune that the participants of the Baromètre des villes cyclables 2025 judged; sorted",
    ("code",),
    (
        Field("code", "str", "code of the commune"),
        Field("answers", "int64", "answers"),
        Field("publishable", "bool", "whether its producer would publish a score"),
    ),
    file=ANSWER_COUNTS_FILE,
)


def read_answer_counts(data: Path) -> pd.DataFrame:
    """Read the numbers of answers: :data:`ANSWER_COUNTS`.

    Raises
    ------
    MissingDataError, DamagedDataError
        See :func:`common.tables.table_path`.
    """
    return read_table(table_path(data, ANSWER_COUNTS_FILE))
