"""Which differences between respondent groups of one survey and place are real, as published.

Estimates are all that is known here. Where the answers are at hand,
``indicators.survey.differences`` also counts what the groups share.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import combinations

import numpy as np
import pandas as pd

from indicators.base.laws import Z, fewer_false_discoveries
from indicators.survey.intervals import LEVEL
from indicators.views.two_estimates import two_sided

#: False discovery rate over the pairs shown.
ALPHA = 1 - LEVEL
TERRITORY_DIFFERENCES = [
    *("code", "group_a", "group_b", "difference", "se", "low", "high", "p_value", "real"),
]


def pair_differences(estimates: pd.DataFrame) -> pd.DataFrame:
    """Compare groups two by two, as estimates of independent samples.

    ``se² = se_a² + se_b²``: exact when each group was sampled apart (a stratum never holds two
    groups), prudent when two groups were asked in the same places and answer alike there.

    Parameters
    ----------
    estimates : indexed by group, in the order wanted: value and se (NaN: left out).

    Returns
    -------
    DataFrame
        One row per pair: group_a, group_b, difference (a less b), se, low, high (95 %, normal),
        p_value (two-sided, one by one); see :func:`control` for several pairs.

    Examples
    --------
    >>> views = pd.DataFrame({"value": [60.0, 50.0], "se": [3.0, 4.0]}, index=["elus", "citoyens"])
    >>> pair_differences(views).round(2).to_dict("records")[0]["difference"]
    10.0
    """
    known = estimates[estimates["value"].notna() & estimates["se"].notna()]
    pairs = list(combinations(range(len(known)), 2))
    first, second = (np.array([pair[side] for pair in pairs], dtype=int) for side in (0, 1))
    value, error = known["value"].to_numpy(float), known["se"].to_numpy(float)
    difference = value[first] - value[second]
    se = np.hypot(error[first], error[second])
    return pd.DataFrame(
        {
            "group_a": known.index[first],
            "group_b": known.index[second],
            "difference": difference,
            "se": se,
            "low": difference - Z * se,
            "high": difference + Z * se,
            "p_value": two_sided(difference, se),
        }
    )


def territory_differences(estimates: pd.DataFrame, groups: Sequence[str]) -> pd.DataFrame:
    """Compare the groups within each territory; which differences are real is said once for all.

    The false discoveries are held to 5 % over all the pairs of all the territories given: those of
    a level. Whoever then looks at one territory reads the same as whoever looks at them all.

    Parameters
    ----------
    estimates : of one question: code, group, value, se.
    groups : in the order wanted.

    Returns
    -------
    DataFrame
        One row per territory and pair: code, the columns of :func:`pair_differences`, real.

    Examples
    --------
    >>> rows = [("a", "elus", 60.0, 1.0), ("a", "citoyens", 50.0, 1.0), ("b", "elus", 60.0, 1.0)]
    >>> table = pd.DataFrame(rows, columns=["code", "group", "value", "se"])
    >>> found = territory_differences(table, ["citoyens", "elus"])
    >>> found[["code", "group_a", "difference", "real"]].to_dict("records")
    [{'code': 'a', 'group_a': 'citoyens', 'difference': -10.0, 'real': True}]
    """
    parts = []
    for code, rows in estimates.groupby("code", sort=True):
        by_group = rows.set_index("group")
        known = [group for group in groups if group in by_group.index]
        parts.append(pair_differences(by_group.loc[known]).assign(code=code))
    if not parts:
        return pd.DataFrame(columns=TERRITORY_DIFFERENCES).astype({"real": bool})
    table = pd.concat(parts, ignore_index=True)
    return table.assign(real=control(table["p_value"]).astype(bool))[TERRITORY_DIFFERENCES]


def control(p_values: pd.Series) -> pd.Series:
    """Tell which pairs differ, false discoveries being held to 5 % over the pairs (BH).

    >>> control(pd.Series([0.001, 0.04, 0.06])).tolist()
    [True, False, False]
    """
    if p_values.empty:
        return pd.Series(dtype=bool)
    return pd.Series(
        fewer_false_discoveries(p_values.to_numpy(float)) <= ALPHA, index=p_values.index
    )
