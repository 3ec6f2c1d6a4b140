"""The gaps of every survey with the default recipe: worked out by the build, read here only."""

from __future__ import annotations

from pathlib import Path

import pandas as pd

from common.tables import table_path
from indicators.views.gaps import GAP_COLUMNS, gap

FILE = Path("perceptions") / "gaps.parquet"
#: What a gap is of.
KEY = ["survey", "group", "domain", "level"]
#: Normal quantile of the bounds that the robustness tables store (5 % and 95 %).
NORMAL_95 = 1.6448536269514722
COLUMNS = [*("value" if name == "gap" else name for name in GAP_COLUMNS)]
SIDES = ["objective", "perceived", "n"]


def gap_table(
    felt: pd.DataFrame, scores: pd.Series, errors: pd.Series, population: pd.Series
) -> pd.DataFrame:
    """Compare what a survey publishes of a domain with the scores of the same territories.

    Both errors enter: that of sampling, and that of the choices of the index.

    Parameters
    ----------
    felt : by code: value, se, n (output of :func:`indicators.views.perceptions.perceived`).
    scores : objective scores by code, 0-100.
    errors : their standard errors by code (:func:`score_errors`); a score without one is taken as
        known.
    population : inhabitants by code.

    Returns
    -------
    DataFrame
        On the index of ``felt``: the columns of :func:`indicators.views.gaps.gap`, the gap named
        ``value``; then objective, perceived (0-100) and n, NaN where there is no gap.

    Raises
    ------
    NotAvailableError
        If too few territories have both sides.
    """
    measured = scores.reindex(felt.index)
    known_errors = errors.reindex(felt.index).fillna(0.0)
    table = gap(measured, felt, population, known_errors).rename(columns={"gap": "value"})
    both = table["value"].notna()
    return table.assign(
        objective=measured.where(both), perceived=felt["value"].where(both), n=felt["n"].where(both)
    )


def score_errors(intervals: pd.DataFrame) -> pd.Series:
    """Standard error of scores over the choices of the recipe: half of the interval over 1.645.

    The choices move all the territories together; taken as independent errors they are counted
    in full, which names fewer gaps.

    Parameters
    ----------
    intervals : score_low, score_high, the 5-95 % interval.
    """
    return (intervals["score_high"] - intervals["score_low"]) / (2 * NORMAL_95)


def read_gaps(data: Path) -> pd.DataFrame:
    """Read the gaps.

    Returns
    -------
    DataFrame
        survey, group, domain, level, code, then the columns of :func:`gap_table`; sorted by these
        keys. A question that too few territories answer has no row.

    Raises
    ------
    MissingDataError, DamagedDataError
        See :func:`common.tables.table_path`.
    """
    return pd.read_parquet(table_path(data, FILE))
