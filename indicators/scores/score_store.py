"""Reader of the stored scores of the default recipe.

``indicators/scores/*.parquet`` is read here only: what does not depend on a visitor is worked out
once, by the build. A row group holds one domain, so that a map reads no other.
"""

from __future__ import annotations

from pathlib import Path

import pandas as pd

from common.parquet_tables import read_table
from common.table_schema import Field, TableSchema
from common.tables import table_path

FOLDER = Path("indicators") / "scores"
#: As :func:`indicators.scores.objective.objective_scores` gives them.
SCORES = TableSchema(
    "a territory in a domain; a row group of the file holds one domain",
    ("domain", "code"),
    (
        Field("code", "str", "code of the territory"),
        Field("domain", "str", "key of the domain or dimension, or ``ensemble``"),
        Field("score", "float64", "objective fragility", "0-100, 100 the most", "see status"),
        Field("rank", "Int64", "rank, 1 the most fragile", absent="no score"),
        Field("ranked", "int64", "territories that have a rank in the domain"),
        Field("available", "int64", "indicators known, or domains of an aggregate"),
        Field("expected", "int64", "indicators that exist at the level, or domains compared there"),
        Field("status", "str", ":class:`indicators.scores.domain_scores.ScoreStatus`"),
    ),
    file=f"{FOLDER.as_posix()}/{{level}}.parquet",
)
#: Of the default recipe, over territories of a level that lie in a larger one.
MEDIAN_SCORES = TableSchema(
    "a domain, over the territories of a level that have a commune in a larger territory",
    ("level", "within", "domain"),
    (
        Field("level", "str", "level of the territories"),
        Field("within", "str", "``level:code`` of the larger one"),
        Field("domain", "str", "key of the domain, or ``ensemble``"),
        Field("median", "float64", "score that half of them exceed", "0-100", "none has a score"),
    ),
    file="indicators/median_scores.parquet",
)
COLUMNS = SCORES.names
_KINDS = {column.name: column.dtype for column in SCORES.columns}


def read_scores(
    level: str, data: Path, domain: str | None = None, code: str | None = None
) -> pd.DataFrame:
    """Read the scores of the territories of one level (default recipe).

    Parameters
    ----------
    level : key of one of the five mapped levels.
    data : folder of the product's tables.
    domain : the one to keep, ``ensemble`` included; all of them unless given.
    code : the territory to keep; all of them unless given.

    Returns
    -------
    DataFrame
        :data:`SCORES`, in the order of :attr:`indicators.scores.objective.ObjectiveScores.scores`.

    Raises
    ------
    MissingDataError, DamagedDataError
        See :func:`common.tables.table_path`.
    """
    path = table_path(data, FOLDER / f"{level}.parquet")
    asked = {"domain": domain, "code": code}
    wanted = {name: [key] for name, key in asked.items() if key is not None}
    return read_table(path, COLUMNS, wanted).astype(_KINDS)


def read_median_scores(data: Path) -> pd.DataFrame:
    """Read the median scores of what lies in larger territories: :data:`MEDIAN_SCORES`.

    Raises
    ------
    MissingDataError, DamagedDataError
        See :func:`common.tables.table_path`.
    """
    return read_table(table_path(data, MEDIAN_SCORES.file))


def median_scores(scores: pd.DataFrame) -> pd.Series:
    """Score that half of some territories exceed, in each domain.

    Each territory counts once, as in a rank: what stands in the least fragile third of a level is
    always less fragile than the median of the level. A mean weighted by population would not say
    so, where many small territories stand on one side of it.

    Parameters
    ----------
    scores : rows territories, columns domains; NaN where a territory has none.

    Examples
    --------
    >>> scores = pd.DataFrame({"eau": [10.0, 40.0, 30.0], "sante": [None, 50.0, 60.0]})
    >>> median_scores(scores).tolist()
    [30.0, 55.0]
    """
    return scores.median()


def read_score_table(level: str, data: Path) -> pd.DataFrame:
    """Read the scores alone: rows codes, columns domains (sorted), NaN where insufficient.

    Raises
    ------
    MissingDataError, DamagedDataError
        See :func:`common.tables.table_path`.
    """
    columns = ["code", "domain", "score"]
    path = table_path(data, FOLDER / f"{level}.parquet")
    long = read_table(path, columns)
    parts = {
        str(domain): rows.set_index("code")["score"]
        for domain, rows in long.groupby("domain", observed=True)
    }
    return pd.DataFrame(dict(sorted(parts.items()))).rename_axis(columns="domain")
