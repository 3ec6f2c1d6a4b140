"""Reader of the list of series: which indicator exists at which level, in which years.

``indicators/series.parquet`` is read here only. It answers without the values themselves, which
are a hundred times as many.
"""

from __future__ import annotations

from pathlib import Path

import pandas as pd

from common.tables import table_path
from indicators.base.status import Status

FILE = Path("indicators") / "series.parquet"
STATUSES = [status.value for status in Status]
COLUMNS = ["level", "indicator", "year", "known", "newest", *STATUSES]


def series_of(values: pd.DataFrame) -> pd.DataFrame:
    """Count the values of each series of one level, status by status.

    Parameters
    ----------
    values : frame of :func:`indicators.base.values.read_values`, of one level.

    Returns
    -------
    DataFrame
        One row per (indicator, year), sorted: indicator, year, known (territories that have a
        value), newest (whether it is the most recent year in which one has), then the number of
        territories in each :class:`indicators.base.status.Status`.
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
        level, then the columns of :func:`series_of`; sorted by level, indicator and year.

    Raises
    ------
    MissingDataError, DamagedDataError
        See :func:`common.tables.table_path`.
    """
    return pd.read_parquet(table_path(data, FILE)).astype({"level": "str", "indicator": "str"})
