"""Reader of the list of series: which indicator exists at which level, in which years.

``indicators/series.parquet`` is read here only. It answers without the values themselves, which
are a hundred times as many.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pandas as pd

from common.levels import Level
from common.parquet_tables import read_table
from common.table_schema import Field, TableSchema
from common.tables import table_path
from indicators.base.catalogue import Indicator
from indicators.base.status import Status

FILE = Path("indicators") / "series.parquet"
STATUSES = [status.value for status in Status]
SERIES = TableSchema(
    "an indicator at a level in a year; sorted",
    ("level", "indicator", "year"),
    (
        Field("level", "str", "level"),
        Field("indicator", "str", "key of the catalogue"),
        Field("year", "int32", "year of the figures"),
        Field("known", "int32", "territories that have a value"),
        Field("newest", "bool", "whether it is the most recent year in which one has"),
        *(Field(status, "int32", f"territories whose status is {status}") for status in STATUSES),
    ),
    file=FILE.as_posix(),
)
COLUMNS = SERIES.names


def series_of(values: pd.DataFrame) -> pd.DataFrame:
    """Count the values of each series of one level, status by status.

    Parameters
    ----------
    values : frame of :func:`indicators.base.values.read_values`, of one level.

    Returns
    -------
    DataFrame
        :data:`SERIES` without the level.
    """
    keys = ["indicator", "year"]
    rows = values[[*keys, "value", "status"]].astype({"indicator": "str", "status": "str"})
    counts = rows.groupby([*keys, "status"], sort=True).size().unstack(fill_value=0)
    counts = counts.reindex(columns=STATUSES, fill_value=0)
    known = rows.groupby(keys, sort=True)["value"].count().rename("known")
    table = counts.join(known).reset_index()
    latest = table["year"].where(table["known"] > 0).groupby(table["indicator"]).transform("max")
    return table.assign(newest=table["year"] == latest)[COLUMNS[1:]]


def read_series(data: Path) -> pd.DataFrame:
    """Read the series of all the levels.

    Returns
    -------
    DataFrame
        :data:`SERIES`.

    Raises
    ------
    MissingDataError, DamagedDataError
        See :func:`common.tables.table_path`.
    """
    return read_table(table_path(data, FILE)).astype({"level": "str", "indicator": "str"})


def index_years(
    series: pd.DataFrame, catalogue: Mapping[str, Indicator], level: Level
) -> dict[str, tuple[int, int]]:
    """Give the oldest and the newest year that each domain of the index rests on at a level.

    Parameters
    ----------
    series : :data:`SERIES`.
    catalogue : indicator by key; those out of the index are left out.
    level : the year of an indicator is its newest one there.

    Returns
    -------
    dict
        By domain, in the order of the catalogue; a domain without any value there is absent.
    """
    rows = series[(series["level"] == level.value) & series["newest"]]
    years: dict[str, list[int]] = {}
    for key, indicator in catalogue.items():
        if indicator.in_index:
            found = [int(year) for year in rows.loc[rows["indicator"] == key, "year"]]
            years.setdefault(indicator.domain, []).extend(found)
    return {domain: (min(found), max(found)) for domain, found in years.items() if found}
