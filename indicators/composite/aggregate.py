"""Make one score out of the members of a group.

The functions of one method take a matrix (rows units, columns members, NaN where missing) and the
positive weights of its columns, and share the weights out over the members that a unit has;
:func:`aggregate` applies one of them to frames under the availability rule. Sources: COINr
``a_amean``, ``a_gmean``, ``a_copeland``; OECD-JRC Handbook on constructing composite indicators,
step 6.
"""

from __future__ import annotations

import math
from collections.abc import Callable

import numpy as np
import numpy.typing as npt
import pandas as pd

from indicators.composite.availability import sufficient
from indicators.composite.options import Aggregation, inapplicable
from indicators.composite.recipe import Recipe

Numbers = npt.NDArray[np.float64]

#: Scores that agree on this many significant digits of the largest one are equal: the last bits of
#: a sum depend on the order of its terms and must not break ties.
SIGNIFICANT_DIGITS = 12
#: Pairs of units compared at once by Copeland's method (bounds memory).
_PAIRS_AT_ONCE = 4_000_000


def arithmetic(members: Numbers, weights: Numbers) -> Numbers:
    """Weighted mean ``Σ w x / Σ w``: a low member makes up for a high one.

    >>> arithmetic(np.array([[1.0, 4.0], [np.nan, 4.0]]), np.array([2.0, 1.0])).tolist()
    [2.0, 4.0]
    """
    present = ~np.isnan(members)
    with np.errstate(invalid="ignore"):  # a unit without any member has no mean
        means = np.where(present, members * weights, 0).sum(axis=1) / (present * weights).sum(
            axis=1
        )
    return np.asarray(means)


def total(members: Numbers, weights: Numbers) -> Numbers:
    """Weighted sum ``Σ w x`` of the members present (the SPL of the SVI).

    >>> total(np.array([[1.0, 4.0], [np.nan, np.nan]]), np.array([1.0, 1.0])).tolist()
    [5.0, nan]
    """
    present = ~np.isnan(members)
    sums = np.where(present, members * weights, 0).sum(axis=1)
    return np.where(present.any(axis=1), sums, np.nan)


def geometric(members: Numbers, weights: Numbers) -> Numbers:
    """Weighted geometric mean ``exp(Σ w ln x / Σ w)``: an imbalance lowers the score.

    Raises
    ------
    NotAvailableError
        If a member is not positive.

    Examples
    --------
    >>> geometric(np.array([[1.0, 4.0]]), np.array([1.0, 1.0])).round(9).tolist()
    [2.0]
    """
    if (members <= 0).any():
        raise inapplicable(
            Aggregation.GEOMETRIC,
            "une note est nulle ou négative (choisir une échelle qui commence à 1)",
        )
    return np.exp(arithmetic(np.log(members), weights))


def copeland(members: Numbers, weights: Numbers) -> Numbers:
    """Copeland's score: pairs won minus pairs lost, brought to 0-100.

    A unit beats another when the members where it is higher weigh more than those where it is
    lower, among those that both have; how much higher does not count, so nothing is compensated.
    ``50 (1 + (won - lost) / (N - 1))`` is the score: 100 for a unit that beats all the others, 0
    for one that loses to all, 50 alone. Time grows with N².

    Examples
    --------
    >>> ranks = np.array([[1.0, 1.0, 3.0], [2.0, 3.0, 2.0], [3.0, 2.0, 1.0]])
    >>> copeland(ranks, np.ones(3)).tolist()
    [0.0, 100.0, 50.0]
    """
    present = ~np.isnan(members).all(axis=1)
    table = members[present]
    units = len(table)
    balance = np.zeros(units)
    step = max(1, _PAIRS_AT_ONCE // max(units, 1))
    for start in range(0, units, step):
        block = table[start : start + step]
        margin = np.zeros((len(block), units))
        for column, weight in enumerate(weights):
            mine, others = block[:, column, None], table[None, :, column]
            margin += weight * ((mine > others).astype(np.int8) - (mine < others).astype(np.int8))
        margin[np.abs(margin) < 1e-9 * weights.sum()] = 0
        balance[start : start + step] = np.sign(margin).sum(axis=1)
    scores = np.full(len(members), np.nan)
    scores[present] = 50 * (1 + balance / max(units - 1, 1))
    return scores


_METHODS: dict[Aggregation, Callable[[Numbers, Numbers], Numbers]] = {
    Aggregation.ARITHMETIC: arithmetic,
    Aggregation.GEOMETRIC: geometric,
    Aggregation.COPELAND: copeland,
    Aggregation.SUM: total,
}


def aggregate(
    members: pd.DataFrame, weights: pd.Series, method: Aggregation, recipe: Recipe
) -> pd.Series:
    """Aggregate a group where enough of its members are present; NaN elsewhere.

    Parameters
    ----------
    members : rows units, columns members of one group (normalised indicators or scores).
    weights : weight of each member, indexed by code; a member of weight 0 does not count.
    method : how.
    recipe : ``availability`` is used.

    Raises
    ------
    NotAvailableError
        If the method cannot be applied to these scores.
    """
    given = weights.reindex(members.columns).to_numpy(dtype=float)
    counted = members.to_numpy(dtype=float)[:, given > 0]
    enough = sufficient(counted, recipe.availability)
    scores = np.full(len(members), np.nan)
    scores[enough] = _METHODS[method](counted[enough], given[given > 0])
    return pd.Series(without_noise(scores), index=members.index)


def without_noise(scores: Numbers) -> Numbers:
    """Round scores to :data:`SIGNIFICANT_DIGITS` of the largest absolute one.

    >>> np.unique(without_noise(np.array([0.1 + 0.2, 0.3]))).size
    1
    """
    known = np.abs(scores[~np.isnan(scores)])
    largest = known.max(initial=0)
    if not largest > 0:
        return scores
    decimals = SIGNIFICANT_DIGITS - 1 - math.floor(math.log10(largest))
    return np.round(scores, min(decimals, 300))  # more would overflow
