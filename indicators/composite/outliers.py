"""Outlier treatment of the index input, with its audit table; displayed values are never treated.

Rule of the JRC COIN Tool as in COINr ``Treat``, ``winsorise``, ``log_CT``: an indicator fails when
its absolute skewness and its excess kurtosis (both corrected for the sample size) exceed their
thresholds. Its most extreme value, on the side of the skewness, is then brought to the next one,
again and again until it passes; if that would move too many values, ``ln(x - min + 0.01 (max -
min))`` is applied to the original values instead.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pandas as pd

from indicators.composite.options import Treatment
from indicators.composite.recipe import Recipe

Numbers = npt.NDArray[np.float64]

#: Columns of the audit table, after the indicator's code as index.
AUDIT_COLUMNS = (
    "treatment",
    "low",
    "high",
    "skewness_before",
    "kurtosis_before",
    "skewness_after",
    "kurtosis_after",
    "passes",
)


@dataclass(frozen=True)
class Treated:
    """Treated indicators and what was done.

    Attributes
    ----------
    table : treated values, rows units, columns indicators.
    audit : one row per indicator: treatment applied (``none``, ``winsorise`` or ``log``), number
        of low and high values moved, sample skewness and excess kurtosis before and after, and
        whether the treated indicator passes the test (null when it cannot be tested).
    """

    table: pd.DataFrame
    audit: pd.DataFrame


def shape(values: Numbers) -> tuple[float, float]:
    """Compute skewness and excess kurtosis, corrected for the sample size (type 2).

    Both are NaN with fewer than four values or when all are equal.

    Examples
    --------
    >>> [round(x, 4) for x in shape(np.array([1.0, 2.0, 3.0, 4.0, 10.0]))]
    [1.6971, 3.152]
    """
    n = len(values)
    if n < 4 or values.min() == values.max():
        return np.nan, np.nan
    deviations = values - values.mean()
    deviations /= np.abs(deviations).max()  # neither moment has a unit; avoids underflow
    squares = deviations * deviations
    m2 = squares.mean()
    g1 = np.mean(squares * deviations) / m2**1.5
    g2 = np.mean(squares * squares) / m2**2 - 3
    skewness = g1 * np.sqrt(n * (n - 1)) / (n - 2)
    kurtosis = ((n + 1) * g2 + 6) * (n - 1) / ((n - 2) * (n - 3))
    return float(skewness), float(kurtosis)


def treat(values: pd.DataFrame, recipe: Recipe) -> Treated:
    """Treat every indicator as the recipe says.

    Parameters
    ----------
    values : rows units, columns indicators; NaN stays NaN.
    recipe : ``treatment``, ``max_skewness``, ``max_kurtosis`` and ``max_winsorised`` are used.
    """
    columns, audit = {}, []
    for code in values:
        column = values[code].to_numpy(dtype=float)
        present = ~np.isnan(column)
        before = shape(column[present])
        treated, name, low, high = _treat(column[present], before, recipe)
        after = before if name is Treatment.NONE else shape(treated)
        passes = pd.NA if np.isnan(after[0]) else not _fails(after, recipe)
        audit.append((name.value, low, high, *before, *after, passes))
        columns[code] = np.full(len(column), np.nan)
        columns[code][present] = treated
    table = pd.DataFrame(audit, index=values.columns, columns=list(AUDIT_COLUMNS))
    table["passes"] = table["passes"].astype("boolean")
    return Treated(pd.DataFrame(columns, index=values.index, columns=values.columns), table)


def _fails(moments: tuple[float, float], recipe: Recipe) -> bool:
    skewness, kurtosis = moments
    return abs(skewness) > recipe.max_skewness and kurtosis > recipe.max_kurtosis


def _treat(
    values: Numbers, moments: tuple[float, float], recipe: Recipe
) -> tuple[Numbers, Treatment, int, int]:
    if recipe.treatment is Treatment.NONE or not _fails(moments, recipe):
        return values, Treatment.NONE, 0, 0
    if recipe.treatment is Treatment.LOG:
        return _log(values), Treatment.LOG, 0, 0
    moved, low, high = _winsorise(values, recipe)
    if recipe.treatment is Treatment.WINSORISE_THEN_LOG and _fails(shape(moved), recipe):
        return _log(values), Treatment.LOG, 0, 0
    return moved, Treatment.WINSORISE if low + high else Treatment.NONE, low, high


def _winsorise(values: Numbers, recipe: Recipe) -> tuple[Numbers, int, int]:
    """Move extremes toward the next value, never more than the recipe allows, until it passes."""
    moved = values.copy()
    low = high = 0
    moments = shape(moved)
    while _fails(moments, recipe):
        skewed_high = moments[0] >= 0
        extreme = moved == (moved.max() if skewed_high else moved.min())
        count = int(extreme.sum())
        if (low + count if skewed_high else high + count) > recipe.max_winsorised:
            break
        rest = moved[~extreme]
        moved[extreme] = rest.max() if skewed_high else rest.min()
        low, high = (low, count) if skewed_high else (count, high)
        moments = shape(moved)
    return moved, low, high


def _log(values: Numbers) -> Numbers:
    low, high = values.min(), values.max()
    return np.asarray(np.log(values - low + 0.01 * (high - low)), dtype=float)
