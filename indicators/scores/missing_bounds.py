"""How far a score, and its rank, could go if what a territory lacks were known.

A score rests on the members that a territory has. What is missing could be low or high: the bounds
put each missing member at the tenth, then at the ninetieth centile of those that are known, so that
the less is known, the wider the interval. A territory that lacks nothing has its score for bounds.
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
import pandas as pd

from indicators.base.domains import AGGREGATE_KEYS, domains_of
from indicators.composite.aggregate import aggregate
from indicators.scores.domain_scores import DOMAIN_LEVEL, OVERALL_LEVEL
from indicators.scores.objective import ObjectiveScores

#: Where a missing member could stand among those that are known: four in five lie between.
CENTILES = {"floor": 0.1, "ceiling": 0.9}


def missing_bounds(result: ObjectiveScores, of: str) -> pd.DataFrame:
    """Bound the scores of a domain, a dimension or the whole by what is missing.

    Parameters
    ----------
    result : scores of one level.
    of : key of the score.

    Returns
    -------
    DataFrame
        Indexed by code, the territories that have the score: floor and ceiling (0-100).
    """
    scored = _scores(result, of).dropna()
    lacking = _lacking(result, of).reindex(scored.index)
    # Where nothing is missing, the bounds are the score to its last digit.
    return pd.DataFrame(
        {
            side: _filled(result, of, centile).reindex(scored.index).where(lacking, scored)
            for side, centile in CENTILES.items()
        }
    )


def widened(intervals: pd.DataFrame, bounds: pd.DataFrame) -> pd.DataFrame:
    """Widen intervals of ranks and scores to what bounds allow.

    Parameters
    ----------
    intervals : indexed by code: score, rank, rank_low, rank_high, score_low, score_high.
    bounds : see :func:`missing_bounds`.

    Returns
    -------
    DataFrame
        The same intervals; those of a territory that lacks something may be wider.
    """
    best, worst = rank_bounds(intervals["score"], bounds.loc[intervals.index])
    return intervals.assign(
        rank_low=np.minimum(intervals["rank_low"], best),
        rank_high=np.maximum(intervals["rank_high"], worst),
        score_low=np.minimum(intervals["score_low"], bounds["floor"].reindex(intervals.index)),
        score_high=np.maximum(intervals["score_high"], bounds["ceiling"].reindex(intervals.index)),
    ).astype(intervals.dtypes.to_dict())


def rank_bounds(
    scores: pd.Series, bounds: pd.DataFrame
) -> tuple[npt.NDArray[np.int64], npt.NDArray[np.int64]]:
    """Rank bounds among the scores of the others.

    Parameters
    ----------
    scores : of all the territories, those of ``bounds`` among them.
    bounds : floor and ceiling, indexed by code.

    Returns
    -------
    (array, array)
        Rank at the ceiling and rank at the floor, 1 the highest score.
    """
    ordered = np.sort(scores.to_numpy())
    own = scores.reindex(bounds.index).to_numpy()

    def above(values: npt.NDArray[np.float64]) -> npt.NDArray[np.int64]:
        # A territory is not above itself.
        return len(ordered) - np.searchsorted(ordered, values, side="right") - (own > values)

    ceiling, floor = bounds["ceiling"].to_numpy(), bounds["floor"].to_numpy()
    return above(ceiling) + 1, above(floor) + 1


def _scores(result: ObjectiveScores, key: str) -> pd.Series:
    rows = result.scores[result.scores["domain"] == key]
    return rows.set_index("code")["score"]


def _members(result: ObjectiveScores, domain_key: str) -> list[str]:
    nodes = result.weights
    own = nodes[(nodes["level"] == 1) & (nodes["parent"] == domain_key) & (nodes["nominal"] > 0)]
    return list(own.index)


def _domains(result: ObjectiveScores, of: str) -> list[str]:
    if of not in AGGREGATE_KEYS:
        return [of]
    return [key for key in domains_of(of) if key in result.common]


def _lacking(result: ObjectiveScores, of: str) -> pd.Series:
    members = [name for key in _domains(result, of) for name in _members(result, key)]
    lacking: pd.Series = result.normalised[members].isna().any(axis=1)
    return lacking


def _filled(result: ObjectiveScores, of: str, centile: float) -> pd.Series:
    """Score with every missing member at a centile of those that are known."""
    weights, recipe = result.weights["nominal"], result.recipe
    scores = {}
    for key in _domains(result, of):
        known = result.normalised[_members(result, key)]
        table = known.fillna(known.quantile(centile))
        scores[key] = aggregate(table, weights, recipe.method_at(DOMAIN_LEVEL), recipe)
    if of not in AGGREGATE_KEYS:
        return scores[of]
    # A domain without score may stand anywhere among those that have one.
    table = pd.DataFrame(
        {
            key: score.where(
                _scores(result, key).reindex(score.index).notna(),
                _scores(result, key).quantile(centile),
            )
            for key, score in scores.items()
        }
    )
    return aggregate(table, weights, recipe.method_at(OVERALL_LEVEL), recipe)
