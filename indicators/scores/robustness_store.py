"""Reader of the stored robustness of the default recipe.

``indicators/robustness/*.parquet`` is read here only; see
:mod:`indicators.scores.objective_robustness` for what the figures mean.
"""

from __future__ import annotations

from pathlib import Path

import pandas as pd

from common.parquet_tables import read_table
from common.table_schema import Field, TableSchema
from common.tables import table_path

#: Decimals of the scores that the files hold.
DECIMALS = 3
RANKS = ["rank_low", "rank_median", "rank_high"]
SCORES = ["score_low", "score_median", "score_high"]
FOLDER = Path("indicators") / "robustness"
#: Level whose intervals by domain are in a table of their own.
FINEST = "commune"
SUMMARY = "summary"
#: Rank intervals by domain of the communes, kept apart: 15 times as many rows as communes.
COMMUNE_DOMAINS = "commune_domains"
_CODE = Field("code", "str", "code of the territory")
_DOMAIN = Field("domain", "str", "key of the domain or dimension, or ``ensemble``")
INTERVALS = TableSchema(
    "a territory that has a rank, in ``ensemble`` and, but for communes, in each dimension and "
    "domain; sorted by domain and code",
    ("domain", "code"),
    (
        _CODE,
        _DOMAIN,
        *(
            Field(f"rank_{name}", "int32", f"{share} quantile of the rank over the draws")
            for name, share in (("low", "5 %"), ("median", "50 %"), ("high", "95 %"))
        ),
        *(
            Field(f"score_{name}", "float64", f"{share} quantile of the score", "0-100")
            for name, share in (("low", "5 %"), ("median", "50 %"), ("high", "95 %"))
        ),
    ),
    file=f"{FOLDER.as_posix()}/{{level}}.parquet",
)
#: Those of the communes by domain, and the first columns of :data:`INTERVALS`.
RANK_INTERVALS = TableSchema(
    "a territory that has a rank, in a domain",
    ("domain", "code"),
    (
        _CODE,
        _DOMAIN,
        Field("rank_low", "Int64", "5 % quantile of the rank over the draws"),
        Field("rank_high", "Int64", "95 % quantile of the rank"),
    ),
    file=f"{FOLDER.as_posix()}/{COMMUNE_DOMAINS}.parquet",
)
ROBUSTNESS_SUMMARY = TableSchema(
    "something that moves the ranks of the overall score of a level",
    ("level", "kind", "item"),
    (
        Field("level", "str", "level"),
        Field(
            "kind", "str",
            "``alternative`` (weights within ±25 % and, but for item ``weights``, the option that "
            "item names), ``left_out`` (the domain that item names) or ``sobol`` (a factor of "
            ":data:`indicators.composite.sensitivity.FACTORS`)",
        ),
        Field("item", "str", "which one"),
        Field(
            "mean_shift", "float64", "mean absolute difference of ranks", "ranks", "sobol"
        ),
        Field("largest_shift", "float64", "largest one of a territory", "ranks", "not left_out"),
        *(
            Field(name, "float64", meaning, absent="not sobol")
            for name, meaning in (
                ("first", "first-order index"),
                ("first_error", "its error"),
                ("total", "total index"),
                ("total_error", "its error"),
            )
        ),
    ),
    file=f"{FOLDER.as_posix()}/{SUMMARY}.parquet",
)  # fmt: skip
INTERVAL_COLUMNS, SUMMARY_COLUMNS = INTERVALS.names, ROBUSTNESS_SUMMARY.names
RANK_COLUMNS = RANK_INTERVALS.names

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
        :data:`INTERVALS`.

    Raises
    ------
    MissingDataError, DamagedDataError
        See :func:`common.tables.table_path`.
    """
    return _read(level, data).astype({"domain": "str"})


def read_rank_intervals(
    level: str, data: Path, domain: str | None = None, code: str | None = None
) -> pd.DataFrame:
    """Read how low and how high the ranks of one level go, in the whole and in each domain.

    Parameters
    ----------
    level : key of one of the five mapped levels.
    data : folder of the product's tables.
    domain : the one to keep, ``ensemble`` included; all of them unless given.
    code : the territory to keep; all of them unless given.

    Returns
    -------
    DataFrame
        :data:`RANK_INTERVALS`, all the levels alike.

    Raises
    ------
    MissingDataError, DamagedDataError
        See :func:`common.tables.table_path`.
    """
    files = [level, COMMUNE_DOMAINS] if level == FINEST else [level]
    tables = [_read(name, data, RANK_COLUMNS, domain, code) for name in files]
    whole = pd.concat([table.astype({"domain": "str"}) for table in tables], ignore_index=True)
    return whole.astype({"rank_low": "Int64", "rank_high": "Int64"})


def read_robustness_summary(data: Path) -> pd.DataFrame:
    """Read what moves the ranks of the overall score, level by level.

    Returns
    -------
    DataFrame
        :data:`ROBUSTNESS_SUMMARY`.

    Raises
    ------
    MissingDataError, DamagedDataError
        See :func:`common.tables.table_path`.
    """
    return _read(SUMMARY, data)


def _read(
    name: str,
    data: Path,
    columns: list[str] | None = None,
    domain: str | None = None,
    code: str | None = None,
) -> pd.DataFrame:
    asked = {"domain": domain, "code": code}
    where = {column: [key] for column, key in asked.items() if key is not None}
    frame = read_table(table_path(data, FOLDER / f"{name}.parquet"), columns, where)
    numbers = frame.select_dtypes("float32").astype("float64").round(DECIMALS)
    return frame.assign(**{str(name): numbers[name] for name in numbers})
