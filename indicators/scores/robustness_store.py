"""Reader of the stored robustness of the default recipe.

``indicators/robustness/*.parquet`` is read here only; see
:mod:`indicators.scores.objective_robustness` for what the figures mean.
"""

from __future__ import annotations

from pathlib import Path

import pandas as pd

from common.tables import table_path

#: Decimals of the scores that the files hold.
DECIMALS = 3
RANKS = ["rank_low", "rank_median", "rank_high"]
SCORES = ["score_low", "score_median", "score_high"]
INTERVAL_COLUMNS = ["code", "domain", *RANKS, *SCORES]
SUMMARY_COLUMNS = [
    *("level", "kind", "item", "mean_shift", "largest_shift"),
    *("first", "first_error", "total", "total_error"),
]
FOLDER = Path("indicators") / "robustness"
#: Level whose intervals by domain are in a table of their own.
FINEST = "commune"
SUMMARY = "summary"
#: Rank intervals by domain of the communes, kept apart: 15 times as many rows as communes.
COMMUNE_DOMAINS = "commune_domains"
RANK_COLUMNS = ["code", "domain", "rank_low", "rank_high"]

#: Kinds of rows of the summary.
ALTERNATIVE, LEFT_OUT, SOBOL = "alternative", "left_out", "sobol"
#: Item of the alternative where nothing but weights varies.
WEIGHTS = "weights"


def read_robustness(level: str, data: Path) -> pd.DataFrame:
    """Read the intervals of the territories of one level.

    Parameters
    ----------
    level : key of one of the five mapped levels.
    data : folder of the product's tables.

    Returns
    -------
    DataFrame
        code, domain (``ensemble`` and, but for communes, each domain that exists at the level),
        rank_low, rank_median, rank_high (1 = most fragile), score_low, score_median, score_high
        (0-100): quantiles 5 %, 50 % and 95 % over the draws; sorted by domain and code. A
        territory without a rank has no row.

    Raises
    ------
    MissingDataError, DamagedDataError
        See :func:`common.tables.table_path`.
    """
    return _read(level, data).astype({"domain": "str"})


def read_rank_intervals(level: str, data: Path) -> pd.DataFrame:
    """Read how low and how high the ranks of one level go, in the whole and in each domain.

    Parameters
    ----------
    level : key of one of the five mapped levels.
    data : folder of the product's tables.

    Returns
    -------
    DataFrame
        code, domain, rank_low, rank_high (Int64).

    Raises
    ------
    MissingDataError, DamagedDataError
        See :func:`common.tables.table_path`.
    """
    tables = [read_robustness(level, data)[RANK_COLUMNS]]
    if level == FINEST:
        tables.append(_read(COMMUNE_DOMAINS, data).astype({"domain": "str"}))
    whole = pd.concat(tables, ignore_index=True)
    return whole.astype({"rank_low": "Int64", "rank_high": "Int64"})


def read_robustness_summary(data: Path) -> pd.DataFrame:
    """Read what moves the ranks of the overall score, level by level.

    Returns
    -------
    DataFrame
        level, kind, item, then what the kind has (NaN elsewhere): ``alternative`` (weights within
        ±25 % and, but for item ``weights``, the option that item names: mean_shift, mean absolute
        difference of ranks over territories and draws), ``left_out`` (the domain that item names
        left out: mean_shift, and largest_shift of a territory), ``sobol`` (factor of
        :data:`indicators.composite.sensitivity.FACTORS`: first, first_error, total, total_error).

    Raises
    ------
    MissingDataError, DamagedDataError
        See :func:`common.tables.table_path`.
    """
    return _read(SUMMARY, data)


def _read(name: str, data: Path) -> pd.DataFrame:
    frame = pd.read_parquet(table_path(data, FOLDER / f"{name}.parquet"))
    numbers = frame.select_dtypes("float32").astype("float64").round(DECIMALS)
    return frame.assign(**{str(name): numbers[name] for name in numbers})
