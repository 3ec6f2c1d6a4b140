"""Whether one estimate is above another, or above nothing, beyond their errors."""

from __future__ import annotations

import numpy as np
import pandas as pd

from indicators.base.laws import normal_above
from indicators.survey.intervals import Floats


def two_sided(estimate: Floats, se: Floats) -> Floats:
    """Give the p-values of the two-sided normal test of 0, one by one.

    A value known without error differs from 0 as soon as it is not 0.

    Parameters
    ----------
    estimate, se : estimates and their standard errors, in one unit.

    Examples
    --------
    >>> two_sided(np.array([1.96, 0.0, 0.1]), np.array([1.0, 0.0, 0.0])).round(3).tolist()
    [0.05, 1.0, 0.0]
    """
    exact = se == 0
    ratio = np.divide(np.abs(estimate), se, out=np.zeros_like(estimate), where=~exact)
    return np.where(exact, np.where(estimate == 0, 1.0, 0.0), 2 * normal_above(ratio))


def difference_interval(first: pd.DataFrame, second: pd.DataFrame) -> pd.DataFrame:
    """Give the interval of ``first − second`` from the interval of each.

    The method of variance estimates recovery (MOVER, Zou & Donner 2008, *Statistics in Medicine*
    27, p. 1693): for independent estimates it keeps the level of the two intervals, which need
    not be symmetric. Where one territory is a part of the other, both move together and the
    interval is wider than it need be.

    Parameters
    ----------
    first, second : value, low, high, same index.

    Returns
    -------
    DataFrame
        value, low, high; NaN where one side lacks its value or its interval.

    Examples
    --------
    >>> first = pd.DataFrame({"value": [10.0], "low": [7.0], "high": [13.0]})
    >>> second = pd.DataFrame({"value": [5.0], "low": [1.0], "high": [9.0]})
    >>> difference_interval(first, second).to_dict("records")
    [{'value': 5.0, 'low': 0.0, 'high': 10.0}]
    """
    value = first["value"] - second["value"]
    down = ((first["value"] - first["low"]) ** 2 + (second["high"] - second["value"]) ** 2) ** 0.5
    up = ((first["high"] - first["value"]) ** 2 + (second["value"] - second["low"]) ** 2) ** 0.5
    table = pd.DataFrame({"value": value, "low": value - down, "high": value + up})
    return table.where(table.notna().all(axis=1))
