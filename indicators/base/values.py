"""Reader of the indicator values, and the most recent of them.

``indicators/values/{level}.parquet`` and ``indicators/code_changes.parquet`` are read here only.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pandas as pd
import pyarrow.parquet as pq

from common.errors import MissingDataError

#: Significant digits that the files hold.
DIGITS = 7
COLUMNS = ["indicator", "code", "year", "value", "numerator", "denominator", "status"]
_NUMBERS = ["value", "numerator", "denominator"]
_FOLDER = "indicators"


def read_values(level: str, data: Path, indicators: Sequence[str] | None = None) -> pd.DataFrame:
    """Read the values of one level.

    Parameters
    ----------
    level : key of a level, ``france`` included.
    data : folder of the product's tables.
    indicators : keys to keep; all of them if not given. One that does not exist at the level has
        no row.

    Returns
    -------
    DataFrame
        indicator, code, status (categories), year (int16), value, numerator, denominator (float64,
        NaN if there is none), sorted by indicator, year and code. Every territory of the level has
        a row for each indicator and year that exists at the level.

    Raises
    ------
    MissingDataError
        If the table of the level is absent.
    """
    path = data / _FOLDER / "values" / f"{level}.parquet"
    if not path.is_file():
        raise MissingDataError(
            f"Valeurs absentes pour le niveau « {level} » : lancez la construction des données."
        )
    filters = None if indicators is None else [("indicator", "in", set(indicators))]
    frame: pd.DataFrame = pq.read_table(path, columns=COLUMNS, filters=filters).to_pandas()
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
    return split_latest(values)[0]


def split_latest(values: pd.DataFrame) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Part the most recent values, those of :func:`latest`, from the other ones."""
    newest = values["indicator"].map(newest_years(values)).astype("float64")
    chosen = values["year"] == newest
    return values[chosen].reset_index(drop=True), values[~chosen].reset_index(drop=True)


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
        indicator, old_code, code (null where no current territory answers), rule: merged, renamed,
        arrondissement (of Paris, Lyon or Marseille), split (re-established since: shared out by
        population and estimated), absent (part of a merged commune that the source lacks: left
        missing), unknown (left out).

    Raises
    ------
    MissingDataError
        If the table is absent.
    """
    path = data / _FOLDER / "code_changes.parquet"
    if not path.is_file():
        raise MissingDataError("Table des codes changés absente : construisez les données.")
    return pd.read_parquet(path).astype("str")


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
