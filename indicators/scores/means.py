"""Mean scores of the territories that lie in a larger one."""

from __future__ import annotations

import pandas as pd


def mean_scores(scores: pd.DataFrame, population: pd.Series) -> pd.Series:
    """Mean score of each domain over territories, weighted by population.

    Parameters
    ----------
    scores : rows territories, columns domains; each weighs in the domains where it has a score.
    population : inhabitants, on the same rows; one that is unknown weighs nothing.

    Examples
    --------
    >>> scores = pd.DataFrame({"eau": [10.0, 40.0], "sante": [None, 50.0]})
    >>> mean_scores(scores, pd.Series([300.0, 100.0])).tolist()
    [17.5, 50.0]
    """
    weights = scores.notna().mul(population.fillna(0.0), axis=0)
    total = weights.sum()
    return (scores.fillna(0.0) * weights).sum() / total.where(total > 0)
