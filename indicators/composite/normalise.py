"""Bring indicators to one scale, in the direction that the index measures.

Every function takes one indicator (a Series of numbers, NaN where missing) and its direction (+1:
a high value gives a high score, -1: a low one does), and returns the normalised indicator on 0-1
with the same index; NaN stays NaN. The reference set is always the units given.

Sources: COINr ``n_minmax``, ``n_zscore``, ``n_prank``, ``n_goalposts`` (W. Becker); CDC/ATSDR
Social Vulnerability Index, documentation 2018 and 2022; English Indices of Deprivation 2019,
technical report, section 3.8 (exponential transformation).
"""

from __future__ import annotations

import numpy as np
import pandas as pd

from common.errors import InvalidDataError
from indicators.composite.options import Normalisation, inapplicable
from indicators.composite.recipe import Recipe
from indicators.composite.transform import transformed_column

EXPONENTIAL_SCALE = 23.0


def minmax(values: pd.Series, direction: int = 1) -> pd.Series:
    """Min-max: ``(x - min) / (max - min)``.

    Raises
    ------
    NotAvailableError
        If all the values are equal: there is no scale.
    """
    low, high = values.min(), values.max()
    if low == high:
        raise inapplicable(Normalisation.MINMAX, f"« {values.name} » est constant")
    shares: pd.Series = (values - low) / (high - low)
    return shares if direction > 0 else 1 - shares


def zscore(values: pd.Series, direction: int = 1) -> pd.Series:
    """Z-score: ``(x - mean) / s``, with the sample standard deviation (N - 1).

    Raises
    ------
    NotAvailableError
        If all the values are equal, or there is only one.
    """
    deviation = values.std()
    if values.notna().any() and (values.min() == values.max() or not deviation > 0):
        raise inapplicable(Normalisation.ZSCORE, f"« {values.name} » est constant")
    return direction * (values - values.mean()) / deviation


def percentile_rank(values: pd.Series, direction: int = 1) -> pd.Series:
    """Percentile rank of the SVI: ``(rank_min - 1) / (N - 1)``, 1 minus that for direction -1.

    A single unit has no one to be compared with and takes 0, the rank of the first unit.

    Examples
    --------
    >>> percentile_rank(pd.Series([5.0, 7.0, 5.0])).tolist()
    [0.0, 1.0, 0.0]
    >>> percentile_rank(pd.Series([5.0, 7.0, 5.0]), -1).tolist()
    [1.0, 0.0, 1.0]
    """
    others = max(int(values.notna().sum()) - 1, 1)
    shares = (values.rank(method="min") - 1) / others
    return shares if direction > 0 else 1 - shares


def weighted_percentile_rank(
    values: pd.Series, population: pd.Series, direction: int = 1
) -> pd.Series:
    """Share of the population that lives in units strictly below, plus half of the ties' share.

    ``p_i = (W(x < x_i) + W(x = x_i) / 2) / W``, where W counts the inhabitants of the units that
    have a value (the unit itself is among its ties). This is the *ridit* of Bross (1958), with
    inhabitants as observations. Half of the ties rather than none of them, because then the
    population-weighted mean is exactly 1/2 whatever the ties: an indicator where most units share
    one value (a zero, a censored bound) stays centred like the others, and the block takes the
    middle of the ranks that it could hold instead of claiming the lowest.

    Parameters
    ----------
    values : one indicator.
    population : inhabitants (or any non-negative weight) on the same index. A unit whose
        population is unknown is placed on the scale of the others and weighs nothing in it.

    Raises
    ------
    NotAvailableError
        If no unit that has a value is inhabited.

    Examples
    --------
    >>> weighted_percentile_rank(pd.Series([1.0, 2.0, 2.0]), pd.Series([50, 25, 25])).tolist()
    [0.25, 0.75, 0.75]
    """
    present = values.notna().to_numpy()
    numbers = values.to_numpy(dtype=float)[present]
    weights = population.fillna(0).to_numpy(dtype=float)[present]
    total = weights.sum()
    if present.any() and not total > 0:
        raise inapplicable(
            Normalisation.WEIGHTED_PERCENTILE_RANK,
            f"aucun territoire où « {values.name} » est connu n’a de population",
        )
    _, group = np.unique(numbers, return_inverse=True)
    shares = np.full(len(values), np.nan)
    if present.any():
        in_group = np.bincount(group, weights=weights)
        below = np.cumsum(in_group) - in_group
        by_group = np.clip((below + in_group / 2) / total, 0, 1)
        shares[present] = by_group[group]
    result = pd.Series(shares, index=values.index, name=values.name)
    return result if direction > 0 else 1 - result


