"""Ranks: 1 for the highest score, equal scores share the best rank, no score no rank."""

from __future__ import annotations

import pandas as pd


def rank(scores: pd.Series, decimals: int | None = None) -> pd.Series:
    """Rank units, 1 for the highest score.

    Parameters
    ----------
    scores : one number per unit; NaN has no rank.
    decimals : decimals to which scores are rounded first, for scores that are published so.

    Returns
    -------
    Int64, null where there is no score; equal scores share the smallest rank.

    Examples
    --------
    >>> rank(pd.Series([10.0, float("nan"), 30.0, 30.0])).tolist()
    [3, <NA>, 1, 1]
    """
    published = scores if decimals is None else scores.round(decimals)
    ranks: pd.Series = published.rank(method="min", ascending=False)
    return ranks.astype("Int64")
