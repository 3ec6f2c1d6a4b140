"""Reader of the indicator values, and the most recent of them.

``indicators/values/{level}.parquet`` and ``indicators/code_changes.parquet`` are read here only.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pandas as pd

from common.parquet_tables import read_table
from common.table_schema import Field, TableSchema
from common.tables import table_path
from indicators.base.status import Status

#: Significant digits that the files hold.
DIGITS = 7
VALUES = TableSchema(
    "an indicator in a territory of the level and a year; every territory of the level for each "
    "(indicator, year) that exists there",
    ("indicator", "code", "year"),
    (
        Field("indicator", "category", "key of the catalogue"),
        Field("code", "category", "code of the territory"),
        Field("year", "int16", "year of the figure"),
        Field("value", "float64", "the figure", "unit of the indicator, shares 0-1", "see status"),
        Field("numerator", "float64", "what is divided", "counts", "the indicator has none"),
        Field("denominator", "float64", "what divides", "counts", "the indicator has none"),
        Field("status", "category", ":class:`indicators.base.status.Status`"),
    ),
    file="indicators/values/{level}.parquet",
)
CODE_CHANGES = TableSchema(
    "an old commune code that an indicator still uses, and what became of it; several rows where "
    "its years tell it differently",
    ("indicator", "old_code", "code", "rule"),
    (
        Field("indicator", "str", "key of the catalogue"),
        Field("old_code", "str", "code of the source"),
        Field("code", "str", "code of today", absent="no current territory answers"),
        Field(
            "rule", "str",
            "merged, renamed, arrondissement (of Paris, Lyon or Marseille), split (re-established "
            "since: shared out by population and estimated), absent (part of a merged commune that "
            "the source lacks: left missing), unknown (left out)",
        ),
    ),
    file="indicators/code_changes.parquet",
)  # fmt: skip
COLUMNS = VALUES.names
_NUMBERS = ["value", "numerator", "denominator"]
_FOLDER = "indicators"


def read_values(
    level: str,
    data: Path,
    indicators: Sequence[str] | None = None,
    codes: Sequence[str] | None = None,
) -> pd.DataFrame:
    """Read the values of one level.

    Parameters
    ----------
    level : key of a level, ``france`` included.
    data : folder of the product's tables.
    indicators : keys to keep; all of them if not given. One that does not exist at the level has
        no row.
    codes : territories to keep; all of them if not given.

    Returns
    -------
    DataFrame
        :data:`VALUES`, sorted by indicator, year and code.

    Raises
    ------
    MissingDataError, DamagedDataError
        See :func:`common.tables.table_path`.
    """
    path = table_path(data, f"{_FOLDER}/values/{level}.parquet")
    wanted = {"indicator": indicators, "code": codes}
    where = {name: keys for name, keys in wanted.items() if keys is not None}
    frame = read_table(path, COLUMNS, where)
    numbers = {name: significant(frame[name].to_numpy(dtype="float64")) for name in _NUMBERS}
    return frame.assign(**numbers)


def latest(values: pd.DataFrame) -> pd.DataFrame:
    """Keep, for each indicator, the most recent year with at least one value.

    Parameters
    ----------
    values : frame of :func:`read_values`, of one level.

    Returns
    -------
    DataFrame
        Same columns; every territory of the level, once per indicator.
    """
    newest = values["indicator"].map(newest_years(values)).astype("float64")
    return values[values["year"] == newest].reset_index(drop=True)


def every_territory(
    values: pd.DataFrame, series: pd.DataFrame, codes: Sequence[str]
) -> pd.DataFrame:
    """Lay out a row for each territory in each series: missing where there is none.

    Parameters
    ----------
    values : as :data:`VALUES`, but for territories of which nothing is known.
    series : indicator, year; one row each.
    codes : territories.

    Returns
    -------
    DataFrame
        :data:`VALUES` of these series and territories, sorted by indicator, year and code.

    Examples
    --------
    >>> told = {"value": [0.5], "numerator": [1], "denominator": [2], "status": ["observed"]}
    >>> values = pd.DataFrame({"indicator": ["a"], "code": ["01004"], "year": [2020], **told})
    >>> laid = every_territory(values, values[["indicator", "year"]], ["01004", "2A004"])
    >>> laid[["code", "value", "status"]].values.tolist()
    [['01004', 0.5, 'observed'], ['2A004', nan, 'missing']]
    """
    keys = list(VALUES.key)
    names = {"indicator": "str", "code": "str", "year": "int16"}
    pairs = series[["indicator", "year"]].merge(pd.DataFrame({"code": list(codes)}), how="cross")
    laid = pairs.astype(names).merge(values.astype(names), on=keys, how="left")
    laid["status"] = laid["status"].astype("str").fillna(Status.MISSING.value)
    types = {column.name: column.dtype for column in VALUES.columns}
    return laid.sort_values(["indicator", "year", "code"], ignore_index=True)[COLUMNS].astype(types)


def newest_years(values: pd.DataFrame) -> dict[str, int]:
    """Give the most recent year with at least one value, by indicator.

    Examples
    --------
    >>> frame = pd.DataFrame({"indicator": ["a", "a"], "year": [2020, 2021], "value": [1, None]})
    >>> newest_years(frame)
    {'a': 2020}
    """
    known = values[values["value"].notna()]
    years = known.groupby("indicator", observed=True)["year"].max()
    return {str(key): int(year) for key, year in years.items()}


def available_years(values: pd.DataFrame) -> dict[str, list[int]]:
    """Give the years of each indicator, in order, with at least one value.

    Examples
    --------
    >>> frame = pd.DataFrame({"indicator": ["a", "a"], "year": [2020, 2021], "value": [1, None]})
    >>> available_years(frame)
    {'a': [2020]}
    """
    known = values.loc[values["value"].notna(), ["indicator", "year"]].drop_duplicates()
    years = known.groupby("indicator", observed=True)["year"].agg(sorted)
    return {str(key): [int(year) for year in of_key] for key, of_key in years.items()}


def read_code_changes(data: Path) -> pd.DataFrame:
    """Read the audit of the old codes brought to the current ones.

    Returns
    -------
    DataFrame
        :data:`CODE_CHANGES`.

    Raises
    ------
    MissingDataError, DamagedDataError
        See :func:`common.tables.table_path`.
    """
    path = table_path(data, f"{_FOLDER}/code_changes.parquet")
    return read_table(path).astype("str")


def significant(values: np.ndarray) -> np.ndarray:
    """Round to 7 significant digits, which a 32-bit number holds.

    Examples
    --------
    >>> significant(np.array([0.123456789, 1234567.89, 0.0])).tolist()
    [0.1234568, 1234568.0, 0.0]
    """
    with np.errstate(divide="ignore", invalid="ignore"):
        digits = DIGITS - 1 - np.floor(np.log10(np.abs(values)))
    factor = 10.0 ** np.where(np.isfinite(digits), digits, 0)
    rounded: np.ndarray = np.round(values * factor) / factor
    return rounded
