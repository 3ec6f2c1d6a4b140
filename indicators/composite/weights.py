"""Weights within groups, and what they amount to in the whole index."""

from __future__ import annotations

import math
from collections.abc import Collection

import pandas as pd

from common.errors import InvalidDataError
from indicators.composite.options import Weighting
from indicators.composite.recipe import Recipe


def nominal_weights(codes: pd.Index, recipe: Recipe, given: pd.Series | None = None) -> pd.Series:
    """Give the weight of every member within its group, as the recipe says.

    Parameters
    ----------
    codes : codes of the indicators and aggregates.
    recipe : ``weighting`` and ``weights`` are used.
    given : weights of the meta table, indexed by code; 1 where absent.

    Returns
    -------
    One weight per code. With ``given``, the recipe's own weights replace those of the table.

    Raises
    ------
    InvalidDataError
        If the recipe weighs a code that does not exist.
    """
    weights = pd.Series(1.0, index=codes)
    if recipe.weighting is Weighting.EQUAL:
        return weights
    unknown = [code for code, _ in recipe.weights if code not in codes]
    if unknown:
        raise InvalidDataError(
            f"les réglages « {recipe.name} »",
            [f"weights.values : code inconnu {code}" for code in unknown],
        )
    if given is not None:
        weights.update(given)
    weights.update(pd.Series(dict(recipe.weights), dtype=float))
    return weights


def effective_weights(
    parents: pd.Series, weights: pd.Series, summed: Collection[str] = ()
) -> pd.Series:
    """Give the weight of every code in the whole index.

    The weight of an indicator is the product, up the tree, of its share of each group (of its
    weight where members are summed and not averaged), brought to a total of 1; that of an
    aggregate is the total of its indicators. With groups of unequal sizes, equal nominal weights
    are not equal. Source: COINr ``get_eff_weights``.

    Parameters
    ----------
    parents : code of the parent, indexed by code; missing for a top, of which there may be
        several, each with a total of 1.
    weights : nominal weight within the group, indexed by code.
    summed : aggregates that are the sum of their members.

    Examples
    --------
    >>> parents = pd.Series({"a": "x", "b": "x", "c": "y", "x": "top", "y": "top", "top": None})
    >>> ones = pd.Series(1.0, index=parents.index)
    >>> effective_weights(parents, ones).tolist()
    [0.25, 0.25, 0.5, 0.5, 0.5, 1.0]
    >>> effective_weights(parents, ones, ["x", "y", "top"]).round(3).tolist()
    [0.333, 0.333, 0.333, 0.667, 0.333, 1.0]
    """
    above = {str(code): str(parent) for code, parent in parents.dropna().items()}
    averaged = ~parents.isin(list(summed))
    shares = weights.where(~averaged, weights / weights.groupby(parents).transform("sum"))
    shares = shares.fillna(0.0)
    effective = dict.fromkeys(map(str, parents.index), 0.0)
    lines = {leaf: _line(leaf, above) for leaf in effective if leaf not in set(above.values())}
    for line in lines.values():
        product = math.prod(shares[line[:-1]].to_numpy())
        for code in line:
            effective[code] += product
    totals = {code: effective[_line(code, above)[-1]] for code in effective}
    return pd.Series({code: effective[code] / totals[code] for code in effective}, dtype=float)


def _line(code: str, above: dict[str, str]) -> list[str]:
    """List a code and its ancestors, up to the top."""
    line = [code]
    while line[-1] in above:
        line.append(above[line[-1]])
    return line
