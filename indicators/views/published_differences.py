"""Which differences between respondent groups of one survey and place are real, as published.

Estimates are all that is known here. Where the answers are at hand,
``indicators.survey.differences`` also counts what the groups share.
"""

from __future__ import annotations

from collections.abc import Sequence

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


def territory_differences(estimates: pd.DataFrame, groups: Sequence[str]) -> pd.DataFrame:
    """Compare the groups within each territory, two by two, as estimates of independent samples.

    ``se² = se_a² + se_b²``: exact when each group was sampled apart (a stratum never holds two
    groups), prudent when two groups were asked in the same places and answer alike there. The false
    discoveries are held to 5 % over all the pairs of all the territories given: those of a level.
    Whoever then looks at one territory reads the same as whoever looks at them all.

    Parameters
    ----------
    estimates : of one question: code, group, value, se (NaN: left out).
    groups : in the order wanted.

    Returns
    -------
    DataFrame
        One row per territory and pair: code, group_a, group_b, difference (a less b), se, low, high
        (95 %, normal), p_value (two-sided, one by one), real (see :func:`control`).

    Examples
    --------
    >>> rows = [("a", "elus", 60.0, 1.0), ("a", "citoyens", 50.0, 1.0), ("b", "elus", 60.0, 1.0)]
    >>> table = pd.DataFrame(rows, columns=["code", "group", "value", "se"])
    >>> found = territory_differences(table, ["citoyens", "elus"])
    >>> found[["code", "group_a", "difference", "real"]].to_dict("records")
    [{'code': 'a', 'group_a': 'citoyens', 'difference': -10.0, 'real': True}]
    """
    rank = {group: place for place, group in enumerate(groups)}
    known = estimates[estimates["value"].notna() & estimates["se"].notna()]
    known = known[["code", "group", "value", "se"]].assign(rank=known["group"].map(rank))
    known = known[known["rank"].notna()].sort_values(["code", "rank"])
    pairs = known.merge(known, on="code", suffixes=("_a", "_b"))
    pairs = pairs[pairs["rank_a"] < pairs["rank_b"]].reset_index(drop=True)
    difference = (pairs["value_a"] - pairs["value_b"]).to_numpy(float)
    se = np.hypot(pairs["se_a"].to_numpy(float), pairs["se_b"].to_numpy(float))
    table = pairs.assign(
        difference=difference,
        se=se,
        low=difference - Z * se,
        high=difference + Z * se,
        p_value=two_sided(difference, se),
    )
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
