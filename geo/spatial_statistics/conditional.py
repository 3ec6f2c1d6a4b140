"""Draws that keep a unit in place: how often chance gives its neighbours as much, or as little.

Under a conditional permutation, the k neighbours of a unit hold k of the other units' values, drawn
without replacement. One sequence of distinct units serves all the units with k neighbours: its
first k or, where the unit itself is among them, the others and the next in line. Each unit then
has exactly the law that it would have alone, and a million draws take a second whatever the number
of units. Errors of units with as many neighbours go together; none is larger for it.
"""

from __future__ import annotations

from typing import Any

import numpy as np
import numpy.typing as npt

Array = npt.NDArray[np.float64]
Integers = npt.NDArray[np.signedinteger[Any]]

#: Numbers held at once by a block of draws.
_BLOCK = 1_000_000
#: Beyond, whole permutations are quicker than drawing units one by one.
_MOST_ONE_BY_ONE = 64
#: Relative rounding of a number.
EPSILON = float(np.finfo("float64").eps)


def conditional_counts(
    values: Array, sums: Array, neighbours: Integers, draws: int, generator: np.random.Generator
) -> Integers:
    """Compare the sum of the values of each unit's neighbours with what chance would give.

    Two sums that differ by no more than the rounding of their terms are tied: counts, ranks and
    yes/no are full of ties.

    Parameters
    ----------
    values : of every unit.
    sums : of the values of the neighbours of every unit.
    neighbours : how many neighbours every unit has; 0 for a unit that is not to be compared.
    draws : random draws.
    generator : of random numbers; its state decides the draws.

    Returns
    -------
    array
        Two rows: by unit, the draws whose sum is at least its own, and at most; a tie is in both.
    """
    most = int(neighbours.max())
    slack = np.abs(values).max() * neighbours * (neighbours + 4) * EPSILON
    low, high = sums - slack, sums + slack
    by_size = {
        int(size): np.flatnonzero(neighbours == size) for size in np.unique(neighbours) if size
    }
    at_least, at_most = counts = np.zeros((2, len(values)), np.int64)
    for size in _blocks(draws, most + 1 if most < _MOST_ONE_BY_ONE else len(values)):
        drawn = distinct(generator, len(values), most + 1, size)
        sizes = neighbours[drawn]
        totals = values[drawn].cumsum(axis=0)
        for count, units in by_size.items():
            total = totals[count - 1]
            ordered = np.sort(total)
            at_least[units] += size - np.searchsorted(ordered, low[units], "left")
            at_most[units] += np.searchsorted(ordered, high[units], "right")
            place, draw = np.nonzero(sizes[:count] == count)
            own = drawn[place, draw]
            others = totals[count, draw] - values[own]
            np.add.at(at_least, own, _moved(others >= low[own], total[draw] >= low[own]))
            np.add.at(at_most, own, _moved(others <= high[own], total[draw] <= high[own]))
    return counts


def distinct(generator: np.random.Generator, units: int, size: int, draws: int) -> Integers:
    """Draw, many times, a sequence of distinct units.

    Parameters
    ----------
    generator : of random numbers.
    units : how many units there are.
    size : length of a sequence, at most ``units``.
    draws : how many sequences.

    Returns
    -------
    array
        size × draws numbers of units, one sequence a column; every sequence has the same chance.
    """
    if size > _MOST_ONE_BY_ONE:
        every = np.tile(np.arange(units, dtype=np.int32), (draws, 1))
        return np.ascontiguousarray(generator.permuted(every, axis=1)[:, :size].T)
    drawn = np.empty((size, draws), np.int32)
    for place in range(size):
        drawn[place] = generator.integers(0, units, draws, dtype=np.int32)
        again = np.flatnonzero(_met(drawn[:place], drawn[place]))
        while len(again):
            drawn[place, again] = generator.integers(0, units, len(again), dtype=np.int32)
            again = again[_met(drawn[:place, again], drawn[place, again])]
    return drawn


def _met(earlier: Integers, now: Integers) -> npt.NDArray[np.bool_]:
    """Tell which units came earlier in their sequence."""
    met = np.zeros(len(now), bool)
    for one in earlier:
        met |= one == now
    return met


def _blocks(draws: int, width: int) -> list[int]:
    """Cut the draws so that a block of this width stays small in memory.

    >>> _blocks(625_000, 4)
    [250000, 250000, 125000]
    """
    size = max(_BLOCK // width, 1)
    return [min(size, draws - start) for start in range(0, draws, size)]


def _moved(after: npt.NDArray[np.bool_], before: npt.NDArray[np.bool_]) -> Integers:
    return after.astype(np.int64) - before.astype(np.int64)
