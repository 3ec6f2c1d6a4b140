"""The gaps of every survey with the default recipe: worked out by the build, read here only."""

from __future__ import annotations

from pathlib import Path

import pandas as pd

from common.parquet_tables import read_table
from common.table_schema import Field, TableSchema
from common.tables import table_path
from indicators.views.gaps import gap

FILE = Path("perceptions") / "gaps.parquet"
#: What a gap is of.
KEY = ["survey", "group", "domain", "level"]
#: Normal quantile of the bounds that the robustness tables store (5 % and 95 %).
NORMAL_95 = 1.6448536269514722
_DEVIATIONS = "standard deviations"
#: Of :func:`gap_table`: what a gap is, then the two sides.
_GAP = (
    Field("objective_z", "float64", "objective score, centred", _DEVIATIONS, "see status"),
    Field("objective_z_se", "float64", "its standard error", _DEVIATIONS, "see status"),
    Field("perceived_z", "float64", "perceived fragility, centred", _DEVIATIONS, "see status"),
    Field("perceived_z_se", "float64", "its standard error", _DEVIATIONS, "see status"),
    Field("value", "float64", "the gap: perceived less objective", _DEVIATIONS, "see status"),
    Field("se", "float64", "its standard error", _DEVIATIONS, "see status"),
    Field("low", "float64", "lower bound, 95 %", _DEVIATIONS, "see status"),
    Field("high", "float64", "upper bound, 95 %", _DEVIATIONS, "see status"),
    Field("p_value", "float64", "of no gap, discoveries controlled", absent="see status"),
    Field("distinguishable", "bool", "whether the gap is told from none"),
    Field("gap_points", "float64", "perceived less objective", "points of 0-100", "see status"),
    Field("status", "str", ":class:`indicators.views.gaps.GapStatus`"),
)
_SIDES = (
    Field("objective", "float64", "objective score", "0-100", "no gap"),
    Field("perceived", "float64", "perceived fragility", "0-100", "no gap"),
    Field("n", "float64", "answers", absent="no gap, or the producer gives none"),
)
COLUMNS, SIDES = [column.name for column in _GAP], [column.name for column in _SIDES]
#: One question's gaps, as rooms hand them to each other.
GAP_TABLE = TableSchema(
    "a territory where the survey publishes the domain",
    ("code",),
    (Field("code", "str", "code of the territory"), *_GAP, *_SIDES),
    index=("code",),
)
GAPS = TableSchema(
    "a territory, in a question that enough territories answer; sorted",
    (*KEY, "code"),
    (
        Field("survey", "str", "key of the survey"),
        Field("group", "str", "key of the respondents"),
        Field("domain", "str", "key of the domain, or ``ensemble``"),
        Field("level", "str", "level of the territory"),
        Field("code", "str", "its code"),
        *_GAP,
        *_SIDES,
    ),
    file=FILE.as_posix(),
)


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
        :data:`GAP_TABLE`, on the index of ``felt``.

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
        :data:`GAPS`.

    Raises
    ------
    MissingDataError, DamagedDataError
        See :func:`common.tables.table_path`.
    """
    return read_table(table_path(data, FILE))
