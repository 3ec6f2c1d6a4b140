"""Scores and ranks of many draws at once: draws are rows, units are columns, single precision."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from indicators.composite.draws import Draws, Floats, Scenario
from indicators.composite.options import Aggregation

Ranks = npt.NDArray[np.int32]

#: Scores are ranked to the nearest thousandth of a point out of 100: single precision is not far
#: finer, and equal territories must stay equal.
RANKED_DECIMALS = 3
_CELLS_AT_ONCE = 250_000  # arrays that stay in the cache


@dataclass(frozen=True)
class FastModel:
    """An index of two levels, laid out for speed.

    Attributes
    ----------
    scenarios : combinations of options.
    tables : normalised indicators of each scenario, indicators as rows and units as columns, 0
        where missing; scenarios that differ by their aggregation only share theirs.
    present : same shape, 1 where the indicator is known, 0 elsewhere.
    groups : positions of the indicators of each group.
    available : groups as rows, units as columns, 1 where the group has enough indicators.
    """

    scenarios: tuple[Scenario, ...]
    tables: tuple[Floats, ...]
    present: Floats
    groups: tuple[npt.NDArray[np.intp], ...]
    available: Floats


def batches(model: FastModel, draws: Draws) -> Iterator[tuple[npt.NDArray[np.intp], Floats]]:
    """Compute the scores of the whole, some draws at a time.

    Yields
    ------
    Positions of the draws, and their scores (draws as rows, units as columns).
    """
    size = max(1, _CELLS_AT_ONCE // max(model.present.shape[1], 1))
    for position, scenario in enumerate(model.scenarios):
        rows = np.flatnonzero(draws.scenario == position)
        for start in range(0, len(rows), size):
            chosen = rows[start : start + size]
            members, groups = draws.member_weights[chosen], draws.group_weights[chosen]
            table = model.tables[position]
            yield chosen, _scores(model, table, members, groups, scenario.aggregation)


def _scores(
    model: FastModel, table: Floats, members: Floats, groups: Floats, aggregation: Aggregation
) -> Floats:
    geometric = aggregation is Aggregation.GEOMETRIC
    total = np.zeros((len(members), table.shape[1]), dtype=np.float32)
    weight = np.zeros_like(total)
    for position, within in enumerate(model.groups):
        score = _weighted_sum(members[:, within], table[within])
        if model.present[within].all():
            score /= members[:, within].sum(axis=1, keepdims=True)
        else:
            known = _weighted_sum(members[:, within], model.present[within])
            score /= np.maximum(known, np.finfo(np.float32).tiny)
        available = model.available[position]
        if geometric:
            score += 1 - available  # the logarithm of what does not count must be finite
            np.log(score, out=score)
        share = groups[:, position, None]
        if available.all():
            score *= share
            weight += share
        else:
            mask = share * available
            score *= mask
            weight += mask
        total += score
    total /= weight
    return np.exp(total, out=total) if geometric else total


def _weighted_sum(weights: Floats, table: Floats) -> Floats:
    """Matrix product of few rows and columns, cell by cell.

    Equal units get equal sums to the last bit, whatever the machine; and the threads that a linear
    algebra library starts cost more than they bring on such narrow matrices.
    """
    total: Floats = weights[:, 0, None] * table[0]
    term = np.empty_like(total)
    for column in range(1, len(table)):
        np.multiply(weights[:, column, None], table[column], out=term)
        total += term
    return total


def _keys(scores: Floats) -> Ranks:
    """Whole numbers to rank by, the smallest for the highest score."""
    keys: Ranks = np.rint(scores * np.float32(-(10**RANKED_DECIMALS))).astype(np.int32)
    return keys


def ranks_of(scores: Floats, unit: int) -> Ranks:
    """Rank one unit in each draw, as :func:`ranks` does all of them.

    Examples
    --------
    >>> ranks_of(np.array([[10, 30, 30, 20], [4, 3, 2, 1]], dtype=np.float32), 3).tolist()
    [3, 4]
    """
    keys = _keys(scores)
    above: Ranks = (keys < keys[:, [unit]]).sum(axis=1, dtype=np.int32)
    return above + 1


def ranks(scores: Floats) -> Ranks:
    """Rank the units of each draw, 1 for the highest score, ties sharing the smallest rank.

    Examples
    --------
    >>> ranks(np.array([[10, 30, 30, 20]], dtype=np.float32)).tolist()
    [[4, 1, 1, 3]]
    """
    keys = _keys(scores)
    order = np.argsort(keys, axis=1)
    ordered = np.take_along_axis(keys, order, axis=1)
    places = np.zeros(keys.shape, dtype=np.int32)
    steps = np.arange(1, keys.shape[1], dtype=np.int32)
    np.multiply(ordered[:, 1:] != ordered[:, :-1], steps, out=places[:, 1:])
    np.maximum.accumulate(places, axis=1, out=places)
    result = np.empty_like(places)
    np.put_along_axis(result, order, places + 1, axis=1)
    return result