def goalposts(values: pd.Series, low: float, high: float, direction: int = 1) -> pd.Series:
    """Distance between fixed bounds, truncated: ``(x - low) / (high - low)`` kept within 0-1.

    >>> goalposts(pd.Series([0.0, 5.0, 20.0]), 0, 10).tolist()
    [0.0, 0.5, 1.0]
    """
    shares = ((values - low) / (high - low)).clip(0, 1)
    return shares if direction > 0 else 1 - shares


def exponential_rank(values: pd.Series, direction: int = 1) -> pd.Series:
    """Exponential transformation of the ranks, as in the English Indices of Deprivation.

    ``X = -23 ln(1 - R (1 - exp(-100 / 23)))`` with ``R = (N + 1 - rank) / N`` and rank 1 for the
    highest (in the direction): a tenth of the units is above 50 of 100, so that a low rank in one
    domain makes up little for a high one in another. Equal values share their mean rank. Given
    here on 0-1.

    Examples
    --------
    >>> exponential_rank(pd.Series([1.0, 2.0])).round(4).tolist()
    [0.1565, 1.0]
    """
    count = int(values.notna().sum())
    share = (direction * values).rank(method="average") / max(count, 1)
    span = 1 - np.exp(-100 / EXPONENTIAL_SCALE)
    logarithms = np.log((1 - share * span).to_numpy())
    scores = pd.Series(-EXPONENTIAL_SCALE * logarithms / 100, values.index, name=values.name)
    return scores.clip(0, 1)


def normalise(
    values: pd.DataFrame,
    directions: pd.Series,
    recipe: Recipe,
    population: pd.Series | None = None,
) -> pd.DataFrame:
    """Normalise every indicator as the recipe says, on the scale of the recipe.

    Parameters
    ----------
    values : rows units, columns indicators.
    directions : +1 or -1, indexed by indicator.
    recipe : ``normalisation``, ``scale``, ``decimals`` and ``goalposts`` are used.
    population : inhabitants indexed like ``values``; wanted by the weighted percentile rank.

    Returns
    -------
    A frame of the same shape; an indicator without any value stays empty.

    Raises
    ------
    NotAvailableError
        If the option cannot be applied to an indicator (constant, goalposts missing, no
        population).
    InvalidDataError
        If a direction is neither +1 nor -1.
    """
    wrong = [code for code in values if directions.get(code) not in (1, -1)]
    if wrong:
        raise InvalidDataError(
            "la table des indicateurs",
            [f"{code} : sens 1 ou -1 attendu, {directions.get(code)} lu" for code in wrong],
        )
    columns = {}
    for code in map(str, values):
        direction = int(directions[code])
        columns[code] = rescale(values[code], recipe.normalisation, recipe, direction, population)
    return pd.DataFrame(columns, index=values.index, columns=values.columns)


def rescale(
    values: pd.Series,
    method: Normalisation,
    recipe: Recipe,
    direction: int = 1,
    population: pd.Series | None = None,
) -> pd.Series:
    """Normalise one indicator, or one score, on the scale of the recipe; see :func:`normalise`."""
    if not values.notna().any():
        return values
    if method is Normalisation.NONE:
        return direction * values
    if method is Normalisation.ZSCORE:
        return _rounded(zscore(values, direction), recipe)
    shares = _share(values, method, recipe, direction, population)
    low, high = recipe.scale
    return _rounded(low + (high - low) * shares, recipe)


def _share(
    values: pd.Series,
    method: Normalisation,
    recipe: Recipe,
    direction: int,
    population: pd.Series | None,
) -> pd.Series:
    match method:
        case Normalisation.MINMAX:
            return minmax(values, direction)
        case Normalisation.PERCENTILE_RANK:
            return percentile_rank(values, direction)
        case Normalisation.EXPONENTIAL_RANK:
            return exponential_rank(values, direction)
        case Normalisation.GOALPOSTS:
            for code, low, high in recipe.goalposts:
                if code == values.name:
                    return goalposts(values, *_transformed(code, low, high, recipe), direction)
            raise inapplicable(method, f"aucune limite n’est donnée pour « {values.name} »")
        case _:
            if population is None:
                raise inapplicable(method, "aucune colonne de population n’est donnée")
            return weighted_percentile_rank(values, population, direction)


def _transformed(code: str, low: float, high: float, recipe: Recipe) -> tuple[float, float]:
    """Bring goalposts, given in the unit of the indicator, where the indicator was brought."""
    for transformed, method in recipe.transformations:
        if transformed == code:
            ends = transformed_column(pd.Series([low, high], name=code), method)
            return float(ends.iloc[0]), float(ends.iloc[1])
    return low, high


def _rounded(values: pd.Series, recipe: Recipe) -> pd.Series:
    return values if recipe.decimals is None else values.round(recipe.decimals)
