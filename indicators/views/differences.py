"""Is one estimate above another? Only if the interval of their difference says so."""

from __future__ import annotations

import pandas as pd


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
